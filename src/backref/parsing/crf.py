"""A linear-chain CRF over packed steps, in numpy: scores of labels -> the best label of each token, and how likely it
is.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .packing import Ints, Packing

Floats = NDArray[np.float32]


def best_labels(scores: Floats, transitions: Floats, packing: Packing) -> Ints:
    """Return the best label of each packed token; the way back is found from the scores of the way there.

    `scores` are (labels, tokens); the transition from one label to the next stands in the row of the first.
    """
    reached = scores.copy()
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


def probabilities(scores: Floats, transitions: Floats, packing: Packing, labels: Ints) -> Floats:
    """Return the probability of one label of each token: forward-backward, normalised at each step. `scores` are
    (tokens, labels).
    """
    moves = np.exp(transitions - transitions.max())
    local = np.exp(scores - scores.max(1, keepdims=True))
    forward = local.copy()
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
    found: Floats = forward[np.arange(len(labels)), labels] / (forward.sum(1) + 1e-30)
    return found
