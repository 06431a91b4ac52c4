"""Link markers, references and claims: Document + Found -> Linked. Nothing is linked by hope.

A numeric key links to the entry that prints it; an author-year key to the entry with that first author and year; a
citation that stands in a sentence to that sentence. What has no entry stays, with its key, as "missing-entry".
"""

from __future__ import annotations

from ..model import Document, Found, Linked
from ..text.collecting import uncollected
from ._claims import claims, counted
from ._entries import Entries
from ._listed import BIBLIOGRAPHY, naming_keys, with_bibliographies
from ._listless import with_reasons
from ._parts import across
from ._problems import problems

__all__ = ["BIBLIOGRAPHY", "across", "counted", "link", "naming_keys", "with_bibliographies"]


@uncollected()
def link(document: Document, found: Found) -> Linked:
    """Return one link for each marker, in order, and one claim for each sentence that holds a marker."""
    entries = Entries(found)
    links = with_reasons(found, [entries.link(index, marker) for index, marker in enumerate(found.markers)])
    return Linked(links, tuple(claims(document, found, links)), tuple(problems(found, links)))
