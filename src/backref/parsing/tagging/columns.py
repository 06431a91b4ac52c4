"""The tokens of many texts as columns: where each stands, and its piece. What `tokenise` gives one by one, for a
batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...fields import ids
from .pieces import BLANKS, FAMILIES, FORM, KIND, LEAD, LOOSE_KIND, TRAIL, Pieces
from .tokens import is_identifier, runs

Ints = NDArray[np.int64]


class Columns(NamedTuple):
    """The tokens of texts, one text behind the other; those of text `i` are `bounds[i]` to `bounds[i + 1]`.

    Offsets are those of `Token`. `rows` are the rows of their pieces, `families` all bits of each text's.
    """

    bounds: Ints
    families: Ints
    rows: NDArray[np.int64]
    first: Ints
    start: Ints
    end: Ints
    last: Ints


def columns(raws: Sequence[str], sightings: Sequence[Sequence[ids.Sighting]], table: Pieces) -> Columns:
    """Return the tokens of texts with the identifiers that were seen in them.

    >>> found = columns(["BMJ. 2015", "Pain"], [[], []], Pieces(128))
    >>> found.bounds.tolist(), found.start.tolist(), found.last.tolist()
    ([0, 2, 3], [0, 5, 0], [4, 9, 4])
    """
    found: list[list[str]] = []
    begins: list[int] = []
    whole: list[tuple[int, int]] = []  # of identifiers: in which run, and where they end
    upto = [0]
    for raw, seen in zip(raws, sightings, strict=True):
        for begin, end, pieces in runs(raw, seen):
            if is_identifier(pieces[0]):
                whole.append((len(found), end))
            found.append(pieces)
            begins.append(begin)
        upto.append(len(found))
    sizes = np.fromiter(map(len, found), np.int64, len(found))
    heads = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    numbers = np.fromiter(map(table.__getitem__, chain.from_iterable(found)), np.int64, int(heads[-1]))
    rows = table.rows().take(numbers, axis=0)
    lengths = rows[:, BLANKS : TRAIL + 1]
    ends = np.cumsum(lengths.sum(1))
    before = np.concatenate([np.zeros(1, np.int64), ends])
    first = before[:-1] + np.repeat(np.array(begins, np.int64) - before[heads[:-1]], sizes) + lengths[:, 0]
    start = first + lengths[:, LEAD]
    end = start + lengths[:, FORM]
    last = end + lengths[:, TRAIL]
    for run, stop in whole:
        end[heads[run]] = last[heads[run]] = stop
    bounds = heads[upto]
    families = np.zeros(len(raws), np.int64)
    if (is_any := np.diff(bounds) > 0).any():
        families[is_any] = np.bitwise_or.reduceat(rows[:, FAMILIES], bounds[:-1][is_any])
    held = rows[:, KIND] != LOOSE_KIND
    if not held.all():
        bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(held)])[bounds]
        rows, first, start, end, last = rows[held], first[held], start[held], end[held], last[held]
    return Columns(bounds, families, rows, first, start, end, last)
