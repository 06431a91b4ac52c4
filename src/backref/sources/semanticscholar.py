"""Semantic Scholar: papers of all fields, those of machine learning that have no DOI too. Asked only by name: without a
key all share one limit.

Source: "Academic Graph API", https://api.semanticscholar.org/api-docs/ (read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from ..errors import SourceError
from ..fields import ids
from ..fields.shapes import mapping, mappings, person, text, texts, title, year_of
from ..model import CslType, Identifier, Payload, Query, Record, Reference
from ._asking import base, lookups, words
from ._reading import json_of, read_of
from ._requests import Rate, Request
from ._service import Service
from ._settings import Settings

NAME = "semanticscholar"
BASE_URL = "https://api.semanticscholar.org/graph/v1"

_ROWS = 5
_WORDS = 30
_FIELDS = ("fields", "title,authors,venue,year,externalIds,publicationTypes,journal")
_NO_SUCH = re.compile(r"paper with id .{1,2000} not found\.?", re.IGNORECASE)
_ASKED = {"doi": "DOI", "arxiv": "ARXIV"}


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return one request for each DOI and arXiv identifier, and one search for each text."""
    address = base(NAME, BASE_URL, settings) + "/paper"
    requests = [
        Request(NAME, f"{address}/{prefix}:{quote(value, safe='')}", (_FIELDS,), queries=(query,))
        for scheme, prefix in _ASKED.items()
        for query, value in lookups(queries, scheme)
    ]
    for query in queries:
        if query.identifier is None and (said := words(query, _WORDS)):
            requests.append(
                Request(NAME, f"{address}/search", (("query", said), ("limit", str(_ROWS)), _FIELDS), queries=(query,))
            )
    return requests


def read(payload: Payload) -> list[Record]:
    """Return the papers in an answer. Raises SourceError for what is neither a paper nor a list of them.

    >>> body = b'{"paperId": "1", "title": "Heat", "year": 2017, "externalIds": {"ArXiv": "1706.03762"}}'
    >>> read(Payload(source="semanticscholar", url="", status=200, media_type="application/json", body=body))[0].reference.arxiv
    '1706.03762'
    """
    answer = mapping(json_of(payload))
    told = text(answer.get("error")) or ""
    if payload.status == 404 and _NO_SUCH.fullmatch(told) and _asked_in(payload.url) in told.lower():
        return []
    if payload.status != 200 or not ("paperId" in answer or "total" in answer):
        raise SourceError(
            NAME, f"HTTP {payload.status}" if payload.status != 200 else "answered with something else than papers"
        )
    rows = [answer] if "paperId" in answer else answer.get("data", [])  # which is left out where there are none
    if "paperId" not in answer and payload.url and not payload.url.endswith("/paper/search"):
        raise SourceError(NAME, "answered with something else than was asked for")
    found = [
        Record(reference=reference, source=NAME, url=payload.url, retrieved=payload.retrieved)
        for row in mappings(rows)
        if (reference := _paper(row)) is not None
    ]
    return read_of(NAME, rows, found, answer.get("total"))


def _asked_in(address: str) -> str:
    """The identifier that an address of one paper ends in."""
    return unquote(address.partition("/paper/")[2]).partition(":")[2].lower()


def _paper(row: Mapping[str, Any]) -> Reference | None:
    name = title(row.get("title"))
    if not name:
        return None
    numbers, journal = mapping(row.get("externalIds")), mapping(row.get("journal"))
    found = {
        scheme: Identifier(scheme, text(numbers.get(theirs)) or "")
        for scheme, theirs in (("doi", "DOI"), ("arxiv", "ArXiv"), ("pmid", "PubMed"))
    }
    kinds = texts(row.get("publicationTypes"))
    kind: CslType = "paper-conference" if "Conference" in kinds else "article-journal" if kinds else "document"
    values: dict[str, Any] = {
        "type": kind,
        "title": name,
        "author": tuple(person(said) for each in mappings(row.get("authors")) if (said := title(each.get("name")))),
        "container_title": title(journal.get("name")) or title(row.get("venue")),
        "volume": text(journal.get("volume")),
        "page": text(journal.get("pages")),
        "issued": year_of(row.get("year")),
    } | {scheme: ids.normalise(one).value for scheme, one in found.items() if ids.is_valid(one)}
    return Reference(**{name: value for name, value in values.items() if value})


SOURCE = Service(
    name=NAME,
    base_url=BASE_URL,
    schemes=("doi", "arxiv"),
    can_search=True,
    rate=Rate(per_second=1),
    priority=65,
    covers=("article", "paper", "paper-without-doi", "preprint"),
    is_default=False,
    requests_for=requests_for,
    read=read,
)
