"""Cities that publishers are in, where they were taken for a part of a title or of a publisher: runs of labels -> runs
that tell place and publisher.

"Metai. Vilnius: Vaga, 1977" ends in a place and a publisher, whatever the language; "Il nome della rosa, Milano" in a
place.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from .segments import Run

_SPLIT = frozenset(("title", "container-title", "collection-title"))
_TAIL = 120  # characters at the end of a run that are looked at
_LEAST = 3  # characters of a title
_PARTS = frozenset((" of California", " of Wisconsin", " of Texas", " of Illinois", " of North Carolina", " of Massachusetts", " State"))
_REGION = re.compile(r"[A-Z][A-Z.]{1,5}|[^\W\d_]{1,3}\.?")  # "IL", "N.J.", "Mass."


def imprinted(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, those of place and publisher apart from others.

    >>> raw = "Metai. Vilnius: Vaga, 1977"
    >>> [(run.label, raw[run.start : run.end]) for run in imprinted(raw, [Run("title", 0, 20, 0.9), Run("date", 22, 26, 0.9)])]
    [('title', 'Metai'), ('location', 'Vilnius'), ('publisher', 'Vaga'), ('date', '1977')]
    """
    labels = [run.label for run in runs]
    if "location" in labels:
        return runs
    if "publisher" in labels:
        at = labels.index("publisher")
        run = runs[at]
        found = _within_publisher(raw, run)
        if found is None and at and labels[at - 1] in _SPLIT and (cut := _at_end(raw, runs[at - 1])):
            before = runs[at - 1]
            return [*runs[: at - 1], before._replace(end=cut[0]), before._replace(label="location", start=cut[1]), *runs[at:]]
        return [*runs[:at], *found, *runs[at + 1 :]] if found else runs
    if "volume" in labels or "issue" in labels:
        return runs
    at = max((at for at, label in enumerate(labels) if label in _SPLIT), default=-1)
    if at < 0 or "date" in labels[:at] and "date" not in labels[at + 1 :] and not _ends(raw, runs[at].end):
        return runs
    run = runs[at]
    if found := _imprint().search(raw, max(run.start + _LEAST, run.end - _TAIL), run.end):
        parts = [run._replace(end=found.start()), run._replace(label="location", start=found.start(1), end=found.end(1))]
        return [*runs[:at], *parts, run._replace(label="publisher", start=found.start(2)), *runs[at + 1 :]]
    if labels[at + 1 : at + 2] == ["date"] and (cut := _at_end(raw, run)):
        return [*runs[:at], run._replace(end=cut[0]), run._replace(label="location", start=cut[1]), *runs[at + 1 :]]
    return runs


def _ends(raw: str, at: int) -> bool:
    return not raw[at:].strip(" .")


def _within_publisher(raw: str, run: Run) -> list[Run] | None:
    """The place before a publisher and a colon, or behind it and a comma."""
    if found := _before().match(raw, run.start, run.end):
        return [run._replace(label="location", end=found.end(1)), run._replace(start=found.end())]
    cut = _at_end(raw, run)
    if cut and not any(raw.endswith(part, run.start, cut[0]) for part in _PARTS):
        return [run._replace(end=cut[0]), run._replace(label="location", start=cut[1])]
    return None


def _at_end(raw: str, run: Run) -> tuple[int, int] | None:
    """Where what stands before a city at the end of a run ends, and where the city begins."""
    found = _behind().search(raw, max(run.start + _LEAST, run.end - _TAIL), run.end)
    return (found.start(), found.start(1)) if found else None


@cache
def _city() -> str:
    lines = files("backref").joinpath("data/cities.txt").read_text(encoding="utf-8").split("\n")
    return "|".join(re.escape(line) for line in sorted(filter(None, lines), key=len, reverse=True))


@cache
def _imprint() -> re.Pattern[str]:
    return re.compile(rf"[.,;?!]\s(?:[-–—]\s)?((?:{_city()})(?:, [A-Z]{{2}})?)\s?:\s([^\d:]{{2,60}})$")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"({_city()})\s?:\s")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"[.,;]\s({_city()})[\s,.:;]*$")
