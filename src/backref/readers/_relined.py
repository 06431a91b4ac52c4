"""A text whose wrapped entries stand on one line each, with the map back to the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..model import BlockKind, Document, Span
from ..wrapping import seam, vocabulary
from ._builder import Builder
from ._lists import ListedLines


class Stretch(NamedTuple):
    """The lines of a paragraph or a heading, as far as they are its own."""

    kind: BlockKind
    spans: list[Span]


def relined(
    source: str,
    name: str,
    entries: Sequence[ListedLines],
    lines: Sequence[Span],
    others: Callable[[int, int], Sequence[Stretch]],
) -> Document:
    """Return the document of a text with these entries; `others` gives what stands in the lines between two of them."""
    builder = Builder(source, name)
    words = vocabulary(line.of(source) for line in lines)
    at = line = 0
    for entry in [*entries, ListedLines(len(lines), len(lines), ())]:
        for kind, spans in others(line, entry.first):
            builder.copy(at, spans[0].start)
            start = builder.length
            _joined(builder, spans, words, is_one_line=False)
            builder.block(start, kind)
            at = spans[-1].end
        if entry.spans:
            builder.copy(at, lines[entry.first].start)
            start = builder.length
            _joined(builder, entry.spans, words, is_one_line=True)
            builder.block(start, "item" if entry.is_item else "paragraph")
            at, line = lines[entry.end - 1].end, entry.end
    builder.copy(at, len(source))
    return builder.document()


def _joined(builder: Builder, spans: Sequence[Span], words: frozenset[str], *, is_one_line: bool) -> None:
    """Put lines down as one text: each line end stands for what `seam` says, or, in prose, for itself."""
    source = builder.source
    for span, following in pairwise(spans):
        cut, between = seam(span.of(source), following.of(source), words)
        builder.copy(span.start, span.end - cut)
        if not is_one_line and between == " " and source[span.end : following.start].isspace():
            builder.copy(span.end, following.start)
        else:
            builder.insert(between, span.end - cut, following.start - span.end + cut)
    builder.copy(*spans[-1])
