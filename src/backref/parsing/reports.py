"""Cases of the common law and of Europe's courts, by their parties and where they are reported: raw citation -> runs.

"Donoghue v Stevenson [1932] AC 562" and "Roe v. Wade, 410 U.S. 113 (1973)" have no author: the parties are the title, the
report is the container.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .segments import Run
from .taken import SURE

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
# A series of reports: "AC", "All ER", "LR 3 HL", "U.S.", "F. Supp. 2d", "Cal. 3d", "EWCA Civ", "U.S. (4 Wall.)".
_PLAIN = r"(?:LR\s\d{1,2}\s)?[A-Z][A-Za-z&]{0,7}(?:\s(?:[A-Z][A-Za-z&]{0,5}|Rep))?"
_STOPPED = r"(?:[A-Z][A-Za-z']{0,6}\.\s?){1,4}(?:[1-5](?:st|nd|rd|d|th))?(?:\s?\(\d{1,2}\s[A-Z][a-z]{1,8}\.?\))?"
_PINPOINT = r"(?:,\s\d{1,5}(?:[-–]\d{1,5})?(?!\s?[A-Z]))?"
_REPORT = re.compile(
    rf"(?:\[(?P<squared>{_YEAR})\]\s(?:(?P<volume>\d{{1,4}})\s)?(?P<series>{_PLAIN}|{_STOPPED})\s(?P<page>\d{{1,5}})"
    rf"(?P<division>\s\([A-Z][A-Za-z]{{2,8}}\))?"
    rf"|\((?P<round>{_YEAR})\)\s(?:(?P<volume2>\d{{1,4}})\s)?(?P<series2>{_PLAIN}|{_STOPPED})\s(?P<page2>\d{{1,5}})"
    rf"|(?P<volume3>\d{{1,4}})\s(?P<series3>{_STOPPED}|US|[A-Z]{{2,5}})\s(?P<page3>\d{{1,5}}){_PINPOINT})(?![\w/])"
)
_NEUTRAL = re.compile(r"UK(?:SC|HL|PC|UT|SCt)|EW(?:CA|HC|COP|FC)(?:\s\w+)?|HCA|FCA(?:FC)?|[NS]?SCC|NZ[A-Z]{2}|IE[A-Z]{2}|ZA[A-Z]{2,3}|CSIH|CSOH|NI[A-Z]{2}|ONCA|BCCA|SGCA")
_ARTICLES = re.compile(r"Rev\b|L\.\s?J\.|\bJ\.|Stat\.|Bull|Yearb")  # series that hold no cases
_PARTIES = re.compile(r"\sv(?:s?\.)?\s(?=[^\W\d_]|[(\"“])|^(?:In re|Re|Ex parte|In the [Mm]atter of|The)\s[A-Z]")
_CASE = re.compile(r"(?:Joined\s)?Cases?\s(?P<number>[CTF][-‑–]\d{1,4}/\d\d(?:\s[PR]\b)?|\d{1,3}/\d\d)[,:]?\s")
_NUMBERED = re.compile(
    r",?\s(?:\(?(?:Case|App(?:lication|l)?\.?)\s(?:no\.?s?\s)?)?(?P<number>[CTF][-‑–]\d{1,4}/\d\d(?:\s[PR]\b)?|\d{1,5}/\d\d)\)?(?=[\s,]|$)"
)
_JUDGMENT = re.compile(r"Judgment of (?P<date>\d{1,2} [A-Z][a-z]{2,8} \d{4}), (?=[A-Z])")
_EUROPEAN = re.compile(rf",?\s(?:\[(?P<date>{_YEAR})\]\s)?(?P<note>(?:ECLI:)?EU:[CTF]:\d{{4}}:\d{{1,5}})")
_COURT = re.compile(
    rf"\s\((?:(?P<only>{_YEAR})|(?P<authority>[A-Z0-9][^()]{{0,60}}?)(?:,?\s(?P<date>(?:[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}},\s|\d{{1,2}}\s[A-Z][a-z]{{2,8}}\s)?{_YEAR}))?)\)"
)
_DATED = re.compile(rf"\s\(({_YEAR})\)[.,]?\s?$")  # "Lawrence v. Texas (2003). 539 U.S. 558"
_GAP = re.compile(r"[,;]?\s*")
_END = re.compile(r"[\s.;,]*")


def read(raw: str, end: int) -> list[Run] | None:
    """Return the runs of a citation, up to `end`, that is a case and nothing else; or None.

    >>> raw = "Donoghue v Stevenson [1932] AC 562"
    >>> [(run.label, raw[run.start : run.end].strip()) for run in read(raw, len(raw))]
    [('title', 'Donoghue v Stevenson'), ('date', '1932'), ('container-title', 'AC'), ('pages', '562')]
    """
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for lead in (_CASE, _JUDGMENT):
        if found := lead.match(raw, at, end):
            _take(places, found)
            at = found.end()
    first = _first(raw, at, end)
    if first is None or not _PARTIES.search(raw[at:first]) or raw[at:first].rstrip(" ,;")[-1:] in ("", ":"):
        return None
    title = first
    if dated := _DATED.search(raw, max(at, first - 9), first):
        title, places["date"] = dated.start(), dated.span(1)
    runs = [Run("title", at, title, SURE)]
    here, cited = first, 0
    while here < end:
        gap = _GAP.match(raw, here, end)
        if report := _REPORT.match(raw, gap.end() if gap else here, end):
            cited += 1
            if not _take_report(places, report, runs):
                return None
            here = report.end()
            continue
        found = next((m for p in (_EUROPEAN, _COURT, _NUMBERED) if (m := p.match(raw, here, end))), None)
        if found is None:
            break
        cited += bool(found.re is not _COURT)
        _take(places, found)
        here = found.end()
    tail = _END.match(raw, here, end)
    if not cited or tail is None or tail.end() < end:
        return None
    runs += [Run(label, *place, SURE) for label, place in places.items()]
    return sorted(runs, key=lambda run: run.start)


def _first(raw: str, start: int, end: int) -> int | None:
    """Where what follows the parties begins."""
    found = [m.start() for p in (_REPORT, _EUROPEAN, _NUMBERED) if (m := p.search(raw, start, end))]
    return min(found, default=None)


def _take_report(places: dict[str, tuple[int, int]], report: re.Match[str], runs: list[Run]) -> bool:
    """Take where a case is reported: the first report is the container's, a court's own number the case's."""
    said = {label: report.span(name) for label, name in _parts(report)}
    series = report.string[slice(*said["container-title"])]
    if _ARTICLES.search(series):
        return False
    if "date" in said:
        places.setdefault("date", said["date"])
    if _NEUTRAL.fullmatch(series) and "number" not in places:
        places["number"] = report.span()
    elif "container-title" in places or _NEUTRAL.fullmatch(series):
        runs.append(Run("note", *report.span(), SURE))
    else:
        places |= {label: place for label, place in said.items() if label not in places}
    return True


def _parts(report: re.Match[str]) -> Iterator[tuple[str, str]]:
    for name in filter(report.group, ("squared", "round", "volume", "volume2", "volume3", "series", "series2", "series3", "page", "page2", "page3")):  # fmt: skip
        yield _LABELS[name.rstrip("23")], name


_LABELS = {"squared": "date", "round": "date", "volume": "volume", "series": "container-title", "page": "pages"}


def _take(places: dict[str, tuple[int, int]], found: re.Match[str]) -> None:
    for name, text in found.groupdict().items():
        if text:
            places.setdefault("date" if name == "only" else name, found.span(name))
