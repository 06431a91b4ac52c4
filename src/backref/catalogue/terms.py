"""What a catalogue finds a record by: its identifiers, its key, the words that a citation of it may print, its
origin.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..fields import ids
from ..model import Identifier, Record
from .packing import pack
from .words import words

if TYPE_CHECKING:
    import tantivy

IDS, WORDS, ORIGIN, NUMBER, RECORD = "ids", "words", "origin", "number", "record"
FIELDS = frozenset((IDS, WORDS, ORIGIN, NUMBER, RECORD))
_PART = "\x1f"  # stands in no identifier and in no name of an origin


def schema() -> tantivy.Schema:
    """Return the fields of the index: terms as they are, words with how often they stand there, and the packed
    record.
    """
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field(IDS, stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(WORDS, stored=False, tokenizer_name="blanks", index_option="freq")
    builder.add_text_field(ORIGIN, stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(NUMBER, stored=False, indexed=False, fast=True)
    builder.add_bytes_field(RECORD, stored=True)
    return builder.build()


def document(record: Record, key: str, number: int) -> tantivy.Document:
    """Return what stands for a record in the index; by its `number` it is found where all are asked for, some at a
    time.
    """
    import tantivy

    made = tantivy.Document()
    for each in of(record, key):
        made.add_text(IDS, each)
    made.add_text(WORDS, words(record.reference))
    made.add_text(ORIGIN, sound(record.origin))
    if record.dated:
        made.add_text(ORIGIN, day_term(record.origin, record.dated))
    made.add_unsigned(NUMBER, number)
    made.add_bytes(RECORD, pack(record))
    return made


def of(record: Record, key: str = "") -> Iterator[str]:
    """Yield the terms that a record is found by: its key, and those of its identifiers."""
    key = key or key_of(record)
    yield key
    first, *further = record.identifiers() or (None,)
    if first:
        own = key.partition(_PART)[0]
        yield own if own.startswith(first.scheme) else term(first)
    yield from map(term, further)


def bears(record: Record, term: str) -> bool:
    """Whether a term is one that a record is found by. Most are the one identifier that the record is asked for by."""
    scheme, _, value = term.partition(":")
    return record.reference.__dict__.get(scheme) == value or term in of(record)


def term(identifier: Identifier) -> str:
    """Return the term of an identifier, however it is written.

    >>> term(Identifier("doi", "https://doi.org/10.1/ABC"))
    'doi:10.1/abc'
    """
    return sound(str(ids.normalise(identifier)))


def key_of(record: Record) -> str:
    """Return what tells a record from others of its origin: its first identifier, or all of it. A chapter's ISBN is its
    book's.
    """
    for identifier in record.identifiers():
        if identifier.scheme != "isbn" or record.reference.type == "book":
            return key_by(identifier, record.origin)
    said = record.reference.model_dump_json(exclude={"id"}, exclude_defaults=True)
    return f"{hashlib.blake2b(said.encode(), digest_size=12).hexdigest()}{_PART}{sound(record.origin)}"


def key_by(identifier: Identifier, origin: str) -> str:
    """Return the key of the record of an origin whose first identifier this is. Beside its term, so that it costs
    little.
    """
    return f"{term(identifier)}{_PART}{sound(origin)}"


def day_term(origin: str, dated: str) -> str:
    """Return the term of an origin's records of one day."""
    return f"{sound(origin)}{_PART}{sound(dated)}"


def days(origin: str, terms: list[str]) -> list[str]:
    """Return the days that those terms speak of."""
    before = sound(origin) + _PART
    return sorted(each.removeprefix(before) for each in terms if each.startswith(before))


def is_origin(said: str) -> bool:
    """Whether a term is that of an origin, not of a day."""
    return _PART not in said


def sound(text: str) -> str:
    """Return a text that can be a term: halves of surrogate pairs are question marks."""
    return (text if text.isascii() else text.encode("utf-8", "replace").decode()).replace(_PART, "")
