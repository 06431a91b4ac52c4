"""What else stands at the end of a title or a date: how many volumes there are, a series and its number, a day.

"Civilisation matérielle (3 vols.)" has three volumes, "Zur Konstruktion. SOEP Papers No. 258" is of a series, and
"(2014, October 3)" is one date.
"""

from __future__ import annotations

import re

from ..fields import volume_counts
from .segments import Run

_VOLUMES = re.compile(r"[\s:.,(\[]{1,3}(?P<said>(?:[вin]{1,2}\s)?\d{1,2}\s?[^\W\d_]{1,9}\.?)[)\]]?[\s.,:;]*$")
_ABBREVIATED = re.compile(r"[вin]{1,2}\s(\d{1,2})\s?(?:т|vol|Bd|Bdn|t)\.?")
_SERIES = re.compile(
    r"\.\s(?P<series>[^\W\d_a-z][^.:;?!\d]{2,70}?(?:[Pp]apers?|[Rr]eports?|[Bb]erichte?|[Ss]eries|[Rr]eihe|hefte?|[Ss]tudien|[Bb]eiträge|[Dd]ocuments?|[Cc]uadernos?|[Cc]ahiers?))"
    r"(?:,|\s[A-Z]{2,5})?\s(?P<number>(?:(?:No|Nr|Núm|núm|nº|n°|#)\.?\s?)?\d{1,5}(?:[/-]\d{1,4})?)[\s.,:;]*$"
)
_DAY = re.compile(r", (?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}\.?\s[^\W\d_]{3,10}\.?)(?:\s?[-–]\s?\d{1,2})?(?=\))")
_DIGIT = re.compile(r"\d")
_OPENS = frozenset(" (.")
_BEHIND = re.compile(r"[\s.]{0,2}[(\[](?P<said>\d{1,2}\s?[^\W\d_]{1,9}\.?)[)\]]")
_LOOKED_AT = frozenset(("title", "edition", "date"))
_NUMBERED = frozenset(("collection-title", "container-title", "number", "volume", "pages"))


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, such words out of the title and the day in the date.

    >>> raw = "Civilisation matérielle (3 vols.). Paris"
    >>> [(run.label, raw[run.start : run.end]) for run in told(raw, [Run("title", 0, 35, 0.9)])]
    [('title', 'Civilisation matérielle'), ('volumes', '3 vols.')]
    """
    if not any(_may_have(raw, run) for run in runs if run.label in _LOOKED_AT):
        return runs
    found: list[Run] = []
    for run in runs:
        if run.label == "title":
            found += _of_title(raw, run, runs)
            behind = _BEHIND.match(raw, run.end) if raw[run.end : run.end + 1] in _OPENS else None
            if behind and volume_counts.counted(behind["said"]):
                found.append(run._replace(label="volumes", start=behind.start("said"), end=behind.end("said")))
        elif run.label == "edition" and volume_counts.counted(raw[run.start : run.end].strip(" .,()")):
            if found[-1:] and found[-1].label != "volumes":
                found.append(run._replace(label="volumes"))
        elif run.label == "date" and (day := _day(raw, run)):
            found.append(run._replace(end=day.end()))
        elif found and run.start < found[-1].end:
            found.append(run._replace(start=min(found[-1].end, run.end)))
        else:
            found.append(run)
    return found


def _may_have(raw: str, run: Run) -> bool:
    """Whether such words may stand at the end of a title, or in an edition or behind a date."""
    if run.label == "title":
        return _DIGIT.search(raw, max(run.start, run.end - 12), run.end + 5) is not None
    return run.label == "edition" or _day(raw, run) is not None


def _day(raw: str, run: Run) -> re.Match[str] | None:
    return _DAY.match(raw, run.end - (raw[run.end - 1] == ","))


def _of_title(raw: str, run: Run, runs: list[Run]) -> list[Run]:
    if not _DIGIT.search(raw, max(run.start, run.end - 12), run.end):
        return [run]
    said = _VOLUMES.search(raw, max(run.start, run.end - 24), run.end)
    if said and (volume_counts.counted(said["said"]) or _ABBREVIATED.fullmatch(said["said"])):
        count = run._replace(label="volumes", start=said.start("said"), end=said.end("said"))
        return [run._replace(end=said.start()), count]
    return _of_series(raw, run, {each.label for each in runs})


def _of_series(raw: str, run: Run, labels: set[str]) -> list[Run]:
    if labels & _NUMBERED or not (said := _SERIES.search(raw, max(run.start + 8, run.end - 110), run.end)):
        return [run]
    return [
        run._replace(end=said.start()),
        run._replace(label="collection-title", start=said.start("series"), end=said.end("series")),
        run._replace(label="collection-number", start=said.start("number"), end=said.end("number")),
    ]
