"""Link the parts of one document, where the entry of a key stands in another part: documents, what was found, links ->
links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ..model import Document, Found, Link, Linked
from ._problems import problems

Place = tuple[str, int]
"""An entry: the name of its document, and its index there."""


def across(documents: Sequence[Document], found: Sequence[Found], linked: Sequence[Linked]) -> list[Linked]:
    """Return the links with the keys that other parts of their documents have the entry of.

    Documents with a common root, which may be one of them, are parts of one.
    """
    if not any(document.roots for document in documents):
        return list(linked)
    defined: dict[str, dict[str, Place]] = defaultdict(dict)  # of each root, the entry of each key
    for document, each in zip(documents, found, strict=True):
        for index, citation in enumerate(each.citations):
            if citation.label and citation.context in ("list", "footnote"):
                for root in (document.name, *document.roots):
                    defined[root].setdefault(citation.label.casefold(), (document.name, index))
    made: list[tuple[Found, list[Link], Linked]] = []
    pointed: dict[str, set[int]] = defaultdict(set)
    for document, each, before in zip(documents, found, linked, strict=True):
        several = [defined[root] for root in (document.name, *document.roots) if root in defined]
        links = [found_in(link, several) if link.missing else link for link in before.links]
        for name, index in (place for link in links for place in link.elsewhere):
            pointed[name].add(index)
        made.append((each, links, before))
    names = (document.name for document in documents)
    return [_told(each, links, before, pointed[name]) for name, (each, links, before) in zip(names, made, strict=True)]


def found_in(link: Link, several: Sequence[Mapping[str, Place]]) -> Link:
    """Return the link with the entries that the first of several places has for its keys."""
    places = {key: next((each[key.casefold()] for each in several if key.casefold() in each), None) for key in link.missing}  # fmt: skip
    missing = tuple(key for key, place in places.items() if place is None)
    elsewhere = tuple(dict.fromkeys(place for place in places.values() if place is not None))
    if not elsewhere:
        return link
    if missing:
        return replace(link, missing=missing, elsewhere=elsewhere)
    return replace(link, missing=(), elsewhere=elsewhere, status="linked", reason="label-equal")


def _told(found: Found, links: Sequence[Link], before: Linked, pointed: Collection[int]) -> Linked:
    if not pointed and not any(link.elsewhere for link in links):
        return before
    return replace(before, links=tuple(links), problems=tuple(problems(found, links, pointed)))
