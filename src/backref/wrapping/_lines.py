"""One line as printed, and what lines have in common."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_FEWEST = 4  # lines of a column that show how wide it is
_APART = 2  # blank lines above the notes of a page
_FULL = 0.93  # of the lines that another one goes on from reach the right margin, or one is wider


class Line(NamedTuple):
    """A line without its indent. `left` and `right` say where it stands (columns or points), `gap` how many lines were
    left blank before it.

    `apart` is true for the first line of a column or page, which has no line above it to be measured by.
    """

    text: str
    left: float
    right: float
    gap: float = 0.0
    apart: bool = False

    def room_for(self, following: str) -> float:
        """Return how far to the right the line would reach with the first word of `following` behind it."""
        word = following.split(maxsplit=1)[0] if following else ""
        return self.right + (1 + len(word)) * self.unit

    @property
    def unit(self) -> float:
        """How wide a character is."""
        return (self.right - self.left) / max(len(self.text), 1)


def width(lines: Sequence[Line], starts: frozenset[int] | set[int] = frozenset()) -> float:
    """Return the right margin of lines: what nine in ten of them reach; those before `starts` may end anywhere."""
    rights = sorted(line.right for at, line in enumerate(lines) if at + 1 not in starts) or [0.0]
    return rights[int(_FULL * (len(rights) - 1))]


def margins(lines: Sequence[Line], starts: set[int]) -> list[float]:
    """Return the right margin of each line: that of its column, where this has lines enough to say; notes may be set
    in narrower ones than the text above them.
    """
    usual = width(lines, starts)
    found: list[float] = []
    begins = [at for at, line in enumerate(lines) if at and (line.apart or line.gap > _APART)]
    for first, end in pairwise([0, *begins, len(lines)]):
        column = lines[first:end]
        own = width(column, {at - first for at in starts if first < at < end}) if end - first >= _FEWEST else usual
        found += [min(own, usual)] * (end - first)
    return found
