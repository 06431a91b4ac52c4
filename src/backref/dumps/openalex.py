"""OpenAlex's snapshot: works as JSON lines, packed, in folders by the day of their change; and the list of those merged
into others.

Source: OpenAlex, "Snapshot data format", https://developers.openalex.org (read 2026-11).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO

from ..catalogue import Gone, Item
from ..fields.openalex import is_work, record_of
from ..fields.shapes import text
from ..model import Identifier
from ._kinds import Dump, Head, Place
from ._objects import objects
from ._rows import rows

ORIGIN = "openalex"
_MERGED = "merge_date,id,merge_into_id"
_WORK = re.compile(r"(?:https://openalex\.org/)?(W\d{1,12})", re.ASCII)


def recognises(head: Head) -> bool:
    """Say whether the first object is a work of OpenAlex's, or the file the list of merged ones.

    >>> recognises(Head("part_000", b'{"id": "https://openalex.org/W1", "title": "Heat"}')), recognises(Head("a.csv", b"merge_date,id,merge_into_id"))
    (True, True)
    """
    return is_work(head.item) or head.text.startswith(_MERGED)


def read(stream: IO[bytes], place: Place) -> Iterator[Item]:
    """Yield its works; those that were merged into others are gone."""
    start = stream.peek(64) if isinstance(stream, io.BufferedReader) else b""
    if start.removeprefix(b"\xef\xbb\xbf").startswith(_MERGED.encode()):
        yield from _merged(stream, place)
        return
    for number, item in objects(stream, place):
        if not is_work(item):
            place.say("not-an-item", f"item {number} describes no work")
            continue
        record = record_of(item)
        day = (text(item.get("updated_date")) or "")[:10]
        yield record.model_copy(update={"source": "catalogue", "origin": ORIGIN, "dated": day})


def _merged(stream: IO[bytes], place: Place) -> Iterator[Gone]:
    for _, row in rows(stream, place):
        if known := _WORK.fullmatch(row.get("id") or ""):
            yield Gone((Identifier("openalex", known[1]),), ORIGIN)
        else:
            place.say("bad-line", "a line that names no work")


DUMP = Dump(name="openalex", title="OpenAlex snapshot", recognises=recognises, read=read, origin=ORIGIN)
