"""Borders in scripts without capitals: runs of labels -> runs that begin and end where marks and words tell it.

"駱為祥; 趙孟珂; | 靳永愛. 談戀愛" has the last of its people in the title, "SONTA. 2024年，| 你的" the first words of its title
as a date, and a body that ends in "編集委員会" edits nothing that it stands before without a word for that.
"""

from __future__ import annotations

import re

from ..tagging.segments import Run
from .relabelled import bordered

_UNCASED = re.compile(r"[\u0590-\u06ff\u3400-\u9fff]")
_HAN = r"\u3005\u3400-\u9fff"
_LAST = re.compile(rf"[{_HAN}]{{2,4}}[.．。]\s?(?=[{_HAN}])")  # one more name before a title
_BODY = re.compile(
    rf"[{_HAN}]{{3,30}}(?:委員会|委員會|委员会|学会|學會|协会|協会|協會)(?:[,，、]\s?[{_HAN}]{{2,20}})*[.．。,，]?\s?"
)
_ROLE = re.compile(r"\s?[（(\[]?(?:主?[编編]|编辑|編輯|編集|整理|[Ee]ds?\b)")
_WITHIN_TITLE = re.compile(r"(?:[.．。]\s?|[《「『〈“])$")
_RIGHT = r"[\u0590-\u06ff\u200c]"  # letters that run from right to left
_GIVEN = re.compile(rf"{_RIGHT}{{2,15}}(?:\s{_RIGHT}{{2,15}})?\.\s(?={_RIGHT})")  # the rest of a name before a title
_INVERTED = re.compile(
    rf"{_RIGHT}{{2,15}}(?:\s{_RIGHT}{{2,15}})?, {_RIGHT}{{2,15}}(?:\s{_RIGHT}{{2,15}})?\.\s(?={_RIGHT})"
)
_HOUSE = re.compile(rf"\.\s(?P<house>{_RIGHT}{{2,15}}(?:\s{_RIGHT}{{2,15}})?)[.;]?\s?$")
# Medicine's people, and behind their stop what is no name: "پناهی ح, پرستویی پ. سلام و خداحافظ. دارینوش; 1384".
_ALL = re.compile(
    rf"(?:{_RIGHT}{{2,15}}(?:\s{_RIGHT}{{2,15}})?\s{_RIGHT}{{1,2}}(?:,\s|(?=\.)))+\.\s(?P<title>{_RIGHT}[^.,;]{{3,200}})\.\s(?P<house>{_RIGHT}[^.,;]{{1,40}});?\s?"
)
_CLAUSE = re.compile(r"\d{4}年[，,]\s?")
_AND = re.compile(r"\sو\s?$")  # the last word of nobody's name
_MARK = re.compile(r"[.,،:؛]\s")
_COUNTED = frozenset(("volume", "issue", "pages", "author", "title"))


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, people and titles whole.

    >>> raw = "駱為祥; 趙孟珂; 靳永愛. 談戀愛對青少年"
    >>> found = told(raw, [Run("author", 0, 9, 0.9), Run("title", 10, len(raw), 0.8)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('author', '駱為祥; 趙孟珂; 靳永愛. '), ('title', '談戀愛對青少年')]
    """
    if raw.isascii() or not runs or not _UNCASED.search(raw):
        return runs
    labels = [run.label for run in runs]
    if "date" in labels[:-1] and "年" in raw:
        runs = _with_year(raw, runs, labels.index("date"))
        labels = [run.label for run in runs]
    if "editor" in labels and "author" not in labels:
        runs = _of_body(raw, runs, labels)
    if "title" not in labels and labels[0] == "author" and (whole := _ALL.fullmatch(raw, *runs[0][1:3])):
        title = runs[0]._replace(label="title", start=whole.start("title"), end=whole.end("title"))
        house = runs[0]._replace(label="publisher", start=whole.start("house"), end=whole.end("house"))
        return [runs[0]._replace(end=title.start - 1), title, house, *runs[1:]]
    if labels[0] == "title" and "author" not in labels and (name := _INVERTED.match(raw, runs[0].start, runs[0].end)):
        return [runs[0]._replace(label="author", end=name.end()), runs[0]._replace(start=name.end()), *runs[1:]]
    if labels == ["author", "date", "title"] and raw[runs[1].start] == "(" and not raw[runs[2].end :].strip(" ."):
        runs = _with_house(raw, runs, 2)
    elif labels == ["author", "title", "date"] and raw[runs[1].end - 1] == ";":
        runs = _with_house(raw, runs, 1)
    if labels[:2] == ["author", "title"] or labels[1:3] == ["author", "title"]:
        runs = _of_people(raw, runs, labels.index("author"))
    return runs


def _with_year(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a year that begins a clause a part of the title."""
    year, title = runs[at : at + 2]
    if title.label != "title" or not _CLAUSE.fullmatch(raw, year.start, title.start):
        return runs
    if not _WITHIN_TITLE.search(raw, max(year.start - 2, 0), year.start):
        return runs
    return [*runs[:at], title._replace(start=year.start), *runs[at + 2 :]]


def _of_body(raw: str, runs: list[Run], labels: list[str]) -> list[Run]:
    """The runs, a body in front whose part no word tells the author, and the work that somebody edited a title."""
    at = labels.index("editor")
    people = runs[at]
    if at == 0 and _BODY.fullmatch(raw, people.start, people.end) and not _ROLE.match(raw, people.end):
        return [people._replace(label="author"), *runs[1:]]
    if labels[at + 1 : at + 2] == ["container-title"] and _COUNTED.isdisjoint(labels) and "publisher" in labels:
        return [*runs[: at + 1], runs[at + 1]._replace(label="title"), *runs[at + 2 :]]
    return runs


def _of_people(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, the last of the people, or of the words of a body, not in the title."""
    people, title = runs[at : at + 2]
    if title.start - people.end > 1:
        return runs
    border = None
    said = raw[people.start : people.end].rstrip()
    if said[-1:] in ",،" and "," not in said.rstrip(" ,،"):
        border = _GIVEN.match(raw, title.start, title.end)
    elif said[-1:] in ";；、":
        border = _LAST.match(raw, title.start, title.end)
    elif _AND.search(raw, people.start, people.end):
        border = _MARK.search(raw, title.start, title.end)
    if border is None:
        return runs
    return bordered(runs, at, border.end(), border.end())


def _with_house(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, the last words behind a book's title its publisher: "(1384). سلام و خداحافظ. دارینوش."."""
    title = runs[at]
    if not (found := _HOUSE.search(raw[: title.end], title.start + 3)):
        return runs
    house = title._replace(label="publisher", start=found.start("house"))
    return [*runs[:at], title._replace(end=found.start()), house, *runs[at + 1 :]]
