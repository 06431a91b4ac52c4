"""Europe PMC: biomedical articles, preprints and theses, by PMID, DOI or PMCID, 40 at a time, and by their words.

Source: "Articles RESTful API", https://europepmc.org/RestfulWebService (read 2026-11).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import SourceError
from ..fields import ids, names
from ..fields.shapes import mapping, mappings, text, title, year_of
from ..model import CslType, Identifier, Name, Payload, Query, Record, Reference, Update
from ._asking import base, batches, lookups, words
from ._reading import json_of, read_of
from ._requests import Rate, Request
from ._searches import check_echo
from ._service import Service
from ._settings import Settings

NAME = "europepmc"
BASE_URL = "https://www.ebi.ac.uk/europepmc/webservices/rest"

_BATCH = 40  # the address stays below 4 kB
_ROWS = 5
_WORDS = 20
_FIELDS = {"pmid": "EXT_ID", "doi": "DOI", "pmcid": "PMCID"}


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return one request for every 40 identifiers of a scheme, and one search for each text."""
    address = base(NAME, BASE_URL, settings) + "/search"
    requests = []
    for scheme, field in _FIELDS.items():
        for asked, values in batches(lookups(queries, scheme), _BATCH):
            said = " OR ".join(f'{field}:"{_quoted(value)}"' for value in values)
            requests.append(
                _request(address, f"({said})" + (" AND SRC:MED" if scheme == "pmid" else ""), 2 * len(values), asked)
            )
    for query in queries:
        if query.identifier is None and (said := _asked(query)):
            requests.append(_request(address, said, _ROWS, (query,)))
    return requests


def follow(request: Request, payload: Payload) -> None:
    """Ask nothing more. Raises SourceError for the answer to another question: it says which it answers."""
    told = mapping(mapping(json_of(payload)).get("request")) if payload.status == 200 else {}
    check_echo(request, "query", told.get("queryString", told.get("query")))


def read(payload: Payload) -> list[Record]:
    """Return the articles in an answer. Raises SourceError for what is none.

    >>> body = b'{"hitCount": 1, "resultList": {"result": [{"id": "1", "source": "MED", "pmid": "1", "title": "Heat.", "authorString": "Roe A."}]}}'
    >>> read(Payload(source="europepmc", url="", status=200, media_type="application/json", body=body))[0].reference.pmid
    '1'
    """
    if payload.status != 200:
        raise SourceError(NAME, f"HTTP {payload.status}")
    answer = mapping(json_of(payload))
    if "hitCount" not in answer or not isinstance(answer.get("resultList"), dict):
        raise SourceError(NAME, "answered with something else than articles")
    rows = answer["resultList"].get("result")
    found = []
    for row in mappings(rows):
        if (reference := _article(row)) is not None:
            kinds = text(row.get("pubType")) or ""
            updates = (Update(kind="retraction", source=NAME),) if "retracted publication" in kinds.lower() else ()
            found.append(
                Record(reference=reference, source=NAME, url=payload.url, retrieved=payload.retrieved, updates=updates)
            )
    return read_of(NAME, rows, found, answer["hitCount"])


def _request(address: str, said: str, rows: int, asked: tuple[Query, ...]) -> Request:
    params = (("query", said), ("format", "json"), ("resultType", "lite"), ("pageSize", str(rows)))
    return Request(NAME, address, params, queries=asked)


def _quoted(value: str) -> str:
    return value.replace("\\", " ").replace('"', " ")


def _asked(query: Query) -> str:
    known = query.reference.title if query.reference else None
    said = words(query, _WORDS)
    return f"TITLE:({said})" if known and said else said


def _article(row: Mapping[str, Any]) -> Reference | None:
    name = (title(row.get("title")) or "").removesuffix(".")
    if not name:
        return None
    kind: CslType = "article" if row.get("source") == "PPR" else "article-journal"
    values: dict[str, Any] = {
        "type": kind,
        "title": name,
        "author": tuple(_people(text(row.get("authorString")) or "")),
        "container_title": title(row.get("journalTitle")),
        "volume": text(row.get("journalVolume")),
        "issue": text(row.get("issue")),
        "page": text(row.get("pageInfo")),
        "issued": year_of(row.get("pubYear")),
        "issn": (text(row.get("journalIssn")) or "").partition(";")[0].strip(),
    }
    for scheme in _FIELDS:
        identifier = Identifier(scheme, text(row.get(scheme)) or "")
        if ids.is_valid(identifier):
            values[scheme] = ids.normalise(identifier).value
    return Reference(**{name: value for name, value in values.items() if value})


def _people(printed: str) -> Sequence[Name]:
    """ "Deyo RA, Von Korff M, Duhrkoop D." """
    return names.parse(printed.removesuffix(".")).names if printed else ()


SOURCE = Service(
    name=NAME,
    base_url=BASE_URL,
    schemes=("pmid", "doi", "pmcid"),
    can_search=True,
    rate=Rate(per_second=5),  # no limit is published
    priority=55,
    covers=("article", "preprint"),
    is_default=False,
    requests_for=requests_for,
    read=read,
    follow=follow,
)
