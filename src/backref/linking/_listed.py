"""Link what a document cites by key to the entries of bibliographies that are given beside it: keys -> links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..model import Document, Found, Linked
from ._claims import claims
from ._parts import Place, found_in
from ._problems import problems

BIBLIOGRAPHY = ""
"""The name of the document that stands for the bibliographies."""


def naming_keys(document: Document, keys: Mapping[str, Place]) -> Document:
    """Return the document with those words that are keys of a bibliography, "@roe2001 says", as citations by key."""
    if not any(marker.kind == "narrative" and _is_one(marker.keys, keys) for marker in document.markers):
        return document
    markers = (
        replace(m, kind="key") if m.kind == "narrative" and _is_one(m.keys, keys) else m for m in document.markers
    )
    return replace(document, markers=tuple(markers))


def with_bibliographies(document: Document, found: Found, linked: Linked, keys: Mapping[str, Place]) -> Linked:
    """Return the links and the claims of a document whose keys may have their entry in a bibliography.

    `keys` are those of the entries, in small letters, each with the place of its entry. An entry of the
    document's own list comes before one of the same key there.
    """
    if not keys:
        return linked
    links = [found_in(link, [keys]) if link.missing and link.marker.kind == "key" else link for link in linked.links]
    if links == list(linked.links):
        return linked
    made = tuple(claims(document, found, links))
    return replace(linked, links=tuple(links), claims=made, problems=tuple(problems(found, links)))


def _is_one(printed: Sequence[str], keys: Mapping[str, Place]) -> bool:
    return any(key.casefold() in keys for key in printed)
