"""A catalogue in parts, each in a folder of its own, asked as one: each part answers, and the best of all answers
count.

What belongs into which part is told by a record's key. Each part knows how rare a word is in it; that is put right by
how rare it is in all of them, so that scores can be compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from heapq import nlargest
from itertools import islice
from math import log
from operator import attrgetter
from pathlib import Path

from ..model import Identifier, Record
from . import terms
from .asked import Scored, rarest
from .store import Catalogue

_AT_ONCE = 100_000  # records


class Shards:
    """Open catalogues that are parts of one. They are asked as one is."""

    def __init__(self, parts: Sequence[Catalogue]) -> None:
        self._parts = tuple(parts)

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def lookup(self, identifier: Identifier) -> tuple[Record, ...]:
        """Return the records with this identifier; usually one or none."""
        return tuple(record for part in self._parts for record in part.lookup(identifier))

    def holds(self, origin: str) -> bool:
        """Say whether there is any record of an origin."""
        return any(part.holds(origin) for part in self._parts)

    def search(self, text: str, limit: int = 10, *, every_word: bool = False) -> list[Scored]:
        """Return the best records for the words of `text`, best first: the best of what each part answers."""
        counts = [part.frequencies(text) for part in self._parts]
        whole = sum(map(Counter, counts), Counter[str]())
        chosen = rarest(whole, len(self), every_word)
        hits: list[Scored] = []
        for part, count in zip(self._parts, counts, strict=True):
            of_all = {word: _rarity(whole[word], len(self)) for word in chosen if count[word]}
            hits += part.best({word: rare / _rarity(count[word], len(part)) for word, rare in of_all.items()}, limit)
        return nlargest(limit, hits, key=attrgetter("score"))


def divide(records: Iterable[Record], folders: Sequence[str | Path]) -> list[int]:
    """Put each record into one of the catalogues in `folders`, which are made, and return how many each holds.

    Raises CatalogueError as opening and adding do.
    """
    parts = [Catalogue.open(folder, create=True) for folder in folders]
    stream = iter(records)
    while some := list(islice(stream, _AT_ONCE)):
        groups: list[list[Record]] = [[] for _ in parts]
        for record in some:
            groups[_part_of(record, len(parts))].append(record)
        for part, group in zip(parts, groups, strict=True):
            part.add(group)
    return [len(part) for part in parts]


def _rarity(records: int, of: int) -> float:
    """What a word counts in BM25, as tantivy has it."""
    return log(1 + (max(of - records, 0) + 0.5) / (records + 0.5))


def _part_of(record: Record, parts: int) -> int:
    return int.from_bytes(blake2b(terms.key_of(record).encode(), digest_size=8).digest()) % parts
