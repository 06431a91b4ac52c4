"""Adding to an index: records in, each in the place of an earlier one with its key; what is gone taken out.

A key that was never there needs no taking out, and most were not. So a filter of a fixed size keeps in mind which were
added, and the index is asked for those that it held before: that costs less than to have each taken out in vain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..errors import CatalogueError
from ..model import Record, Reference
from . import terms
from .gone import Gone, Item

if TYPE_CHECKING:
    import tantivy

HEAP = 256 << 20  # bytes that wait for the disk
COMMIT_EVERY = 500_000  # records, so that a long run is not lost whole
_BITS = 1 << 29  # of the filter: of 10 million keys it takes 1 in 700 for one that it knows
Lookup = Callable[[str], Iterable[Record]]


def added(
    index: tantivy.Index, items: Iterable[Item | Reference], lookup: Lookup, origin: str = "", dated: str = ""
) -> Iterator[int]:
    """Yield how many items were taken whenever as many are safe on disk, at last how many there were.

    `lookup` gives the records that were there before under a term. `origin` and `dated` are for those that do not say
    theirs.
    """
    with index.writer(HEAP, 1) as writer:  # which waits for its threads at the end, and lets others in
        run = _Run(index, writer, lookup)
        count = 0
        for count, item in enumerate(items, 1):
            if isinstance(item, Gone):
                run.take_out(item)
            else:
                run.put(_placed(item, origin, dated), count)
            if count % COMMIT_EVERY == 0:
                writer.commit()
                yield count
        writer.commit()
    yield count


@contextmanager
def writing(path: str) -> Iterator[None]:
    """Turn what goes wrong in writing into a CatalogueError of the catalogue at `path`."""
    try:
        yield
    except (ValueError, OSError) as error:
        reason = "another process is writing to it" if "lock" in str(error).lower() else str(error)
        raise CatalogueError(path, reason) from error


class _Run:
    """One run of adding: the writer, and which keys were put in."""

    def __init__(self, index: tantivy.Index, writer: tantivy.IndexWriter, lookup: Lookup) -> None:
        self._schema = index.schema
        self._writer = writer
        self._lookup = lookup
        self._before = index.searcher() if index.searcher().num_docs else None
        self._seen = _Seen()

    def put(self, record: Record, number: int) -> None:
        key = terms.key_of(record)
        is_known = self._before is not None and self._before.doc_freq(terms.IDS, key) > 0
        if is_known and record.dated and any(held.dated > record.dated for held in self._lookup(key)):
            return
        if self._seen.added(key) or is_known:
            self._writer.delete_documents_by_term(terms.IDS, key)
        self._writer.add_document(terms.document(record, key, number))

    def take_out(self, gone: Gone) -> None:
        for identifier in gone.identifiers:
            self._writer.delete_documents_by_term(terms.IDS, terms.key_by(identifier, gone.origin))
            for record in self._lookup(terms.term(identifier)):
                if gone.origin in ("", record.origin) and not record.dated > gone.dated > "":
                    self._writer.delete_documents_by_term(terms.IDS, terms.key_of(record))


class _Seen:
    """A filter that knows every key that was added, and takes some others for known."""

    def __init__(self) -> None:
        self._bits = bytearray(_BITS >> 3)

    def added(self, key: str) -> bool:
        """Add a key, and say whether it may have been there before."""
        mixed = hash(key)
        one, two = mixed & (_BITS - 1), (mixed >> 32) & (_BITS - 1)
        bits = self._bits
        known = bits[one >> 3] >> (one & 7) & bits[two >> 3] >> (two & 7) & 1
        bits[one >> 3] |= 1 << (one & 7)
        bits[two >> 3] |= 1 << (two & 7)
        return bool(known)


def _placed(item: Record | Reference, origin: str, dated: str) -> Record:
    if not isinstance(item, Record):
        return Record(reference=item, source="catalogue", origin=origin, dated=dated)
    if (item.origin or not origin) and (item.dated or not dated):
        return item
    return item.model_copy(update={"origin": item.origin or origin, "dated": item.dated or dated})
