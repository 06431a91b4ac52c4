"""The tokens of many texts as columns: where each stands, and its piece. What `tokenise` gives one by one, for a batch."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..fields import ids
from .features import PLACES, state_after
from .pieces import BLANKS, CLOSES, FORM, KIND, LEAD, LOOSE_KIND, OPENS, TRAIL, Pieces
from .tokens import is_identifier, runs

Ints = NDArray[np.int64]
_OPENS, _CLOSES, _MORE = 1, 2, 3


class Columns(NamedTuple):
    """The tokens of texts, one text behind the other; those of text `i` are `bounds[i]` to `bounds[i + 1]`.

    Offsets are those of `Token`. `rows` are the rows of their pieces.
    """

    bounds: Ints
    rows: NDArray[np.int32]
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
    rows = table.rows()[numbers]
    lengths = rows[:, BLANKS : TRAIL + 1].astype(np.int64)
    ends = np.cumsum(lengths.sum(1))
    before = np.concatenate([np.zeros(1, np.int64), ends])
    first = before[:-1] + np.repeat(np.array(begins, np.int64) - before[heads[:-1]], sizes) + lengths[:, 0]
    start = first + lengths[:, LEAD]
    end = start + lengths[:, FORM]
    last = end + lengths[:, TRAIL]
    for run, stop in whole:
        end[heads[run]] = last[heads[run]] = stop
    bounds = heads[upto]
    held = rows[:, KIND] != LOOSE_KIND
    if not held.all():
        bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(held)])[bounds]
        rows, first, start, end, last = rows[held], first[held], start[held], end[held], last[held]
    return Columns(bounds, rows, first, start, end, last)


def places(raws: Sequence[str], found: Columns) -> Ints:
    """Return what `place_features` gives for the tokens of each text, below PLACES."""
    counts = np.diff(found.bounds)
    before = np.concatenate([np.zeros(1, np.int64), found.last[:-1]])
    before[found.bounds[:-1][counts > 0]] = 0
    glued = (before > 0) & (before == found.first)
    eighths = np.repeat(8 / np.maximum(np.fromiter(map(len, raws), np.int64, len(raws)), 1), counts)
    eighth = np.minimum((found.start * eighths).astype(np.int64), 7)
    return np.minimum((glued * 4 + _states(raws, found)) * 8 + eighth, PLACES - 1)


def _states(raws: Sequence[str], found: Columns) -> Ints:
    """For each token 2 if it is inside quotes, and 1 more if it is inside brackets."""
    hits = np.flatnonzero(found.rows[:, OPENS] | found.rows[:, CLOSES])
    texts = np.searchsorted(found.bounds, hits, side="right") - 1
    offsets = (column[hits].tolist() for column in (found.first, found.start, found.end, found.last))
    effects = (found.rows[hits, column].tolist() for column in (OPENS, CLOSES))
    froms, states = [0], [0]
    at, quoted, depth = -1, False, 0
    for token, text, opens, closes, first, start, end, last in zip(
        hits.tolist(), texts.tolist(), *effects, *offsets, strict=True
    ):
        if text != at:
            froms.append(int(found.bounds[at + 1]))
            states.append(0)
            at, quoted, depth = text, False, 0
        for effect, left, right, upon in ((opens, first, start, token), (closes, end, last, token + 1)):
            if not effect:
                continue
            if effect == _MORE:
                quoted, depth = state_after(raws[text], left, right, quoted, depth)
            else:
                depth = depth + 1 if effect == _OPENS else max(depth - 1, 0)
            froms.append(upon)
            states.append(quoted * 2 + (depth > 0))
    if at >= 0:
        froms.append(int(found.bounds[at + 1]))
        states.append(0)
    return np.repeat(np.array(states, np.int64), np.diff([*froms, len(found.first)]))
