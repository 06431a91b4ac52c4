"""What the modules share in describing requests: where a source is, batches, who asks NCBI."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote

from ..errors import SourceError
from ..fields import ids
from ..model import Query
from ._reaching import reach_of
from ._settings import Settings


class Incomplete(SourceError):
    """An answer to several questions that lacks some of them. Its questions can be asked singly."""


def base(name: str, address: str, settings: Settings) -> str:
    """Return the address of a source, or the one that the settings send its requests to; no "/" at its end."""
    return (settings.base_urls.get(name) or reach_of(name, settings.reaches).base_url or address).rstrip("/")


def lookups(queries: Sequence[Query], scheme: str) -> list[tuple[Query, str]]:
    """Return the queries for a valid identifier of `scheme`, each with its normalised value; short DOIs are left out.

    >>> from backref.model import Identifier
    >>> [value for _, value in lookups([Query(Identifier("doi", "10.1/A")), Query(Identifier("doi", "10/abc1"))], "doi")]
    []
    >>> [value for _, value in lookups([Query(Identifier("doi", "10.1136/BMJ.g6380"))], "doi")]
    ['10.1136/bmj.g6380']
    """
    found = []
    for query in queries:
        if query.identifier is not None and query.identifier.scheme == scheme:
            identifier = ids.normalise(query.identifier)
            if ids.is_valid(identifier) and not ids.is_short_doi(identifier):
                found.append((query, identifier.value))
    return found


def words(query: Query, of_title: int, of_text: int | None = None) -> str:
    """Return the first words of the title that a query cites, or else of its text, for a search to which signs would be
    operators.

    >>> words(Query(text="Roe A. Heat, cold & rain. Spine. 2001."), 30, 4)
    'Roe A Heat cold'
    """
    title = query.reference.title if query.reference else None
    most = of_title if title or of_text is None else of_text
    return " ".join(re.findall(r"\w+", title or query.text)[:most])


def batches(asked: Sequence[tuple[Query, str]], size: int) -> Iterator[tuple[tuple[Query, ...], list[str]]]:
    """Yield `size` pairs at a time, as the queries and what is asked for them."""
    for at in range(0, len(asked), size):
        part = asked[at : at + size]
        yield tuple(query for query, _ in part), [value for _, value in part]


def fitting(
    asked: Sequence[tuple[Query, str]], most: int, room: int, around: int
) -> Iterator[tuple[tuple[Query, ...], list[str]]]:
    """Yield as many pairs at a time as one address holds, `most` at most: `room` characters for the values as they are
    sent, each with so many `around` it.

    >>> asked = [(Query(text=str(at)), value) for at, value in enumerate(("10.1/a", "10.1/b", "10.1/" + "c" * 30, "10.1/d"))]
    >>> [values for _, values in fitting(asked, 100, 30, 3)]
    [['10.1/a', '10.1/b'], ['10.1/cccccccccccccccccccccccccccccc'], ['10.1/d']]
    """
    part: list[tuple[Query, str]] = []
    left = room
    for pair in asked:
        needed = len(quote(pair[1], safe="")) + around
        if part and (needed > left or len(part) == most):
            yield from batches(part, most)
            part, left = [], room
        part.append(pair)
        left -= needed
    yield from batches(part, most)


def parted(
    asked: Sequence[tuple[Query, str]], can_be_listed: Callable[[str], object]
) -> tuple[list[tuple[Query, str]], list[tuple[Query, str]]]:
    """Return those that can be asked for in a list and those that go singly; a list of one is none."""
    listed = [pair for pair in asked if can_be_listed(pair[1])]
    if len(listed) < 2:
        return [], list(asked)
    return listed, [pair for pair in asked if not can_be_listed(pair[1])]


def ncbi(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return the parameters by which NCBI knows who asks. The key, NCBI_API_KEY, is no part of cache keys."""
    found = [("tool", "backref")]
    if settings.mailto:
        found.append(("email", settings.mailto))
    if key := os.environ.get("NCBI_API_KEY"):
        found.append(("api_key", key))
    return tuple(found)
