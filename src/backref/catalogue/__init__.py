"""The catalogue: the local index of Records. Add references, look one up by identifier, search by the words of a citation.

One tantivy index; each document holds a record as JSON, its identifiers, and its words folded as `fields.titles` folds
them. Asking with the few rarest words finds as much as asking with all, in a hundredth of the time; the full query is
the second try.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import files
from ..errors import CatalogueError, UnwritableOutput
from ..fields import ids, names, pages, titles
from ..model import Identifier, Record, Reference
from .gone import Gone, Item

if TYPE_CHECKING:
    import tantivy

VERSION = 2
RAREST = 8  # words of the first query
_MARK = "backref-catalogue.json"
_META = "meta.json"  # tantivy's own
_PART = re.compile(
    r"backref-catalogue\.json|meta\.json|\.managed\.json|\.tantivy-[\w-]+\.lock|[0-9a-f]{32}\..+|\.tmp\w+|\..+\.backref~"
)
_ADVICE = "make it with `backref catalogue add`"
_HEAP = 64 << 20
_COMMIT_EVERY = 200_000  # documents, so that a long run is not lost whole
_MOST_WORDS = 60  # of one query


class Scored(NamedTuple):
    """A record and its BM25 score for the words asked; scores of one search can be compared, no others."""

    record: Record
    score: float


def default_path() -> Path:
    """Return where the catalogue is if none is named: BACKREF_CATALOGUE, else the user's data directory."""
    if given := os.environ.get("BACKREF_CATALOGUE"):
        return Path(given)
    from platformdirs import user_data_path

    return user_data_path("backref") / "catalogue"


class Catalogue:
    """An open catalogue; `Catalogue.open(path)` for a directory, `Catalogue.of(records)` for one in memory."""

    def __init__(self, index: tantivy.Index, path: str) -> None:
        self.path = path
        self._index = index
        self._index.reload()
        self._searcher = index.searcher()

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Catalogue:
        """Open the catalogue in a directory. Raises CatalogueError if it is none, or of another version.

        One whose making was cut off before it had its mark, or in the middle of that, gets it now.
        """
        import tantivy

        folder = Path(path)
        try:
            version = _version(folder / _MARK)
            if version is None and not _is_begun(folder):
                if not create:
                    raise CatalogueError(str(path), f"there is none here; {_ADVICE}")
                if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                    raise CatalogueError(str(path), "this is something else, not a catalogue")
            elif version not in (None, VERSION):
                raise CatalogueError(str(path), f"made by another version ({version}); build it anew")
            if (folder / _META).exists():
                index = tantivy.Index.open(str(folder))
            elif create:
                folder.mkdir(parents=True, exist_ok=True)
                index = tantivy.Index(_schema(), str(folder))
            else:
                raise CatalogueError(str(path), f"its making was cut off; {_ADVICE}")
            if version is None:
                with suppress(UnwritableOutput):  # it can be read all the same
                    files.write({folder / _MARK: _marked().encode()})
            return cls(_registered(index), str(path))
        except (OSError, ValueError, AttributeError, RecursionError) as error:
            raise CatalogueError(str(path), f"cannot be opened: {error}") from error

    @classmethod
    def of(cls, records: Iterable[Record | Reference]) -> Catalogue:
        """Return a catalogue in memory that holds `records`."""
        import tantivy

        catalogue = cls(_registered(tantivy.Index(_schema())), "memory")
        catalogue.add(records)
        return catalogue

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def add(self, items: Iterable[Item | Reference], *, origin: str | None = None, dated: str | None = None) -> int:
        """Add records, each in place of an earlier one of its origin with the same first identifier; return how many were given.

        One that is older than what is there does not replace it. What is Gone is taken out. `origin` and `dated` are for
        those that do not say theirs. Raises CatalogueError if another process is writing, or the disk is full.
        """
        import tantivy

        count = 0
        try:
            writer = self._index.writer(_HEAP, 1)
            for item in items:
                count += 1
                if isinstance(item, Gone):
                    for key in self._keys_of(item):
                        writer.delete_documents_by_term("key", key)
                    continue
                record = _placed(item, origin or "", dated or "")
                key = _key(record)
                if record.dated and self._is_newer(key, record.dated):
                    continue
                writer.delete_documents_by_term("key", key)
                document = tantivy.Document()
                document.add_text("key", key)
                for identifier in record.identifiers():
                    document.add_text("ids", str(ids.normalise(identifier)))
                document.add_text("words", " ".join(_words(record.reference)))
                document.add_text("record", record.model_dump_json(by_alias=True, exclude_defaults=True))
                writer.add_document(document)
                if count % _COMMIT_EVERY == 0:
                    writer.commit()
            writer.commit()
            writer.wait_merging_threads()
        except (ValueError, OSError) as error:
            reason = "another process is writing to it" if "lock" in str(error).lower() else str(error)
            raise CatalogueError(self.path, reason) from error
        self._index.reload()
        self._searcher = self._index.searcher()
        return count

    def remove(self, identifiers: Iterable[Identifier], *, origin: str = "") -> None:
        """Take out the records that bear any of these identifiers: those of one origin, or of all. Raises CatalogueError."""
        self.add([Gone(tuple(identifiers), origin)])

    def lookup(self, identifier: Identifier) -> tuple[Record, ...]:
        """Return the records with this identifier; usually one or none."""
        import tantivy

        query = tantivy.Query.term_query(self._index.schema, "ids", str(ids.normalise(identifier)))
        return tuple(hit.record for hit in self._run(query, 5))

    def search(self, text: str, limit: int = 10, *, every_word: bool = False) -> list[Scored]:
        """Return the best records for the words of `text`, best first: by its rarest words, or by all of them."""
        import tantivy

        weighed = []
        for word in dict.fromkeys(titles.words(text)[: 4 * _MOST_WORDS]):
            frequency = int(self._searcher.doc_freq("words", word))
            if frequency:
                weighed.append((frequency, word))
        weighed.sort()
        chosen = weighed[: _MOST_WORDS if every_word else RAREST]
        if not chosen:
            return []
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._index.schema, "words", word)) for _, word in chosen
        ]
        return list(self._run(tantivy.Query.boolean_query(clauses), limit))

    def _keys_of(self, gone: Gone) -> Iterator[str]:
        """The keys of the records that are gone: those that are there, and those that were added just now."""
        for identifier in gone.identifiers:
            yield _key_of(str(ids.normalise(identifier)), gone.origin)
            for record in self.lookup(identifier):
                if gone.origin in ("", record.origin) and not record.dated > gone.dated > "":
                    yield _key(record)

    def _is_newer(self, key: str, dated: str) -> bool:
        """Whether what is there under a key is newer than a day."""
        import tantivy

        found = self._run(tantivy.Query.term_query(self._index.schema, "key", key), 1)
        return any(hit.record.dated > dated for hit in found)

    def _run(self, query: tantivy.Query, limit: int) -> Iterator[Scored]:
        for score, address in self._searcher.search(query, limit).hits:
            stored: Any = self._searcher.doc(address).get_first("record")
            yield Scored(_record(stored), float(score))


