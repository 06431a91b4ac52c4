"""The shelf: a library's own books, by ISBN, 40 at a time. Its address is an example; nobody answers there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from backref.plugins import (
    Payload,
    Query,
    Rate,
    Record,
    Reference,
    Request,
    Service,
    Settings,
    SourceError,
    base,
    batches,
    dates,
    json_of,
    lookups,
    names,
)  # fmt: skip

NAME = "shelf"
BASE_URL = "https://library.example.org/api"


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return one request for every 40 ISBNs."""
    address = base(NAME, BASE_URL, settings) + "/books"
    return [
        Request(NAME, address, (("isbn", ",".join(isbns)),), queries=asked)
        for asked, isbns in batches(lookups(queries, "isbn"), 40)
    ]


def read(payload: Payload) -> list[Record]:
    """Return the books in an answer; an empty list is what says that there are none. Raises SourceError for what is no
    answer of the shelf's.

    >>> body = b'{"books": [{"isbn": "9780615452272", "title": "Spine", "authors": ["Roe, Rita"], "year": "2011"}]}'
    >>> read(Payload(source="shelf", url="", status=200, media_type="application/json", body=body))[0].reference.title
    'Spine'
    """
    if payload.status != 200:
        raise SourceError(NAME, f"HTTP {payload.status}")
    answer = json_of(payload)
    books = answer.get("books") if isinstance(answer, dict) else None
    if not isinstance(books, list) or not all(isinstance(book, dict) for book in books):
        raise SourceError(NAME, "answered with something else than books")
    return [
        Record(reference=_reference(book), source=NAME, url=payload.url, retrieved=payload.retrieved) for book in books
    ]


def _reference(book: dict[str, Any]) -> Reference:
    authors = book["authors"] if isinstance(book.get("authors"), list) else []
    return Reference(
        type="book",
        title=_text(book, "title"),
        author=tuple(names.from_inverted(text) for text in authors if isinstance(text, str)),
        publisher=_text(book, "publisher"),
        issued=dates.parse(_text(book, "year") or ""),
        isbn=_text(book, "isbn"),
    )


def _text(book: dict[str, Any], name: str) -> str | None:
    value = book.get(name)
    return value if isinstance(value, str) and value else None


SOURCE = Service(
    name=NAME,
    base_url=BASE_URL,
    schemes=("isbn",),
    rate=Rate(per_second=2),
    priority=5,  # our own books first
    requests_for=requests_for,
    read=read,
)
