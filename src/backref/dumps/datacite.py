"""DataCite's public data file: DOIs as JSON lines, packed, in folders by the month of their change.

Source: DataCite, "Public Data File", https://support.datacite.org/docs/datacite-public-data-file (read 2026-11).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from ..fields.datacite import record_of
from ..fields.shapes import mapping, text
from ..model import Record
from ._kinds import Dump, Head, Place
from ._objects import objects

ORIGIN = "datacite"


def recognises(head: Head) -> bool:
    """Say whether the first object is a DOI of DataCite's, with or without the shell that its API puts around it.

    >>> recognises(Head("part_0000.jsonl", b'{"id": "10.5281/zenodo.1", "type": "dois", "attributes": {"doi": "10.5281/zenodo.1"}}'))
    True
    """
    return _attributes(head.item) is not None


def read(stream: IO[bytes], place: Place) -> Iterator[Record]:
    """Yield its DOIs that are described."""
    for number, item in objects(stream, place):
        known = _attributes(item)
        record = record_of(known) if known is not None else None
        if record is None or known is None:
            place.say("not-an-item", f"item {number} describes no work")
            continue
        day = (text(known.get("updated")) or "")[:10]
        yield record.model_copy(update={"source": "catalogue", "origin": ORIGIN, "dated": day})


def _attributes(item: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if item.get("type") == "dois" and isinstance(item.get("attributes"), dict):
        return mapping(item["attributes"])
    return item if "doi" in item and "titles" in item and "creators" in item else None


DUMP = Dump(name="datacite", title="DataCite public data file", recognises=recognises, read=read, origin=ORIGIN)
