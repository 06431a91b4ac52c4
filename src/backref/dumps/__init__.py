"""Dumps: files of millions of records, as those who keep them publish them -> Records, as a stream. The directory is
the registry.

A dump is a module with DUMP, a `Dump`, which tells its files by what is in them and reads one. `_units` finds the files
of a folder, an archive or a packed file; what goes wrong in one goes to `on_problem`, and what stands before it is
kept. Others can add dumps through the entry-point group `backref.dumps`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..catalogue import Item
from ..errors import UnreadableInput
from ..model import Problem, Record
from ..registry import Group
from ._files import DumpFile
from ._kinds import CUT_OFF, Dump, Head, OnProblem, Place
from ._packed import faults, foreign, whole
from ._units import units

__all__ = [
    "CUT_OFF",
    "DUMPS",
    "Dump",
    "DumpFile",
    "Head",
    "OnProblem",
    "Place",
    "items",
    "recognised",
    "stream",
    "units",
]

DUMPS = Group("dump", __name__, "DUMP", Dump)


def stream(path: str | Path, *, on_problem: OnProblem) -> Iterator[Item]:
    """Yield the records of a file, an archive or a folder, and what is Gone by it, each with its origin and its date.

    What is broken is told to `on_problem`, with its place; a file that ends too early has the code "cut-off". Raises
    UnreadableInput for what is not there, or of no kind that is known.

    >>> import json, tempfile
    >>> path = Path(tempfile.mkdtemp()) / "dump.jsonl"
    >>> _ = path.write_text(json.dumps({"DOI": "10.5555/1", "title": ["Heat"], "type": "journal-article", "indexed": {"date-time": "2026-01-02T00:00:00Z"}}))
    >>> [(record.reference.title, record.origin, record.dated) for record in stream(path, on_problem=print)]
    [('Heat', 'crossref', '2026-01-02')]
    """
    found = 0
    for unit in units(path, on_problem):
        found += 1
        try:
            yield from items(unit, on_problem)
        except UnreadableInput as error:
            if unit.name == str(path):
                raise
            on_problem(Problem(code="unread", stage="load", message=str(error), place=unit.name))
    if not found:
        raise UnreadableInput(str(path), "there is no file in it")


def items(unit: DumpFile, on_problem: OnProblem) -> Iterator[Item]:
    """Yield what one file holds. Raises UnreadableInput where that is of no kind that is known."""
    place = Place(unit.name, on_problem)
    try:
        with unit.opened() as packed:
            head = packed.head()
            if not head.start.strip():
                whole(packed.stream, unit.name)  # it may be a bomb
                return
            kind = recognised(head)
            if kind is None:
                raise UnreadableInput(unit.name, _why_not(head))
            for item in kind.read(packed.stream, place):
                yield _from(item, kind.origin)
    except faults() as error:
        detail = getattr(error, "strerror", None) or str(error) or type(error).__name__
        place.say(CUT_OFF, f"it cannot be read to its end: {detail}")


def recognised(head: Head) -> Dump | None:
    """Return the kind of dump that a file begins like, or None."""
    for group in (DUMPS.own, DUMPS.others):
        for kind in sorted(group(), key=lambda each: each.priority):
            if kind.recognises(head):
                return kind
    return None


def _from(item: Item, origin: str) -> Item:
    if not isinstance(item, Record) or item.origin or not origin:
        return item
    return item.model_copy(update={"origin": origin, "source": "catalogue"})


def _why_not(head: Head) -> str:
    if packed := foreign(head.start):
        return f"packed with {packed}, which is not unpacked here; unpack it first"
    return "a kind of file that a catalogue cannot be built from"
