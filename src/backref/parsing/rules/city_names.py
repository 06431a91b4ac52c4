"""Cities that publishers are in: where one ends a piece of text."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_REGION = re.compile(r", [A-Z]{2}$")  # "Chicago, IL"
_BEFORE = re.compile("[.,;?!] ")
_MARKS = " .,;:"
_MOST = 4  # parts of a place's name: "Frankfurt a. M."


def ends_in_city(raw: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where what stands before a city at the end of a part of `raw` ends, and where the city begins, or None.

    >>> ends_in_city("Il nome della rosa, Milano,", 0, 27), ends_in_city("A history of Paris", 0, 18)
    ((18, 20), None)
    """
    while end > start and raw[end - 1] in _MARKS:
        end -= 1
    for before in reversed([*_BEFORE.finditer(raw, start, end)][-_MOST:]):
        city = raw[before.end() : end]
        if city in cities() or f"{city}." in cities() or _REGION.sub("", city) in cities():
            return before.span()
    return None


def are_cities(text: str) -> bool:
    """Say whether a text is nothing but names of cities between commas or strokes.

    >>> are_cities(" Berlin, Heidelberg."), are_cities("Springer, Berlin")
    (True, False)
    """
    return all(part.strip(_MARKS) in cities() for part in text.strip(_MARKS).replace("/", ",").split(","))


@cache
def cities() -> frozenset[str]:
    """Return the names of cities, as they are printed."""
    lines = files("backref").joinpath("data/cities.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(filter(None, lines))
