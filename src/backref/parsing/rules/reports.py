"""Cases of the common law and of Europe's courts, by their parties and where they are reported: raw citation -> runs.

"Donoghue v Stevenson [1932] AC 562" and "Roe v. Wade, 410 U.S. 113 (1973)" have no author: the parties are the title,
the report is the container.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..tagging.segments import Run
from ..taken import SURE
from .report_forms import (
    ARTICLES,
    CASE,
    COURT,
    DECIDED,
    DOCKET,
    EUROPEAN,
    FILING,
    JUDGMENT,
    NAMED,
    NEUTRAL,
    NUMBERED,
    PARTIES,
    REPORT,
    SIGNAL,
    SLIP,
    YEAR,
)

_DATED = re.compile(rf"\s\(({YEAR})\)[.,]?\s?$")  # "Lawrence v. Texas (2003). 539 U.S. 558"
_YEAR = re.compile(YEAR)
_GAP = re.compile(r"[,;]?\s*")
# Paragraphs and who dissents: " [45]", " (Scalia, J., dissenting)"; and words before an address.
_END = re.compile(
    r"(?:,?\s(?:at\s)?(?:\[\d{1,4}\](?:[-–]\[\d{1,4}\])?|paras?\.?\s\d{1,4}(?:[-–]\d{1,4})?))?(?:\s\([^()\d]{2,50}\))?[\s.;,]*(?:Available (?:at|from):?\s?|Retrieved from\s|URL:?\s?)?"
)


def read(raw: str, end: int) -> list[Run] | None:
    """Return the runs of a citation, up to `end`, that is a case and nothing else; or None.

    >>> raw = "Donoghue v Stevenson [1932] AC 562"
    >>> [(run.label, raw[run.start : run.end].strip()) for run in read(raw, len(raw))]
    [('title', 'Donoghue v Stevenson'), ('date', '1932'), ('container-title', 'AC'), ('pages', '562')]
    """
    places: dict[str, tuple[int, int]] = {}
    signal = SIGNAL.match(raw)
    at = signal.end() if signal else 0
    for lead in (CASE, JUDGMENT, FILING):
        if found := lead.match(raw, at, end):
            _take(places, found)
            at = found.end()
    first = _first(raw, at, end)
    is_numbered = "number" in places and at > 0  # "Case C-293/12 Digital Rights"
    if (
        first is None
        or not (is_numbered or PARTIES.search(raw[at:first]))
        or raw[at:first].rstrip(" ,;")[-1:] in ("", ":")
    ):
        return None
    title = first
    if dated := _DATED.search(raw, max(at, first - 9), first):
        title, places["date"] = dated.start(), dated.span(1)
    runs = [Run("title", at, title, SURE)]
    here, cited = first, 0
    while here < end:
        gap = _GAP.match(raw, here, end)
        if report := REPORT.match(raw, gap.end() if gap else here, end):
            cited += 1
            if not _take_report(places, report, runs):
                return None
            here = report.end()
            continue
        found = next(
            (m for p in (EUROPEAN, COURT, DOCKET, NUMBERED, SLIP, NAMED, DECIDED) if (m := p.match(raw, here, end))),
            None,
        )
        if found is None:
            break
        cited += bool(found.re is not COURT)
        _take(places, found)
        here = found.end()
    tail = _END.match(raw, here, end)
    if not cited or tail is None or tail.end() < end:
        return None
    runs += [Run(label, *place, SURE) for label, place in places.items()]
    return sorted(runs, key=lambda run: run.start)


# As MLA heads a case by its land and its court: "United States, Supreme Court. Roe v. Wade. 22 Jan. 1973. Justia,".
_OF_LAND = re.compile(
    r"(?P<jurisdiction>[A-Z][\w ]{3,20}), (?P<authority>[A-Z][^.\d]{3,60}?)\. (?P<title>[A-Z](?:[^.]|(?<= v)\.|(?<=Inc)\.|(?<=Co)\.|(?<=Ltd)\.){2,120}? v\.? (?:[^.]|\.(?! \d)){2,90})\. (?:(?P<container2>[A-Z][^,.\d]{3,50}), vol\. (?P<volume>\d{1,3}), )?(?P<date>(?:\d{1,2} [A-Z][a-z]{2,8}\.? )?\d{4})(?:, pp?\. (?P<pages>\d{1,4}(?:[-–]\d{1,4})?))?(?:\. (?P<container>[^,.\d][^,.]{2,60})(?:, (?P<note>[^,]{3,60}))?)?[.,\s]*"
)


def of_land(raw: str, end: int) -> list[Run] | None:
    """Return the runs of a case that is headed by its land and its court, up to `end`; or None.

    >>> raw = "United States, Supreme Court. Roe v. Wade. 22 Jan. 1973."
    >>> [(run.label, raw[run.start : run.end]) for run in of_land(raw, len(raw))][1:3]
    [('authority', 'Supreme Court'), ('title', 'Roe v. Wade')]
    """
    found = _OF_LAND.fullmatch(raw, 0, end)
    if not found:
        return None
    said = [name for name, text in found.groupdict().items() if text]
    if "container2" in said and "container" in said:
        said.remove("container")
    labels = {"container": "container-title", "container2": "container-title"}
    return [Run(labels.get(name, name), *found.span(name), SURE) for name in said]


def _first(raw: str, start: int, end: int) -> int | None:
    """Where what follows the parties begins."""
    found = [m.start() for p in (REPORT, EUROPEAN, DOCKET, NUMBERED) if (m := p.search(raw, start, end))]
    return min(found, default=None)


def _take_report(places: dict[str, tuple[int, int]], report: re.Match[str], runs: list[Run]) -> bool:
    """Take where a case is reported: the first report is the container's, a court's own number the case's."""
    said = {label: report.span(name) for label, name in _parts(report)}
    series = report.string[slice(*said["container-title"])]
    if ARTICLES.search(series):
        return False
    if "date" in said:
        places.setdefault("date", said["date"])
    is_dated = "volume" in said and bool(_YEAR.fullmatch(report.string, *said["volume"]))  # "2015 SCC 5"
    is_neutral = ("volume" not in said or is_dated) and bool(NEUTRAL.fullmatch(series))
    if is_neutral and is_dated:
        places.setdefault("date", said["volume"])
    if is_neutral and "number" not in places:
        places["number"] = report.span()
    elif "container-title" in places or is_neutral:
        runs.append(Run("note", *report.span(), SURE))
    else:
        places |= {label: place for label, place in said.items() if label not in places}
    return True


def _parts(report: re.Match[str]) -> Iterator[tuple[str, str]]:
    for name in filter(report.group, ("squared", "round", "volume", "volume2", "volume3", "series", "series2", "series3", "page", "page2", "page3", "round4", "series4", "court4", "page4", "round5", "series5", "volume5")):  # fmt: skip
        yield _LABELS[name.rstrip("2345")], name


_LABELS = {
    "squared": "date",
    "round": "date",
    "volume": "volume",
    "series": "container-title",
    "page": "pages",
    "court": "authority",
}


def _take(places: dict[str, tuple[int, int]], found: re.Match[str]) -> None:
    for name, text in found.groupdict().items():
        if text:
            places.setdefault("date" if name == "only" else name, found.span(name))
