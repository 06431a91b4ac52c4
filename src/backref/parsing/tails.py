"""What else stands at the end of a title or a date: how many volumes there are, a series and its number, a day.

"Civilisation matérielle (3 vols.)" has three volumes, "Zur Konstruktion. SOEP Papers No. 258" is of a series, and "(2014,
October 3)" is one date.
"""

from __future__ import annotations

import re

from ..fields import volume_counts
from .segments import Run

_TAIL = 60  # characters at the end of a title that are looked at
_VOLUMES = re.compile(r"[\s:.,(\[]{1,3}(?P<said>(?:[вin]{1,2}\s)?\d{1,2}\s?[^\W\d_]{1,9}\.?)[)\]]?[\s.,:;]*$")
_ABBREVIATED = re.compile(r"[вin]{1,2}\s(\d{1,2})\s?(?:т|vol|Bd|Bdn|t)\.?")
_SERIES = re.compile(
    r"\.\s(?P<series>[^\W\d_a-z][^.:;?!\d]{2,70}?(?:[Pp]apers?|[Rr]eports?|[Bb]erichte?|[Ss]eries|[Rr]eihe|hefte?|[Ss]tudien|[Bb]eiträge|[Dd]ocuments?|[Cc]uadernos?|[Cc]ahiers?))"
    r"(?:,|\s[A-Z]{2,5})?\s(?P<number>(?:(?:No|Nr|Núm|núm|nº|n°|#)\.?\s?)?\d{1,5}(?:[/-]\d{1,4})?)[\s.,:;]*$"
)
_DAY = re.compile(r",\s(?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}\.?\s[^\W\d_]{3,10}\.?)(?:\s?[-–]\s?\d{1,2})?(?=\))")
_NUMBERED = frozenset(("collection-title", "container-title", "number", "volume", "pages"))


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, such words out of the title and the day in the date.

    >>> raw = "Civilisation matérielle (3 vols.). Paris"
    >>> [(run.label, raw[run.start : run.end]) for run in told(raw, [Run("title", 0, 35, 0.9)])]
    [('title', 'Civilisation matérielle'), ('volumes', '3 vols.')]
    """
    labels = {run.label for run in runs}
    found: list[Run] = []
    for run in runs:
        if run.label == "title" and "1" <= raw[run.end - _TAIL if run.end > _TAIL else 0 : run.end].strip(" .,:;)]")[-1:] <= "9":
            found += _of_series(raw, run, labels)
        elif run.label in ("title", "edition") and (cut := _of_volumes(raw, run)):
            found += cut
        elif run.label == "date" and raw[run.end : run.end + 1] not in ("", ")") and (day := _DAY.match(raw, run.end - (raw[run.end - 1] == ","))):
            found.append(run._replace(end=day.end()))
        elif found and run.start < found[-1].end:
            if run.end > found[-1].end:
                found.append(run._replace(start=found[-1].end))
        else:
            found.append(run)
    return found


def _of_volumes(raw: str, run: Run) -> list[Run]:
    said = _VOLUMES.search(raw, max(run.start, run.end - 24), run.end) if run.label == "title" else None
    if said and (volume_counts.counted(said["said"]) or _ABBREVIATED.fullmatch(said["said"])):
        return [run._replace(end=said.start()), run._replace(label="volumes", start=said.start("said"), end=said.end("said"))]
    if run.label == "edition" and volume_counts.counted(raw[run.start : run.end]):
        return [run._replace(label="volumes")]
    return []


def _of_series(raw: str, run: Run, labels: set[str]) -> list[Run]:
    if labels & _NUMBERED or not (said := _SERIES.search(raw, max(run.start + 8, run.end - 110), run.end)):
        return [run]
    return [
        run._replace(end=said.start()),
        run._replace(label="collection-title", start=said.start("series"), end=said.end("series")),
        run._replace(label="collection-number", start=said.start("number"), end=said.end("number")),
    ]
