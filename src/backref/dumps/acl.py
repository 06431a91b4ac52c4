"""The ACL Anthology's XML: a file for each collection, its volumes, their papers.

Source: "ACL Anthology", data/xml and its schema.rnc, https://aclanthology.org/info/development/ (read 2026-11). Its
`.bib` is a bibliography.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from ..fields import dates, ids
from ..fields.shapes import title, xml_text
from ..model import Date, Identifier, Name, Record, Reference
from ._elements import elements
from ._kinds import Dump, Head, Place

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ORIGIN = "acl"
_ADDRESS = "https://aclanthology.org/"


def recognises(head: Head) -> bool:
    """Say whether its root is a collection with volumes.

    >>> recognises(Head("2020.acl.xml", b"<?xml version='1.0'?><collection id='2020.acl'><volume id='main'><meta>"))
    True
    """
    return re.search(r"<collection\s+id=[\"'][\w.]{1,40}[\"']\s*>\s*<volume\s", head.text[:3000]) is not None


def read(stream: IO[bytes], place: Place) -> Iterator[Record]:
    """Yield the papers; what a volume says of itself is said before them."""
    volume: dict[str, Any] = {}
    for element in elements(stream, ("meta", "paper"), place):
        if element.tag == "meta":
            volume = _volume(element)
        elif (record := _paper(element, volume)) is not None:
            yield record
        else:
            place.say("not-an-item", "a paper without a title")


def _volume(meta: Element) -> dict[str, Any]:
    month, year = (xml_text(meta.find(name)) or "" for name in ("month", "year"))
    journal = title(xml_text(meta.find("journal-title")))
    values = {
        "container_title": journal or title(xml_text(meta.find("booktitle"))),
        "type": "article-journal" if journal else "paper-conference",
        "volume": xml_text(meta.find("journal-volume")),
        "issue": xml_text(meta.find("journal-issue")),
        "publisher": xml_text(meta.find("publisher")),
        "publisher_place": xml_text(meta.find("address")),
        "editor": tuple(_people(meta, "editor")),
        "issued": _day(f"{month.partition('-')[0]} {year}".strip()),
        "isbn": xml_text(meta.find("isbn")),
    }
    return {name: value for name, value in values.items() if value}


def _paper(paper: Element, volume: dict[str, Any]) -> Record | None:
    name = title(xml_text(paper.find("title")))
    if not name:
        return None
    known = (xml_text(paper.find("url")) or "").removeprefix(_ADDRESS).removesuffix(".pdf").strip("/")
    doi = Identifier("doi", xml_text(paper.find("doi")) or "")
    own = {
        "title": name,
        "author": tuple(_people(paper, "author")),
        "page": (xml_text(paper.find("pages")) or "").replace("–", "-") or None,
        "doi": ids.normalise(doi).value if ids.is_valid(doi) else None,
        "url": f"{_ADDRESS}{known}" if re.fullmatch(r"[\w.-]{5,60}", known, re.ASCII) else None,
        "language": xml_text(paper.find("language")),
    }
    values = {"type": "paper-conference"} | volume | {name: value for name, value in own.items() if value}
    if known and own["url"]:
        values["also"] = (Identifier("acl", known),)
    return Record(
        reference=Reference(**values), source="catalogue", origin=ORIGIN, dated=paper.get("ingest-date", "")[:10]
    )


def _people(element: Element, role: str) -> Iterator[Name]:
    for person in element.iterfind(role):
        first, last = title(xml_text(person.find("first"))), title(xml_text(person.find("last")))
        if last:
            yield Name(family=last, given=first) if first else Name(literal=last)


def _day(said: str) -> Date | None:
    found = dates.parse(said) if said and len(said) < 40 else None
    return found if found and found.year else None


DUMP = Dump(name="acl", title="ACL Anthology", recognises=recognises, read=read, origin=ORIGIN)
