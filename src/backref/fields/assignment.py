"""Assign the rows of a table to its columns: numbers -> pairs."""

from __future__ import annotations

from bisect import bisect_left


def optimal(costs: list[list[float]]) -> list[tuple[int, int]]:
    """Return the assignment of rows to columns with the least sum, as pairs; n^3 steps.

    Source: Kuhn, "The Hungarian method for the assignment problem" (1955), with potentials.

    >>> sorted(optimal([[1.0, 2.0], [1.0, 3.0]]))
    [(0, 1), (1, 0)]
    """
    flipped = len(costs) > len(costs[0])
    table = [list(line) for line in zip(*costs, strict=True)] if flipped else costs
    rows, columns = len(table), len(table[0])
    endless = float("inf")
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], at = row, 0
        least, used = [endless] * (columns + 1), [False] * (columns + 1)
        while owner[at]:
            used[at] = True
            here, step, best = owner[at], endless, 0
            for column in range(1, columns + 1):
                if used[column]:
                    continue
                now = table[here - 1][column - 1] - u[here] - v[column]
                if now < least[column]:
                    least[column], way[column] = now, at
                if least[column] < step:
                    step, best = least[column], column
            for column in range(columns + 1):
                if used[column]:
                    u[owner[column]] += step
                    v[column] -= step
                else:
                    least[column] -= step
            at = best
        while at:
            owner[at], at = owner[way[at]], way[at]
    found = [(owner[column] - 1, column - 1) for column in range(1, columns + 1) if owner[column]]
    return [(column, row) for row, column in found] if flipped else found


def out_of_order(matched: dict[int, int]) -> set[int]:
    """Return the rows whose columns are not in their order: all but a longest row of them that is.

    >>> out_of_order({0: 1, 1: 0, 2: 2})
    {0}
    """
    rows = sorted(matched)
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for row in rows:
        at = bisect_left(tails, matched[row])
        before[row] = ends[at - 1] if at else None
        if at == len(tails):
            tails.append(matched[row])
            ends.append(row)
        else:
            tails[at], ends[at] = matched[row], row
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return set(rows) - kept
