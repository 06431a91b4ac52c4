"""What the code of GB/T 7714 fixes: before "[J]" stands the title, behind it the journal; runs of labels -> runs that
agree.

The standard prints "people. title[J]. journal, year", "title[M]. place: publisher, year", "title[D]. place: school" and
"title[C]//editors. proceedings". Where the tagger says otherwise, the punctuation is believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..tagging.segments import Run
from .coded_titles import STOP, WORDED, are_people, before_code
from .media import Said, code_of
from .relabelled import relabelled

_BEHIND = re.compile(r"[.．。\s]{0,3}")
_WITHIN = re.compile(r"\s{0,3}(?://|／／)\s{0,3}")
_SEGMENT = re.compile(r"[^\d\s,，.．。;；:：(（\[][^,，.．。;；:：(（\[\]]{0,60}")
_IMPRINT = re.compile(
    r"(?<=[.．。\s])(?P<location>[^\W\d_][^\d,，:：.．。;；\[\]]{0,24}?)\s?[:：]\s?(?P<publisher>[^\d\s,，:：.．。;；\[\]][^\d,，:：.．。;；\[\]]{1,40})[,，]\s?c?\d{4}"
)


def agreed(raw: str, runs: list[Run], said: Sequence[Said]) -> list[Run]:
    """Return the runs of a text, those around its first code as the standard has them.

    >>> from ...model import Span
    >>> raw = "王伟, 李娜. 腰痛[J]. 中国针灸, 2018"
    >>> found = [Run("author", 0, 8, 0.9), Run("title", 8, 10, 0.9), Run("author", 15, 21, 0.6), Run("date", 21, 25, 0.9)]
    >>> code = Said("medium", "J", Span(10, 13), "article-journal")
    >>> [(run.label, raw[run.start : run.end]) for run in agreed(raw, found, [code])]
    [('author', '王伟, 李娜. '), ('title', '腰痛'), ('container-title', '中国针灸, '), ('date', '2018')]
    """
    coded = next((each for each in said if code_of(each)), None)
    if coded is None:
        return runs
    start, end = coded.span
    code = code_of(coded)
    before = before_code(raw, [run for run in runs if run.start < start], start, code)
    behind = [run for run in runs if run.start >= start]
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


def _contained(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs behind "//": perhaps editors, and what the work is within."""
    first = next((run for run in runs if run.end > at), None)
    if first is None or first.start > at + 1 or first.label not in WORDED:
        return _first(raw, runs, at, "container-title") if not any(r.label == "container-title" for r in runs) else runs
    stop = STOP.search(raw, first.start, first.end)
    if stop and are_people(raw[first.start : stop.start()].strip()):
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
    here = next((run for run in runs if run.start <= begin < run.end and run.label in WORDED), None)
    if here and here.label == "location":
        return runs
    return relabelled(runs, label, begin, max(found.end(), here.end if here else 0))
