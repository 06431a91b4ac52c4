"""Titles in the quotes of East Asia, which say where they end: runs of labels -> runs that end there.

"川端康成『雪国』（新潮社、1947年）" has a publisher behind its title, "「腰痛」『医事新報』" a container. "《红楼梦》研究" is
one title: what follows at once belongs to it.
"""

from __future__ import annotations

import re

from ..tagging.segments import Run
from .films import PERSON
from .relabelled import bordered

_PAIRS = {"『": "』", "「": "」", "《": "》", "〈": "〉"}
# In quotes up to a stop or a comma, and words with a capital behind them: "«Heat». Portal «Health»".
_WESTERN = frozenset('«“„"”')
_QUOTED = re.compile(
    r"(?:«[^«»]{4,200}»|[“„\"][^“”„\"]{4,200}[”“\"])[.,]\s(?=[^\W\d_a-z])|[“\"][^“”\"]{4,200}[.,][”\"]\s(?=[^\W\d_a-z])|”[^“”\"]{4,200}”[.,]\s(?=[^\W\d_a-z])"
)
# What may be the beginning of a container's title: few words, and no review and no "in".
_SITE = re.compile(r"(?!(?:In|Review|Rev|Interview|Special|Rezension|Compte|En)\b)[^:/]{4,60}")
_PERIODICAL = re.compile(
    r",\s(?:(?:in|în|w|v|u)\s)?(?P<said>«[^«»]{3,60}»|„[^„”“]{3,60}[”“]),?\s*$"
)  # "Il fascismo eterno, «la Repubblica»,"
_SECTION = re.compile(r"[^\W\d_]+\.\s?")  # of a newspaper, before its name
_HEADED = re.compile(r"(?:»[^«»]{3,80}«|«[^«»]{3,80}»|[“„”\"][^“”„\"]{3,80}[”“\"])[.,] (?=[^\W\d_a-z])")
_NAMED = re.compile(
    rf"{PERSON}[,:] (?=(?:»[^«»]{{3,120}}«|«[^«»]{{3,120}}»|”[^”]{{3,120}}”)\W*$)"
)  # "Bo Stråth, ”Folkhemmet”,"
_SHORT = 40  # characters that it has where no stop within the quotes ends the title, as in "“A Day.” Sgt. Pepper"
_FOLLOWS = re.compile(r"[\s,，、.．。(（『「《〈]{1,4}")
_HOUSE = re.compile(r"[^\W\d_]{1,12}(?:社|書店|書房|出版|出版会|文庫|新書|堂|館|舎|会)[\s,，、.．。]*")


def ended(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, its title without what stands behind the quotes around it.

    >>> raw = "『雪国』（新潮社、1947年"
    >>> [(run.label, raw[run.start : run.end]) for run in ended(raw, [Run("title", 0, 9, 0.9), Run("date", 9, 14, 0.9)])]
    [('title', '『雪国』'), ('publisher', '（新潮社、'), ('date', '1947年')]
    """
    labels = [run.label for run in runs]
    at = labels.index("title")
    title = runs[at]
    if at == 0 and "author" not in labels and (named := _NAMED.match(raw, title.start, title.end)):
        return [title._replace(label="author", end=named.end()), title._replace(start=named.end()), *runs[1:]]
    if {"container-title", "publisher"}.isdisjoint(labels) and (
        periodical := _PERIODICAL.search(raw, title.start + 3, title.end)
    ):
        parts = [
            title._replace(end=periodical.start()),
            title._replace(label="container-title", start=periodical.start("said")),
        ]
        return [*runs[:at], *parts, *runs[at + 1 :]]
    if title.start < len(raw) and raw[title.start] in _WESTERN:
        return _parted(raw, runs, at)
    if (closing := _PAIRS.get(raw[title.start])) is None:
        return runs
    close = raw.find(closing, title.start, title.end)
    if close < 0 or not any(map(str.isalnum, raw[close + 1 : title.end])):
        return runs
    label = "container-title" if any(mark in "『《" for mark in raw[close + 1 : close + 4]) else "publisher"
    if label in labels:
        return runs
    if not _FOLLOWS.match(raw, close + 1, title.end) and not _HOUSE.fullmatch(raw, close + 1, title.end):
        return runs
    return [*runs[:at], title._replace(end=close + 1), title._replace(label=label, start=close + 1), *runs[at + 1 :]]


def titled(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, what stands in quotes before a container's title the title, where there is no other.

    >>> raw = "Uffe Jakobsen, »Demokrati«, Politica, 2009"
    >>> found = titled(raw, [Run("author", 0, 14, 0.9), Run("container-title", 15, 37, 0.9), Run("date", 38, 42, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found][1:3]
    [('title', '»Demokrati«, '), ('container-title', 'Politica,')]
    """
    at = [run.label for run in runs].index("container-title")
    found = _HEADED.match(raw, runs[at].start, runs[at].end) if at else None
    if found is None:
        return runs
    parts = [runs[at]._replace(label="title", end=found.end()), runs[at]._replace(start=found.end())]
    return [*runs[:at], *parts, *runs[at + 1 :]]


def _parted(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, what stands behind the title's quotes the container's, where that follows or nothing else does."""
    title, others = runs[at], runs[at + 1 :]
    found = _QUOTED.match(raw, title.start, title.end)
    if not found:
        return runs
    is_paged = any(run.label == "pages" for run in others)
    is_ended = raw[found.end() - 3] in ".," and raw[found.end() - 2] in '”"'
    is_short = is_ended or title.end - found.end() <= _SHORT
    if not is_paged and not (is_short and _SITE.fullmatch(raw, found.end(), title.end)):
        return runs
    if others and others[0].label == "container-title":
        if _SECTION.fullmatch(raw, found.end(), title.end):
            section = title._replace(label="section", start=found.end())
            return [*runs[:at], title._replace(end=found.end()), section, *others]
        return bordered(runs, at, found.end(), found.end())
    if any(run.label == "container-title" for run in runs):
        return runs
    behind = title._replace(label="container-title", start=found.end())
    return [*runs[:at], title._replace(end=found.end()), behind, *others]
