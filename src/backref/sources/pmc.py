"""PMC's identifier converter: which PMID and DOI an article of PubMed Central has, 200 at a time.

Its records hold identifiers alone; what the work is, the other sources are asked by those.

Source: "PMC ID Converter API", https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/ (read 2026-11).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import SourceError
from ..fields import ids
from ..fields.shapes import mapping, mappings, text
from ..model import Identifier, Payload, Query, Record, Reference
from ._asking import base, batches, lookups, ncbi
from ._reading import json_of, read_of
from ._requests import Rate, Request
from ._service import Service
from ._settings import Settings

NAME = "pmc"
BASE_URL = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles"

_BATCH = 200
_NO_SUCH = ("not found in pmc", "not a valid id", "invalid article id")  # as it says that there is none


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return one request for every 200 PMCIDs."""
    address = base(NAME, BASE_URL, settings) + "/"
    return [
        Request(
            NAME,
            address,
            (("ids", ",".join(pmcids)), ("idtype", "pmcid"), ("versions", "no"), ("format", "json"), *ncbi(settings)),
            queries=asked,
        )
        for asked, pmcids in batches(lookups(queries, "pmcid"), _BATCH)
    ]


def follow(request: Request, payload: Payload) -> None:
    """Ask nothing more. Raises SourceError for an answer that says nothing, not even that there is none, about one that
    was asked for alone.
    """
    if len(request.queries) != 1 or request.queries[0].identifier is None:
        return
    asked = ids.normalise(request.queries[0].identifier).value
    rows = mappings(mapping(json_of(payload)).get("records"))
    if not any(asked in (_pmcid(row, "pmcid"), _pmcid(row, "requested-id")) for row in rows):
        raise SourceError(NAME, "answered about another work than was asked for")


def _pmcid(row: Mapping[str, Any], name: str) -> str:
    return ids.normalise(Identifier("pmcid", text(row.get(name)) or "")).value


def read(payload: Payload) -> list[Record]:
    """Return what identifies each article; an identifier that PMC does not have is none of them. Raises SourceError.

    An error of the whole request is no answer, with whatever status it comes.

    >>> body = b'{"status": "ok", "records": [{"pmcid": "PMC2883744", "pmid": 20495566, "doi": "10.1038/NG.590"}]}'
    >>> [str(i) for i in read(Payload(source="pmc", url="", status=200, media_type="application/json", body=body))[0].identifiers()]
    ['doi:10.1038/ng.590', 'pmid:20495566', 'pmcid:PMC2883744']
    """
    answer = mapping(json_of(payload))
    if answer.get("status") != "ok" or not isinstance(answer.get("records"), list):
        raise SourceError(NAME, (text(answer.get("message")) or "answered with something else than records")[:120])
    rows = [row for row in answer["records"] if not _says_none(row)]
    found = [
        Record(reference=reference, source=NAME, url=payload.url, retrieved=payload.retrieved)
        for row in mappings(rows)
        if row.get("status") != "error" and (reference := _reference(row)) is not None
    ]
    return read_of(NAME, rows, found)


def _says_none(row: Any) -> bool:
    """Whether a row says that an identifier is none: an error of another kind does not, nor one without a word."""
    said = (text(mapping(row).get("errmsg")) or "").lower()
    return mapping(row).get("status") == "error" and any(words in said for words in _NO_SUCH)


def _reference(row: Mapping[str, Any]) -> Reference | None:
    """The identifiers of one article. `live` and `release-date` say when it can be read there, not whether it is."""
    values = {
        scheme: identifier.value
        for scheme in ("doi", "pmid", "pmcid")
        if (value := text(row.get(scheme))) and ids.is_valid(identifier := ids.normalise(Identifier(scheme, value)))
    }
    return Reference(**values) if "pmcid" in values else None


SOURCE = Service(
    name=NAME,
    base_url=BASE_URL,
    schemes=("pmcid",),
    rate=Rate(per_second=3),  # NCBI's limit for all that has no key
    priority=10,  # what it answers, others can be asked by
    requests_for=requests_for,
    read=read,
    follow=follow,
)
