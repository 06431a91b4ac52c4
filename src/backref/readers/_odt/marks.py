"""The works that an OpenDocument text names: entries of its bibliography as LibreOffice keeps them, and the marks of
Zotero.

Source: OpenDocument 1.3 part 3, 7.5.10 and 19.789; the marks as Zotero writes them (read 2026-11).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...fields import dates, ids, names
from ...model import Reference
from .styles import TEXT

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_KINDS = {
    "article": "article-journal", "book": "book", "booklet": "book", "conference": "paper-conference", "inbook": "chapter",
    "incollection": "chapter", "inproceedings": "paper-conference", "journal": "article-journal", "manual": "book",
    "mastersthesis": "thesis", "phdthesis": "thesis", "proceedings": "book", "techreport": "report", "www": "webpage",
}  # fmt: skip
_PLAIN = {
    "title": "title", "volume": "volume", "number": "issue", "pages": "page", "publisher": "publisher", "address": "publisher_place",
    "edition": "edition", "isbn": "isbn", "series": "collection_title", "note": "note",
}  # fmt: skip
_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?;\s*|(?<!\s)\s+and\s+")


def of_entry(mark: Element) -> tuple[str, Reference]:
    """Return the key and the work of a mark of LibreOffice's own bibliography."""

    def said(name: str) -> str:
        return " ".join((mark.get(f"{TEXT}{name}") or "").split())

    values: dict[str, Any] = {field: said(name) for name, field in _PLAIN.items()}
    values["container_title"] = said("journal") or said("booktitle")
    values["issued"] = dates.parse(" ".join(filter(None, (said("month"), said("year")))))
    values["type"] = _KINDS.get(said("bibliography-type").casefold(), "document")
    for field in ("author", "editor"):
        values[field] = tuple(names.from_inverted(each) for each in _BETWEEN.split(said(field)) if each)
    known = ids.parse(said("url"))
    if known is not None and known.scheme in ("doi", "url"):
        values[known.scheme] = known.value
    key = said("identifier") or values["title"]
    return key, Reference(**{field: each for field, each in values.items() if each})
