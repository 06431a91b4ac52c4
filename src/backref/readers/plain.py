"""Plain text: the document is the file as read; blocks are its paragraphs and lines."""

from __future__ import annotations

import re

from ..model import Block, Document, Span

NAME = "plain text"
SUFFIXES = (".txt", ".text")
MEDIA_TYPES = ("text/plain",)

_LINE = re.compile(r"[^\r\n]+")
_SENTENCE_END = re.compile(r"[.,;!?][\"”’)]?(?:\[[^\[\]]{1,20}\]){0,9}$")
_WRAPPED = 110  # a file whose lines stay below this width was wrapped by hand or machine


def read(source: str, name: str = "-") -> Document:
    """Return the document of a plain text. Lines are paragraphs, unless the text is hard-wrapped: see `_blocks`.

    >>> [block.kind for block in read("Title\\n\\nFirst line.\\nSecond line.").blocks]
    ['heading', 'paragraph', 'paragraph']
    """
    return Document(text=source, name=name, source=source, blocks=tuple(_blocks(source)))


def _blocks(text: str) -> list[Block]:
    lines = [Span(*match.span()) for match in _LINE.finditer(text) if not match.group().isspace()]
    blocks: list[Block] = []
    for at, line in enumerate(lines):
        printed = line.of(text)
        if at and blocks[-1].kind == "paragraph" and _goes_on(text, lines[at - 1], line):
            blocks[-1] = Block(Span(blocks[-1].span.start, line.end), "paragraph")
        else:
            blocks.append(Block(line, "heading" if _is_heading(text, lines, at, printed) else "paragraph"))
    return blocks


def _goes_on(text: str, before: Span, line: Span) -> bool:
    """Whether `line` continues the line before it: a wrapped one, next to it, that ends where no sentence ends."""
    gap = text[before.end : line.start]
    width = before.end - before.start
    if gap.count("\n") > 1 or (gap.count("\r") > 1 and "\n" not in gap) or not 45 <= width <= _WRAPPED:
        return False
    first = text[line.start : line.start + 80].lstrip()
    if re.match(r"\^|\[\d{1,3}\]|\(?\d{1,3}[.)]\s|\d{1,3}\t|[-*•]\s", first):
        return False
    last = text[before.end - 1]
    return first[:1].islower() or last not in '.!?:;”"' or width >= 60


def _is_heading(text: str, lines: list[Span], at: int, printed: str) -> bool:
    stripped = printed.strip()
    if (
        len(stripped) > 90
        or _SENTENCE_END.search(stripped)
        or stripped[0] in "^[(•-*"
        or not any(c.isalpha() for c in stripped)
    ):
        return False
    before = lines[at - 1].end if at else 0
    alone_before = at == 0 or text.count("\n", before, lines[at].start) > 1
    following = lines[at + 1].start if at + 1 < len(lines) else len(text)
    alone_after = text.count("\n", lines[at].end, following) > 1
    return alone_before and (alone_after or len(stripped) < 40) and len(stripped.split()) <= 14
