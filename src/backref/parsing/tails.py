"""What else stands at the end of a title or a date: how many volumes there are, a series and its number, a day.

"Civilisation matérielle (3 vols.)" has three volumes, "Zur Konstruktion. SOEP Papers No. 258" is of a series, and
"(2014, October 3)" is one date.
"""

from __future__ import annotations

import re

from ..fields import volume_counts
from .relabelled import relabelled
from .segments import Run

_VOLUMES = re.compile(r"[\s:.,(\[]{1,3}(?P<said>(?:[вin]{1,2}\s)?\d{1,2}\s?[^\W\d_]{1,9}\.?)[)\]]?[\s.,:;]*$")
_ABBREVIATED = re.compile(r"[вin]{1,2}\s(\d{1,2})\s?(?:т|vol|Bd|Bdn|t)\.?")
_SERIES = re.compile(
    r"\.\s(?P<series>[^\W\d_a-z][^.:;?!\d]{2,70}?(?:[Pp]apers?|[Rr]eports?|[Bb]erichte?|[Ss]eries|[Rr]eihe|hefte?|[Ss]tudien|[Bb]eiträge|[Dd]ocuments?|[Cc]uadernos?|[Cc]ahiers?))"
    r"(?:,|\s[A-Z]{2,5})?\s(?P<number>(?:(?:No|Nr|Núm|núm|nº|n°|#)\.?\s?)?\d{1,5}(?:[/-]\d{1,4})?)[\s.,:;]*$"
)
# A series behind a comma: "Umweltcontrolling, Texte 8/99", "Szenarien, Abhandlungen zur Geographie | Bd. 5".
_LISTED = re.compile(
    r", (?P<series>(?:Manuskripte|Texte|Materialien|Abhandlungen|Schriften|Schriftenreihe|Forschungsberichte?|Arbeitspapiere?|Arbeitsberichte?|Diskussionspapiere?|Beiträge|Mitteilungen|Veröffentlichungen)"
    r"(?:\s(?:zu[rm]?|der|des|für|aus|über)\s[^,:;.\d]{3,70})?)(?:,?\s(?P<number>(?:(?:Nr|No|H)\.\s?)?(?!1[5-9]\d\d|20\d\d)\d{1,4}(?:/\d{2,4})?))?[\s.,:;]*$"
)
_NAMED = frozenset(("container-title", "collection-title"))
# A report by its kind and its number: "Memorandum RM-3420-PR", "NBER Working Paper 23285".
_KIND = r"(?P<genre>(?:[^\W\d_]+\s){0,4}(?:[Mm]emorand(?:um|a)|[Rr]eport|[Pp]aper|[Nn]ote|[Bb]ulletin|[Cc]ircular|[Rr]elease|[Bb]ericht|Arbeitspapier|Diskussionspapier|[Dd]ocument))(?:,|\sseries)?\s(?:(?:[Nn]o|[Nn]r|[Nn]um)\.\s|#)?(?P<number>[A-Z0-9][\w./-]{0,24}?)[\s.,;]*$"
_REPORT, _BEHIND_TITLE = re.compile(_KIND), re.compile(rf"[.”\"]\s{_KIND}")
_DAY = re.compile(
    r",\s(?:[^\W\d_]{3,10}\.?(?:[/–-][^\W\d_]{3,10}\.?)?(?:\s\d{1,2})?|\d{1,2}\.?\s[^\W\d_]{3,10}\.?)(?:\s?[-–]\s?\d{1,2})?(?=\))"
)
_COLLECTION = re.compile(
    r"[(,.]\s?[Cc]oll(?:\.|ection|ana)\s(?:«|“|\"|‟)\s?(?P<series>[^«»“”\"]{3,80}?)\s?[»”\"](?:,?\s(?:n[°ºo]\.?\s?|(?!1[5-9]|20))(?P<number>\d{1,4})(?!\d)(?=[,.;)]))?"
)
_OF_SERIES = frozenset(("collection-title", "collection-number"))
_DIGIT = re.compile(r"\d")
_OPENS = frozenset(" (.")
_BEHIND = re.compile(r"[\s.]{0,2}[(\[](?P<said>\d{1,2}\s?[^\W\d_]{1,9}\.?)[)\]]")
_LOOKED_AT = frozenset(("genre", "title", "edition", "date"))
_NUMBERED = frozenset(("collection-title", "container-title", "number", "volume", "pages"))


