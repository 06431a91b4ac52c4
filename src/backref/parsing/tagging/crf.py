"""A linear-chain CRF over packed steps, in numpy: scores of labels -> the best label of each token, and how likely it
is.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .packing import Ints, Packing, packed

Floats = NDArray[np.float32]

_DOUBT = 0.45  # less than a half by far more than floats are wrong by


def decoded(scores: Floats, transitions: Floats, packing: Packing) -> tuple[Ints, Floats]:
    """Return the label of each packed token in the likeliest row of labels of its string, and its probability.

    `scores` are (tokens, labels); the transition from one label to the next stands in the row of the first. The labels
    that are each the likeliest are the likeliest row, too, where the doubts in them add up to less than a half: then
    that row is likelier than all others together. Only other strings are searched.
    """
    shares = _shares(scores, transitions, packing)
    best: Ints = shares.argmax(1)
    whole = shares.sum(1) + 1e-30
    at = np.arange(len(best))
    is_open = np.bincount(packing.rows, 1 - shares[at, best] / whole) > _DOUBT
    if is_open.any():
        part = packed(packing.tokens[: len(is_open)][is_open], packing.lengths[is_open])
        within = is_open[packing.rows]
        best[within] = searched(scores[within], transitions, part)
    return best, shares[at, best] / whole


def searched(scores: Floats, transitions: Floats, packing: Packing) -> Ints:
    """Return the same labels by Viterbi's search; the way back is found from the scores of the way there."""
    reached = scores.T.copy()
    labels = len(reached)
    moves = transitions[:, :, None]
    room = np.empty(labels * labels * packing.steps[0][1], dtype=np.float32)
    for (before, _), (begin, end) in pairwise(packing.steps):
        n = end - begin
        every = room[: labels * labels * n].reshape(labels, labels, n)
        np.add(reached[:, None, before : before + n], moves, out=every)
        reached[:, begin:end] += every.max(0)
    by_token = np.ascontiguousarray(reached.T)
    best: Ints = by_token.argmax(1)  # right where a string ends; the others follow from what comes after them
    into = np.ascontiguousarray(transitions.T)
    for (before, _), (begin, end) in reversed(list(pairwise(packing.steps))):
        after = slice(before, before + end - begin)
        best[after] = (by_token[after] + into[best[begin:end]]).argmax(1)
    return best


def _shares(scores: Floats, transitions: Floats, packing: Packing) -> Floats:
    """What speaks for each label of each token, (tokens, labels): forward-backward, normalised at each step."""
    moves = np.exp(transitions - transitions.max())
    local = np.exp(scores - scores.max(1, keepdims=True))
    forward: Floats = local.copy()
    backward = np.ones_like(local)
    for (before, _), (begin, end) in pairwise(packing.steps):
        reached = forward[before : before + end - begin] @ moves
        reached *= local[begin:end]
        np.divide(reached, reached.sum(1, keepdims=True) + 1e-30, out=forward[begin:end])
    back = np.ascontiguousarray(moves.T)
    for (before, _), (begin, end) in reversed(list(pairwise(packing.steps))):
        reached = (backward[begin:end] * local[begin:end]) @ back
        np.divide(reached, reached.sum(1, keepdims=True) + 1e-30, out=backward[before : before + end - begin])
    forward *= backward
    return forward
