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
# When a work came out first: "(Original work published 1900)", "The Origin of Species. 1859. London: Penguin, 2009".
_FIRST = re.compile(
    rf"[(\[]?(?:(?:[Oo]riginal(?:ly)?|[Ff]irst)(?: work| edition)? (?:published|publ\.|released|issued)(?: in)?|Original edition:?|Originally)\s(?P<first>{_YEAR})[)\]]?\.?"
)
_BEHIND_TITLE = re.compile(rf"(?<=[^\W\d_]{{3}})\.\s(?P<first>{_YEAR})\.?\s?$")
_LATER = re.compile(_YEAR)
_SEASON = re.compile(r"\((?:Spring|Summer|Fall|Autumn|Winter) (?P<date>\d{4}) [Ee]dition\)")
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


def original(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, the year in which a work came out first as such.

    >>> raw = "Darwin C. The Origin of Species. 1859. London: Penguin, 2009"
    >>> found = original(raw, [Run("title", 10, 38, 0.9), Run("publisher", 47, 54, 0.9), Run("date", 56, 60, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found][:2]
    [('title', 'The Origin of Species'), ('original-date', '1859')]
    """
    if "riginal" in raw or "irst publ" in raw:
        runs = _first(raw, runs, _FIRST.search(raw))
    return _reprinted(raw, runs)


def _reprinted(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, the year at the end of a title that of the first edition, where a later one stands behind."""
    title = next((run for run in runs if run.label == "title"), None)
    if title is None or not raw[title.end - 3 : title.end].strip(". ").isdigit():
        return runs
    first = _BEHIND_TITLE.search(raw, title.start, title.end)
    later = next((run for run in runs if run.label == "date" and run.start >= title.end), None)
    if not first or not later or not (year := _LATER.search(raw, later.start, later.end)) or year[0] <= first["first"]:
        return runs
    return _first(raw, runs, first)


def _first(raw: str, runs: list[Run], first: re.Match[str] | None) -> list[Run]:
    """The runs, the year in which a work came out first as such."""
    if first is None:
        return runs
    runs = relabelled(runs, "original-date", first.start(), first.end())
    start, end = first.span("first")
    return [run._replace(start=start, end=end) if run.label == "original-date" else run for run in runs]


def dated(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, with a date where none of them was one and a year stands where years do.

    >>> raw = "1893 Livre-journal de Pierre"
    >>> [(run.label, raw[run.start : run.end]) for run in dated(raw, [Run("title", 0, 28, 0.9)])]
    [('date', '1893'), ('title', ' Livre-journal de Pierre')]
    """
    if not runs:
        return runs
    if "dition)" in raw and (season := _SEASON.search(raw)):
        return relabelled(runs, "date", *season.span("date"))
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
