"""A site and who runs it, in one: runs of labels -> runs of which the site is the container of the page.

Behind a title in quotes, "Public services all in one place. Directgov" and "MedicineNet.com. WebMD" are site and house.
"""

from __future__ import annotations

import re

from ..tagging.segments import Run

_DOMAIN = r"(?:[\w-]+\.){1,3}(?:com|org|net|gov|edu|info|int|eu|uk|de|fr|it|es|nl|ca|au|br|io)"
_TWO = re.compile(
    rf"(?P<site>{_DOMAIN}|[^.,:;]{{0,60}}[^\W_]{{4}})\.\s(?P<house>{_DOMAIN}|[^\W\d_a-z][^.:;,]{{1,60}})\.?\s?"
)
_SITE = re.compile(rf"(?P<site>{_DOMAIN})\.\s(?P<house>[^\W\d_a-z][^.:;,]{{1,60}})\.?\s?")
_OTHERS = frozenset(("volume", "issue", "pages", "location", "editor", "edition"))
_QUOTES = frozenset('"“«')


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, such two apart.

    >>> raw = '"Heat". MedicineNet.com. WebMD.'
    >>> [(r.label, raw[r.start : r.end]) for r in told(raw, [Run("title", 0, 7, 0.9), Run("publisher", 8, 31, 0.6)])][1:]
    [('container-title', 'MedicineNet.com'), ('publisher', 'WebMD.')]
    """
    labels = [run.label for run in runs]
    if "container-title" in labels and "publisher" not in labels:
        at = labels.index("container-title")
        if raw.find(". ", runs[at].start, runs[at].end) > 0 and (two := _SITE.fullmatch(raw, *runs[at][1:3])):
            return _apart(runs, at, two)
    if "title" not in labels or not _OTHERS.isdisjoint(labels):
        return runs
    at = labels.index("title") + 1
    if raw[runs[at - 1].start] not in _QUOTES or ("publisher" in labels) == ("container-title" in labels):
        return runs
    if at == len(runs) or labels[at] not in ("publisher", "container-title"):
        at = labels.index("publisher" if "publisher" in labels else "container-title")
    if two := _TWO.fullmatch(raw, runs[at].start, runs[at].end):
        return _apart(runs, at, two)
    return runs


def _apart(runs: list[Run], at: int, two: re.Match[str]) -> list[Run]:
    site = runs[at]._replace(label="container-title", end=two.end("site"))
    return [*runs[:at], site, runs[at]._replace(label="publisher", start=two.start("house")), *runs[at + 1 :]]
