"""Plain text: the document is the file as read; blocks are its paragraphs and lines, wrapped lines joined."""

from __future__ import annotations

import re

from ..fields import ids
from ..model import Block, Document, Span
from ..text.width import narrowed
from . import Reader

_LINE = re.compile(r"[^\r\n]+")
_LABEL = re.compile(r"\s{0,8}[\[(]?(?P<number>\d{1,3})(?:[\]).]|\t|(?=\s))\s?(?=\S)")
_BULLET = re.compile(
    r"\s{0,8}(?:\^|\[[A-Za-z]{0,12}[+*]?\d{1,4}[a-z]?\]|(?:[—–―]{2,8}|---+|___+)[.,\s]|\(?\d{1,3}[.)]\s|\d{1,3}\t|[-*•]\s)"
)
_SENTENCE_END = re.compile(r"[.,;!?。।][\"”’)」』]?(?:\[[^\[\]]{1,20}\]){0,9}$")
# "as said [1,2]", "again.^5", "again.5": a line with a marker is a sentence, though no stop ends it.
_MARKER = re.compile(r"\w\s?\[\^?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\]|[a-z)][.,]?\^\d|[a-z]{2}\.\d{1,3}(?:[,–-]\d{1,3})*$")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_NAME_OR_NUMBERS = re.compile(
    r"\b[A-Z][\w'’-]{1,30},? [A-Z]{1,3}[.,](?:\s|[A-Z]\.)|\d\s?[;:(]\s?\d"
)  # "Smith J.", "12(3)", "2015;1"
_DOI_TAIL = 200  # code points of a line in which a DOI can stand
_WIDEST = 110  # columns; text whose lines go beyond was not wrapped by a program or a typist


def read(source: str, name: str = "-") -> Document:
    """Return the document of a plain text. Lines are paragraphs, unless the text is hard-wrapped: see `_goes_on`.

    >>> [block.kind for block in read("Title\\n\\nFirst line.\\nSecond line.").blocks]
    ['heading', 'paragraph', 'paragraph']
    """
    return Document(text=source, name=name, source=source, blocks=tuple(_blocks(narrowed(source))))


def _blocks(text: str) -> list[Block]:
    lines = [Span(*match.span()) for match in _LINE.finditer(text) if not match.group().isspace()]
    width = _width(lines)
    blocks: list[Block] = []
    number = 0
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
            blocks.append(Block(line, "heading" if _is_heading(text, lines, at, line.of(text)) else "paragraph"))
    return blocks


def _width(lines: list[Span]) -> int:
    """The column at which the text was wrapped, or 0 where it was not."""
    lengths = sorted(line.end - line.start for line in lines)
    if len(lengths) < 2:
        return 0
    widest = lengths[int(0.97 * (len(lengths) - 1))]
    full = sum(0.8 * widest <= length <= widest for length in lengths)
    return widest if 45 <= widest <= _WIDEST and full >= 0.4 * len(lengths) else 0


def _goes_on(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether `line` continues the line before it: wrapping breaks a line only where the next word does not fit."""
    gap = text[before.end : line.start]
    if gap in ("\n", "\r\n", "\r") and _is_doi_open(text, before, line):
        return True
    if not width or gap.count("\n") > 1 or (gap.count("\r") > 1 and "\n" not in gap) or _BULLET.match(text, *line):
        return False
    word = text[line.start : line.end].split(maxsplit=1)[0]
    return before.end - before.start + 1 + len(word) > width


def _is_doi_open(text: str, before: Span, line: Span) -> bool:
    """Whether a DOI that stands at the end of a line ends on the next: "10.1016/j.", "spinee.2007.09.008"."""
    start = max(before.start, before.end - _DOI_TAIL)
    if "10." not in text[start : before.end]:
        return False
    seen = ids.find(text[start : min(line.end, line.start + _DOI_TAIL)])
    return any(s.span.start + start < before.end and s.span.end + start > line.start for s in seen)


def _is_heading(text: str, lines: list[Span], at: int, printed: str) -> bool:
    stripped = printed.strip()
    if (
        len(stripped) > 90
        or stripped[0] in "^[(•-*"
        or not any(c.isalpha() for c in stripped)
        or _SENTENCE_END.search(stripped)
        or _MARKER.search(stripped)
        or ids.find(stripped)
        or (_YEAR.search(stripped) and _NAME_OR_NUMBERS.search(stripped))
    ):
        return False
    before = lines[at - 1].end if at else 0
    alone_before = at == 0 or text.count("\n", before, lines[at].start) > 1
    following = lines[at + 1].start if at + 1 < len(lines) else len(text)
    alone_after = text.count("\n", lines[at].end, following) > 1
    return alone_before and (alone_after or len(stripped) < 40) and len(stripped.split()) <= 14


READER = Reader(name="plain", title="plain text", read=read, suffixes=(".txt", ".text"), media_types=("text/plain",))
