"""The border between people and a title where a colon or a preposition tells it: runs of labels -> runs that keep it.

"Yakura, | Hisayasu: Gakureki shakai" has its given name in the title, "Frank Hadler, Drachen und Drachentöter. | Das
Problem" the title's first words among the people.
"""

from __future__ import annotations

import re

from .segments import Run

_NAME = r"[A-ZÀ-ÞĀ-ŽΆ-ΫА-ЯЁ][^\W\d_A-ZÀ-Þ]+(?:-[^\W\d_]+)?"
_ALONE = re.compile(rf"{_NAME},?\s?")  # a family name without a given one, or a given one
_REST = re.compile(rf"({_NAME}(?: [^\W\d_a-z]\.)?):\s(?=[^\W\d_a-z„“\"»‘])")
_WHOLE = re.compile(rf"({_NAME}, {_NAME}(?: [^\W\d_a-z]\.)?):\s(?=[^\W\d_a-z„“\"»‘])")  # "Dische, Irene: Zapfenstreich"
# Someone in natural order, and words behind the comma that no name has: a preposition, or two nouns and "und".
_WORDS = re.compile(
    rf"{_NAME}(?: [^\W\d_a-z]\.)? {_NAME}, (?P<title>[^\W\d_a-z][^\W\d_]+ [^.:,]{{2,80}})\.\s?"
)
_PREPOSED = re.compile(r"\s(?:im|in|am|auf|aus|für|über|mit|der|des|of the|and the|on|dans|sur|sobre|en)\s|^[^\W\d_]+ (?:und|and|et|y) [^\W\d_]+$")
_ARTICLE = re.compile(r"(?:Der|Die|Das|The|Les?|La|El|Los|Las)\s[^\W\d_a-z][^,;]*")
_YEAR = re.compile(r"\s(?P<year>(?:1[89]|20)\d\d)\s?$")


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, names whole, and a title from its first word on.

    >>> raw = "Yakura, Hisayasu: Gakureki shakai"
    >>> found = told(raw, [Run("author", 0, 7, 0.9), Run("title", 8, 33, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('author', 'Yakura, Hisayasu:'), ('title', 'Gakureki shakai')]
    """
    if not runs:
        return runs
    first = runs[0]
    if first.label == "title" and first.start == 0 and (whole := _WHOLE.match(raw, 0, first.end)):
        if not any(run.label == "author" for run in runs):
            return [first._replace(label="author", end=whole.end(1) + 1), first._replace(start=whole.end()), *runs[1:]]
    if [run.label for run in runs[:2]] == ["title", "date"] and len(runs) > 2 and _is_in_front(raw, runs):
        return [first._replace(label="author"), runs[1], runs[2]._replace(label="title"), *runs[3:]]
    if first.label in ("author", "editor") and (year := _YEAR.search(raw, max(first.end - 7, first.start), first.end)):
        if not any(run.label == "date" for run in runs):
            return [first._replace(end=year.start()), first._replace(label="date", start=year.start("year")), *runs[1:]]
    if first.label != "author" or len(runs) < 2 or runs[1].label != "title" or runs[1].start - first.end > 1:
        return _titled(raw, runs)
    title = runs[1]
    if _ALONE.fullmatch(raw, first.start, first.end) and (rest := _REST.match(raw, title.start, title.end)):
        return [first._replace(end=rest.end(1) + 1), title._replace(start=rest.end()), *runs[2:]]
    words = _WORDS.fullmatch(raw, first.start, first.end)
    if words and _PREPOSED.search(words["title"]):
        start = words.start("title")
        return [first._replace(end=start - 1), title._replace(start=start), *runs[2:]]
    return runs


def _is_in_front(raw: str, runs: list[Run]) -> bool:
    """Whether who made a work stands before a year in brackets and its title: "Sachverständigenrat (2010): Wohlstand"."""
    maker, year, title = runs[:3]
    if title.label not in ("title", "collection-title") or maker.start > 0 or raw[year.start] != "(" or title.start - year.end > 1:
        return False
    if ". " in (said := raw[: maker.end]) or any(map(str.isdigit, said)):
        return False
    return raw[year.start : year.end].rstrip()[-2:] in ("):", ").", "),")


def _titled(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, one that an article begins the title of a work that has none: "Der Fischer Weltalmanach 1992"."""
    first = runs[0]
    if first.label != "author" or any(run.label in ("title", "container-title") for run in runs):
        return runs
    is_title = _ARTICLE.fullmatch(raw, first.start, first.end)
    return [first._replace(label="title"), *runs[1:]] if is_title else runs
