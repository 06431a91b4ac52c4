"""Strings of tokens of many lengths -> packed steps: all first tokens, then all second ones, and so on, without
padding.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Packing(NamedTuple):
    """How strings of tokens are packed, the longest first.

    `tokens` says of each packed place which token stands there, and `mirror` where that stands which is as far from the
    end of its string as this one from the beginning. `rows` says of which string it is. `steps` are where each step
    begins and ends; the strings of a step are the first ones.
    """

    tokens: Ints
    mirror: Ints
    rows: Ints
    steps: list[tuple[int, int]]
    lengths: Ints


def packed(starts: Ints, lengths: Ints) -> Packing:
    """Return the packing of strings that begin at `starts` and are sorted by length, the longest first.

    >>> packing = packed(np.array([0, 3]), np.array([3, 1]))
    >>> packing.tokens.tolist(), packing.steps, packing.mirror.tolist()
    ([0, 3, 1, 2], [(0, 2), (2, 3), (3, 4)], [3, 1, 2, 0])
    """
    active = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")
    ends = np.cumsum(active)
    offsets = ends - active
    step = np.repeat(np.arange(len(active)), active)
    row = np.arange(ends[-1]) - offsets[step]
    mirror = offsets[lengths[row] - 1 - step] + row
    return Packing(starts[row] + step, mirror, row, list(zip(offsets.tolist(), ends.tolist(), strict=True)), lengths)
