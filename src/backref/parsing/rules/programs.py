"""Versions of programs: runs of labels -> runs that tell title, version and kind of package.

"lme4: Linear mixed-effects models. R package version 1.1-7" has no pages, and "IBM SPSS Statistics for Windows, Version
27.0" a title that ends before the version.
"""

from __future__ import annotations

import re

from ..glance import family
from ..tagging.segments import Run
from .relabelled import relabelled

FAMILY = family(
    "package", "ersion", "ersión", "ersão", "ерсия", "elease", words=lambda: ("ver", "vers", "app", "model", "software")
)
_NUMBER = r"(?P<version>\d{1,3}(?:[.-]\d{1,10}){0,5}(?:[a-z]\d?)?(?: \(R?\d{4}[ab]\))?|(?<=[.,;:(] [Vv]ersion )20\d\d|(?<=Release )[vR]?20\d\d[ab])(?![\w-]|\.\d)"
_PACKAGE = re.compile(
    r"(?P<genre>(?:R|Python|Perl|Julia|MATLAB|Stata|SAS|Ruby|Node) (?:package|module|toolbox|library)),? (?:[Vv]er(?:s(?:ion)?)?\.?|v\.?) ?"
    + _NUMBER
)
_VERSION = re.compile(
    r"(?<=[\s(,.;:])(?:[Vv]ersion|VERSION|[Rr]elease|[Vv]ersión|[Vv]ersão|[Вв]ерсия|[Vv]er\.|[Vv]ers\.)(?: no\.)?:? "
    + _NUMBER
)
# As psychologists print them: "ChatGPT (Mar 14 version) [Large language model]", "Duolingo (6.1) [Mobile app]".
_BRACKETED = re.compile(
    r" \((?P<version>(?:[A-Z][a-z]{2,8}\.? \d{1,2},? (?:\d{4} )?[Vv]ersion|\d{1,3}(?:\.\d{1,5}){1,4}))\)(?= ?\[)"
)
_WITHOUT = frozenset(("container-title", "volume", "issue", "edition"))  # a program has none of these
_LABELS = frozenset(
    ("title", "version", "number", "pages", "other", "note", "container-title", "volume", "issue", "edition")
)
_MARKS = " .,;:–—("
_LINKED = re.compile(
    r"\s(?:for|of|to|für|zu|von|pour|de|para|per|per la|для|от)\s*$"
)  # "User guide for version 3.36" is a title


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, the version of a program in no title and no page.

    >>> raw = "lme4: Mixed models. R package version 1.1-7. 2014."
    >>> found = told(raw, [Run("title", 0, 38, 0.9), Run("pages", 40, 44, 0.6), Run("date", 45, 50, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('title', 'lme4: Mixed models'), ('genre', 'R package'), ('version', '1.1-7'), ('date', '2014.')]
    """
    package = _PACKAGE.search(raw)
    found = package or _VERSION.search(raw) or _BRACKETED.search(raw)
    if found is None or _LINKED.search(raw, max(found.start() - 9, 0), found.start()):
        return runs
    start, end = found.start(), found.end()
    beside = [run for run in runs if run.end <= start or run.start >= end]
    if not package and any(run.label == "number" and not start <= run.start < end for run in runs):
        return runs  # a standard or a report
    if not package and not _WITHOUT.isdisjoint(run.label for run in beside):
        return runs
    if any(run.label not in _LABELS for run in runs if run.start < end - 1 and start < run.end):
        return runs
    title = next((run for run in beside if run.label == "title"), None)
    before = len(raw[:start].rstrip(_MARKS))
    kept = [part for run in runs for part in _parted(raw, run, before, end)]
    if package:
        kept = relabelled(kept, "genre", *package.span("genre"))
    kept = relabelled(kept, "version", *found.span("version"))
    return kept if title else _whole(raw, kept)


def _parted(raw: str, run: Run, start: int, end: int) -> list[Run]:
    """What is left of a run on both sides of the words for a version; behind a title, a note."""
    if run.end <= start or run.start >= end:
        return [run]
    left = [run._replace(end=start)] if run.start < start else []
    if run.end - end > 1:
        left.append(run._replace(start=end, label="note" if run.label == "title" else run.label))
    return [part for part in left if any(map(str.isalnum, raw[part.start : part.end]))]


def _whole(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, "IBM SPSS Statistics" one title, whose first words no mark parts from the others."""
    if [run.label for run in runs[:2]] != ["author", "title"]:
        return runs
    first, title = runs[:2]
    if not raw[first.start : title.start].rstrip(" ")[-1:].isalpha():
        return runs
    return [title._replace(start=first.start), *runs[2:]]
