"""Where the tokens of many texts stand, as one number for each: what `place_features` gives one by one, for a batch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .columns import Columns, Ints
from .features import state_after
from .pieces import CLOSES, OPENS

_OPENS, _MORE = 1, 3  # of what `effect` says


def places(raws: Sequence[str], found: Columns) -> Ints:
    """Return what `place_features` gives for the tokens of each text."""
    counts = np.diff(found.bounds)
    before = np.concatenate([np.zeros(1, np.int64), found.last[:-1]])
    before[found.bounds[:-1][counts > 0]] = 0
    glued = (before > 0) & (before == found.first)
    eighths = np.repeat(8 / np.maximum(np.fromiter(map(len, raws), np.int64, len(raws)), 1), counts)
    eighth = np.minimum((found.start * eighths).astype(np.int64), 7)
    where: Ints = (glued * 4 + _states(raws, found)) * 8 + eighth
    return where


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
