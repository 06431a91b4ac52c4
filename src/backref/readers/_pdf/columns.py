"""Pieces of a page -> its rows in reading order: column after column, what goes across all of them between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .rows import Baseline, rows


class Placed(NamedTuple):
    """A row with the column it stands in: 0 for the first, -1 for one that crosses gutters."""

    row: Baseline
    column: int
    begins: bool  # the first of its column on this page


def in_order(pieces: Sequence[Baseline], gutters: Sequence[float]) -> list[Placed]:
    """Return the rows of a page, which has these gutters, in the order in which they are read."""
    columns: list[list[Baseline]] = [[] for _ in range(len(gutters) + 1)]
    across: list[Baseline] = []
    for piece in pieces:
        if any(piece.left < gutter < piece.right for gutter in gutters):
            across.append(piece)
        else:
            columns[sum(piece.left >= gutter for gutter in gutters)].append(piece)
    return list(_banded([rows(column) for column in columns], rows(across)))


def _banded(columns: list[list[Baseline]], across: list[Baseline]) -> Iterator[Placed]:
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
