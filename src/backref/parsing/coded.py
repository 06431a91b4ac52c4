"""What the code of GB/T 7714 fixes: before "[J]" stands the title, behind it the journal; runs of labels -> runs that
agree.

The standard prints "people. title[J]. journal, year", "title[M]. place: publisher, year", "title[D]. place: school" and
"title[C]//editors. proceedings". Where the tagger says otherwise, the punctuation is believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .media import Said, code_of
from .relabelled import relabelled
from .segments import Run

_STOP = re.compile(r"[.．。]\s?(?=\S)")
_NOBODY = re.compile(r"[\d《》“”:：]")  # what no list of people holds
_HAN_PEOPLE = re.compile(r"[\u3400-\u9fff·]{2,12}(?:[,，、;；]\s?[\u3400-\u9fff·]{1,12})*")
_LATIN_PEOPLE = re.compile(r"[^\W\d_a-z]{2,}(?:-[^\W\d_a-z]+)?(?:\s[A-Z]){1,3}(?:[,，].*)?")
_BEHIND = re.compile(r"[.．。\s]{0,3}")
_WITHIN = re.compile(r"\s{0,3}(?://|／／)\s{0,3}")
_SEGMENT = re.compile(r"[^\d\s,，.．。;；:：(（\[][^,，.．。;；:：(（\[\]]{0,60}")
_IMPRINT = re.compile(
    r"(?<=[.．。\s])(?P<location>[^\W\d_][^\d,，:：.．。;；\[\]]{0,24}?)\s?[:：]\s?(?P<publisher>[^\d\s,，:：.．。;；\[\]][^\d,，:：.．。;；\[\]]{1,40})[,，]\s?c?\d{4}"
)
_NUMBER = re.compile(r"\s?[:：]\s?(\d{1,4})\s?$")
# Words that the code says more of than the tagger does.
_WORDED = frozenset(
    ("author", "editor", "title", "container-title", "collection-title", "publisher", "location", "institution", "event")
)


def agreed(raw: str, runs: list[Run], said: Sequence[Said]) -> list[Run]:
    """Return the runs of a text, those around its first code as the standard has them.

    >>> from ..model import Span
    >>> raw = "王伟, 李娜. 腰痛[J]. 中国针灸, 2018"
    >>> found = [Run("author", 0, 8, 0.9), Run("title", 8, 10, 0.9), Run("author", 15, 21, 0.6), Run("date", 21, 25, 0.9)]
    >>> code = Said("medium", "J", Span(10, 13), "article-journal")
    >>> [(run.label, raw[run.start : run.end]) for run in agreed(raw, found, [code])]
    [('author', '王伟, 李娜. '), ('title', '腰痛'), ('container-title', '中国针灸'), ('date', '2018')]
    """
    coded = next((each for each in said if code_of(each)), None)
    if coded is None:
        return runs
    start, end = coded.span
    before = _numbered(raw, _titled(raw, [run for run in runs if run.start < start], start), code_of(coded))
    behind = [run for run in runs if run.start >= start]
    code = code_of(coded)
    if within := _WITHIN.match(raw, end):
        behind = _contained(raw, behind, within.end())
    elif code in ("J", "N"):
        behind = _first(raw, behind, end, "container-title")
    elif code == "D" and not any(run.label == "publisher" for run in behind):
        behind = _first(raw, behind, end, "publisher")
    if not any(run.label == "publisher" for run in behind) and (imprint := _IMPRINT.search(raw, end)):
        for label in ("location", "publisher"):
            behind = relabelled(behind, label, *imprint.span(label))
    return [*before, *behind]


def _titled(raw: str, runs: list[Run], end: int) -> list[Run]:
    """The runs before a code, of which the last in words is the title, and those before it people."""
    worded = [at for at, run in enumerate(runs) if run.label in _WORDED]
    if not worded:
        return runs
    last = worded[-1]
    if runs[last].label != "title":
        if any(run.label == "title" for run in runs) and _STOP.search(raw, runs[last].end, end):
            return runs
        named = any(run.label == "author" for run in runs[:last])
        earlier = [run._replace(label="author") if run.label == "title" and not named else run for run in runs[:last]]
        runs = [*earlier, runs[last]._replace(label="title"), *runs[last + 1 :]]
    title = runs[last]
    if any(run.label == "author" for run in runs[:last]) or not (stop := _STOP.search(raw, title.start + 1, title.end)):
        return runs
    if not _are_people(raw[title.start : stop.start()].strip()):
        return runs
    people = title._replace(label="author", end=stop.start())
    return [*runs[:last], people, title._replace(start=stop.end()), *runs[last + 1 :]]


def _numbered(raw: str, runs: list[Run], code: str) -> list[Run]:
    """The runs before a code, without the number that ends the title: "种花家的崛起：1", of a book its volume."""
    if not runs or runs[-1].label != "title" or not (found := _NUMBER.search(raw, runs[-1].start + 1, runs[-1].end)):
        return runs
    label = "volume" if code == "M" else "number"
    if any(run.label == label for run in runs):
        return runs
    return [*runs[:-1], runs[-1]._replace(end=found.start()), Run(label, *found.span(1), runs[-1].probability)]


def _contained(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs behind "//": perhaps editors, and what the work is within."""
    first = next((run for run in runs if run.end > at), None)
    if first is None or first.start > at + 1 or first.label not in _WORDED:
        return _first(raw, runs, at, "container-title") if not any(r.label == "container-title" for r in runs) else runs
    stop = _STOP.search(raw, first.start, first.end)
    if stop and _are_people(raw[first.start : stop.start()].strip()):
        runs = relabelled(runs, "editor", first.start, stop.start())
        return relabelled(runs, "container-title", stop.end(), first.end)
    if any(run.label == "container-title" for run in runs):
        return runs
    return [run._replace(label="container-title") if run is first else run for run in runs]


def _first(raw: str, runs: list[Run], at: int, label: str) -> list[Run]:
    """The runs behind a code, the first words of which are a field of this label."""
    begin = _BEHIND.match(raw, at).end()  # type: ignore[union-attr]
    if not (found := _SEGMENT.match(raw, begin)) or any(run.label == label for run in runs):
        return runs
    here = next((run for run in runs if run.start <= begin < run.end and run.label in _WORDED), None)
    if here and here.label == "location":
        return runs
    return relabelled(runs, label, begin, max(found.end(), here.end if here else 0))


def _are_people(text: str) -> bool:
    return not _NOBODY.search(text) and bool(_HAN_PEOPLE.fullmatch(text) or _LATIN_PEOPLE.fullmatch(text))

