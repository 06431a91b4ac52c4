"""Years that were taken for something else, where a citation has no other date: runs of labels -> runs with a date."""

from __future__ import annotations

import re

from ..glance import family, has, lacks
from ..tagging.segments import Run
from .relabelled import relabelled

_YEAR = r"(?:1[5-9]|20)\d\d"
_HEADS = re.compile(rf"({_YEAR})\s(?=[^\W\d_a-z][^\W\d_]+[\s-][^\W\d_])")  # "Dueño 1893 Livre-journal de"
_ENDS = re.compile(rf"(?<![\d–/.-])({_YEAR})[\s.)\]]{{0,3}}$")  # "to appear, February 1997."
_SPAN = re.compile(rf"\W*({_YEAR}\s?[-–—]\s?{_YEAR})\W*")  # "Berlin: Duncker, 1839–1847", which are no pages
_COPYRIGHT = re.compile(rf"(?<![^\W_])(?:c|©\s?|cop\.\s)({_YEAR})(?!\w)")  # "New York: ASME, c1971"
_COPYRIGHTS = re.compile(rf"c({_YEAR})-\d\d(?!\d)")
_LOOKED_UP = re.compile(r"rchived|etrieved|ccessed|onsult|isited|abgerufen|обращ")  # when somebody looked
_OTHERS = frozenset(
    ("accessed", "pages", "volume", "issue", "number", "url", "id", "title", "container-title", "archive")
)


COPYRIGHT = family(words=lambda: ("c",)) | has("date")
UNDATED = lacks("date")


def of_copyright(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, of the years of a copyright the first: "c2000-01" is no January.

    >>> of_copyright("Wiley, c2000-01.", [Run("date", 7, 15, 0.9)])
    [Run(label='date', start=7, end=12, probability=0.9)]
    """
    for at, run in enumerate(runs):
        if run.label == "date" and (found := _COPYRIGHTS.match(raw, run.start, run.end)):
            return [*runs[:at], run._replace(end=found.end(1)), *of_copyright(raw, runs[at + 1 :])]
    return runs


def dated(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, with a date where none of them was one and a year stands where years do.

    >>> raw = "1893 Livre-journal de Pierre"
    >>> [(run.label, raw[run.start : run.end]) for run in dated(raw, [Run("title", 0, 28, 0.9)])]
    [('date', '1893'), ('title', ' Livre-journal de Pierre')]
    """
    if not runs:
        return runs
    pages = next((run for run in runs if run.label == "pages"), None)
    if pages and (found := _SPAN.fullmatch(raw, pages.start, pages.end)):
        return relabelled(runs, "date", *found.span(1))
    title = next((run for run in runs if run.label == "title"), None)
    if title and (found := _HEADS.match(raw, title.start, title.end)):
        return relabelled(runs, "date", *found.span(1))
    found = _COPYRIGHT.search(raw) or _ENDS.search(raw, max(len(raw) - 9, 0))
    if found and _LOOKED_UP.search(raw, max(found.start(1) - 48, 0), found.start(1)):
        return runs
    if found and not any(run.start <= found.start(1) < run.end and run.label in _OTHERS for run in runs):
        return relabelled(runs, "date", *found.span(1))
    return runs
