"""What is usual in a document: the size of its letters, the distance of its lines, the left edges of its columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ...wrapping import Line
from .printed import PrintedRow

_INDENT = (
    45.0  # points: an edge that others show and that lies this far left of a column's leftmost line is its edge, too
)
_LARGER, _RARE = 1.08, 0.12  # than the size of most letters; share of the letters in the size of a heading
_TIGHT = 0.3  # of the distances between lines: those within entries and paragraphs are the smaller ones


class Metrics:
    """Measures over all rows of a document."""

    def __init__(self, rows: Sequence[PrintedRow]) -> None:
        self._rows = rows
        sizes: Counter[float] = Counter()
        for row in rows:
            sizes[round(row.size, 1)] += len(row.text)
        self.size = max(sizes, key=lambda size: (sizes[size], size), default=10.0)
        whole = sum(sizes.values())
        self._rare = {size for size, count in sizes.items() if count < _RARE * whole}
        self._leading = _leadings(rows)
        self._edges = _edges(rows)

    def is_larger(self, row: PrintedRow) -> bool:
        """Return whether a row is set larger than the text, in a size in which little is."""
        return row.size > _LARGER * self.size and round(row.size, 1) in self._rare

    def distance(self, at: int) -> float | None:
        """Return how far below the row before it a row stands, in points; None for the first of a column."""
        if at == 0 or self.is_apart(at):
            return None
        return self._rows[at - 1].base - self._rows[at].base

    def is_apart(self, at: int) -> bool:
        """Whether a row stands in another column or on another page than the one before it."""
        row, before = self._rows[at], self._rows[at - 1]
        return (
            at == 0 or row.begins or row.page != before.page or row.column != before.column or row.base >= before.base
        )

    def line(self, at: int) -> Line:
        """Return a row as a line whose places count from the left edge of its column."""
        row = self._rows[at]
        edge = self._edges.get((row.page, row.column), 0.0)
        distance = self.distance(at)
        leading = self._leading.get(round(row.size), row.size * 1.2)
        gap = max(distance / leading - 1, 0.0) if distance is not None else 0.0
        return Line(row.text, row.left - edge, row.right - edge, gap, distance is None)


def _leadings(rows: Sequence[PrintedRow]) -> dict[int, float]:
    """The distance of lines that belong together, by the size of their letters."""
    found: defaultdict[int, list[float]] = defaultdict(list)
    for before, row in pairwise(rows):
        step = before.base - row.base
        if before.page == row.page and before.column == row.column and 0.8 * row.size < step < 4 * row.size:
            found[round(row.size)].append(step)
    return {size: sorted(steps)[int(_TIGHT * (len(steps) - 1))] for size, steps in found.items()}


def _edges(rows: Sequence[PrintedRow]) -> dict[tuple[int, int], float]:
    """The left edge of each column of each page: where its leftmost lines begin, or those of the same column
    elsewhere.
    """
    lefts: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for row in rows:
        lefts[row.page, row.column].append(row.left)
    own = {key: sorted(some)[len(some) // 20] for key, some in lefts.items()}
    seen: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for (_, column), edge in own.items():
        seen[column][round(edge / 2)] += 1
    found = {}
    for (page, column), edge in own.items():
        others = [
            2.0 * step for step, count in seen[column].items() if count > 1 and edge - _INDENT < 2.0 * step < edge - 3
        ]
        is_usual = seen[column][round(edge / 2)] > 1
        found[page, column] = max(others) if others and not is_usual else edge
    return found
