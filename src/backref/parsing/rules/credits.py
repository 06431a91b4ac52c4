"""What somebody did in a film or a broadcast, in brackets behind the name: runs of labels -> runs that part them.

"Kubrick, S. (Director). (1968). 2001" has a director and no author; "Vedantam, S. (Host). (2015–present). Hidden
brain" a host, whom a broadcast is by.
"""

from __future__ import annotations

import re

from ..glance import family
from ..tagging.segments import Run
from .relabelled import relabelled, worded

FAMILY = family("song", "irector", "roducer", "reator", "omposer", words=lambda: ("réal", "regie", "regia", "reż", "реж", "regista", "host", "hosts", "writer", "writers", "presenter", "narrator"))  # fmt: skip
_ONE = r"(?:(?:[Cc]o-|[Ee]xecutive )?(?:[Dd]irector|[Pp]roducer|[Hh]ost|[Ww]riter|[Cc]reator|[Pp]resenter|[Nn]arrator|[Cc]omposer)s?|[Rr]éal\.|[Rr]egie|[Rr]egia|[Rr]eż\.|[Рр]еж\.|[Rr]egista)"
_ROLE = re.compile(rf"\s?\((?P<role>{_ONE}(?:(?:,| &| and){{1,2}} {_ONE}){{0,2}})\)[.,;]?\s?")
_YEARS = re.compile(r"(?P<date>\(\d{4}[^()]{0,30}\))[.,]?\s?")
_SUNG = re.compile(
    r"\[(?:Song|Album track|Recorded song)[^\[\]]{0,40}\]\.? On (?P<container>[^.]{1,90}?)\. (?P<publisher>[^.\d]{2,160}?)\.?(?=$| https?://)"
)
# "[TV series episode]. In D. Simon & R. Colesberry (Executive Producers), The wire. HBO."
_PRODUCED = re.compile(
    rf"In (?P<people>[^\W\d_][^()\[\]]{{3,160}}?) \((?P<role>{_ONE}(?:(?:,| &| and){{1,2}} {_ONE}){{0,2}})\), (?P<container>[^.?!\[\]]{{2,90}}[?!]?)[.,] (?P<publisher>[^\W_][^\d]{{1,160}}?)\.?(?=$| https?://)"
)
_DIRECTS = re.compile(r"irector|[Rr]éal|[Rr]egi|[Rr]eż|[Рр]еж")
# The part that a word for one says, the first that is found.
_PARTS = (
    ("executive producer", "executive-producer"),
    ("producer", "producer"),
    ("director", "director"),
    ("host", "host"),
)
_NEAR = 2  # marks between a name and what its bearer did


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, the words for what people did in no title, and directors as such.

    >>> raw = "Chase, D. (Executive Producer). (1999–2007). The Sopranos"
    >>> found = told(raw, [Run("author", 0, 10, 0.9), Run("title", 10, 57, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('author', 'Chase, D. '), ('date', '(1999–2007)'), ('title', 'The Sopranos')]
    """
    if "]. On " in raw and (sung := _SUNG.search(raw)):
        for label, name in (("publisher", "publisher"), ("container-title", "container")):
            runs = relabelled(runs, label, *sung.span(name))
        return worded(raw, runs)
    if "), " in raw and (made := _PRODUCED.search(raw)):
        runs = [run for run in runs if run.start < made.start()]
        role = next((label for word, label in _PARTS if word in made["role"].lower()), "editor")
        parts = ((role, "people"), ("container-title", "container"), ("publisher", "publisher"))
        runs += [Run(label, *made.span(name), 0.9) for label, name in parts]
    at = next((at for at, run in enumerate(runs) if run.label == "author"), None)
    if at is None:
        return runs
    people = runs[at]
    roles = list(_ROLE.finditer(raw, people.start, min(people.end + 60, len(raw))))
    if not roles or roles[0].start() > people.end + _NEAR:
        return runs
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
