"""Lines of a list -> its entries: the hypothesis about their layout that the words contradict least."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..text.numbered import alone
from ._labels import LabelledLine, chain
from ._lines import Line, margins
from ._ways import starts
from ._words import BULLET, boundary, ends

_FIRST, _SHARE = 1, 0.12  # line with the first label of a list; share of its lines that have one
_BETWEEN = 3.0  # what must speak for an entry without a label between two that have theirs
_LEAST = 3  # labels that make a list where no heading says so


class EntryLines(NamedTuple):
    """The lines from `first` up to `end`; `skip` code points of the first are no part of it.

    `is_certain` where a label or the layout says so; no `is_item` are lines without a label behind the entries of a
    list that has them.
    """

    first: int
    end: int
    skip: int = 0
    is_certain: bool = False
    is_item: bool = True


def entries(lines: Sequence[Line]) -> list[EntryLines]:
    """Return the entries of a list, in order; every line is in one, and lines behind the last one stand alone.

    >>> printed = ("[1] A. Roe and B. Doe. Heat for", "    backs. Spine, 2001.", "[2] D. Moe. Rest. Pain, 2002.")
    >>> lines = [Line(text.strip(), len(text) - len(text.lstrip()), len(text)) for text in printed]
    >>> [(entry.first, entry.end) for entry in entries(lines)]
    [(0, 2), (2, 3)]
    """
    labelled = chain(lines)
    if len(labelled) > 1 and (labelled[0].at <= _FIRST or len(labelled) > max(_LEAST, _SHARE * len(lines))):
        return [*_unlabelled(lines[: labelled[0].at], 0), *_behind(lines, labelled)]
    return _unlabelled(lines, 0)


def longest_list(lines: Sequence[Line]) -> list[EntryLines]:
    """Return the entries of a list that labels show where no heading does: three that count upwards from 1, or two in
    square brackets, of which some are wrapped.
    """
    labelled = chain(lines)
    if len(labelled) < 2 or labelled[0].number != 1:
        return []
    if len(labelled) < _LEAST and not lines[labelled[0].at].text.startswith("["):
        return []
    found = _behind(lines, labelled)
    items = [entry for entry in found if entry.is_item]
    return items if any(entry.end - entry.first > 1 for entry in items) else []


def _behind(lines: Sequence[Line], labelled: Sequence[LabelledLine]) -> list[EntryLines]:
    """The entries that begin with labels, and what stands behind the last of them."""
    rights = margins(lines, {one.at for one in labelled})
    hang = _hang(lines, [one.at for one in labelled])
    bounds = [one.at for one in labelled] + [len(lines)]
    found: list[EntryLines] = []
    for one, end in zip(labelled, bounds[1:], strict=True):
        last = min(one.at + 1 + (alone(lines[one.at].text) is not None), end)
        gap = 0.0
        doubt = _BETWEEN if end < len(lines) else 0.0
        while last < end and _goes_on(lines[last - 1], lines[last], gap, rights[last - 1], hang, doubt):
            gap = max(gap, lines[last].gap)
            last += 1
        found.append(EntryLines(one.at, last, one.skip, True))
        found += [entry._replace(is_item=False) for entry in _unlabelled(lines[last:end], last)]
    return found


def _goes_on(before: Line, line: Line, gap: float, right: float, hang: float | None, doubt: float) -> bool:
    """Whether a line without a label belongs to the entry above it, between whose lines there was at most that gap,
    unless more than `doubt` speaks for another entry.
    """
    if BULLET.match(line.text):
        return False
    if line.gap > gap + 0.5 and not line.apart and ends(before.text) > 0:
        return False
    if hang is not None and not line.apart:
        return line.left >= hang - line.unit * 1.5 or boundary(before, line, right) < -2
    return before.room_for(line.text) > right or boundary(before, line, right) < doubt


def _hang(lines: Sequence[Line], first: Sequence[int]) -> float | None:
    """Where the lines behind the first one of an entry begin, if that is farther right than the labels."""
    begins = set(first)
    lefts = sorted(
        lines[at].left - lines[start].left
        for start in first
        for at in range(start + 1, min(start + 2, len(lines)))
        if at not in begins and not lines[at].apart
    )
    if not lefts:
        return None
    usual = lefts[len(lefts) // 2]
    return min(lines[start].left for start in first) + usual if usual > 1.5 * lines[first[0]].unit else None


def _unlabelled(lines: Sequence[Line], offset: int) -> list[EntryLines]:
    """The entries of lines without labels that count."""
    if not lines:
        return []
    found, is_certain = starts(lines)
    return [EntryLines(offset + first, offset + end, 0, is_certain) for first, end in pairwise([*found, len(lines)])]
