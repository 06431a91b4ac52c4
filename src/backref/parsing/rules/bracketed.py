"""Runs of labels and what words in brackets say -> runs without those words, which have a variable of their own."""

from __future__ import annotations

from collections.abc import Sequence

from ..tagging.segments import Labelled, Run
from .media import Said, code_of

_CLOSE = 2  # marks that may stand between a bracket and the end of a run: "[Internet]. "


def apart(found: Labelled, said: Sequence[Said]) -> tuple[Labelled, list[Said]]:
    """Return the runs cut where such a bracket begins or ends them, and what was said by brackets that are in no run's
    middle.
    """
    runs = found.runs
    kept = []
    for each in said:
        if code_of(each):
            runs = [part for run in runs for part in _parted(run, each)]
        cut = [_without(run, each) for run in runs]
        if None in cut:
            continue
        runs = [run for run in cut if run and run.start < run.end]
        kept.append(each)
    if not kept:
        return found, kept
    spans = [each.span for each in kept]
    loose = [
        [word for word in words if not any(span.start <= word[0] < span.end for span in spans)] for words in found.loose
    ]
    return Labelled(runs, [words for words in loose if words]), kept


def _parted(run: Run, said: Said) -> list[Run]:
    """The run, or both parts of one that a code stands within: nothing reaches over "[J]"."""
    start, end = said.span
    if start <= run.start or end >= run.end:
        return [run]
    return [run._replace(end=start), run._replace(start=end)]


def _without(run: Run, said: Said) -> Run | None:
    """The run without the bracket, empty if it had nothing else; None if the bracket is in its middle."""
    start, end = said.span
    if end <= run.start or start >= run.end:
        return run
    leads, trails = start <= run.start + _CLOSE, end + _CLOSE >= run.end
    if not leads and not trails:
        return None
    return run._replace(start=run.end if trails else end) if leads else run._replace(end=start)
