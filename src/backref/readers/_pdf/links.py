"""DOIs behind the words of a page: what its link annotations point at."""

from __future__ import annotations

from typing import Any, NamedTuple

from ...fields import ids
from .resources import held

_MOST = 5000  # annotations of one page


class LinkedArea(NamedTuple):
    """A DOI, and the rectangle of the page that leads to it."""

    doi: str
    left: float
    low: float
    right: float
    high: float


def behind(page: Any) -> list[LinkedArea]:
    """Return the DOIs that a page's links lead to, each with its place; nothing raises."""
    raw = page.get("/Annots")
    said = raw.get_object() if raw is not None else None
    found: list[LinkedArea] = []
    for each in said[:_MOST] if isinstance(said, list) else ():
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
            found.append(LinkedArea(dois[0], x[0], y[0], x[1], y[1]))
    return found


def on(row_left: float, row_right: float, base: float, size: float, links: list[LinkedArea]) -> tuple[str, ...]:
    """Return the DOIs that lie behind a row."""
    middle = base + 0.3 * size
    return tuple(
        dict.fromkeys(
            link.doi
            for link in links
            if link.low <= middle <= link.high and link.left < row_right and link.right > row_left
        )
    )
