"""Text whose lines go on without their indentation, so that what is parted by a break is parted by one blank: Document
-> the same without it, and the way back.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ..model import Document, Marker, RawCitation, Span

# Within a sentence of a paragraph; a line that begins an item keeps what makes it one.
_INDENTED = re.compile(
    r"\n(?:(?<=[^\s:]\n)(?P<more>[ \t]{1,40})|(?<=[^\s:][ \t]\n)[ \t]{0,40})(?=[^\W_]|[(\[“‘\"&])(?!\d{1,3}[.)]\s)"
)


class Unindented:
    """A document without the indentation of lines that go on in its `prose`, and where each place of it was before."""

    def __init__(self, document: Document, prose: Sequence[Span]) -> None:
        self._before = document
        self._cuts = [
            Span(match.start("more") if match["more"] else match.start(), match.end())
            for block in prose
            for match in _INDENTED.finditer(document.text, *block)
        ]
        self._starts = [cut.start for cut in self._cuts]
        self._gone = [0]  # code points that are left out before each cut
        for cut in self._cuts:
            self._gone.append(self._gone[-1] + cut.end - cut.start)
        self._ends = [start - gone for start, gone in zip(self._starts, self._gone, strict=False)]

    def __bool__(self) -> bool:
        return bool(self._cuts)

    def document(self) -> Document:
        """Return the document, with its blocks and markers where they are now."""
        at, kept = 0, []
        for cut in self._cuts:
            kept.append(self._before.text[at : cut.start])
            at = cut.end
        blocks = tuple(block._replace(span=self.now(block.span)) for block in self._before.blocks)
        markers = tuple(replace(marker, span=self.now(marker.span)) for marker in self._before.markers)
        text = "".join([*kept, self._before.text[at:]])
        return replace(self._before, text=text, blocks=blocks, markers=markers)

    def now(self, span: Span) -> Span:
        """Return where a stretch of the text before is now."""
        return Span(self._now(span.start), self._now(span.end))

    def citations(self, citations: Sequence[RawCitation]) -> list[RawCitation]:
        """Return the citations where they are now."""
        return [replace(citation, span=self.now(citation.span)) for citation in citations]

    def back(self, markers: Sequence[Marker], known: Sequence[Span]) -> list[Marker]:
        """Return the markers where they were; those of `known` stretches exactly there."""
        exact = {self.now(span): span for span in known}
        return [replace(m, span=exact.get(m.span) or self._then(m.span)) for m in markers]

    def _now(self, at: int) -> int:
        number = bisect_left(self._starts, at)
        inside = self._cuts[number - 1].end - at if number else 0
        return at - self._gone[number] + max(inside, 0)

    def _then(self, span: Span) -> Span:
        start = span.start + self._gone[bisect_right(self._ends, span.start)]
        return Span(start, span.end + self._gone[bisect_left(self._ends, span.end)])
