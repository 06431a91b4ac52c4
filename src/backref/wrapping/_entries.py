"""Lines of a list -> its entries: the hypothesis about their layout that the words contradict least."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ._labels import KEY, Labelled, chain
from ._lines import Line
from ._words import CERTAIN, DATED, begins, boundary, ends

_FIRST, _SHARE = 1, 0.12  # line with the first label of a list; share of its lines that have one
_LEAST = 3  # labels that make a list where no heading says so
_STEP = 0.9  # of a column: lefts this close are one


class Entry(NamedTuple):
    """The lines from `first` up to `end`; `skip` code points of the first are no part of it, `is_certain` where a label or the layout says so."""

    first: int
    end: int
    skip: int = 0
    is_certain: bool = False


def entries(lines: Sequence[Line]) -> list[Entry]:
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


def longest_list(lines: Sequence[Line]) -> list[Entry]:
    """Return the entries of a list that labels show where no heading does: three that count upwards from 1, of which some are wrapped."""
    labelled = chain(lines)
    if len(labelled) < _LEAST or labelled[0].number != 1:
        return []
    found = _behind(lines, labelled)
    wrapped = [entry for entry in found if entry.is_certain and entry.end - entry.first > 1]
    return [entry for entry in found if entry.is_certain] if wrapped else []


def _behind(lines: Sequence[Line], labelled: Sequence[Labelled]) -> list[Entry]:
    """The entries that begin with labels, and what stands behind the last of them."""
    width = _width(lines, {one.at for one in labelled})
    hang = _hang(lines, [one.at for one in labelled])
    bounds = [one.at for one in labelled] + [len(lines)]
    found: list[Entry] = []
    for one, end in zip(labelled, bounds[1:], strict=True):
        last = one.at + 1
        while last < end and _goes_on(lines, one.at, last, width, hang):
            last += 1
        found.append(Entry(one.at, last, one.skip, True))
        found += _unlabelled(lines[last:end], last)
    return found


def _goes_on(lines: Sequence[Line], first: int, at: int, width: float, hang: float | None) -> bool:
    """Whether a line without a label belongs to the entry above it."""
    before, line = lines[at - 1], lines[at]
    if (
        line.gap > max((other.gap for other in lines[first + 1 : at]), default=0.0) + 0.5
        and not line.apart
        and ends(before.text) > 0
    ):
        return False
    if hang is not None and not line.apart:
        return line.left >= hang - _unit(line) * 1.5 or boundary(before, line, width) < -2
    return before.room_for(line.text) > width or boundary(before, line, width) < 0


def _hang(lines: Sequence[Line], starts: Sequence[int]) -> float | None:
    """Where the lines behind the first one of an entry begin, if that is farther right than the labels."""
    begins = set(starts)
    lefts = sorted(
        lines[at].left - lines[start].left
        for start in starts
        for at in range(start + 1, min(start + 2, len(lines)))
        if at not in begins and not lines[at].apart
    )
    if not lefts:
        return None
    usual = lefts[len(lefts) // 2]
    return min(lines[start].left for start in starts) + usual if usual > 1.5 * _unit(lines[starts[0]]) else None


def _unlabelled(lines: Sequence[Line], offset: int) -> list[Entry]:
    """Entries without labels that count: each way to see the layout is tried, and the words at the ends decide."""
    if not lines:
        return []
    width = _width(lines, set())
    said = [0.0, *(boundary(lines[at - 1], lines[at], width) for at in range(1, len(lines)))]
    ways = {name: {0, *starts} for name, starts in _ways(lines, said)}
    best = max(ways, key=lambda name: _worth(lines, ways[name], said) - (0.0 if name != "words" else 0.1 * len(lines)))
    bounds = [*sorted(ways[best]), len(lines)]
    return [Entry(offset + first, offset + end, 0, best != "words") for first, end in pairwise(bounds)]


def _ways(lines: Sequence[Line], said: Sequence[float]) -> Iterable[tuple[str, list[int]]]:
    """The ways to see where entries begin."""
    every = range(1, len(lines))
    yield "words", list(_by_words(lines, said))
    yield "lines", list(every)
    lefts = [line.left for line in lines]
    low = sorted(lefts)[len(lefts) // 20]
    unit = _unit(lines[0])
    deep = [at for at in every if lefts[at] > low + 1.5 * unit]
    if deep:
        shallow = sorted(set(every) - set(deep))
        yield "hang", [at for at in shallow if not (lines[at].apart and said[at] < 0)]
        yield "indent", deep
    apart = [at for at in every if lines[at].gap > 0.4]
    if apart:
        yield "gap", [*apart, *(at for at in every if lines[at].apart and said[at] > 0)]
    if keys := [at for at in every if KEY.match(lines[at].text)]:
        yield "keys", keys


def _by_words(lines: Sequence[Line], said: Sequence[float]) -> Iterable[int]:
    """Where the words alone say that an entry begins: more must speak for it before the one above has its date."""
    dated = False
    for at, line in enumerate(lines):
        start = begins(line.text)
        if at and start >= 0 and (said[at] > (0.0 if dated else 1.5) or start >= CERTAIN):
            yield at
            dated = False
        dated = dated or DATED.search(line.text) is not None


def _worth(lines: Sequence[Line], starts: set[int], said: Sequence[float]) -> float:
    """How well a way to see the layout goes with the words: what they say at each line, and whether what is cut has a date."""
    total = 0.0
    dated = False
    for at, line in enumerate(lines):
        if at in starts and at:
            total += said[at] + (0.5 if dated or begins(line.text) >= CERTAIN else -2.0)
            dated = False
        elif at:
            total -= said[at]
        dated = dated or DATED.search(line.text) is not None
    return total


def _width(lines: Sequence[Line], starts: set[int]) -> float:
    """The right margin: what nine in ten of the lines reach that another one goes on from."""
    rights = sorted(line.right for at, line in enumerate(lines) if at + 1 not in starts) or [0.0]
    return rights[bisect_left(range(len(rights)), int(0.93 * (len(rights) - 1)))]


def _unit(line: Line) -> float:
    """How wide a character is."""
    return (line.right - line.left) / max(len(line.text), 1)
