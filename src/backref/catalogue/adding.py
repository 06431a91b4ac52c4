"""Adding to an index: records in, each in the place of an earlier one with its key; what is gone taken out.

A key that was never there needs no taking out, and most were not. So a filter of a fixed size keeps in mind which were
added, and an index that was not empty is asked for those that it held before: that costs less than to have each taken
out in vain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..model import Record, Reference
from . import terms
from .gone import Gone, Item
from .place import IndexPlace, swept
from .seen import Seen

if TYPE_CHECKING:
    import tantivy

HEAP = 256 << 20  # bytes that wait for the disk
COMMIT_EVERY = 500_000  # records, so that a long run is not lost whole
_MOST_LATE = 20_000  # records that wait for those with their keys
Lookup = Callable[[str], Iterable[Record]]


def added(
    index: tantivy.Index, items: Iterable[Item | Reference], lookup: Lookup, renew: Callable[[], object], origin: str = "",
    dated: str = "", at: IndexPlace | None = None,
) -> Iterator[int]:  # fmt: skip
    """Yield how many items were taken whenever as many are safe on disk, at last how many there were.

    `lookup` gives the records under a term, those that are safe since `renew` was called among them. `origin` and
    `dated` are for those that do not say theirs. `at` is where the index is, unless it is in memory.
    """
    with writer_of(index, at, HEAP) as writer:
        run = _Adding(index, writer, lookup, renew)
        count = 0
        for count, item in enumerate(items, 1):
            if isinstance(item, Gone):
                run.take_out(item)
            else:
                run.put(_placed(item, origin, dated), count)
            if count % COMMIT_EVERY == 0:
                run.settle()
                yield count
        run.settle()
    yield count


@contextmanager
def writer_of(index: tantivy.Index, at: IndexPlace | None, heap: int) -> Iterator[tantivy.IndexWriter]:
    """Hold the one writer of an index, which waits for its threads at the end, and lets others in."""
    with index.writer(heap, 1) as writer:
        if at is not None:
            swept(at)
        yield writer


class _Adding:
    """One run of adding: the writer, which keys were put in, and what has to wait until those are found."""

    def __init__(
        self, index: tantivy.Index, writer: tantivy.IndexWriter, lookup: Lookup, renew: Callable[[], object]
    ) -> None:
        self._index, self._writer, self._lookup, self._renew = index, writer, lookup, renew
        self._before = index.searcher()
        self._was_empty = not self._before.num_docs  # so that what was not seen is not there
        self._seen = Seen()
        self._late: dict[str, tuple[Record, int]] = {}  # dated ones whose key may have been put in by this run
        self._is_behind = False  # what was put is not found yet

    def put(self, record: Record, number: int) -> None:
        """Add a record, unless a newer one has its key."""
        key = terms.key_of(record)
        may_be_seen = self._seen.added(key)
        if may_be_seen and record.dated:
            if key not in self._late or self._late[key][0].dated <= record.dated:
                self._late[key] = record, number
            if len(self._late) >= _MOST_LATE:
                self.settle()
            return
        self._late.pop(key, None)
        self._place(record, key, number, may_be_seen)

    def take_out(self, gone: Gone) -> None:
        """Take out what is gone."""
        if self._is_behind or self._late:
            self.settle()
        for identifier in gone.identifiers:
            self._writer.delete_documents_by_term(terms.IDS, terms.key_by(identifier, gone.origin))
            for record in self._lookup(terms.term(identifier)):
                if gone.origin in ("", record.origin) and not record.dated > gone.dated > "":
                    self._writer.delete_documents_by_term(terms.IDS, terms.key_of(record))

    def settle(self) -> None:
        """Have all that was put be safe on disk, and be found."""
        self._commit()
        if self._late:
            late, self._late = self._late, {}
            for key, (record, number) in late.items():
                self._place(record, key, number, False, is_late=True)
            self._commit()

    def _place(self, record: Record, key: str, number: int, may_be_there: bool, *, is_late: bool = False) -> None:
        is_known = (is_late or not self._was_empty) and self._before.doc_freq(terms.IDS, key) > 0
        if is_known and record.dated and any(held.dated > record.dated for held in self._lookup(key)):
            return
        if may_be_there or is_known:
            self._writer.delete_documents_by_term(terms.IDS, key)
        self._writer.add_document(terms.document(record, key, number))
        self._is_behind = True

    def _commit(self) -> None:
        self._writer.commit()
        self._index.reload()
        self._renew()
        self._before = self._index.searcher()
        self._is_behind = False


def _placed(item: Record | Reference, origin: str, dated: str) -> Record:
    if not isinstance(item, Record):
        return Record(reference=item, source="catalogue", origin=origin, dated=dated)
    if (item.origin or not origin) and (item.dated or not dated):
        return item
    return item.model_copy(update={"origin": item.origin or origin, "dated": item.dated or dated})
