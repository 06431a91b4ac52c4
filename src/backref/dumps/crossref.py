"""Crossref's public data file: its works as JSON lines, packed or not, as lists under "items", or in an archive of
either.

Source: Crossref, "Public data file" and "Metadata Plus snapshots",
https://www.crossref.org/documentation/retrieve-metadata/ (read 2026-11).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from ..model import Record
from ._kinds import Dump, Head, Place
from ._objects import objects
from ._works import is_crossrefs, record_of_item


def recognises(head: Head) -> bool:
    """Say whether the first item is a work in Crossref's shape.

    >>> recognises(Head("0.json", b'{"items":[{"DOI":"10.5555/1","title":["Heat"]}]}')), recognises(Head("a.json", b'[{"title": "Heat"}]'))
    (True, False)
    """
    return is_crossrefs(head.item) or "message-type" in head.item


def read(stream: IO[bytes], place: Place) -> Iterator[Record]:
    """Yield its works; a line that is a CSL-JSON item is read as one."""
    for number, item in objects(stream, place):
        yield from record_of_item(number, item, place)


DUMP = Dump(
    name="crossref", title="Crossref public data file", recognises=recognises, read=read, origin="crossref", priority=60
)
