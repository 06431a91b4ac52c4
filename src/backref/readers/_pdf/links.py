"""DOIs behind the words of a page: what its link annotations point at."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, NamedTuple

from ...fields import ids
from .resources import held
from .work import Budget

_MOST = 5000  # annotations of one page
_COST = 200  # of one, in bytes that are unpacked: pages may share them
_NEAR = 200  # links that begin below a row and are looked at


class LinkedArea(NamedTuple):
    """A DOI, and the rectangle of the page that leads to it."""

    low: float
    high: float
    left: float
    right: float
    order: int  # among the links of its page
    doi: str


def behind(page: Any, work: Budget) -> list[LinkedArea]:
    """Return the DOIs that a page's links lead to, each with its place, from the lowest on; nothing raises."""
    raw = page.get("/Annots")
    said = raw.get_object() if raw is not None else None
    found: list[LinkedArea] = []
    for order, each in enumerate(said[:_MOST] if isinstance(said, list) else ()):
        work.left -= _COST
        if work.left < 0:
            break
        link = held(each)
        address = held(link.get("/A")).get("/URI")
        place = link.get("/Rect")
        place = place.get_object() if place is not None else None
        if not isinstance(address, str | bytes) or not isinstance(place, list) or len(place) != 4:
            continue
        numbers = [float(value) for value in place if isinstance(value, int | float)]
        text = address if isinstance(address, str) else address.decode("latin-1")
        dois = [sighting.identifier.value for sighting in ids.find(text[:2000]) if sighting.identifier.scheme == "doi"]
        if dois and len(numbers) == 4:
            x, y = sorted(numbers[::2]), sorted(numbers[1::2])
            found.append(LinkedArea(y[0], y[1], x[0], x[1], order, dois[0]))
    return sorted(found)


def on(row_left: float, row_right: float, base: float, size: float, links: list[LinkedArea]) -> tuple[str, ...]:
    """Return the DOIs that lie behind a row."""
    middle = base + 0.3 * size
    end = bisect_right(links, middle, key=lambda link: link.low)
    some = [
        (link.order, link.doi)
        for link in links[max(end - _NEAR, 0) : end]
        if middle <= link.high and link.left < row_right and link.right > row_left
    ]
    return tuple(dict.fromkeys(doi for _, doi in sorted(some)))
