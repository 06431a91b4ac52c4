"""An open catalogue: add records, look one up by identifier, search by the words of a citation.

Asking with the few rarest words finds as much as asking with all, in a hundredth of the time; the full query is the second try.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import CatalogueError
from ..fields import titles
from ..model import Identifier, Record, Reference
from . import engine, footers, place, terms
from .adding import added, writing
from .gone import Gone, Item

if TYPE_CHECKING:
    import tantivy

RAREST = 8  # words of the first query
_MOST_WORDS = 60  # of one query


class Scored(NamedTuple):
    """A record and its BM25 score for the words asked; scores of one search can be compared, no others."""

    record: Record
    score: float


class Catalogue:
    """An open catalogue; `Catalogue.open(path)` for a directory, `Catalogue.of(records)` for one in memory."""

    def __init__(self, index: tantivy.Index, path: str, at: place.Place | None = None) -> None:
        self.path = path
        self._at = at
        self._index = index
        self._renew()

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Catalogue:
        """Open the catalogue in a directory. Raises CatalogueError if it is none, or of another version.

        One whose making was cut off before it had its mark, or in the middle of that, gets it now.
        """
        try:
            at = place.found(Path(path), create=create)
            index = engine.opened(at)
            return cls(index, str(path), place.mended(at))
        except (OSError, ValueError, AttributeError, TypeError, KeyError, RecursionError) as error:
            raise CatalogueError(str(path), f"cannot be opened: {error}") from error

    @classmethod
    def of(cls, records: Iterable[Item | Reference]) -> Catalogue:
        """Return a catalogue in memory that holds `records`."""
        catalogue = cls(engine.in_memory(), "memory")
        catalogue.add(records)
        return catalogue

    @property
    def is_in_memory(self) -> bool:
        """Whether no folder holds it."""
        return self._at is None

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def add(self, items: Iterable[Item | Reference], *, origin: str | None = None, dated: str | None = None) -> int:
        """Add records, each in place of an earlier one of its origin with the same first identifier; return how many were given.

        One that is older than what is there does not replace it. What is Gone is taken out. `origin` and `dated` are for
        those that do not say theirs. Raises CatalogueError if another process is writing, or the disk is full.
        """
        with writing(self.path):
            self._catch_up()
            *_, count = added(self._index, items, self._records_of, origin or "", dated or "")
        self._renew()
        return count

    def remove(self, identifiers: Iterable[Identifier], *, origin: str = "") -> None:
        """Take out the records that bear any of these identifiers: those of one origin, or of all. Raises CatalogueError."""
        self.add([Gone(tuple(identifiers), origin)])

    def lookup(self, identifier: Identifier) -> tuple[Record, ...]:
        """Return the records with this identifier; usually one or none."""
        return self._records_of(terms.term(identifier))

    def search(self, text: str, limit: int = 10, *, every_word: bool = False) -> list[Scored]:
        """Return the best records for the words of `text`, best first: by its rarest words, or by all of them."""
        weighed = []
        for word in dict.fromkeys(titles.words(text)[: 4 * _MOST_WORDS]):
            frequency = int(self._searcher.doc_freq(terms.WORDS, word))
            if frequency:
                weighed.append((frequency, word))
        weighed.sort()
        chosen = weighed[: _MOST_WORDS if every_word else RAREST]
        if not chosen:
            return []
        import tantivy

        clauses = [(tantivy.Occur.Should, self._query(terms.WORDS, word)) for _, word in chosen]
        return list(self._run(tantivy.Query.boolean_query(clauses), limit))

    def records(self) -> Iterator[Record]:
        """Yield every record, as it was when this catalogue was opened or last added to."""
        return engine.all_records(self._index.schema, self._searcher)

    def damaged(self) -> list[str]:
        """Return the names of the files whose bytes are not those that were written; all of them are read for it."""
        return [] if self._at is None else footers.damaged(self._at.index)

    def _records_of(self, term: str) -> tuple[Record, ...]:
        return tuple(hit.record for hit in self._run(self._query(terms.IDS, term), 5))

    def _query(self, field: str, term: str) -> tantivy.Query:
        import tantivy

        return tantivy.Query.term_query(self._index.schema, field, term)

    def _run(self, query: tantivy.Query, limit: int) -> Iterator[Scored]:
        for score, address in self._searcher.search(query, limit, count=False).hits:
            yield Scored(engine.record_at(self._searcher, address), float(score))

    def _catch_up(self) -> None:
        """Turn to the index that counts, where the catalogue was made anew since it was opened."""
        if self._at is not None and (at := place.found(self._at.folder, create=True)) != self._at:
            self._index, self._at = engine.opened(at), at
            self._renew()

    def _renew(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()
