"""Labels of tokens -> runs of one label, for each text of a batch; and the words that no label takes up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from .pieces import ADDRESS_KIND, FORM, IDENTIFIER_KIND, KIND
from .tagger import Tagged

OUTSIDE = "-"
_IDENTIFIER = -1


class Run(NamedTuple):
    """Tokens with one label, from the first mark to the last, and the least probability among them."""

    label: str
    start: int
    end: int
    probability: float


_run = partial(tuple.__new__, Run)  # of a tuple, without a call of Python's


class Labelled(NamedTuple):
    """The runs of one text; and the words, where they begin and end, of each run that has no label and no
    identifier.
    """

    runs: list[Run]
    loose: list[list[tuple[int, int]]]


def labelled(tagged: Tagged, labels: Sequence[str]) -> list[Labelled]:
    """Return the runs of each text. An identifier has no label, but an address may be the name of a site."""
    bounds, _, rows, first, start, end, last = tagged.tokens
    loose: list[list[list[tuple[int, int]]]] = [[] for _ in bounds[1:]]
    if not len(first):
        return [Labelled([], of) for of in loose]
    outside = labels.index(OUTSIDE)
    kinds = rows[:, KIND]
    is_site = (kinds == ADDRESS_KIND) & (tagged.labels == labels.index("container-title"))
    label = np.where((kinds >= IDENTIFIER_KIND) & ~is_site, _IDENTIFIER, tagged.labels)
    is_head = np.empty(len(label), dtype=bool)
    is_head[0] = True
    np.not_equal(label[1:], label[:-1], out=is_head[1:])
    is_head[bounds[:-1][np.diff(bounds) > 0]] = True
    heads = np.flatnonzero(is_head)
    tails = np.append(heads[1:], len(label)) - 1
    least = np.minimum.reduceat(tagged.probabilities, heads)
    label = label[heads]
    is_run = (label != outside) & (label != _IDENTIFIER)
    columns = (np.array(labels, dtype=object)[label], first[heads], last[tails], least)
    runs = list(map(_run, zip(*(each[is_run].tolist() for each in columns), strict=True)))
    upto = np.searchsorted(heads[is_run], bounds).tolist()
    is_outside = label == outside
    texts = np.searchsorted(bounds, heads[is_outside], side="right") - 1
    is_long = rows[:, FORM] > 1
    for text, head, tail in zip(texts.tolist(), heads[is_outside].tolist(), tails[is_outside].tolist(), strict=True):
        if long := [at for at in range(head, tail + 1) if is_long[at]]:
            loose[text].append([(int(start[at]), int(end[at])) for at in long])
    return [Labelled(runs[begin:stop], of) for (begin, stop), of in zip(pairwise(upto), loose, strict=True)]
