"""Asking an index of records: one by identifier, some by the words of a citation, all of them.

Asking with the few rarest words finds as much as asking with all, in a hundredth of the time; the full query is the
second try.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from ..fields import titles
from ..model import Identifier, Record
from . import engine, terms

if TYPE_CHECKING:
    import tantivy

RAREST = 8  # words of the first query
READ = 50_000  # records that its words stand in, together, beyond which it has no more than it needs
_BITS = 20.0  # by which it tells a record from all others, beyond the bits that number them: slips cost some
_MOST_WORDS = 60  # of one query
_MOST_NAMED = 12  # records of one identifier: one of each origin


class Scored(NamedTuple):
    """A record and its BM25 score for the words asked; scores of one search can be compared, no others."""

    record: Record
    score: float


def rarest(frequencies: Mapping[str, int], of: int, every_word: bool = False) -> list[str]:
    """Return the words to search for, the rarest first, of those that any of so many records holds; of a large
    catalogue no common ones behind those that tell a work from all others.

    >>> rarest({"pain": 90, "heat": 7, "zzz": 0}, 100)
    ['heat', 'pain']
    >>> rarest({"made": 900, "heat": 7, "metals": 70, "the": 5_000_000}, 10_000_000)
    ['heat', 'metals', 'made']
    """
    held = sorted((count, word) for word, count in frequencies.items() if count)
    if every_word:
        return [word for _, word in held[:_MOST_WORDS]]
    chosen, to_read, bits = [], 0, -_BITS
    for count, word in held[:RAREST]:
        to_read += count
        if to_read > READ and bits > log2(of):
            break
        chosen.append(word)
        bits += log2(max(of, count) / count)
    return chosen


class Opened:
    """An index as it was when it was opened or last added to. What asks it raises CatalogueError where it is
    damaged.
    """

    def __init__(self, index: tantivy.Index, path: str) -> None:
        self._index = index
        self.path = path
        with engine.Amiss(path):
            self._searcher = index.searcher()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def lookup(self, identifier: Identifier) -> tuple[Record, ...]:
        """Return the records with this identifier; usually one or none."""
        return self._records_of(terms.term(identifier))

    def search(self, text: str, limit: int = 10, *, every_word: bool = False) -> list[Scored]:
        """Return the best records for the words of `text`, best first: by its rarest words, or by all of them."""
        return self.best(dict.fromkeys(rarest(self.frequencies(text), len(self), every_word), 1.0), limit)

    def frequencies(self, text: str) -> dict[str, int]:
        """Return the words of a text, and how many records hold each."""
        words = dict.fromkeys(titles.words(text)[: 4 * _MOST_WORDS])
        with engine.Amiss(self.path):
            return {word: int(self._searcher.doc_freq(terms.WORDS, word)) for word in words}

    def best(self, weights: Mapping[str, float], limit: int) -> list[Scored]:
        """Return the best records for some words, best first; what each counts is multiplied by its weight."""
        if not weights or limit < 1:
            return []
        import tantivy

        clauses = []
        for word, weight in weights.items():
            query = self._query(terms.WORDS, word)
            clauses.append((tantivy.Occur.Should, query if weight == 1 else tantivy.Query.boost_query(query, weight)))
        return list(self._run(tantivy.Query.boolean_query(clauses), limit))

    def records(self) -> Iterator[Record]:
        """Yield every record, as it was when this catalogue was opened or last added to."""
        with engine.Amiss(self.path):
            yield from engine.all_records(self._index.schema, self._searcher)

    def holds(self, origin: str) -> bool:
        """Say whether there is any record of an origin."""
        with engine.Amiss(self.path):
            hits = self._searcher.search(self._query(terms.ORIGIN, terms.sound(origin)), 1, count=False).hits
        return bool(hits)  # a term's frequency counts what was taken out, too

    def _records_of(self, term: str) -> tuple[Record, ...]:
        """Return the records under a term. Others stand there where the index is damaged."""
        searcher = self._searcher
        with engine.Amiss(self.path):
            hits = searcher.search(self._query(terms.IDS, term), _MOST_NAMED, count=False).hits
            found = [engine.record_at(searcher, address) for _, address in hits]
        return tuple(record for record in found if terms.bears(record, term))

    def _query(self, field: str, term: str) -> tantivy.Query:
        import tantivy

        return tantivy.Query.term_query(self._index.schema, field, term)

    def _run(self, query: tantivy.Query, limit: int) -> Iterator[Scored]:
        with engine.Amiss(self.path):
            for score, address in self._searcher.search(query, limit, count=False).hits:
                yield Scored(engine.record_at(self._searcher, address), float(score))

    def _renew(self) -> None:
        with engine.Amiss(self.path):
            self._index.reload()
            self._searcher = self._index.searcher()
