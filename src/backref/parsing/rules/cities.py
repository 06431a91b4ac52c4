"""Cities that publishers are in, where they were taken for a part of a title or of a publisher: runs of labels -> runs
that tell place and publisher.

"Metai. Vilnius: Vaga, 1977" ends in a place and a publisher, whatever the language; "Il nome della rosa, Milano" in a
place.
"""

from __future__ import annotations

import re

from ..tagging.segments import Run
from . import imprints
from .city_names import cities, ends_in_city

_SPLIT = frozenset(("title", "container-title", "collection-title", "editor"))
_PRESS = re.compile(r"^U(?:niv\.?)? of [A-Z]|\sUP?$|\sP$|\bPress\b")  # as MLA shortens them
_SCHOOLS = ("Univ", "Uni", "Hochsch", "Techn")
_TAIL = 120  # characters at the end of a run that are looked at
_LEAST = 3  # characters of a title
_PARTS = frozenset(
    (
        " of California",
        " of Wisconsin",
        " of Texas",
        " of Illinois",
        " of North Carolina",
        " of Massachusetts",
        " State",
    )
)


def imprinted(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, those of place and publisher apart from others.

    >>> raw = "Metai. Vilnius: Vaga, 1977"
    >>> [(run.label, raw[run.start : run.end]) for run in imprinted(raw, [Run("title", 0, 20, 0.9), Run("date", 22, 26, 0.9)])]
    [('title', 'Metai'), ('location', 'Vilnius'), ('publisher', 'Vaga'), ('date', '1977')]
    """
    labels = [run.label for run in runs]
    if "location" in labels:
        return runs if "publisher" in labels else _published(raw, runs, labels.index("location"))
    if "publisher" in labels:
        at = labels.index("publisher")
        run = runs[at]
        found = _within_publisher(raw, run)
        if found is None and at and labels[at - 1] in _SPLIT and (cut := _at_end(raw, runs[at - 1])):
            before = runs[at - 1]
            return [
                *runs[: at - 1],
                before._replace(end=cut[0]),
                before._replace(label="location", start=cut[1]),
                *runs[at:],
            ]
        return [*runs[:at], *found, *runs[at + 1 :]] if found else runs
    if "volume" in labels or "issue" in labels:
        return _behind_journal(raw, runs, labels)
    at = max((at for at, label in enumerate(labels) if label in _SPLIT), default=-1)
    if at < 0 or ("date" in labels[:at] and "date" not in labels[at + 1 :] and not _ends(raw, runs[at].end)):
        return runs
    run = runs[at]
    if run.label == "container-title" and raw[run.start : run.end].strip(" .,;") in cities():
        return [*runs[:at], run._replace(label="location"), *runs[at + 1 :]]
    if place := _imprint(raw, run):
        end, begin, colon = place
        parts = [run._replace(end=end), run._replace(label="location", start=begin, end=colon)]
        return [*runs[:at], *parts, run._replace(label="publisher", start=colon + 2), *runs[at + 1 :]]
    is_last = (
        at == len(runs) - 1 and "date" in labels[:at]
    )  # "(1993), Naturbeherrschung und Weiblichkeit, Pfaffenweiler."
    if (is_last or labels[at + 1 : at + 2] == ["date"]) and (cut := _at_end(raw, run)):
        return [*runs[:at], run._replace(end=cut[0]), run._replace(label="location", start=cut[1]), *runs[at + 1 :]]
    return runs


def _behind_journal(raw: str, runs: list[Run], labels: list[str]) -> list[Run]:
    """The runs, the city behind a journal a place, as ABNT prints it: "Revista de Letras, Curitiba, v. 23"."""
    at = labels.index("container-title") + 1 if "container-title" in labels[:-1] else 0
    if not at or labels[at] != "volume" or raw[runs[at].start - 3 : runs[at].start] != "v. ":
        return runs
    journal = runs[at - 1]
    if not (cut := _at_end(raw, journal)) or raw[cut[0]] != ",":
        return runs
    return [*runs[: at - 1], journal._replace(end=cut[0]), journal._replace(label="location", start=cut[1]), *runs[at:]]


def _published(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a press or a record label that was taken for a place the publisher: "U of Chicago P", "Parlophone"."""
    name = raw[runs[at].start : runs[at].end].strip(" .,;:")
    is_house = (
        at > 0 and runs[at - 1].label == "genre" and len(name) > _LEAST and "," not in name and name not in cities()
    )
    if not is_house and not _PRESS.search(name) and not imprints.is_label(name):
        return runs
    return [*runs[:at], runs[at]._replace(label="publisher"), *runs[at + 1 :]]


def _ends(raw: str, at: int) -> bool:
    return not raw[at:].strip(" .")


def _within_publisher(raw: str, run: Run) -> list[Run] | None:
    """The place before a publisher and a colon, or behind it and a comma."""
    colon = raw.find(":", run.start, run.end)
    if colon >= 0 and raw[run.start : colon].strip() in cities():
        return [run._replace(label="location", end=colon), run._replace(start=colon + 1)]
    cut = _at_end(raw, run)
    if cut and raw[: cut[0]].endswith(_SCHOOLS):
        return None  # "Univ. Bielefeld"
    if cut and not any(raw.endswith(part, run.start, cut[0]) for part in _PARTS):
        return [run._replace(end=cut[0]), run._replace(label="location", start=cut[1])]
    return None


def _imprint(raw: str, run: Run) -> tuple[int, int, int] | None:
    """Where a title ends, where the place behind it begins, and the colon between it and a publisher."""
    colon = raw.rfind(": ", run.start, run.end)
    if colon < 0 or not 2 < run.end - colon < _TAIL or any(map(str.isdigit, raw[colon : run.end])):
        return None
    cut = ends_in_city(raw, max(run.start, colon - _TAIL), colon)
    return (*cut, colon) if cut and cut[0] >= run.start + _LEAST else None


def _at_end(raw: str, run: Run) -> tuple[int, int] | None:
    """Where what stands before a city at the end of a run ends, and where the city begins."""
    return ends_in_city(raw, max(run.start + _LEAST, run.end - _TAIL), run.end)
