"""Where entries without labels begin: each way to see their layout, and what the words at the line ends say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ._labels import KEY
from ._lines import Line, width
from ._words import CERTAIN, DATED, begins, boundary

_DOUBT = 0.1  # for each line: what the words alone say is taken where no layout goes with them as well


def starts(lines: Sequence[Line]) -> tuple[list[int], bool]:
    """Return the lines at which entries begin, the first among them, and whether the layout shows it, not the words
    alone.
    """
    right = width(lines)
    said = [0.0, *(boundary(lines[at - 1], lines[at], right) for at in range(1, len(lines)))]
    ways = {name: {0, *found} for name, found in _ways(lines, said)}
    doubt = {"words": _DOUBT * len(lines)}
    best = max(ways, key=lambda name: _worth(lines, ways[name], said) - doubt.get(name, 0.0))
    return sorted(ways[best]), best != "words"


def _ways(lines: Sequence[Line], said: Sequence[float]) -> Iterable[tuple[str, list[int]]]:
    """The ways to see where entries begin."""
    every = range(1, len(lines))
    yield "words", list(_by_words(lines, said))
    yield "lines", list(every)
    lefts = [line.left for line in lines]
    low = sorted(lefts)[len(lefts) // 20]
    unit = lines[0].unit
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
    """How well a way to see the layout goes with the words: what they say at each line, and whether what is cut has a
    date.
    """
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
