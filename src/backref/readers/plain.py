"""Plain text: the document is the file as read; blocks are its paragraphs and lines, wrapped lines joined.

Where entries of a list are wrapped, the text has each on one line, words that were cut whole again, and the map to the
file.
"""

from __future__ import annotations

import re

from ..fields import ids
from ..model import Block, Document, Span
from ..text import numbered
from ..text.width import narrowed
from . import Reader
from ._lists import lists
from ._plain_headings import is_heading
from ._relined import relined

_LINE = re.compile(r"[^\r\n]+")
_BLANK = re.compile(r"[>|\s]*")  # also in a letter that is quoted
_LABEL = re.compile(r"\s{0,8}[\[(]?(?P<number>\d{1,3})(?:[\]).]|\t|(?=\s))\s?(?=\S)")
_BULLET = re.compile(
    r"\s{0,8}(?:\^|\[[A-Za-z]{0,12}[+*]?\d{1,4}[a-z]?\]|(?:[—–―]{2,8}|---+|___+)[.,\s]|\(?\d{1,3}[.)]\s|\d{1,3}\t|[-*•]\s"
    rf"|{numbered.LABEL})"
)
_WORD = re.compile(r"(?:[^\s]|[\u00a0\u2007\u202f])+")  # a line is never broken at such a blank
_OPEN = re.compile(r"[^\W_][^\S\n]*\Z|[,(&–-][^\S\n]*\Z")  # the end of a line within a sentence
_NAMED = re.compile(r"(?<![^\W_])(?:PMID|PMCID|DOI|doi|ISBN|arXiv)\s?:?[^\S\n]*\Z")
_NUMBER = re.compile(r"(?:PMC|10\.)?\d{4}")
_OPEN_TAIL = 8
_LETTER = re.compile(r"[\[(“\"]?([^\W\d_])")
_DOI_TAIL = 200  # code points of a line in which a DOI can stand
_WIDEST = 110  # columns; text whose lines go beyond was not wrapped by a program or a typist


def read(source: str, name: str = "-") -> Document:
    """Return the document of a plain text. Lines are paragraphs, unless the text is hard-wrapped: see `_goes_on`.

    >>> [block.kind for block in read("Title\\n\\nFirst line.\\nSecond line.").blocks]
    ['heading', 'paragraph', 'paragraph']
    """
    text = narrowed(source)
    lines = [Span(*match.span()) for match in _LINE.finditer(text) if not _BLANK.fullmatch(match.group())]
    heads = [is_heading(text, lines, at, line.of(text)) for at, line in enumerate(lines)]
    entries, gone = lists(text, lines, heads)
    width = _width(lines)
    if not entries:
        return Document(text=source, name=name, source=source, blocks=tuple(_blocks(text, lines, heads, width)))

    def between(first: int, end: int) -> list[Block]:
        kept = [at for at in range(first, end) if at not in gone]
        stretch = [lines[at] for at in kept]
        return _blocks(text, stretch, [heads[at] for at in kept], max(_width(stretch), width))

    return relined(source, name, entries, lines, between)


def _blocks(text: str, lines: list[Span], heads: list[bool], width: int) -> list[Block]:
    """The blocks of lines of which none is an entry of a list, wrapped at a column if at all."""
    number = 0
    blocks: list[Block] = []
    for at, line in enumerate(lines):
        label = _LABEL.match(text, *line)
        follows = bool(label) and int(label["number"]) == number + 1 if label else False
        joined = (
            at > 0 and blocks[-1].kind == "paragraph" and not follows and _goes_on(text, lines[at - 1], line, width)
        )
        if label and not joined:
            number = int(label["number"])
        if joined:
            blocks[-1] = Block(Span(blocks[-1].span.start, line.end), "paragraph")
        else:
            blocks.append(Block(line, "heading" if heads[at] else "paragraph"))
    return blocks


def _width(lines: list[Span]) -> int:
    """The column at which the text was wrapped, 0 where it was not, and -1 where its few lines do not say."""
    lengths = sorted(line.end - line.start for line in lines)
    if len(lengths) < 2:
        return 0
    widest = lengths[int(0.97 * (len(lengths) - 1))]
    full = sum(0.8 * widest <= length <= widest for length in lengths)
    is_clear = 45 <= widest <= _WIDEST and full >= 0.4 * len(lengths)
    return widest if is_clear else -1 if lengths[-1] <= _WIDEST else 0


def _goes_on(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether `line` continues the line before it: wrapping breaks a line only where the next word does not fit."""
    gap = text[before.end : line.start]
    if gap in ("\n", "\r\n", "\r") and _is_doi_open(text, before, line):
        return True
    if gap.count("\n") > 1 or (gap.count("\r") > 1 and "\n" not in gap) or _BULLET.match(text, *line):
        return False
    if width <= 0:
        is_open = _OPEN.search(text, max(before.start, before.end - _OPEN_TAIL), before.end) is not None
        return width < 0 and is_open and _begins_low(text, line)
    word = _WORD.search(text, *line)
    return word is None or before.end - before.start + 1 + len(word.group()) > width


def _begins_low(text: str, line: Span) -> bool:
    """Whether the line begins with a small letter, as none does that begins a sentence or an entry."""
    first = _LETTER.match(text, *line)
    return first is not None and first[1].islower()


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
