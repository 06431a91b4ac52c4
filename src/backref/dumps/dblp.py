"""DBLP: all of computer science's articles, papers, books and theses in one XML file.

Its DTD is not read: what it names beside XML's own are characters of Latin 1, which a table has. Pages of people and
lists of contents are no works.

Source: M. Ley, "DBLP: some lessons learned" and https://dblp.org/faq/ (read 2026-11); dblp.dtd.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from ..fields import ids, names
from ..fields.shapes import title, xml_text, year_of
from ..model import CslType, Identifier, Name, Record, Reference, Relation
from ._elements import elements
from ._kinds import Dump, Head, Place

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ORIGIN = "dblp"
_TYPES: dict[str, CslType] = {
    "article": "article-journal", "inproceedings": "paper-conference", "proceedings": "book", "book": "book",
    "incollection": "chapter", "phdthesis": "thesis", "mastersthesis": "thesis", "data": "dataset",
}  # fmt: skip
_NUMBER = re.compile(r"\s\d{4}$")  # "Wei Wang 0001": the second of a name
_ARXIV = re.compile(r"abs/(?P<id>[\w./-]{5,30})")


def recognises(head: Head) -> bool:
    """Say whether its root is DBLP's.

    >>> recognises(Head("dblp.xml", b'<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE dblp SYSTEM "dblp.dtd"><dblp>'))
    True
    """
    return re.search(r"<dblp[\s>]", head.text[:2000]) is not None


def read(stream: IO[bytes], place: Place) -> Iterator[Record]:
    """Yield its works as they come."""
    for element in elements(stream, tuple(_TYPES), place):
        if (record := _record(element)) is not None:
            yield record
        else:
            place.say("not-an-item", "a publication without a title")


def _record(item: Element) -> Record | None:
    def said(name: str) -> str | None:
        return xml_text(item.find(name))

    name = (title(said("title")) or "").removesuffix(".")
    if not name:
        return None
    kind, journal = _TYPES[item.tag], title(said("journal"))
    values: dict[str, Any] = {
        "type": kind,
        "title": name,
        "author": tuple(_people(item, "author")),
        "editor": tuple(_people(item, "editor")),
        "container_title": journal or title(said("booktitle")) if kind != "book" else None,
        "collection_title": title(said("series")),
        "volume": said("volume"),
        "issue": said("number"),
        "page": said("pages"),
        "publisher": title(said("publisher")) or title(said("school")),
        "issued": year_of(said("year")),
        "isbn": said("isbn"),
    } | _identifiers(item)
    if journal == "CoRR" or item.get("publtype", "").startswith("informal"):
        values = _preprint(values)
    if key := item.get("key", "")[:200]:
        values["also"] = (Identifier("dblp", key),)
    reference = Reference(**{name: value for name, value in values.items() if value})
    return Record(
        reference=reference,
        source="catalogue",
        origin=ORIGIN,
        dated=item.get("mdate", "")[:10],
        relations=_relations(item),
    )


def _identifiers(item: Element) -> dict[str, str]:
    """The DOI, and the first address of the text that is not a resolver's."""
    found: dict[str, str] = {}
    for address in filter(None, map(xml_text, item.iterfind("ee"))):
        known = ids.parse(address)
        if known is not None and known.scheme in ("doi", "arxiv") and ids.is_valid(known):
            found.setdefault(known.scheme, ids.normalise(known).value)
        elif address.startswith(("https://", "http://")):
            found.setdefault("url", address)
    return found


def _preprint(values: dict[str, Any]) -> dict[str, Any]:
    """A paper of arXiv's, which DBLP has as one of the journal "CoRR"."""
    known = _ARXIV.search(values.get("volume") or "")
    if known is None and not values.get("arxiv"):
        return values
    number = values.get("arxiv") or ids.normalise(Identifier("arxiv", known["id"] if known else "")).value
    return values | {"type": "article", "arxiv": number, "publisher": "arXiv", "container_title": None, "volume": None}


def _relations(item: Element) -> tuple[Relation, ...]:
    """The volume that a paper stands in."""
    within = xml_text(item.find("crossref"))
    return (Relation(kind="IsPartOf", identifier=Identifier("dblp", within)),) if within else ()


def _people(item: Element, role: str) -> Iterator[Name]:
    for person in filter(None, (title(xml_text(each)) for each in item.iterfind(role))):
        found = names.parse(_NUMBER.sub("", person)).names
        yield found[0] if len(found) == 1 else Name(literal=person)


DUMP = Dump(name="dblp", title="DBLP", recognises=recognises, read=read, origin=ORIGIN)
