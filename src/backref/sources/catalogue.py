"""The catalogue as a source: it answers first, without a network, for everything that was ever added to it."""

from __future__ import annotations

from collections.abc import Sequence

from ..catalogue import Catalogue, Shards
from ..errors import CatalogueError
from ..fields import ids, names, pages, titles
from ..model import LOCAL_SOURCES, Answer, Outcome, Query, Record, Reference

NOTICES = "retraction-watch"  # the origin whose records are of notices, and describe no work
FAINT = 0.5  # of the best hit's score; 3 in 1,000 of the right records stand below it
# records that one search brings, and a third of it those by parts; the right one is among the first 20 for 99.9 % of
# real strings
LIMIT = 12


class CatalogueSource:
    """A Source over an open catalogue. Its silence says only that nobody added the work.

    Under another `name` it is taken at its word, as a source that knows all the works there are: then its silence is
    "not-found".
    """

    schemes = ("doi", "pmid", "pmcid", "arxiv", "isbn")
    can_search = True
    completes: tuple[str, ...] = ()

    def __init__(self, catalogue: Catalogue | Shards, name: str = "catalogue") -> None:
        self._catalogue = catalogue
        self.name = name
        self._holds_notices: bool | None = None
        self.knows_all: tuple[str, ...] = () if name in LOCAL_SOURCES else ("doi", "pmid", "pmcid", "arxiv")

    def ask(self, queries: list[Query]) -> list[Answer]:
        """Return one answer for each query."""
        return [self._answer(query) for query in queries]

    def _answer(self, query: Query) -> Answer:
        try:
            records = self._records(query)
        except CatalogueError as error:
            return Answer(source=self.name, outcome=Outcome.FAILED, detail=str(error))
        return Answer(source=self.name, outcome=Outcome.ANSWERED, records=records)

    def _records(self, query: Query) -> tuple[Record, ...]:
        if query.identifier is not None:
            return self._catalogue.lookup(query.identifier)
        said = f" {titles.normalise(query.text)} "
        found = self._search(query.text, LIMIT, said)
        if query.reference is not None and not any(_is_named(record, said) for record in found):
            for part in (query.reference.title or "", _beside_title(query.reference)):
                found += self._search(part, LIMIT // 3, said)
        return (*found, *self._notices(found))

    def _notices(self, found: Sequence[Record]) -> list[Record]:
        """What dumps of notices say of works that were found by their words: records without a description."""
        if not found or not self._has_notices():
            return []
        told: list[Record] = []
        for identifier in dict.fromkeys(ids.normalise(one) for record in found for one in record.identifiers()):
            if identifier.scheme in ("doi", "pmid"):
                told += [one for one in self._catalogue.lookup(identifier) if one.origin == NOTICES and one not in told]
        return told

    def _has_notices(self) -> bool:
        if self._holds_notices is None:
            self._holds_notices = self._catalogue.holds(NOTICES)
        return self._holds_notices

    def _search(self, text: str, limit: int, said: str) -> list[Record]:
        hits = self._catalogue.search(text, limit)
        words = frozenset(said.split())
        return [hit.record for hit in hits if hit.score >= FAINT * hits[0].score and _may_be_meant(hit.record, words)]


def _may_be_meant(record: Record, words: frozenset[str]) -> bool:
    """Whether the text holds an author's name, the first page or a third of the title: rare words bring much
    besides.
    """
    title = titles.words(record.reference.title or "")
    people = (word for name in record.reference.author[:20] for word in titles.words(names.family(name)))
    first = pages.parse(record.reference.page or "").first.casefold()
    return first in words or not words.isdisjoint(people) or 3 * sum(word in words for word in title) >= len(title)


def _is_named(record: Record, said: str) -> bool:
    """Whether both the title and the first author of a record stand in the text."""
    reference = record.reference
    title = titles.normalise(reference.title or "")
    return bool(title) and f" {title} " in said and any(f" {word} " in said for word in _first_author(reference))


def _first_author(reference: Reference) -> tuple[str, ...]:
    return titles.words(names.family(reference.author[0])) if reference.author else ()


def _beside_title(reference: Reference) -> str:
    """What a citation prints beside its title: people, container, year, numbers. Finds the work whose title is
    wrong.
    """
    people = [names.family(name) for name in reference.author[:6]]
    year = str(reference.issued.year) if reference.issued and reference.issued.year else ""
    first = pages.parse(reference.page or "").first
    return " ".join(
        [*people, reference.container_title or "", year, reference.volume or "", reference.issue or "", first]
    )
