"""Characters of a script without blanks that no mark parts are one field: the labels of a batch's tokens, mended.

"针灸在风湿免疫疾病中应用前景" is one title; a border within it was guessed, and the label that most of it speaks for is
that of the whole. Numbers, roles and what has no label ("第12卷", "王军编") may stand within.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .columns import Columns
from .packing import Ints
from .pieces import KIND, WIDE_KIND

# Fields of words, of which none is printed right behind another.
_WORDED = frozenset(
    ("author", "editor", "title", "container-title", "collection-title", "publisher", "location", "institution")
)
_SURE = 0.9  # from this probability on, on both sides, a border within characters is believed


def mended(tokens: Columns, labels: Ints, sure: NDArray[np.float32], names: Sequence[str]) -> Ints:
    """Return the labels of tokens, those of characters without a mark between them alike; `names` are the labels'.

    The labels that came in are left as they are.
    """
    is_wide = tokens.rows[:, KIND] == WIDE_KIND
    if not is_wide.any():
        return labels
    worded = np.array([name in _WORDED for name in names])[labels]
    glued = np.zeros(len(labels), dtype=bool)
    glued[1:] = is_wide[1:] & is_wide[:-1] & worded[1:] & worded[:-1]
    glued[1:] &= (tokens.last[:-1] == tokens.end[:-1]) & (tokens.start[1:] == tokens.last[:-1])
    glued[tokens.bounds[:-1][tokens.bounds[:-1] < len(labels)]] = False
    borders = np.flatnonzero(glued[1:] & (labels[1:] != labels[:-1]) & (np.minimum(sure[1:], sure[:-1]) < _SURE)) + 1
    if not len(borders):
        return labels
    mended = labels.copy()
    heads = np.flatnonzero(~glued)
    for run in dict.fromkeys((np.searchsorted(heads, borders, side="right") - 1).tolist()):
        begin, end = int(heads[run]), int(heads[run + 1]) if run + 1 < len(heads) else len(labels)
        mended[begin:end] = np.bincount(labels[begin:end], weights=sure[begin:end]).argmax()
    return mended
