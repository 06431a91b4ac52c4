"""Build the text of a marked-up document together with the map back to its source."""

from __future__ import annotations

from ..model import (
    Block,
    BlockKind,
    CitationContext,
    Document,
    Marker,
    MarkerKind,
    Problem,
    RawCitation,
    Reference,
    Segment,
    Segments,
    Span,
)


class Builder:
    """Collects text piece by piece; `copy` keeps where a piece stood, `insert` adds what the source does not hold."""

    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.name = name
        self.length = 0
        self._pieces: list[str] = []
        self._segments = Segments()
        self._end: int | None = None  # of the last segment in the source, if what is copied from there belongs to it
        self._blocks: list[Block] = []
        self._ends: list[int] = []
        self._citations: list[tuple[Span, str | None, CitationContext, Reference | None]] = []
        self._markers: list[Marker] = []
        self.problems: list[Problem] = []

    def copy(self, start: int, end: int) -> None:
        """Add `source[start:end]` verbatim."""
        if end <= start:
            return
        if start == self._end:
            self._segments.lengthen(end - start)
        else:
            self._segments.add(self.length, start, end - start)
        self._end = end
        self._pieces.append(self.source[start:end])
        self.length += end - start

    def insert(self, text: str, at: int, covers: int = 0) -> None:
        """Add text that stands for `covers` code points of the source from `at`: a decoded entity, a made-up
        bracket.
        """
        if not text:
            return
        self._segments.add(self.length, at, covers, verbatim=False)
        self._end = None
        self._pieces.append(text)
        self.length += len(text)

    def block(self, start: int, kind: BlockKind, label: str = "", level: int = 0) -> None:
        """Close a block that began at `start` of the text. Blank ones will be dropped, blank ends cut."""
        self._blocks.append(Block(Span(start, self.length), kind, label, level))

    def end_section(self) -> None:
        """Say that no heading so far is that of what follows: an empty heading ends it."""
        self._ends.append(self.length)

    def marker(self, start: int, kind: MarkerKind, keys: tuple[str, ...], end: int | None = None) -> None:
        """Say that the text from `start` on, to `end` or to where it is now, is a marker of these keys."""
        span = Span(start, self.length if end is None else end)
        if span.end > start and keys:
            self._markers.append(Marker(span, kind, keys))

    def text(self) -> str:
        """Return the text so far."""
        return "".join(self._pieces)

    def tail(self, length: int) -> str:
        """Return the last characters of the text so far, at least `length` of them if there are as many."""
        pieces: list[str] = []
        for piece in reversed(self._pieces):
            pieces.append(piece[-length:])
            length -= len(piece)
            if length <= 0:
                break
        return "".join(reversed(pieces))

    def citation(
        self,
        start: int,
        label: str | None,
        context: CitationContext = "list",
        reference: Reference | None = None,
        end: int | None = None,
    ) -> None:
        """Say that the text from `start` on, to `end` or to where it is now, is a citation, and what the format tells
        of it.
        """
        self._citations.append((Span(start, self.length if end is None else end), label, context, reference))

    def ends_with(self, char: str) -> bool:
        """Whether the text so far ends with `char`, or is empty."""
        return not self._pieces or self._pieces[-1].endswith(char)

    def document(self, problems: tuple[Problem, ...] = ()) -> Document:
        """Return the finished document."""
        text = self.text()
        self._blocks.sort()
        for at, block in enumerate(self._blocks):  # one by one, so that no two lists of them are held
            self._blocks[at] = _cut(text, block)
        kept = tuple(block for block in self._blocks if block.span.start < block.span.end)
        if self._ends:
            ends = (Block(Span(at, at), "heading") for at in self._ends if at < len(text))
            kept = tuple(sorted((*kept, *ends), key=lambda block: block.span))
        segments = self._segments or Segments([Segment(0, 0, 0)])
        citations = [
            RawCitation(span, span.of(text), label, context, reference)
            for whole, label, context, reference in sorted(self._citations, key=lambda each: each[0])
            if (span := _stripped(text, whole)).start < span.end
        ]
        return Document(
            text, self.name, self.source, kept, segments, (*problems, *self.problems), tuple(citations), tuple(sorted(self._markers, key=lambda m: m.span))
        )  # fmt: skip


def _cut(text: str, block: Block) -> Block:
    span = _stripped(text, block.span)
    return block if span == block.span else block._replace(span=span)


def _stripped(text: str, span: Span) -> Span:
    piece = span.of(text)
    return Span(span.start + len(piece) - len(piece.lstrip()), span.end - len(piece) + len(piece.rstrip()))
