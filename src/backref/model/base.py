"""What every value stands on: a place in a text, a frozen model, a problem."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict


class Span(NamedTuple):
    """A half-open range of Unicode code points: `text[span.start:span.end]` is the printed string."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the piece of `text` that this span covers.

        >>> Span(3, 7).of("by Chou R")
        'Chou'
        """
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def meets(self, others: Sequence[Span]) -> bool:
        """Say whether any of `others` overlaps it; those must be sorted and apart from each other.

        >>> Span(3, 7).meets([Span(0, 2), Span(6, 9)])
        True
        """
        at = bisect_left(others, self)
        return any(self.overlaps(other) for other in others[max(at - 1, 0) : at + 1])

    def shift(self, offset: int) -> Span:
        """Return the span moved by `offset` code points."""
        return Span(self.start + offset, self.end + offset)


class Frozen(BaseModel):
    """Base of the models: frozen, unknown fields forbidden, CSL-style hyphens in JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Problem(Frozen):
    """Something wrong with the input, as a value: never raised, always kept. `place` names a file or a source."""

    code: str
    stage: str
    message: str
    span: Span | None = None
    place: str = ""
