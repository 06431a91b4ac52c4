"""OpenAlex: works of every kind, gathered from Crossref, PubMed, repositories and the web. Asked only by name.

It mostly repeats what the registries say, with names and types of its own making; it is there for works that have no
DOI.

Source: https://developers.openalex.org, "Authentication & Pricing", "Filter", "Errors" (read 2026-11).
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from urllib.parse import quote

from ..errors import SourceError
from ..fields.openalex import is_work, record_of
from ..fields.shapes import mapping
from ..model import Payload, Query, Record
from ._asking import base, batches, lookups, parted
from ._reading import json_of, read_of
from ._requests import Rate, Request
from ._service import Service
from ._settings import Settings

NAME = "openalex"
BASE_URL = "https://api.openalex.org"

_SCHEMES = ("doi", "pmid")
_BATCH = 50  # of the 100 values that a filter takes; the address stays below 4 kB
_ROWS = 8  # answers to one search
_SELECT = (
    "id,doi,ids,title,type,publication_year,publication_date,language,authorships,biblio,primary_location,is_retracted"
)
_SHAPE = {"error", "message"}  # of the 404 that it says
_PLAIN = re.compile(r"[\w./()-]+", re.ASCII)  # "," and "|" part the values of a filter, "!" negates them


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return one request for every 50 DOIs or PMIDs, one for a lone one, which is free, and for each odd DOI, and one
    search for each text.
    """
    address = base(NAME, BASE_URL, settings) + "/works"
    who = _who(settings)
    requests = []
    for scheme in _SCHEMES:
        listed, singles = parted(lookups(queries, scheme), _PLAIN.fullmatch)
        for batch, values in batches(listed, _BATCH):
            params = (("filter", f"{scheme}:{'|'.join(values)}"), ("per_page", str(_BATCH)), ("select", _SELECT), *who)
            requests.append(Request(NAME, address, params, queries=batch))
        for query, value in singles:
            params = (("select", _SELECT), *who)
            requests.append(Request(NAME, f"{address}/{scheme}:{quote(value, safe='')}", params, queries=(query,)))
    for query in queries:
        if query.identifier is None and query.text.strip():
            params = (("search", _words(query.text)), ("per_page", str(_ROWS)), ("select", _SELECT), *who)
            requests.append(Request(NAME, address, params, queries=(query,)))
    return requests


def read(payload: Payload) -> list[Record]:
    """Return the records in an answer. Raises SourceError for what is neither a work nor a list of works.

    >>> body = b'{"id": "https://openalex.org/W1", "doi": "https://doi.org/10.3389/FPLS.2019.00816", "title": "Modulation"}'
    >>> read(Payload(source="openalex", url="", status=200, media_type="application/json", body=body))[0].reference.doi
    '10.3389/fpls.2019.00816'
    """
    if payload.status != 200:
        answer = json_of(payload) if payload.status == 404 else None
        if isinstance(answer, dict) and answer.get("error") == "Not Found" and answer.keys() <= _SHAPE:
            return []  # what else there is of such a kind is a gateway's, which knows no such path
        raise SourceError(NAME, f"HTTP {payload.status}")
    answer = json_of(payload)
    is_one = "/works/" in payload.url
    rows = ([answer] if is_one else answer.get("results", [answer])) if isinstance(answer, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) and is_work(row) for row in rows):
        raise SourceError(NAME, "answered with something else than works")
    found = [record_of(row, url=payload.url, retrieved=payload.retrieved) for row in rows]
    return read_of(NAME, rows, found, mapping(mapping(answer).get("meta")).get("count"))


def _who(settings: Settings) -> tuple[tuple[str, str], ...]:
    """The key, OPENALEX_API_KEY, is no part of cache keys; without one a few lookups a day are free."""
    found = [("mailto", settings.mailto)] if settings.mailto else []
    if key := os.environ.get("OPENALEX_API_KEY"):
        found.append(("api_key", key))
    return tuple(found)


def _words(printed: str) -> str:
    """The words of a text; signs would be operators of the search."""
    return " ".join(re.findall(r"\w+", printed))[:500]


SOURCE = Service(
    name=NAME,
    base_url=BASE_URL,
    schemes=_SCHEMES,
    can_search=True,
    rate=Rate(per_second=10),  # what is paid for counts, not the pace: 100 a second are allowed
    priority=60,
    is_default=False,
    requests_for=requests_for,
    read=read,
)