def _version(mark: Path) -> object:
    """The version in a mark; None where there is none, or where only its beginning was written. Raises ValueError."""
    try:
        text = mark.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return None if _marked().startswith(text) and text != _marked() else json.loads(text).get("version")


def _marked() -> str:
    return json.dumps({"version": VERSION})


def _is_begun(folder: Path) -> bool:
    """Whether a folder holds what a catalogue is made of and nothing else, and an index, if there is one, with our fields."""
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    if not any(name != _MARK for name in names) or not all(map(_PART.fullmatch, names)):
        return names == [_MARK]
    if _META not in names:
        return True
    described = json.loads((folder / _META).read_text(encoding="utf-8"))
    return {field["name"] for field in described["schema"]} == {"key", "ids", "words", "record"}


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("ids", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", stored=False, tokenizer_name="blanks", index_option="freq")
    builder.add_text_field("record", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _registered(index: tantivy.Index) -> tantivy.Index:
    import tantivy

    index.register_tokenizer("blanks", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def _record(stored: str) -> Record:
    return Record.model_validate_json(stored)


def _placed(item: Record | Reference, origin: str, dated: str) -> Record:
    record = item if isinstance(item, Record) else Record(reference=item, source="catalogue")
    return record.model_copy(update={"origin": record.origin or origin, "dated": record.dated or dated})


def _key(record: Record) -> str:
    for identifier in record.identifiers():
        if identifier.scheme != "isbn" or record.reference.type == "book":
            return _key_of(str(ids.normalise(identifier)), record.origin)
    return hashlib.sha256(record.reference.model_dump_json(exclude={"id"}).encode()).hexdigest()


def _key_of(identifier: str, origin: str) -> str:
    return f"{identifier} {origin}".rstrip()


def _words(reference: Reference) -> Iterator[str]:
    """The words that a citation of the work may print, folded."""
    for text in (
        reference.title,
        reference.container_title,
        reference.container_title_short,
        reference.collection_title,
    ):
        if text:
            yield from titles.words(text)
    for name in (*reference.author, *reference.editor):
        yield from titles.words(names.family(name))
    if reference.issued and reference.issued.year:
        yield str(reference.issued.year)
    for number in (reference.volume, reference.issue, pages.parse(reference.page or "").first):
        if number:
            yield from titles.words(number)
