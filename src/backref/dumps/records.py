"""Whole records, one a line, as `backref catalogue export --whole` prints them: each keeps its origin, day and
notices.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from ..model import Record
from ._kinds import Dump, Head, Place
from ._objects import objects


def recognises(head: Head) -> bool:
    """Say whether the first line is a record: a reference, and who described it.

    >>> recognises(Head("all.jsonl", b'{"reference": {"title": "Heat"}, "source": "catalogue"}')), recognises(Head("a.json", b'{"title": "Heat"}'))
    (True, False)
    """
    return isinstance(head.item.get("reference"), dict) and isinstance(head.item.get("source"), str)


def read(stream: IO[bytes], place: Place) -> Iterator[Record]:
    """Yield its records; what is none is told, with its number."""
    for number, item in objects(stream, place):
        try:
            record = Record.model_validate(item)
        except ValueError:  # pydantic's too
            place.say("bad-line", f"item {number} is no record")
            continue
        yield record


DUMP = Dump(name="records", title="whole records of a catalogue", recognises=recognises, read=read, priority=10)
