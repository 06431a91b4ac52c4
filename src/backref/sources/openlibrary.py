"""Open Library: books, by ISBN, 50 at a time.

Source: "Open Library Books API", https://openlibrary.org/dev/docs/api/books (read 2026-11).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import SourceError
from ..fields import dates, ids, titles
from ..fields.shapes import mapping, mappings, person, text, texts, title
from ..model import Identifier, Payload, Query, Record, Reference
from ._asking import base, batches, lookups
from ._reading import json_of, read_of
from ._requests import Rate, Request
from ._service import Service
from ._settings import Settings

NAME = "openlibrary"
BASE_URL = "https://openlibrary.org"

_BATCH = 50  # the address stays below 2 kB


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return one request for every 50 ISBNs; an ISBN of 10 digits is asked for by its 13."""
    address = base(NAME, BASE_URL, settings) + "/api/books"
    return [
        Request(
            NAME,
            address,
            (("bibkeys", ",".join(f"ISBN:{isbn}" for isbn in isbns)), ("format", "json"), ("jscmd", "data")),
            queries=asked,
        )
        for asked, isbns in batches(lookups(queries, "isbn"), _BATCH)
    ]


def read(payload: Payload) -> list[Record]:
    """Return the books in an answer; what is not there has no key in it. Raises SourceError for what is no answer.

    >>> body = b'{"ISBN:9780140328721": {"title": "Fantastic Mr. Fox", "publish_date": "October 1, 1988", "authors": [{"name": "Roald Dahl"}]}}'
    >>> book = read(Payload(source="openlibrary", url="", status=200, media_type="application/json", body=body))[0].reference
    >>> book.isbn, book.author[0].family, book.issued.year
    ('9780140328721', 'Dahl', 1988)
    """
    if payload.status != 200:  # it answers with lists, and an empty one is what says that there is none
        raise SourceError(NAME, f"HTTP {payload.status}")
    answer = json_of(payload)
    if not isinstance(answer, dict) or any(not key.startswith("ISBN:") for key in answer):
        raise SourceError(NAME, "answered with something else than books")
    found = [
        Record(reference=reference, source=NAME, url=payload.url, retrieved=payload.retrieved)
        for key, book in answer.items()
        if isinstance(book, Mapping) and (reference := _book(key.removeprefix("ISBN:"), book)) is not None
    ]
    return read_of(NAME, list(answer), found)


def _book(asked: str, book: Mapping[str, Any]) -> Reference | None:
    """One edition. It bears the ISBN that was asked for; it is also known by those of its other bindings."""
    name, subtitle = title(book.get("title")), title(book.get("subtitle"))
    if not name:
        return None
    if subtitle and titles.normalise(subtitle) not in titles.normalise(name):
        name = f"{name.rstrip(' :.')}: {subtitle}"
    isbn = ids.normalise(Identifier("isbn", asked)).value
    printed = text(book.get("publish_date"))
    issued = dates.parse(printed) if printed else None
    numbers = mapping(book.get("identifiers"))
    others = {
        ids.normalise(Identifier("isbn", value)).value
        for kind in ("isbn_13", "isbn_10")
        for value in texts(numbers.get(kind))
    } - {isbn}
    values: dict[str, Any] = {
        "title": name,
        "author": tuple(person(value) for value in _named(book.get("authors"))),
        "publisher": next(iter(_named(book.get("publishers"))), None),
        "publisher_place": next(iter(_named(book.get("publish_places"))), None),
        "issued": issued if issued and issued.year else None,
        "number_of_pages": text(book.get("number_of_pages")),
        "edition": text(book.get("edition_name")),
        "url": text(book.get("url")),
        "isbn": isbn,
    }
    also = tuple(Identifier("isbn", other) for other in sorted(others))
    return Reference(type="book", **{key: value for key, value in values.items() if value}, also=also)


def _named(value: Any) -> list[str]:
    return [name for item in mappings(value) if (name := title(item.get("name")))]


SOURCE = Service(
    name=NAME,
    base_url=BASE_URL,
    schemes=("isbn",),
    rate=Rate(per_second=1),
    rate_with={"mailto": Rate(per_second=3)},
    priority=45,
    witnesses={
        "isbn": "9780385472579"
    },  # "except: ... result = {}": its own code, openlibrary/plugins/books/dynlinks.py
    requests_for=requests_for,
    read=read,
)