def _with_series(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, a series of France apart: "coll. « Bibliothèque des histoires », n° 12"."""
    found = _COLLECTION.search(raw)
    if found is None or any(run.label in _OF_SERIES for run in runs):
        return runs
    runs = relabelled(runs, "collection-title", found.start() + 1, found.end("series"))
    runs = [
        run._replace(start=max(run.start, found.start("series"))) if run.label in _OF_SERIES else run for run in runs
    ]
    runs = relabelled(runs, "collection-number", *found.span("number")) if found["number"] else runs
    return [run for run in runs if any(map(str.isalnum, raw[run.start : run.end]))]


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, such words out of the title and the day in the date.

    >>> raw = "Civilisation matérielle (3 vols.). Paris"
    >>> [(run.label, raw[run.start : run.end]) for run in told(raw, [Run("title", 0, 35, 0.9)])]
    [('title', 'Civilisation matérielle'), ('volumes', '3 vols.')]
    """
    if "oll" in raw:
        runs = _with_series(raw, runs)
    if not any(_may_have(raw, run) for run in runs if run.label in _LOOKED_AT):
        return runs
    found: list[Run] = []
    for run in runs:
        if run.label == "title":
            found += _of_title(raw, run, runs)
            behind = _BEHIND.match(raw, run.end) if raw[run.end : run.end + 1] in _OPENS else None
            if behind and volume_counts.counted(behind["said"]):
                found.append(run._replace(label="volumes", start=behind.start("said"), end=behind.end("said")))
        elif run.label == "genre" and (report := _genre_number(raw, run, runs)):
            found += report
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
        return _DIGIT.search(raw, max(run.start, run.end - 12), run.end + 6) is not None
    if run.label == "genre":
        return _DIGIT.search(raw, run.start, run.end) is not None or raw[run.end : run.end + 1] == "/"
    return run.label == "edition" or _day(raw, run) is not None


def _day(raw: str, run: Run) -> re.Match[str] | None:
    return _DAY.match(raw, run.end - (raw[run.end - 1] == ","))


def _genre_number(raw: str, run: Run, runs: list[Run]) -> list[Run]:
    """A genre that ends in a number, or whose number goes on: "Technical report MIT | /LCS/TR-500"."""
    at = runs.index(run)
    glued = runs[at + 1] if runs[at + 1 : at + 2] and runs[at + 1].label == "number" else None
    if glued is None and any(each.label == "number" for each in runs):
        return []
    if glued and (glued.start > run.end or raw[run.end - 1].isspace() or raw[glued.start - 1].isspace()):
        return []
    whole = run._replace(end=glued.end) if glued else run
    report = _REPORT.match(raw[: whole.end], run.start) if raw[run.start] != "[" else None
    if report is None or not any(map(str.isdigit, report["number"])):
        return []
    return [whole._replace(label=name, start=report.start(name), end=report.end(name)) for name in ("genre", "number")]


def _of_title(raw: str, run: Run, runs: list[Run]) -> list[Run]:
    if not _DIGIT.search(raw, max(run.start, run.end - 12), run.end + 6):
        return [run]
    said = _VOLUMES.search(raw, max(run.start, run.end - 24), run.end)
    if said and (volume_counts.counted(said["said"]) or _ABBREVIATED.fullmatch(said["said"])):
        count = run._replace(label="volumes", start=said.start("said"), end=said.end("said"))
        return [run._replace(end=said.start()), count]
    labels = {each.label for each in runs}
    if labels.isdisjoint(("genre", *_NUMBERED)) and (report := _report_in(raw, run, run.start + 8)):
        return [run._replace(end=report[0].start), *report]
    at = runs.index(run) + 1
    return _of_series(raw, run, labels, runs[at].label if at < len(runs) else "")


def _report_in(raw: str, run: Run, start: int) -> list[Run]:
    """The kind and the number of a report at the end of a run, from `start` on; none where it ends in none."""
    said = _BEHIND_TITLE.search(raw[: run.end], max(start, run.end - 90))
    if said is None or not any(map(str.isdigit, said["number"])):
        return []
    return [run._replace(label=name, start=said.start(name), end=said.end(name)) for name in ("genre", "number")]


def _of_series(raw: str, run: Run, labels: set[str], follows: str) -> list[Run]:
    if not labels & _NAMED and (said := _LISTED.search(raw[: run.end], max(run.start + 8, run.end - 110))):
        number = run._replace(label="collection-number", start=said.start("number"), end=said.end("number"))
        series = run._replace(label="collection-title", start=said.start("series"), end=said.end("series"))
        if said["number"] and not labels & _NUMBERED:
            return [run._replace(end=said.start()), series, number]
        if not said["number"] and follows == "volume":
            return [run._replace(end=said.start()), series]
    if labels & _NUMBERED or not (said := _SERIES.search(raw, max(run.start + 8, run.end - 110), run.end)):
        return [run]
    return [
        run._replace(end=said.start()),
        run._replace(label="collection-title", start=said.start("series"), end=said.end("series")),
        run._replace(label="collection-number", start=said.start("number"), end=said.end("number")),
    ]
