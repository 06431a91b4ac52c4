"""What is in a catalogue, and its upkeep: how much of each origin, made anew without what was replaced, an origin taken
out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from ..errors import CatalogueError
from ..model import Record
from . import engine, marks, place, terms
from .adding import added, writer_of
from .place import IndexPlace

if TYPE_CHECKING:
    import tantivy

_LEAST_HEAP = 15 << 20  # that tantivy takes


class Origin(NamedTuple):
    """How many records an origin has ("" for a user's own files), and the first and last day that they say they are
    of.
    """

    name: str
    records: int
    first: str = ""
    last: str = ""


class Info(NamedTuple):
    """What a catalogue holds: its records, by origin, and its bytes on disk."""

    path: str
    records: int
    size: int
    origins: tuple[Origin, ...]


def origins_of(searcher: tantivy.Searcher) -> tuple[Origin, ...]:
    """Return what each origin has, by name."""
    import tantivy

    found: list[tuple[str, int]] = searcher.terms_with_prefix(terms.ORIGIN, "", filter_query=tantivy.Query.all_query())
    days = [term for term, count in found if count and not terms.is_origin(term)]
    return tuple(
        Origin(name, count, *(said[0], said[-1]) if (said := terms.days(name, days)) else ())
        for name, count in sorted(found)
        if count and terms.is_origin(name)
    )


def size_of(at: IndexPlace) -> int:
    """Return the bytes of an index on disk."""
    return sum(path.stat().st_size for path in at.index.iterdir() if path.is_file())


def made_anew(at: IndexPlace, index: tantivy.Index, records: Iterable[Record]) -> IndexPlace:
    """Return the place of an index that holds `records` and nothing besides, in the stead of the one at `at`.

    Nobody adds meanwhile, and who reads the old one may go on. Killed before the last step, the old one counts.
    """
    with index.writer(_LEAST_HEAP, 1) as lock:
        place.cleared(at)
        fresh = IndexPlace(at.folder, at.number + 1)
        fresh.index.mkdir()
        try:
            for _ in added(engine.opened(fresh), records, lambda term: (), lambda: None):
                pass
            marks.write(fresh.folder, fresh.number)
        except (CatalogueError, OSError, ValueError):
            place.cleared(at)  # a disk that is full has room again
            raise
        lock.rollback()
    place.cleared(fresh)
    return fresh


def dropped(index: tantivy.Index, at: IndexPlace | None, origin: str) -> None:
    """Take out all records of an origin of the index at a place, or in memory."""
    with writer_of(index, at, _LEAST_HEAP) as writer:
        writer.delete_documents_by_term(terms.ORIGIN, terms.sound(origin))
        writer.commit()
