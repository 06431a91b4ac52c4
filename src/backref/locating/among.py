"""What the other lines of a list say of one: numbers that count up through entries, and lines that name no people
between entries.

A list holds what it holds: a newspaper's page without an author, a web site, a letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .least import LEAST

_DATED = re.compile(r"(?<![\w/.])(?:1[5-9]|20)\d\d[a-z]?(?!\d)|https?://|www\.|(?<![\w.])10\.\d{4,9}/")
_SHARE = 0.5  # of the lines of a list that must be entries by their own signs


def counted_runs(labels: Sequence[int | None], scores: Sequence[int]) -> set[int]:
    """Return which lines belong to a run of numbers that count up of which at least half are likely to be references.

    >>> sorted(counted_runs([None, 1, 2, 3, None, 7], [0, 5, 1, 5, 0, 5]))
    [1, 2, 3]
    """
    found: set[int] = set()
    begin = 0
    for at in range(1, len(labels) + 1) if any(labels) else ():
        before, label = labels[at - 1], labels[at] if at < len(labels) else None
        if before is not None and label == before + 1:
            continue
        run = range(begin, at)
        if len(run) > 1 and sum(scores[n] >= LEAST.likely for n in run) >= _SHARE * len(run):
            found.update(run)
        begin = at
    return found


def is_dated(text: str) -> bool:
    """Whether a line holds a year or an address."""
    return _DATED.search(text) is not None


def dense_blocks(blocks: Sequence[int], scores: Sequence[int]) -> set[int]:
    """Return the blocks under headings whose lines are entries for the most part; `blocks` are those of the lines."""
    found: set[int] = set()
    begin = 0
    for at in range(1, len(blocks) + 1):
        if at < len(blocks) and blocks[at] - blocks[at - 1] <= 1:
            continue
        run = range(begin, at)
        if sum(scores[n] >= LEAST.likely for n in run) >= _SHARE * len(run):
            found.update(blocks[n] for n in run)
        begin = at
    return found
