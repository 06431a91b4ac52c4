"""DBLP: computer science's papers, articles, books, with DOI or without, by their words.

Source: "How to use the dblp search API?", https://dblp.org/faq/ (read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import SourceError
from ..fields import ids, names
from ..fields.shapes import mapping, mappings, text, title, year_of
from ..model import CslType, Identifier, Name, Payload, Query, Record, Reference
from ._asking import base, lookups, words
from ._reading import json_of, read_of
from ._requests import Rate, Request
from ._searches import check_echo
from ._service import Service
from ._settings import Settings

NAME = "dblp"
BASE_URL = "https://dblp.org"

_ROWS = 5
_WORDS = 8  # DBLP answers with what has all words; of a longer text the title's are asked
_TYPES: dict[str, CslType] = {
    "Journal Articles": "article-journal", "Conference and Workshop Papers": "paper-conference", "Books and Theses": "book",
    "Parts in Books or Collections": "chapter", "Editorship": "book", "Data and Artifacts": "dataset", "Informal and Other Publications": "article",
}  # fmt: skip
_NUMBER = re.compile(r"\s\d{4}$")  # "Wei Wang 0001": the second of a name


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return one search for each DOI, and one for each text of which the title is known."""
    address = base(NAME, BASE_URL, settings) + "/search/publ/api"
    asked = [(query, f"doi:{doi}:") for query, doi in lookups(queries, "doi")]
    for query in queries:
        if query.identifier is None and (said := words(query, 2 * _WORDS, _WORDS)):
            asked.append((query, said))
    return [
        Request(NAME, address, (("q", said), ("format", "json"), ("h", str(_ROWS)), ("c", "0")), queries=(query,))
        for query, said in asked
    ]


def follow(request: Request, payload: Payload) -> None:
    """Ask nothing more. Raises SourceError for the answer to another search: it says which it answers, in its own
    words.
    """
    if payload.status == 200 and request.queries[0].identifier is None:
        check_echo(request, "q", mapping(mapping(json_of(payload)).get("result")).get("query"), least=0.5)


def read(payload: Payload) -> list[Record]:
    """Return the publications in an answer. Raises SourceError for what is none.

    >>> body = b'{"result": {"status": {"@code": "200"}, "hits": {"@total": "1", "hit": [{"info": {"title": "Heat.", "key": "conf/x/Roe20", "type": "Journal Articles"}}]}}}'
    >>> read(Payload(source="dblp", url="", status=200, media_type="application/json", body=body))[0].reference.title
    'Heat'
    """
    if payload.status != 200:
        raise SourceError(NAME, f"HTTP {payload.status}")
    answer = json_of(payload)
    result = mapping(mapping(answer).get("result"))
    hits, status = mapping(result.get("hits")), mapping(result.get("status"))
    if "@total" not in hits or text(status.get("@code", "200")) != "200":
        raise SourceError(NAME, "answered with something else than publications")
    rows = hits.get("hit", [])  # which is left out where there are none
    found = [
        Record(reference=reference, source=NAME, url=payload.url, retrieved=payload.retrieved)
        for hit in mappings(rows)
        if (reference := _publication(mapping(hit.get("info")))) is not None
    ]
    return read_of(NAME, rows, found, hits["@total"])


def _publication(info: Mapping[str, Any]) -> Reference | None:
    name = (title(info.get("title")) or "").removesuffix(".")
    if not name:
        return None
    doi = Identifier("doi", text(info.get("doi")) or "")
    kind = _TYPES.get(text(info.get("type")) or "", "document")
    venue = info.get("venue")
    volume, container = text(info.get("volume")), title(venue[0] if isinstance(venue, list) and venue else venue)
    arxiv = Identifier("arxiv", (volume or "").removeprefix("abs/") if container == "CoRR" else "")
    is_preprint = ids.is_valid(arxiv)
    key = text(info.get("key"))
    values: dict[str, Any] = {
        "type": "article" if is_preprint else kind,
        "title": name,
        "author": tuple(_people(info.get("authors"))),
        "container_title": None if is_preprint else container,
        "publisher": "arXiv" if is_preprint else title(info.get("publisher")),
        "volume": None if is_preprint else volume,
        "issue": text(info.get("number")),
        "page": text(info.get("pages")),
        "issued": year_of(info.get("year")),
        "doi": ids.normalise(doi).value if ids.is_valid(doi) else None,
        "arxiv": ids.normalise(arxiv).value if is_preprint else None,
        "url": text(info.get("ee")),
        "also": (Identifier("dblp", key),) if key else (),
    }
    return Reference(**{name: value for name, value in values.items() if value})


def _people(value: Any) -> list[Name]:
    listed = mapping(value).get("author")
    people = [title(person.get("text")) for person in mappings(listed if isinstance(listed, list) else [listed])]
    return [_person(_NUMBER.sub("", person)) for person in people if person]


def _person(printed: str) -> Name:
    found = names.parse(printed).names
    return found[0] if len(found) == 1 else Name(literal=printed)


SOURCE = Service(
    name=NAME,
    base_url=BASE_URL,
    schemes=("doi",),
    can_search=True,
    rate=Rate(per_second=1),  # "if you issue too many requests ... HTTP 429"; one a second has been borne
    priority=25,
    covers=("paper", "paper-without-doi"),
    is_default=False,
    requests_for=requests_for,
    read=read,
    follow=follow,
)
