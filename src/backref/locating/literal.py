"""Lists that stand as they were typed: in a literal block, in <pre>, in a fence, under the heading of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Block, Span
from ..wrapping import Line, entries

_LABEL = re.compile(r"\s{0,8}(?:\[[A-Za-z]{0,4}\d{1,4}[a-z]?\]|\(\d{1,3}\)|\d{1,3}[.)])\s")
_LEAST = 2  # entries with labels; anything else is code


def literal(text: str, block: Block) -> Iterator[Span]:
    """Yield the stretches of a literal block that are entries with labels, wrapped or not; none where it is code.

    >>> text = "[1] A. Roe. Heat for\\n    backs. 2001.\\n[2] B. Doe. Rest. 2002."
    >>> [span.of(text) for span in literal(text, Block(Span(0, len(text)), "code"))]
    ['[1] A. Roe. Heat for\\n    backs. 2001.', '[2] B. Doe. Rest. 2002.']
    """
    spans: list[Span] = []
    lines: list[Line] = []
    at, gap = block.span.start, 0
    for printed in block.span.of(text).split("\n"):
        words = printed.strip()
        start = at + len(printed) - len(printed.lstrip())
        if words:
            left = len(printed.expandtabs()) - len(printed.expandtabs().lstrip())
            lines.append(Line(words, left, left + len(words), gap))
            spans.append(Span(start, start + len(words)))
        gap = 0 if words else gap + 1
        at += len(printed) + 1
    if sum(_LABEL.match(line.text) is not None for line in lines) < _LEAST:
        return
    found = [entry for entry in entries(lines) if entry.is_item and _LABEL.match(lines[entry.first].text)]
    if len(found) >= _LEAST:
        for entry in found:
            yield Span(spans[entry.first].start, spans[entry.end - 1].end)
