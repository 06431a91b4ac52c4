"""What stands before a code of GB/T 7714: runs of labels -> the people, the title and its number."""

from __future__ import annotations

import re

from ..tagging.segments import Run
from .relabelled import relabelled

STOP = re.compile(r"[.．。]\s?(?=\S)")
_NOBODY = re.compile(r"[\d《》“”:：]")  # what no list of people holds
_HAN_PEOPLE = re.compile(r"[\u3400-\u9fff·]{2,12}(?:[,，、;；]\s?[\u3400-\u9fff·]{1,12})*")
_LATIN_PEOPLE = re.compile(r"[^\W\d_a-z]{2,}(?:-[^\W\d_a-z]+)?(?:\s[A-Z]){1,3}(?:[,，].*)?")
_PATENT = re.compile(r"\s?[:：]\s?(?:[\u3400-\u9fff]{2,6}[,，]\s?)?((?:CN|ZL)?\s?\d{8,13}(?:\.[\dX])?[A-Z]?)\s?$")
_NUMBER = re.compile(r"\s?[:：]\s?(\d{1,4})\s?$")
_ROLE = re.compile(r"[编編译譯校]$")  # "李四, 主编": who did something else
_LOOSE = 0.5  # how sure a title is that the tagger has no label for
# Words that the code says more of than the tagger does.
WORDED = frozenset(
    "author editor translator title container-title collection-title publisher location institution event".split()
)


def before_code(raw: str, runs: list[Run], end: int, code: str) -> list[Run]:
    """Return the runs before a code that begins at `end`: the last in words is the title, and those before it people.

    >>> raw = "林徽因. 建筑[J]"
    >>> [(run.label, raw[run.start : run.end]) for run in before_code(raw, [Run("title", 0, 7, 0.9)], 7, "J")]
    [('author', '林徽因'), ('title', '建筑')]
    """
    if code == "P" and (patent := _PATENT.search(raw, 0, end)):
        runs = relabelled(runs, "number", *patent.span(1))
        runs = [run._replace(end=min(run.end, patent.start())) if run.start < patent.start() else run for run in runs]
        return _peopled(raw, _titled(raw, [run for run in runs if run.label != "number"], patent.start())) + [
            run for run in runs if run.label == "number"
        ]
    return _numbered(raw, _peopled(raw, _titled(raw, _unglued(raw, runs, end), end)), code)


def _titled(raw: str, runs: list[Run], end: int) -> list[Run]:
    """The runs before a code, of which the last in words is the title, and those before it people."""
    begin = max((run.end for run in runs), default=0)
    if runs and runs[-1].label == "title" and raw[begin:end].isalpha():  # "群体要素收|入[M]"
        return [*runs[:-1], runs[-1]._replace(end=end)]
    if any(map(str.isalpha, raw[begin:end])) and (not begin or STOP.search(raw, begin - 2, end)):
        named = any(run.label == "author" for run in runs)
        runs = [run._replace(label="author") if run.label == "title" and not named else run for run in runs]
        return [*runs, Run("title", begin, end, _LOOSE)]
    worded = [at for at, run in enumerate(runs) if run.label in WORDED]
    if not worded:
        return runs
    last = worded[-1]
    if runs[last].label != "title":
        if any(run.label == "title" for run in runs) and STOP.search(raw, runs[last].end, end):
            return runs
        named = any(run.label == "author" for run in runs[:last])
        earlier = [run._replace(label="author") if run.label == "title" and not named else run for run in runs[:last]]
        runs = [*earlier, runs[last]._replace(label="title"), *runs[last + 1 :]]
    title = runs[last]
    if any(run.label == "author" for run in runs[:last]) or not (stop := STOP.search(raw, title.start + 1, title.end)):
        return runs
    if not are_people(raw[title.start : stop.start()].strip()):
        return runs
    people = title._replace(label="author", end=stop.start())
    return [*runs[:last], people, title._replace(start=stop.end()), *runs[last + 1 :]]


def _unglued(raw: str, runs: list[Run], end: int) -> list[Run]:
    """The runs before a code, the first words of the title not among the people: "陈寅恪. 王观堂先生|挽词序[M]"."""
    people = next((run for run in runs if run.label in ("author", "editor")), None)
    if people is None or not (stop := STOP.search(raw, people.start, people.end - 1)):
        return runs
    if STOP.search(raw, people.end - 2, end) or not are_people(raw[people.start : stop.start()].strip()):
        return runs
    title = people._replace(label="title", start=stop.end(), end=end)
    return [*(run for run in runs if run.end <= people.start), people._replace(label="author", end=stop.start()), title]


def _peopled(raw: str, runs: list[Run]) -> list[Run]:
    """The runs before a code, what stands first and can be people as those who wrote the title."""
    title = next((run for run in runs if run.label == "title"), None)
    if title is None or any(run.label == "author" for run in runs):
        return runs
    begin = max([run.end for run in runs if run.label == "citation-number" and run.end <= title.start], default=0)
    people = raw[begin : title.start].rstrip(" .．。")
    if not are_people(people.strip()) or _ROLE.search(people):
        return runs
    return relabelled(runs, "author", begin, begin + len(people))


def _numbered(raw: str, runs: list[Run], code: str) -> list[Run]:
    """The runs before a code, without the number that ends the title: "种花家的崛起：1", of a book its volume."""
    if not runs or runs[-1].label != "title" or not (found := _NUMBER.search(raw, runs[-1].start + 1, runs[-1].end)):
        return runs
    label = "volume" if code == "M" else "number"
    if any(run.label == label for run in runs):
        return runs
    return [*runs[:-1], runs[-1]._replace(end=found.start()), Run(label, *found.span(1), runs[-1].probability)]


def are_people(text: str) -> bool:
    """Whether a text is a list of people, as the standard prints them.

    >>> are_people("马克思, 恩格斯"), are_people("信息与文献: 规则")
    (True, False)
    """
    return not _NOBODY.search(text) and bool(_HAN_PEOPLE.fullmatch(text) or _LATIN_PEOPLE.fullmatch(text))
