"""Plain text: the document is the file as read; blocks are its paragraphs and lines, wrapped lines joined.

Where entries of a list are wrapped, the text has each on one line, words that were cut whole again, and the map to the
file.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ..fields import ids
from ..model import Block, Document, Span
from ..text import numbered
from ..text.raised import uncircled
from ..text.width import narrowed
from . import Reader
from ._columns import WIDEST, measure
from ._lists import Measure, lists
from ._plain_headings import is_heading
from ._relined import Stretch, relined

_LINE = re.compile(r"[^\r\n]+")
_BLANK = re.compile(r"[>|\s]*(?:--\s?)?")  # also in a letter that is quoted, and above who signs it
_LABEL = re.compile(r"\s{0,8}[\[(]?(?P<number>\d{1,3})(?:[\]).]|\t|(?=\s))\s?(?=[^\s.,;:)\]])")
_BULLET = re.compile(
    r"\s{0,8}(?:\^|\[[A-Za-z]{0,12}[+*]?\d{1,4}[a-z]?\]|\[\[\d{1,4}\]\]|(?:[—–―]{2,8}|---+|___+)[.,\s]|\(?\d{1,3}[.)]\s|\d{1,3}\t|[-*•]\s"
    rf"|{numbered.LABEL})"
)
_POINTS = re.compile(r"\[\d{1,3}(?:[,–-]\s?\d{1,3}){0,9}\]")  # a marker at the beginning of a line
_WORD = re.compile(r"(?:[^\s]|[\u00a0\u2007\u202f])+")  # a line is never broken at such a blank
_OPEN = re.compile(r"[^\W_][^\S\n]*\Z|[,(&–-][^\S\n]*\Z")  # the end of a line within a sentence
_NAMED = re.compile(r"(?<![^\W_])(?:PMID|PMCID|DOI|doi|ISBN|arXiv)\s?:?[^\S\n]*\Z")
_NUMBER = re.compile(r"(?:PMC|10\.)?\d{4}")
_OPEN_TAIL = 8
_LETTER = re.compile(r"[\[(“\"]?([^\W\d_])")
_DOI_TAIL = 200  # code points of a line in which a DOI can stand
_QUOTED = re.compile(r"[ \t]{0,3}(?!>>>)(?:>[ \t]?){1,9}")  # a letter that is answered, and no prompt
_CUT = re.compile("[^\\W\\d_][-\u2010\u00ad]\\Z")  # a word that goes on in the next line
_STOPPED = re.compile(r"[.!?:;。！？][\"”’»')\]]{0,3}(?:\[[^\[\]\n]{1,20}\]|\d{1,3})?\s*\Z")
_TAIL = 30
_NARROWEST = 34  # columns of a page
_FULL, _HALF = (
    0.75,
    0.6,
)  # of the width: letters are not equally wide, so that lines which are full differ in their number


def read(source: str, name: str = "-") -> Document:
    """Return the document of a plain text. Lines are paragraphs, unless the text is hard-wrapped: see `_goes_on`.

    >>> [block.kind for block in read("Title\\n\\nFirst line.\\nSecond line.").blocks]
    ['heading', 'paragraph', 'paragraph']
    """
    text = uncircled(narrowed(source))
    lines = [Span(*match.span()) for match in _LINE.finditer(text) if not _BLANK.fullmatch(match.group())]
    heads = [is_heading(text, lines, at, line.of(text)) for at, line in enumerate(lines)]
    wide = measure([line.of(text) for line in lines])
    entries, gone = lists(text, lines, heads, wide)
    own = [_own(text, line) for line in lines]
    width = _width(text, own, wide)

    def between(first: int, end: int) -> list[Stretch]:
        kept = [at for at in range(first, end) if at not in gone]
        stretch = [own[at] for at in kept]
        return _stretches(text, stretch, [heads[at] for at in kept], max(_width(text, stretch, wide), width), wide)

    stretches = between(0, len(lines)) if not entries else []
    if entries or any(_is_parted(source, stretch) for stretch in stretches):
        return relined(source, name, entries, lines, between)
    blocks = tuple(Block(Span(spans[0].start, spans[-1].end), kind) for kind, spans in stretches)
    return Document(text=source, name=name, source=source, blocks=blocks)


def _own(text: str, line: Span) -> Span:
    """A line without the marks of one who answers a letter."""
    quoted = _QUOTED.match(text, *line)
    return Span(quoted.end(), line.end) if quoted and quoted.end() < line.end else line


def _stretches(text: str, lines: list[Span], heads: list[bool], width: float, wide: Measure) -> list[Stretch]:
    """The paragraphs and headings of lines of which none is an entry of a list, wrapped at a column if at all."""
    number = 0
    found: list[Stretch] = []
    for at, line in enumerate(lines):
        label = _LABEL.match(text, *line)
        follows = bool(label) and int(label["number"]) == number + 1 if label else False
        joined = (
            at > 0
            and found[-1].kind == "paragraph"
            and not follows
            and _goes_on(text, lines[at - 1], line, width, wide)
        )
        if label and not joined:
            number = int(label["number"])
        if joined:
            found[-1].spans.append(line)
        else:
            found.append(Stretch("heading" if heads[at] else "paragraph", [line]))
    return found


def _is_parted(text: str, stretch: Stretch) -> bool:
    """Whether more than a line end stands between two lines of a paragraph: a hyphen, or marks of a letter."""
    return any(
        _CUT.search(text, max(before.end - 2, 0), before.end) or not text[before.end : line.start].isspace()
        for before, line in pairwise(stretch.spans)
    )


def _width(text: str, lines: list[Span], wide: Measure) -> float:
    """How wide the text was set, 0 where it was not wrapped, and -1 where its few lines do not say."""
    if len(lines) < 2:
        return 0
    lengths = sorted(_length(text, line, wide) for line in lines)
    widest = lengths[int(0.97 * (len(lengths) - 1))]
    full = sum(0.8 * widest <= length <= widest for length in lengths)
    is_clear = _NARROWEST <= widest <= WIDEST and full >= 0.4 * len(lengths)
    return widest if is_clear else -1 if lengths[-1] <= WIDEST else 0


def _length(text: str, line: Span, wide: Measure) -> float:
    """How wide a line is; of one that nobody would wrap at, about."""
    length = line.end - line.start
    return wide(line.of(text)) if length <= 2 * WIDEST else length


def _goes_on(text: str, before: Span, line: Span, width: float, wide: Measure) -> bool:
    """Whether `line` continues the line before it: wrapping breaks a line only where the next word does not fit."""
    gap = text[before.end : line.start]
    if (gap.count("\n") or gap.count("\r")) > 1:
        return False
    if _is_doi_open(text, before, line):
        return True
    is_open = _OPEN.search(text, max(before.start, before.end - _OPEN_TAIL), before.end) is not None
    if _BULLET.match(text, *line) and not (is_open and width > 0 and _POINTS.match(text, *line)):
        return False
    is_low = _begins_low(text, line)
    if is_low and _CUT.search(text, max(before.start, before.end - 2), before.end):
        return True
    if width <= 0:
        return width < 0 and is_open and is_low
    word = _WORD.search(text, *line)
    length = wide(before.of(text))
    if word is None or length + wide(f" {word.group()}") > width:
        return True
    is_full = is_low or length > _FULL * width
    is_stopped = _STOPPED.search(text, max(before.start, before.end - _TAIL), before.end) is not None
    return is_full and not (is_stopped and _begins_sentence(text, line))


def _begins_low(text: str, line: Span) -> bool:
    """Whether the line begins with a small letter, as none does that begins a sentence or an entry."""
    first = _LETTER.match(text, *line)
    return first is not None and first[1].islower()


def _begins_sentence(text: str, line: Span) -> bool:
    """Whether the line may begin a paragraph, as the rest of a citation does not: "1982;99(2):247"."""
    first = text[line.start : line.start + 8].lstrip()[:1]
    return not (first.isdigit() or first in "([&,;:–-" or first.islower())


def _is_doi_open(text: str, before: Span, line: Span) -> bool:
    """Whether a DOI that stands at the end of a line ends on the next: "10.1016/j.", "spinee.2007.09.008"; or "PMID"
    has its number there.
    """
    start = max(before.start, before.end - _DOI_TAIL)
    if _NAMED.search(text, max(start, before.end - 24), before.end) and _NUMBER.match(text, *line):
        return True
    if "10." not in text[start : before.end]:
        return False
    seen = ids.find(text[start : min(line.end, line.start + _DOI_TAIL)])
    return any(s.span.start + start < before.end and s.span.end + start > line.start for s in seen)


READER = Reader(name="plain", title="plain text", read=read, suffixes=(".txt", ".text"), media_types=("text/plain",))
