"""Runs of labels, one of them set by hand: what stands between two places is one field, and the others lose it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..tagging.segments import Run


def relabelled(runs: list[Run], label: str, start: int, end: int) -> list[Run]:
    """Return the runs with one of this label, as sure as the least sure that it replaces, and what is left of the
    others.

    >>> relabelled([Run("title", 0, 20, 0.9)], "location", 10, 20)
    [Run(label='title', start=0, end=10, probability=0.9), Run(label='location', start=10, end=20, probability=0.9)]
    """
    sure = min((run.probability for run in runs if run.start < end and start < run.end), default=0.5)
    return sorted([*_beside(runs, start, end), Run(label, start, end, sure)], key=lambda run: run.start)


def bordered(runs: Sequence[Run], at: int, end: int, start: int) -> list[Run]:
    """Return the runs, of which one ends at `end` and the next one begins at `start`: the border between them is moved.

    >>> bordered([Run("author", 0, 12, 0.9), Run("title", 12, 20, 0.8)], 0, 6, 7)
    [Run(label='author', start=0, end=6, probability=0.9), Run(label='title', start=7, end=20, probability=0.8)]
    """
    return [*runs[:at], runs[at]._replace(end=end), runs[at + 1]._replace(start=start), *runs[at + 2 :]]


def held(found: re.Match[str], labels: Mapping[str, str], sure: float) -> list[Run]:
    """Return the runs of what the groups of a match hold, in the order of the text: each has the name of its group for a
    label, or the one that `labels` has for it.

    >>> held(re.fullmatch(r"(?P<container>\\w+) (?P<date>\\d+)(?P<note>x)?", "Spine 2001"), {"container": "container-title"}, 0.9)
    [Run(label='container-title', start=0, end=5, probability=0.9), Run(label='date', start=6, end=10, probability=0.9)]
    """
    said = (name for name, text in found.groupdict().items() if text)
    return sorted((Run(labels.get(name, name), *found.span(name), sure) for name in said), key=lambda run: run.start)


def worded(raw: str, runs: Sequence[Run]) -> list[Run]:
    """Return the runs that hold a letter or a figure: what is left of others may be marks alone.

    >>> worded("Heat, .", [Run("title", 0, 5, 0.9), Run("publisher", 6, 7, 0.9)])
    [Run(label='title', start=0, end=5, probability=0.9)]
    """
    return [run for run in runs if any(map(str.isalnum, raw[run.start : run.end]))]


def uncovered(loose: Sequence[Sequence[tuple[int, int]]], runs: Sequence[Run]) -> list[list[tuple[int, int]]]:
    """Return the words without a label that none of the runs holds now.

    >>> uncovered([[(0, 4), (10, 14)]], [Run("genre", 0, 6, 0.9)])
    [[(10, 14)]]
    """
    left = ([word for word in words if not any(run.start <= word[0] < run.end for run in runs)] for words in loose)
    return [words for words in left if words]


def _beside(runs: list[Run], start: int, end: int) -> Iterator[Run]:
    for run in runs:
        if run.start < start:
            yield run._replace(end=min(run.end, start))
        if run.end > end:
            yield run._replace(start=max(run.start, end))
