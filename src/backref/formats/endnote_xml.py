"""EndNote XML, as EndNote, Zotero and Web of Science's tools export it: read only.

Source: EndNote's "RSXML" document type (2009) and exports of EndNote X9 and 20.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..fields import dates, ids, titles
from ..model import Date, Identifier, Problem, Reference
from . import Format, Loaded
from ._xml import elements, placed
from .tagged.people import several
from .tagged.types import kind as type_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


# Where a value stands in a record -> our attribute; the first that is found is taken.
FIELDS: tuple[tuple[str, str], ...] = (
    ("titles/title", "title"), ("titles/short-title", "title_short"), ("periodical/full-title", "container_title"),
    ("titles/secondary-title", "container_title"), ("periodical/abbr-1", "container_title_short"), ("titles/alt-title", "container_title_short"),
    ("titles/tertiary-title", "collection_title"), ("titles/translated-title", "original_title"), ("pages", "page"), ("volume", "volume"),
    ("number", "issue"), ("issue", "issue"), ("num-vols", "number_of_volumes"), ("edition", "edition"), ("section", "section"),
    ("pub-location", "publisher_place"), ("publisher", "publisher"), ("abstract", "abstract"), ("notes", "note"), ("research-notes", "annote"),
    ("language", "language"), ("work-type", "genre"), ("call-num", "call_number"), ("electronic-resource-num", "doi"), ("remote-database-name", "source"),
    ("urls/web-urls/url", "url"), ("urls/related-urls/url", "url"), ("reprint-edition", "status"),
)  # fmt: skip
PEOPLE = (
    ("contributors/authors/author", "author"), ("contributors/secondary-authors/author", "editor"),
    ("contributors/tertiary-authors/author", "collection_editor"), ("contributors/translated-authors/author", "translator"),
)  # fmt: skip
_READ = frozenset(path.split("/")[0] for path, _ in FIELDS) | frozenset(
    "contributors ref-type dates isbn accession-num keywords label access-date custom2 database source-app rec-number foreign-keys auth-address".split()
)


def recognises(text: str) -> bool:
    """Say whether an XML text is EndNote's."""
    return "<ref-type" in text[:20_000]


def load(text: str) -> Loaded:
    """Return the records of a file; each one's `id` is its label, else its number in the library.

    >>> load('<xml><records><record><ref-type name="Book">6</ref-type><titles><title><style>A</style></title></titles></record></records></xml>').references[0].type
    'book'
    """
    problems: list[Problem] = []
    references = tuple(_reference(record) for record in elements(text, ("record",), problems))
    return Loaded(references, tuple(problems), written=placed(text, ("record",), [r.id for r in references]))


def _reference(record: Element) -> Reference:
    kind = record.find("ref-type")
    name = (kind.get("name") or "").lower() if kind is not None else ""
    values: dict[str, Any] = {"type": type_of(name) or "document"}
    for path, attribute in FIELDS:
        if attribute not in values and (text := next(_texts(record, path), None)):
            values[attribute] = titles.markup(text)
    if values.get("container_title_short") == values.get("container_title"):
        values.pop("container_title_short", None)
    for path, attribute in PEOPLE:
        values[attribute] = tuple(name for text in _texts(record, path) for name in several(text).names)
    values["id"] = next(_texts(record, "label"), None) or next(_texts(record, "rec-number"), "")
    values["issued"] = _issued(record)
    if accessed := next(_texts(record, "access-date"), None):
        values["accessed"] = dates.from_field(accessed) or Date(literal=accessed)
    if doi := values.get("doi"):
        values["doi"] = ids.normalise(Identifier("doi", doi)).value
    if number := next(_texts(record, "isbn"), None):
        first = re.split(r"[\s;,]", number)[0]
        values["isbn" if len(re.sub(r"[^0-9Xx]", "", first)) in (10, 13) else "issn"] = first
    accession = next(_texts(record, "accession-num"), "")
    if re.fullmatch(r"\d{1,9}", accession):
        values["pmid"] = accession
    if pmc := re.search(r"PMC\d+", next(_texts(record, "custom2"), "")):
        values["pmcid"] = pmc.group()
    values["keyword"] = ", ".join(_texts(record, "keywords/keyword"))
    others = {child.tag: text for child in record if child.tag not in _READ and (text := _text(child))}
    if accession and "pmid" not in values:
        others["accession-num"] = accession
    custom = {"fields": others} if others else {}
    return Reference(**{attribute: value for attribute, value in values.items() if value}, custom=custom).slim()


def _issued(record: Element) -> Date | None:
    year = next(_texts(record, "dates/year"), "")
    day = next(_texts(record, "dates/pub-dates/date"), "")
    for text in (day if year and year in day else f"{day} {year}", year, day):
        if text.strip() and (found := dates.from_field(text.strip())):
            return found
    return Date(literal=year) if year else None


def _texts(record: Element, path: str) -> Iterator[str]:
    for element in record.iterfind(path):
        if text := _text(element):
            yield text


def _text(element: Element) -> str:
    """All text of an element on one line; pieces in italics and the like are marked up."""
    pieces = []
    for style in element.iter("style"):
        face, text = style.get("face", ""), style.text or ""
        tag = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}.get(face)
        pieces.append(f"<{tag}>{text}</{tag}>" if tag and text.strip() else text)
    return " ".join(("".join(pieces) or "".join(element.itertext())).split())


FORMAT = Format(
    name="endnote-xml",
    title="EndNote XML",
    suffixes=(".xml",),
    media_type="application/xml",
    load=load,
    recognises=recognises,
)
