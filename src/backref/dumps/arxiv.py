"""arXiv's metadata: a paper a line, as JSON, as it is published for all papers together.

Source: arXiv, "arXiv Dataset", https://info.arxiv.org/help/bulk_data.html (read 2026-11).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import IO, Any

from ..fields import dates, ids, latex, names
from ..fields.shapes import mapping, mappings, text, title
from ..model import Date, Identifier, Name, Record, Reference, Relation
from ._kinds import Dump, Head, Place
from ._objects import objects

ORIGIN = "arxiv"


def recognises(head: Head) -> bool:
    """Say whether the first object is a paper of arXiv's.

    >>> recognises(Head("arxiv.json", b'{"id": "0704.0001", "title": "Heat", "authors_parsed": [["Roe", "A.", ""]], "categories": "hep-ph"}'))
    True
    """
    return "authors_parsed" in head.item or {"id", "submitter", "categories"} <= head.item.keys()


def read(stream: IO[bytes], place: Place) -> Iterator[Record]:
    """Yield its papers. The DOI of one is that of the published version, another work: it is a relation."""
    for number, item in objects(stream, place):
        record = _record(item)
        if record is None:
            place.say("not-an-item", f"item {number} describes no work")
        else:
            yield record


def _record(item: Mapping[str, Any]) -> Record | None:
    identifier = ids.normalise(Identifier("arxiv", text(item.get("id")) or ""))
    name = title(latex.decode(text(item.get("title")) or ""))
    if not name or not ids.is_valid(identifier):
        return None
    printed_in = text(item.get("journal-ref"))
    versions = mappings(item.get("versions"))
    reference = Reference(
        type="article", title=name, author=tuple(_people(item)), issued=_first(versions, item), publisher="arXiv",
        version=(text(versions[-1].get("version")) or "").removeprefix("v") or None if versions else None,
        url=ids.link(identifier), arxiv=identifier.value,
    )  # fmt: skip
    dois = (Identifier("doi", doi) for doi in (text(item.get("doi")) or "").split())
    return Record(
        reference=reference, source="catalogue", origin=ORIGIN, dated=(text(item.get("update_date")) or "")[:10],
        relations=tuple(Relation(kind="IsPreprintOf", identifier=ids.normalise(doi)) for doi in dois if ids.is_valid(doi)),
        details={"journal-ref": printed_in} if printed_in else {},
    )  # fmt: skip


def _people(item: Mapping[str, Any]) -> Iterator[Name]:
    """Family name, given name and suffix of each, where they are parted; else the names as they are printed."""
    rows = item.get("authors_parsed")
    if not isinstance(rows, list):
        yield from names.parse(latex.decode(text(item.get("authors")) or "")).names
        return
    for row in rows:
        parts = (
            [title(latex.decode(part)) if isinstance(part, str) else None for part in row[:3]]
            if isinstance(row, list)
            else []
        )
        family, given, suffix = [*parts, None, None, None][:3]
        if family:
            yield Name(family=family, given=given, suffix=suffix) if given else Name(literal=family)


def _first(versions: list[Mapping[str, Any]], item: Mapping[str, Any]) -> Date | None:
    """The day of the first version: "Mon, 2 Apr 2007 19:18:42 GMT"."""
    said = text(mapping(versions[0]).get("created")) if versions else None
    try:
        day = parsedate_to_datetime(said).date() if said else None
    except (ValueError, TypeError, OverflowError):
        day = None
    if day is not None:
        return Date(date_parts=((day.year, day.month, day.day),))
    updated = text(item.get("update_date"))
    return dates.parse(updated[:10]) if updated else None


DUMP = Dump(name="arxiv", title="arXiv metadata", recognises=recognises, read=read, origin=ORIGIN)
