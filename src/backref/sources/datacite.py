"""DataCite: data, software, reports, theses and preprints with a DOI of a repository, 50 at a time.

Source: "DataCite REST API", https://support.datacite.org/docs/api, and its rate limits (read 2026-11); metadata schema
4.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from ..errors import SourceError
from ..fields.datacite import record_of
from ..fields.shapes import mapping, mappings
from ..model import Payload, Query, Record
from ._asking import base, batches, lookups, parted
from ._reading import json_of, read_of
from ._requests import Rate, Request
from ._service import Service
from ._settings import Settings

NAME = "datacite"
BASE_URL = "https://api.datacite.org"

_BATCH = 50
_ACCEPT = ("application/vnd.api+json", "application/json")


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return one request for every 50 DOIs; a single one, or one with a comma, is asked for by its own address."""
    address = base(NAME, BASE_URL, settings) + "/dois"
    listed, singles = parted(lookups(queries, "doi"), lambda doi: "," not in doi)
    requests = []
    for batch, dois in batches(listed, _BATCH):
        params = (("ids", ",".join(dois)), ("page[size]", str(len(dois))), ("disable-facets", "true"))
        requests.append(Request(NAME, address, params, accept=_ACCEPT, queries=batch))
    for query, doi in singles:
        requests.append(Request(NAME, f"{address}/{quote(doi, safe='')}", accept=_ACCEPT, queries=(query,)))
    return requests


def read(payload: Payload) -> list[Record]:
    """Return the records in an answer. Raises SourceError for what is neither one DOI nor a list of them.

    >>> body = b'{"data": {"id": "10.5281/zenodo.1", "type": "dois", "attributes": {"doi": "10.5281/ZENODO.1", "titles": [{"title": "Data"}]}}}'
    >>> read(Payload(source="datacite", url="", status=200, media_type="application/json", body=body))[0].reference.doi
    '10.5281/zenodo.1'
    """
    if payload.status != 200:
        errors = mappings(mapping(json_of(payload)).get("errors")) if payload.status == 404 else []
        if not any(error.get("status") in ("404", 404) for error in errors):
            raise SourceError(NAME, f"HTTP {payload.status}")
        return []
    answer = mapping(json_of(payload))
    data = answer.get("data")
    if not isinstance(data, dict if "/dois/" in payload.url else list | dict):
        raise SourceError(NAME, "answered with something else than DOIs")
    rows = data if isinstance(data, list) else [data]
    if not all(isinstance(row, dict) and isinstance(row.get("attributes"), dict) for row in rows):
        raise SourceError(NAME, "answered with something else than DOIs")
    found = [
        record.model_copy(update={"url": payload.url, "retrieved": payload.retrieved})
        for row in rows
        if (record := record_of(row["attributes"])) is not None
    ]
    return read_of(NAME, rows, found, mapping(answer.get("meta")).get("total"))


SOURCE = Service(
    name=NAME,
    base_url=BASE_URL,
    schemes=("doi",),
    rate=Rate(per_second=500 / 300),  # 500 in five minutes
    rate_with={"mailto": Rate(per_second=1000 / 300)},
    priority=40,
    requests_for=requests_for,
    read=read,
)
