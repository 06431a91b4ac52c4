"""Names and years in a document that lists no works by them: prose, not markers whose entries are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..fields.labels import is_named
from ..model import Found, Link

REASON = "no-list-of-this-kind"
_MOST = 2  # linked ones that stand for each without an entry, so that this is believed
_LISTED = ("list", "caret", "run-on")


def with_reasons(found: Found, links: Sequence[Link]) -> tuple[Link, ...]:
    """Return the links; those of names and years without an entry say so where the document has no list of such
    works.
    """
    named = [link for link in links if link.marker.kind == "author-year"]
    missing = sum(link.status == "missing-entry" for link in named)
    linked = sum(link.status == "linked" for link in named)
    unlabelled = sum(citation.context in _LISTED and is_named(citation.label) for citation in found.citations)
    labelled = sum(citation.context in _LISTED and not is_named(citation.label) for citation in found.citations)
    if not missing or (unlabelled > labelled and linked >= _MOST * missing):
        return tuple(links)
    return tuple(
        replace(link, reason=REASON) if link.marker.kind == "author-year" and link.status == "missing-entry" else link
        for link in links
    )
