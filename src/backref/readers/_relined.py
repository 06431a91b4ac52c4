"""A text whose wrapped entries stand on one line each, with the map back to the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from ..model import Block, Document, Span
from ..wrapping import seam, vocabulary
from ._builder import Builder
from ._lists import ListedLines


def relined(
    source: str,
    name: str,
    entries: Sequence[ListedLines],
    lines: Sequence[Span],
    others: Callable[[int, int], Sequence[Block]],
) -> Document:
    """Return the document of a text with these entries; `others` gives the blocks of the lines between two of them."""
    builder = Builder(source, name)
    words = vocabulary(line.of(source) for line in lines)
    at = line = 0
    for entry in [*entries, ListedLines(len(lines), len(lines), ())]:
        for block in others(line, entry.first):
            builder.copy(at, block.span.start)
            start = builder.length
            builder.copy(*block.span)
            builder.block(start, block.kind)
            at = block.span.end
        if entry.spans:
            builder.copy(at, lines[entry.first].start)
            _entry(builder, entry, words)
            at, line = lines[entry.end - 1].end, entry.end
    builder.copy(at, len(source))
    return builder.document()


def _entry(builder: Builder, entry: ListedLines, words: frozenset[str]) -> None:
    """Put an entry down as one line: each line end stands for what `seam` says."""
    start = builder.length
    source = builder.source
    for span, following in pairwise(entry.spans):
        cut, between = seam(span.of(source), following.of(source), words)
        builder.copy(span.start, span.end - cut)
        builder.insert(between, span.end - cut, following.start - span.end + cut)
    builder.copy(*entry.spans[-1])
    builder.block(start, "item" if entry.is_item else "paragraph")
