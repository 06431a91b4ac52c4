"""The words that a citation of a work may print, folded: what a catalogue is searched by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fields import names, pages, titles
from ..model import Reference

_PAGES = re.compile(r"(\d{1,9})(?:-\d{1,9})?", re.ASCII)


def words(reference: Reference) -> str:
    """Return the words that a citation of the work may print, folded.

    >>> words(Reference(title="Über Heat", author=({"family": "Roe"},), volume="2"))
    'uber heat roe 2'
    """
    return titles.folded_words(" ".join(_said(reference)))


def _said(reference: Reference) -> Iterator[str]:
    titled = (reference.title, reference.container_title, reference.container_title_short, reference.collection_title)
    yield from (text for text in titled if text)
    for name in (*reference.author, *reference.editor):
        yield names.family(name)
    if reference.issued and reference.issued.year:
        yield str(reference.issued.year)
    for number in (reference.volume, reference.issue, _first_page(reference.page)):
        if number:
            yield number


def _first_page(page: str | None) -> str | None:
    plain = page and _PAGES.fullmatch(page)  # most are
    return plain[1] if plain else page and pages.parse(page).first
