"""What somebody did in a film or a broadcast, in brackets behind the name: runs of labels -> runs that part them.

"Kubrick, S. (Director). (1968). 2001" has a director and no author; "Vedantam, S. (Host). (2015–present). Hidden
brain" a host, whom a broadcast is by.
"""

from __future__ import annotations

import re

from ..glance import family
from ..tagging.segments import Run
from .relabelled import relabelled, worded

FAMILY = family("song", "chair", "album", "irector", "roducer", "reator", "omposer", words=lambda: ("réal", "regie", "regia", "reż", "реж", "regista", "host", "hosts", "writer", "writers", "presenter", "narrator"))  # fmt: skip
_ONE = r"(?:(?:[Cc]o-|[Ee]xecutive )?(?:[Dd]irector|[Pp]roducer|[Hh]ost|[Ww]riter|[Cc]reator|[Pp]resenter|[Nn]arrator|[Cc]omposer|[Cc]hair)s?|[Rr]éal\.|[Rr]egie|[Rr]eg\.|[Rr]egia|[Rr]eż\.|[Рр]еж\.|[Rr]egista)"
_ROLE = re.compile(rf"\s?\((?P<role>{_ONE}(?:(?:,| &| and){{1,2}} {_ONE}){{0,2}})\)[.,;]?\s?")
_YEARS = re.compile(r"(?P<date>\(\d{4}[^()]{0,30}\))[.,]?\s?")
_SUNG = re.compile(
    r"\[(?:Song|Album|Track|Recorded)[^\[\]]{0,40}\]\.? On (?P<container>[^.]{1,90}?)\. (?P<publisher>[^.\d]{2,160}?)\.?(?=$| https?://)"
)
# "[TV series episode]. In D. Simon & R. Colesberry (Executive Producers), The wire. HBO."
_PRODUCED = re.compile(
    rf"In (?P<people>[^\W\d_][^()\[\]]{{3,160}}?) \((?P<role>{_ONE}(?:(?:,| &| and){{1,2}} {_ONE}){{0,2}})\), (?P<container>[^.?!\[\]]{{2,120}}[?!]?)(?:\s\[[^\[\]]{{3,24}}\])?[.,] (?P<publisher>[^\W_].{{1,160}}?)\.?(?=$| https?://)"
)
_DIRECTS = re.compile(r"irector|[Rr]éal|[Rr]egi|[Rr]eż|[Рр]еж")
_ENDING = re.compile(r",\s(?:hosts?|narrator|presenter|producer|composer|conductor|performer)[.,]{1,2}\s?$")
_ONE_MAN = re.compile(rf"(?P<name>[^\W\d_][^()]{{2,60}}?)\s\((?P<role>{_ONE})\)[.,;]?\s?(?:&\s|and\s)?")
# The part that a word for one says, the first that is found.
_PARTS = (
    ("executive producer", "executive-producer"),
    ("producer", "producer"),
    ("director", "director"),
    ("host", "host"),
    ("chair", "chair"),
)
_SHORT = 16  # characters of a word for what somebody did, which may stand behind the list
_NEAR = 2  # marks between a name and what its bearer did


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, the words for what people did in no title, and directors as such.

    >>> raw = "Chase, D. (Executive Producer). (1999–2007). The Sopranos"
    >>> found = told(raw, [Run("author", 0, 10, 0.9), Run("title", 10, 57, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('author', 'Chase, D. '), ('date', '(1999–2007)'), ('title', 'The Sopranos')]
    """
    if "]. On " in raw and (sung := _SUNG.search(raw)):
        start = sung.start("container")
        runs = relabelled(runs, "publisher", *sung.span("publisher"))
        runs = relabelled(runs, "container-title", start - len("On "), sung.end("container"))
        return worded(
            raw, [run._replace(start=max(run.start, start)) if run.label == "container-title" else run for run in runs]
        )
    if "), " in raw and (made := _PRODUCED.search(raw)):
        behind = [run for run in runs if run.start >= made.end("container")]
        runs = [run for run in runs if run.start < made.start()]
        role = next((label for word, label in _PARTS if word in made["role"].lower()), "editor")
        named = ((role, "people"), ("container-title", "container"), ("publisher", "publisher"))
        is_housed = any(run.label == "publisher" for run in behind)
        place = next((run.start for run in behind if run.label == "location"), len(raw))
        runs += [Run(label, *made.span(name), 0.9) for label, name in (named[:2] if is_housed else named)]
        runs = [run._replace(end=min(run.end, place)) for run in runs] + (behind if is_housed else [])
        runs += [run for run in behind if run.label == "location" and not is_housed]
    at = next((at for at, run in enumerate(runs) if run.label == "author"), None)
    if at is None:
        return runs
    people = runs[at]
    if ending := _ENDING.search(raw, people.start, people.end):
        return [*runs[:at], people._replace(end=ending.start()), *runs[at + 1 :]]
    roles = list(_ROLE.finditer(raw, people.start, min(people.end + 60, len(raw))))
    if not roles or roles[0].start() > people.end + _NEAR:
        return runs
    each = _one_by_one(raw, people)
    if len(each) > 1:
        end = each[-1].end()
        parts = [Run(_label(one["role"]), *one.span("name"), people.probability) for one in each]
        behind = [run._replace(start=max(run.start, end)) for run in runs[at + 1 :] if run.end > end]
        return [*runs[:at], *parts, *behind]
    if len(roles) == 1 and _DIRECTS.search(roles[0]["role"]):
        runs = [*runs[:at], people._replace(label="director"), *runs[at + 1 :]]
    end = max(roles[-1].end(), people.end)
    behind = [run for run in runs[at + 1 :] if run.end > end]
    behind = [run._replace(start=max(run.start, end)) for run in behind]
    if (years := _YEARS.match(raw, end)) and "date" not in [run.label for run in behind if run.start < years.end()]:
        behind = [run._replace(start=max(run.start, years.end())) for run in behind if run.end > years.end()]
        behind = relabelled(behind, "date", *years.span("date"))
    labels = [run.label for run in behind]
    if "title" not in labels and "container-title" in labels:
        first = labels.index("container-title")
        behind[first] = behind[first]._replace(label="title")
    return [*runs[: at + 1], *behind]


def _one_by_one(raw: str, people: Run) -> list[re.Match[str]]:
    """The people of a list, each with what they did, from its beginning on; none where somebody has no word of it."""
    found: list[re.Match[str]] = []
    at = people.start
    while at < people.end and (one := _ONE_MAN.match(raw, at, people.end + _SHORT)):
        found.append(one)
        at = one.end()
    return found


def _label(role: str) -> str:
    return "director" if _DIRECTS.search(role) else "author"
