"""Names and years in a document that lists no works by them: prose, not markers whose entries are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model import Found, Link

REASON = "no-list-of-this-kind"
_FEW = 2  # names without an entry that a document may have, whatever becomes of its other ones
_LISTED = ("list", "caret", "run-on")


def with_reasons(found: Found, links: Sequence[Link]) -> tuple[Link, ...]:
    """Return the links; those of names and years without an entry say so where the document has no list of such works."""
    named = [link for link in links if link.marker.kind == "author-year"]
    missing = sum(link.status == "missing-entry" for link in named)
    if not missing:
        return tuple(links)
    unnumbered = sum(c.context in _LISTED and not (c.label or "").lstrip("^[").isdecimal() for c in found.citations)
    if unnumbered and (missing <= _FEW or 2 * missing <= len(named)):
        return tuple(links)
    return tuple(
        replace(link, reason=REASON) if link.marker.kind == "author-year" and link.status == "missing-entry" else link
        for link in links
    )
