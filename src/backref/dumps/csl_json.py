"""CSL-JSON: the items that reference managers write, as a list or an item a line; and the lock of a project.

Source: Citation Style Language 1.0.2, csl-data.json.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import IO

from ..model import Record
from ._kinds import Dump, Head, Place
from ._objects import objects
from ._works import record_of_item

_SUFFIXES = (".json", ".jsonl", ".ndjson", ".lock")


def recognises(head: Head) -> bool:
    """Say whether it is JSON of no other kind, or goes by the name of it.

    >>> recognises(Head("mine.json", b'[{"id": "a", "type": "book", "title": "Heat"}]')), recognises(Head("a.bib", b"@book{a}"))
    (True, False)
    """
    suffix = PurePath(head.name).suffix.lower()
    return suffix in _SUFFIXES or bool(head.item) or (not suffix and head.text.lstrip()[:1] in ("{", "["))


def read(stream: IO[bytes], place: Place) -> Iterator[Record]:
    """Yield its items; one that is in Crossref's shape is read as that."""
    for number, item in objects(stream, place):
        yield from record_of_item(number, item, place)


DUMP = Dump(name="csl-json", title="CSL-JSON", recognises=recognises, read=read, priority=80)
