"""Patents by the words around their number: runs of labels -> runs that tell title, number and people.

"U.S. Patent 4 405 829, Sep. 20, 1983" has neither journal nor pages, "inventor; Roe Inc., assignee." is no title.
"""

from __future__ import annotations

import re

from ..glance import family
from ..tagging.segments import Run
from .relabelled import relabelled, worded

FAMILY = family("patent", "патент", "brevet", "ssignee", words=lambda: ("пат", "pat"))
_LAND = r"(?:U\.\s?S\.|US|USA|United States(?: of America)?|European|EP|U\.?K\.?|British|GB|French|German|Japanese|Canadian|Chinese|World|WO|International)"
_NUMBER = re.compile(
    rf"(?P<genre>{_LAND}\s(?:[Pp]atent|Pat\.)(?:\s(?:[Aa]pplication|[Aa]ppl\.|[Pp]ub(?:lication|\.)))*|[Bb]revet\s(?:français|européen|américain|belge|suisse)|Patentschrift|Offenlegungsschrift|Schutzrecht|(?<![^\W_])Patent(?=\s(?:N[or]\.\s)?[A-Z]{{2}}\s?\d))\s(?:[Nn][or]\.\s|[Nn]umber\s)?(?P<number>[A-Z]{{2}}\s?\d{{4,13}}(?:\s?[A-Z]\d?)?(?![\d,.]\d)|(?:[A-Z]{{2}}\s?)?\d{{1,4}}(?:[ ,/.]\d{{3,7}}){{1,3}}(?:\s?[A-Z]\d?)?)(?![\w/])"
)
_ASSIGNED = re.compile(
    r"(?P<role>inventors?[;.,:]\s)(?P<note>[^;]{3,120}?,\s(?:assignees?|applicants?)[.;,]\s)?", re.IGNORECASE
)
# Of Russia: "Пат. 2187888 Российская Федерация, МПК7 H 04 B 1/38. Устройство / Чугаева В. И. ; заявл. ...".
_RUSSIAN = re.compile(
    r"(?:Пат\.|Патент|А\.\s?с\.)\s(?:№\s)?(?P<number>\d{3,8})\s(?P<authority>[^,.;:\d]{2,40}?)(?:[,:;]\s?(?:МПК|МКИ)[^/]{2,60}?\d\s?/\s?\d{2,4})?[.,:]\s(?P<title>[А-ЯЁ][^/]{5,250}?)"
    r"\s?/\s?(?P<author>[А-ЯЁ][^;/]{3,200}?)(?:\s?;(?:.{0,300}?опубл\.\s(?P<date>\d\d\.\d\d\.(?:19|20)\d\d))?.{0,300})?"
)
_SURE = 0.97


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, those of a patent as such.

    >>> raw = "J. Roe, “Heat,” U.S. Patent 3 624 125, Jul. 16, 1990."
    >>> found = told(raw, [Run("title", 8, 15, 0.9), Run("container-title", 16, 20, 0.9), Run("pages", 30, 38, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('title', '“Heat,”'), ('genre', 'U.S. Patent'), ('number', '3 624 125')]
    """
    if raw.startswith(("Пат", "А.")) and (whole := _RUSSIAN.fullmatch(raw)):
        told_by = (Run(name, *whole.span(name), _SURE) for name, said in whole.groupdict().items() if said)
        return sorted(told_by, key=lambda run: run.start)
    for at, run in enumerate(runs):
        if run.label == "title" and (role := _ASSIGNED.match(raw, run.start, run.end)):
            note = [run._replace(label="note", start=role.start("note"), end=role.end())] if role["note"] else []
            runs = [*runs[:at], *note, run._replace(start=role.end()), *runs[at + 1 :]]
            break
    if not (found := _NUMBER.search(raw)):
        return runs
    start, end = found.start(), found.end()
    number = [run for run in runs if run.label == "number" and run.start < end and start < run.end]
    is_whole = any(run.start <= found.start("number") and found.end("number") <= run.end for run in number)
    within = next((run for run in runs if run.label == "title" and run.start <= start and end <= run.end), None)
    if is_whole and not any(run.label == "container-title" and run.start < end and start < run.end for run in runs):
        return runs
    if within and (raw[start - 2 : start] != ", " or raw[end : within.end].strip(" .,")):
        return runs
    kept = [run for run in runs if run.end <= start + 1 or run.start >= end or run.label == "date" or run is within]
    headed = next((run for run in runs if run.label == "title" and run.start + 3 < start < run.end < end), None)
    kept = [*kept, headed._replace(end=start)] if headed and headed not in kept else kept
    kept = relabelled(kept, "number", *found.span("number"))
    kept = relabelled(kept, "genre", *found.span("genre"))
    if within:
        kept = [run._replace(end=min(run.end, start)) if run.start == within.start else run for run in kept]
    return worded(raw, kept)
