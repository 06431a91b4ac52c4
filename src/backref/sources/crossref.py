"""Crossref: journal articles, chapters, books, preprints, data. Asked through habanero, sent by our own HTTP policy.

habanero knows the API: it joins filters, validates field names and selections, and renames query fields. It also opens
a connection for each call, drops the answer's headers and reads without bounds; so its one method that sends is
replaced, and what it would have sent is a `Request` for `_http`.

Source: https://www.crossref.org/documentation/retrieve-metadata/rest-api/ (read 2026-11); how long an address may
be: its maintainers, in CrossRef/rest-api-doc 251.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from ..errors import SourceError
from ..fields import ids
from ..fields.crossref import record_of
from ..fields.shapes import mapping, mappings
from ..model import Identifier, Payload, Query, Record
from ._asking import base, fitting, lookups, parted
from ._reading import json_of, read_of
from ._requests import Rate, Request
from ._service import Service
from ._settings import Settings

NAME = "crossref"
BASE_URL = "https://api.crossref.org"

_BATCH = 100  # DOIs in one list request, if the address holds them
_ROOM, _AROUND = 3500, len("doi%3A%2C")  # of the 4,092 characters that an address may have; around each DOI
_ROWS = 8  # answers to one search
_ANSWERS = ("work", "work-list")
_NONE = b"Resource not found."
_PLAIN = re.compile(r"[\w./()-]+", re.ASCII)
_SELECT = [
    "DOI", "title", "subtitle", "author", "editor", "translator", "container-title", "short-container-title", "volume", "issue", "page",
    "article-number", "issued", "published", "published-print", "published-online", "posted", "publisher", "publisher-location", "type", "ISBN", "ISSN",
    "event", "relation", "update-to", "updated-by",
]  # fmt: skip


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return the requests that settle these queries: DOIs in lists of up to 100, odd DOIs singly, one search for each
    text.

    A comma would end the list's filter early, and one DOI that is taken amiss would spoil the answer for all others: so
    every DOI with another character than letters, digits and "./-_()" goes singly. Short DOIs are not Crossref's.
    """
    address = base(NAME, BASE_URL, settings) + "/works"
    listed, singles = parted(lookups(queries, "doi"), _PLAIN.fullmatch)
    requests = []
    for batch, dois in fitting(listed, _BATCH, _ROOM, _AROUND):
        params = _described(filter={"doi": dois}, limit=len(dois), select=_SELECT)
        requests.append(Request(NAME, address, params, queries=batch, lane="list"))
    for query, doi in singles:
        requests.append(Request(NAME, f"{address}/{quote(doi, safe='')}", queries=(query,)))
    for query in queries:
        if query.identifier is None:
            params = _described(query_bibliographic=query.text[:1000], limit=_ROWS, select=_SELECT)
            requests.append(Request(NAME, address, params, queries=(query,), lane="list"))
    return requests


def read(payload: Payload) -> list[Record]:
    """Return the records in an answer; none for the 404 by which Crossref says so. Raises SourceError for what is no
    answer of Crossref's.

    >>> body = b'{"status": "ok", "message-type": "work", "message": {"DOI": "10.1136/BMJ.g6380", "type": "journal-article"}}'
    >>> read(Payload(source="crossref", url="", status=200, media_type="application/json", body=body))[0].reference.doi
    '10.1136/bmj.g6380'
    """
    if payload.status != 200:
        if payload.status == 404 and payload.media_type == "text/plain" and payload.body.strip() == _NONE:
            return []
        raise SourceError(NAME, f"HTTP {payload.status}")
    answer: Any = json_of(payload)
    if not isinstance(answer, dict) or answer.get("status") != "ok" or answer.get("message-type") not in _ANSWERS:
        raise SourceError(NAME, "answered with something else than works")
    is_one = answer["message-type"] == "work"
    if not is_one and "/works/" in payload.url:
        raise SourceError(NAME, "answered with something else than was asked for")
    rows, counted = _works(answer.get("message"), is_one=is_one)
    found = [
        record
        for work in mappings(rows)
        if ("DOI" in work or "title" in work)
        and (record := record_of(work, url=payload.url, retrieved=payload.retrieved)) is not None
    ]
    read_of(NAME, rows, found, counted)
    asked, primary = (_doi_in(address) for address in (payload.url, payload.redirected))
    return [
        _aliased(record, asked) if primary and record.reference.doi == primary != asked else record for record in found
    ]


def _doi_in(address: str) -> str:
    """The DOI that an address of one work ends in."""
    return (
        ids.normalise(Identifier("doi", unquote(urlsplit(address).path.partition("/works/")[2]))).value
        if address
        else ""
    )


def _aliased(record: Record, alias: str) -> Record:
    """The record of a DOI to which the service sent the question about another one: so it says that this is an alias.

    Source: "Adding redirects for aliased DOIs in the REST API", Crossref's forum, 2025-02 (read 2026-11).
    """
    also = (*record.reference.also, Identifier("doi", alias))
    return record.model_copy(update={"reference": record.reference.model_copy(update={"also": also})})


def _works(message: Any, *, is_one: bool) -> tuple[Any, Any]:
    """The works in an answer, and how many it counts."""
    return ([message], 1) if is_one else (mapping(message).get("items"), mapping(message).get("total-results"))


def _described(**asked: Any) -> tuple[tuple[str, str], ...]:
    """Return the parameters that habanero makes of a call, validated, in a fixed order."""
    call = _describer()(None, None, 5, "", "", **asked)
    call.do_request()
    return tuple(sorted((str(name), str(value)) for name, value in call.described.items()))


@cache
def _describer() -> Any:
    from habanero.request_class import Request as HabaneroRequest

    class Described(HabaneroRequest):  # type: ignore[misc]
        """habanero's request, up to the moment of sending."""

        described: dict[str, Any]

        def _req(self, payload: dict[str, Any], should_warn: bool) -> None:
            self.described = payload

    return Described


SOURCE = Service(
    name=NAME,
    base_url=BASE_URL,
    schemes=("doi",),
    can_search=True,
    rate=Rate(per_second=5, lanes={"list": 1}),  # public pool, since 2025-12-01; the answer's headers then rule
    rate_with={"mailto": Rate(per_second=10, at_once=3, lanes={"list": 3})},  # polite pool
    priority=20,
    completes=("doi",),  # notices of retraction and correction, its own and Retraction Watch's
    covers=("article", "paper", "preprint", "book", "thesis", "report", "dataset"),
    requests_for=requests_for,
    read=read,
)
