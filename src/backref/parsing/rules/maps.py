"""Maps by their scale: runs of labels -> runs that tell who made a map, its title and its scale.

"Ordnance Survey. Ben Nevis, Fort William. 1:25 000." names places, which are no people.
"""

from __future__ import annotations

import re

from ..tagging.segments import Run
from .relabelled import relabelled

_SCALE = re.compile(
    r"(?<![\w:/.,])(?:[Ss]cale|[Mm]a(?:ß|ss)stab|[Éé]chelle|[Ee]scala|[Ss]cala|[Мм]асштаб)?\s?1\s?:\s?\d{1,3}(?:[ .,’'\u202f\xa0]?000){1,2}(?![\w:])"
)
# A sheet of a series by its name and number, before the scale: "Landranger sheet 106, 1:50,000".
_SHEET = re.compile(
    r"[.,;] (?P<number>(?:[^\W\d_a-z][^\W\d_]+ ){0,2}(?:[Ss]heet|Blatt|[Ff]euille|[Hh]oja|Bl\.) [A-Z]{0,2} ?\d[\w/.-]{0,10})[.,;] ?$"
)
_SHEET_BEHIND = re.compile(
    r",? (?:Blatt|sheet|feuille|hoja|лист) [A-Z]{0,2} ?\d[\w/.-]{0,8}(?: [^\W\d_a-z][^.,;\d]{2,40})?(?=[.,;])"
)
_KEPT = frozenset(("title", "author", "container-title", "collection-title", "genre", "number", "edition", "other", "note", "publisher", "volume"))  # fmt: skip
_MAKER = re.compile(
    r"[^\W\d_a-z][^.\d]{3,80}?(?:[.,]\s|\s\(\d{4}\)[.,]\s)(?=[^\W_])|(?:[A-Z]\.){1,4}\s[^.,\d]{3,60}[.,]\s"
)
_YEAR = re.compile(r"[.,]\s(?P<date>(?:1[5-9]|20)\d\d)[\s.,]*$")  # at the end of a title
_LEAST = 4  # characters of a title
_ENDS = " .,;:([–-"


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, those of a map as such where it prints a scale; the words before it are its title.

    >>> raw = "Ordnance Survey. Ben Nevis, Fort William. 1:25 000. Southampton"
    >>> found = told(raw, [Run("author", 0, 41, 0.5), Run("title", 42, 51, 0.5), Run("location", 52, 63, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found if run.end - run.start > 1]
    [('author', 'Ordnance Survey. '), ('title', 'Ben Nevis, Fort William. '), ('scale', '1:25 000'), ('location', 'Southampton')]
    """
    if "1:" not in raw and "1 :" not in raw:
        return runs
    scale = _SCALE.search(raw)
    if scale is None:
        return runs
    start, end = scale.span()
    if sheet := _SHEET.search(raw, max(start - 40, 0), start):
        runs = relabelled(runs, "number", *sheet.span("number"))
        runs = [run for run in runs if not (run.label in ("pages", "volume") and start - 1 <= run.start < end)]
    if any(run.label in ("pages", "url", "issue") for run in runs):
        return runs
    before = [run for run in runs if run.start < start and run.label in _KEPT]
    if not before or not any(run.label in ("title", "author") for run in before):
        return runs
    first = before[0]
    if first.label == "author" and (first.end > start - 4 or _is_long(raw, before, start)):
        maker = _MAKER.match(raw, first.start, start)
        if maker and maker.end() < start - 3:
            sure = first.probability
            runs = [run for run in runs if run.start >= start or run.label not in _KEPT]
            runs += [Run("author", first.start, maker.end(), sure), Run("title", maker.end(), start, sure)]
            runs.sort(key=lambda run: run.start)
    if goes := _SHEET_BEHIND.match(raw, end):
        return relabelled(
            runs, "title", before[0].start, goes.end()
        )  # "Topographische Karte 1:25 000, Blatt 7523 Münsingen"
    stop = start
    while stop > 0 and raw[stop - 1] in _ENDS:
        stop -= 1
    runs = relabelled(runs, "scale", start + (raw[start] == " "), end)
    title = next((run for run in runs if run.label == "title" and run.start < start), None)
    if title and not any(run.label == "date" for run in runs) and (year := _YEAR.search(raw, title.start, title.end)):
        runs = relabelled(runs, "date", *year.span("date"))
    return runs


def _is_long(raw: str, before: list[Run], start: int) -> bool:
    """Whether the people reach over a full stop, or nothing before the scale is a title."""
    return ". " in raw[before[0].start : before[0].end - 2] or not any(
        run.label == "title" and run.start < start - _LEAST for run in before
    )
