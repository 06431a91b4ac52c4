"""Pieces of a page -> its rows in reading order: column after column, what goes across all of them between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .rows import Row, rows

_CROSSED = 0.12  # share of the pieces that may cross a gutter: titles, captions, feet
_NARROWEST = 0.17  # of the page's text: a column of text is wider, a column of labels or line numbers is not
_GUTTER = 5.0  # points
_LEAST = 6  # rows on both sides of a gutter
_TEXT = 0.45  # of a column: how wide the middle one of its pieces is


class Placed(NamedTuple):
    """A row with the column it stands in: 0 for the first, -1 for one that crosses gutters."""

    row: Row
    column: int
    begins: bool  # the first of its column on this page


def in_order(pieces: Sequence[Row]) -> list[Placed]:
    """Return the rows of a page in the order in which they are read."""
    gutters = _gutters(pieces)
    columns: list[list[Row]] = [[] for _ in range(len(gutters) + 1)]
    across: list[Row] = []
    for piece in pieces:
        if any(piece.left < gutter < piece.right for gutter in gutters):
            across.append(piece)
        else:
            columns[sum(piece.left >= gutter for gutter in gutters)].append(piece)
    return list(_banded([rows(column) for column in columns], rows(across)))


def _banded(columns: list[list[Row]], across: list[Row]) -> Iterator[Placed]:
    """What stands above a row that crosses comes before it, column after column."""
    ends = [*(row.base for row in across), float("-inf")]
    at = [0] * len(columns)
    for number, end in enumerate(ends):
        for index, column in enumerate(columns):
            first = at[index]
            while at[index] < len(column) and column[at[index]].base > end:
                yield Placed(column[at[index]], index, at[index] == first)
                at[index] += 1
        if number < len(across):
            yield Placed(across[number], -1, False)


def _gutters(pieces: Sequence[Row]) -> list[float]:
    """The middles of the gutters: upright stripes that next to no piece crosses, with columns of text on both sides."""
    wide = [piece for piece in pieces if piece.right - piece.left > 0]
    if len(wide) < 2 * _LEAST:
        return []
    lefts = sorted(piece.left for piece in wide)
    rights = sorted(piece.right for piece in wide)
    low, high = lefts[len(lefts) // 50], rights[-1 - len(rights) // 50]
    if high - low < 100:
        return []
    crossing = _crossings(wide, low, high)
    most = _CROSSED * len(wide)
    found: list[float] = []
    begin = low
    x = 0
    while x < len(crossing):
        stop = x
        while stop < len(crossing) and crossing[stop] <= most:
            stop += 1
        if stop - x >= _GUTTER and stop < len(crossing):
            least = min(crossing[x:stop])
            best = [at for at in range(x, stop) if crossing[at] == least]
            middle = low + best[len(best) // 2] + 0.5
            if _is_column(wide, begin, middle, high - low) and _is_column(wide, middle, high, high - low):
                found.append(middle)
                begin = middle
        x = max(stop, x + 1)
    return found


def _crossings(pieces: Sequence[Row], low: float, high: float) -> list[int]:
    """How many pieces stand over each point between the margins."""
    size = min(int(high - low), 5000)
    steps = [0] * (size + 2)
    for piece in pieces:
        first, last = int(max(piece.left - low, 0)), int(min(piece.right - low, size))
        if first < last:
            steps[first] += 1
            steps[last] -= 1
    total, found = 0, []
    for step in steps[:size]:
        total += step
        found.append(total)
    return found


def _is_column(pieces: Sequence[Row], left: float, right: float, whole: float) -> bool:
    """Whether what stands between is text: rows enough, and most of them nearly as wide as the space."""
    inside = [piece for piece in pieces if piece.left >= left - 1 and piece.right <= right + 1]
    if len(inside) < _LEAST or right - left < _NARROWEST * whole:
        return False
    bases: dict[int, float] = {}
    for piece in inside:
        bases[round(piece.base / 2)] = bases.get(round(piece.base / 2), 0.0) + piece.right - piece.left
    widths = sorted(bases.values())
    return len(widths) >= _LEAST and widths[len(widths) // 2] > _TEXT * (right - left)
