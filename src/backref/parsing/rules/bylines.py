"""Who wrote a work by the word before their names: runs of labels -> runs of which they are the authors.

"Thinking, Fast and Slow by Daniel Kahneman (Farrar, Straus and Giroux, 2011)" and "“Computing Machinery” by Alan
Turing, Mind" are how people and language models speak of works.
"""

from __future__ import annotations

import re

from ..glance import family
from ..tagging.segments import Run
from .films import PERSON
from .relabelled import relabelled, worded

FAMILY = family(words=lambda: ("by",))
_PEOPLE = rf"{PERSON}(?:(?:, and|,| and| &) {PERSON}){{0,6}}"
_QUOTED = re.compile(rf"[“\"*‘](?P<title>[^“”\"*]{{3,240}})[”\"*’]{{1,2}},? by (?P<author>{_PEOPLE})(?=[,.:;]|\s\(|$)")
_PRINTED = re.compile(
    rf"(?P<title>[^\W_][^“”\"()\[\]]{{2,200}}?),? by (?P<author>{_PEOPLE})(?=\s\((?P<publisher>[^()\d]{{3,60}}), (?P<date>(?:1[5-9]|20)\d\d)\)\.?$)"
)


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, such people its authors where it names no others.

    >>> raw = "“Computing Machinery” by Alan Turing, Mind"
    >>> found = told(raw, [Run("title", 0, 37, 0.9), Run("container-title", 38, 42, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('title', 'Computing Machinery'), ('author', 'Alan Turing'), ('container-title', 'Mind')]
    """
    if not runs or any(run.label == "author" and run.start < 3 for run in runs):
        return runs
    found = _QUOTED.match(raw) or _PRINTED.match(raw)
    if found is None:
        return runs
    runs = [run for run in runs if run.start >= found.end() or run.end > found.end() + 1]
    for label in found.groupdict():
        runs = relabelled(runs, label, *found.span(label))
    return [run for run in worded(raw, runs) if not _is_left(run, found)]


def _is_left(run: Run, found: re.Match[str]) -> bool:
    """Whether a run is what is left of others between title and people."""
    return run.end <= found.end() and run.label not in found.groupdict()
