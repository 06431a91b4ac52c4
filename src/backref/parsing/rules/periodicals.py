"""The periodical that was taken for the last words of a title: runs of labels -> runs that tell it apart.

"The packing of spheres in boxes. Acta Mathematica. 1998;12:3-9" has a volume and pages, and no container without it.
"""

from __future__ import annotations

import re

from ..glance import has, lacks
from ..tagging.segments import Run
from .relabelled import relabelled

_LAST = re.compile(r"(?<=[^\W\d_]{4})[.?!]\s(?P<said>[^\W\d_a-z][^.?!]{1,90})[\s.,]*$")
_OF_SHORT_WORDS = re.compile(
    r"(?<=[^\W\d_]{4})[.?!]\s(?P<said>(?:[^\W\d_a-z][^\W\d_]{0,9}\.\s){1,6}[^\W\d_a-z][^\W\d_]{0,12})[\s.,]*$"
)
_SHORTENED = re.compile(r"\s[^\W\d_a-z][^\W\d_]{0,5}$")  # "J. Appl | . Cryst." goes on
# Words without a label between a title in quotes and a volume: "»Homepages«, merz 2004/5".
_UNREAD = re.compile(
    r"[”»«“\"’],? (?P<said>(?!(?:[Vv]ols?|[Bb]de?|[Nn][or]|[Hh]eft|[Jj]g|in|eds?)\b)[^\W\d_]{3,20}(?: [^\W\d_]{2,20}){0,3}),? "
)
_TAIL = 120  # characters at the end of a title in which a periodical is looked for
_LEAST = 4  # words of a title before one
NEEDS = has("volume", "title") | lacks("container-title")


def apart(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs, the last sentence of a title the container's, right before its place or volume.

    >>> raw = "The packing of spheres. Acta Mathematica. 12(4):3-9"
    >>> told = (("title", 0, 41), ("volume", 42, 44), ("issue", 45, 46), ("pages", 48, 51))
    >>> runs = [Run(*each, 0.9) for each in told]
    >>> [(run.label, raw[run.start : run.end]) for run in apart(raw, runs)][:2]
    [('title', 'The packing of spheres.'), ('container-title', 'Acta Mathematica.')]
    """
    labels = [run.label for run in runs]
    at = labels.index("title")
    if labels[at + 1 :] and (unread := _UNREAD.fullmatch(raw, runs[at].end, runs[at + 1].start)):
        return relabelled(runs, "container-title", *unread.span("said"))
    behind = [label for label in labels[at + 1 :] if label not in ("location", "date", "accessed")]
    if behind[:1] != ["volume"] or not {"issue", "pages"}.intersection(behind):
        return runs
    title = runs[at]
    volume = next(run for run in runs if run.label == "volume")
    if not raw[volume.start : volume.end].strip(" ()[].,:;v").isdigit():
        return runs  # the volume of a book
    begin = max(title.start + 3, title.end - _TAIL)
    last = _OF_SHORT_WORDS.search(raw, begin, title.end) or _LAST.search(raw, begin, title.end)
    if last is None or _SHORTENED.search(raw, title.start, last.start()):
        return runs
    if len(raw[title.start : last.start()].split()) < _LEAST:
        return runs
    container = title._replace(label="container-title", start=last.start("said"))
    return [*runs[:at], title._replace(end=last.start() + 1), container, *runs[at + 1 :]]
