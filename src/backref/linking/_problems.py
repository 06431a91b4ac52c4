"""What the links of a document leave open: keys without an entry, entries that nothing points at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from ..model import Found, Link, Problem, RawCitation, Span
from ._listless import REASON


def problems(found: Found, links: Sequence[Link], elsewhere: Collection[int] = ()) -> Iterator[Problem]:
    """Yield what is open; `elsewhere` are the entries that markers of other parts point at."""
    first: dict[str, Span] = {}
    times: Counter[str] = Counter()
    for item in links:
        for key in item.missing if item.reason != REASON else ():
            first.setdefault(key, item.marker.span)
            times[key] += 1
    for key, span in first.items():
        often = f", {times[key]} times" if times[key] > 1 else ""
        yield Problem(
            code="missing-entry", stage="link", span=span, message=f"{key!r} is cited{often} but no entry has this key"
        )
    pointed = {reference for item in links for reference in item.references}.union(elsewhere)
    for index, citation in enumerate(found.citations):
        if index not in pointed and _is_entry(citation):
            yield Problem(
                code="uncited-entry", stage="link", span=citation.span, message="no marker points at this entry"
            )


def _is_entry(citation: RawCitation) -> bool:
    return citation.context not in ("embedded", "identifier")
