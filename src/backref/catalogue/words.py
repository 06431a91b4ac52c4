"""The words that a citation of a work may print, folded: what a catalogue is searched by."""

from __future__ import annotations

import re

from ..fields import names, pages, titles
from ..model import Name, Reference

_PAGES = re.compile(r"(\d{1,9})(?:-\d{1,9})?", re.ASCII)


def words(reference: Reference) -> str:
    """Return the words that a citation of the work may print, folded.

    >>> words(Reference(title="Über Heat", author=({"family": "Roe"},), volume="2"))
    'uber heat roe 2'
    """
    return titles.folded_words(" ".join(_said(reference)))


def _said(reference: Reference) -> list[str]:
    held = reference.__dict__.get
    titled = (held("title"), held("container_title"), held("container_title_short"), held("collection_title"))
    found = [text for text in titled if text]
    for people in (held("author"), held("editor")):
        if people:
            found += map(_family, people)
    if (issued := reference.issued) and issued.year:
        found.append(str(issued.year))
    found += [number for number in (held("volume"), held("issue"), _first_page(held("page"))) if number]
    return found


def _family(name: Name) -> str:
    said = name.__dict__
    plain: str | None = said.get("family")
    is_plain = plain and not said.get("dropping_particle") and not said.get("non_dropping_particle")
    return plain if plain and is_plain else names.family(name)


def _first_page(page: str | None) -> str | None:
    plain = page and _PAGES.fullmatch(page)  # most are
    return plain[1] if plain else page and pages.parse(page).first
