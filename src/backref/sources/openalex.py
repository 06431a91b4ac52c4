"""OpenAlex: works of every kind, gathered from Crossref, PubMed, repositories and the web. Asked only by name.

It mostly repeats what the registries say, with names and types of its own making; it is there for works that have no DOI.

Source: https://developers.openalex.org, "Authentication & Pricing", "Filter", "Errors" (read 2026-11).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ..errors import SourceError
from ..fields import dates, ids
from ..fields.shapes import mapping, mappings, page_range, person, text, texts, title, year_of
from ..model import CslType, Date, Identifier, Payload, Query, Record, Reference, Update
from ._asking import base, batches, lookups
from ._http import Rate, Request, Settings
from ._reading import json_of
from ._service import Service

NAME = "openalex"
BASE_URL = "https://api.openalex.org"

_SCHEMES = ("doi", "pmid")
_BATCH = 50  # of the 100 values that a filter takes; the address stays below 4 kB
_ROWS = 8  # answers to one search
_SELECT = (
    "id,doi,ids,title,type,publication_year,publication_date,language,authorships,biblio,primary_location,is_retracted"
)
_PLAIN = re.compile(r"[\w./()-]+", re.ASCII)  # "," and "|" part the values of a filter, "!" negates them
_PLATFORMS = ("repository", "metadata", "ebook platform")
_TYPES: dict[str, CslType] = {
    "article": "article-journal", "review": "article-journal", "letter": "article-journal", "editorial": "article-journal", "erratum": "article-journal",
    "retraction": "article-journal", "book": "book", "book-chapter": "chapter", "book-section": "chapter", "dataset": "dataset",
    "dissertation": "thesis", "preprint": "article", "report": "report", "standard": "standard", "software": "software", "peer-review": "review",
    "reference-entry": "entry-encyclopedia", "conference-paper": "paper-conference", "conference-abstract": "paper-conference",
}  # fmt: skip
_RAW: dict[str, CslType] = {
    "proceedings-article": "paper-conference", "book-chapter": "chapter", "posted-content": "article", "monograph": "book", "dissertation": "thesis",
}  # fmt: skip


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return one request for every 50 DOIs or PMIDs, one for each odd DOI, and one search for each text."""
    address = base(NAME, BASE_URL, settings) + "/works"
    who = _who(settings)
    requests = []
    for scheme in _SCHEMES:
        asked = lookups(queries, scheme)
        listed = [pair for pair in asked if _PLAIN.fullmatch(pair[1])]
        for batch, values in batches(listed, _BATCH):
            params = (("filter", f"{scheme}:{'|'.join(values)}"), ("per_page", str(_BATCH)), ("select", _SELECT), *who)
            requests.append(Request(NAME, address, params, queries=batch))
        for query, value in asked:
            if not _PLAIN.fullmatch(value):
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
        if payload.status == 404 and isinstance(json_of(payload), dict):
            return []
        raise SourceError(NAME, f"HTTP {payload.status}")
    answer = json_of(payload)
    rows = answer.get("results", [answer]) if isinstance(answer, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) and _is_work(row) for row in rows):
        raise SourceError(NAME, "answered with something else than works")
    return [
        Record(
            reference=_reference(row),
            source=NAME,
            url=payload.url,
            retrieved=payload.retrieved,
            updates=(Update(kind="retraction", source=NAME),) if row.get("is_retracted") is True else (),
        )
        for row in rows
    ]


def _who(settings: Settings) -> tuple[tuple[str, str], ...]:
    """The key, OPENALEX_API_KEY, is no part of cache keys; without one a few lookups a day are free."""
    found = [("mailto", settings.mailto)] if settings.mailto else []
    if key := os.environ.get("OPENALEX_API_KEY"):
        found.append(("api_key", key))
    return tuple(found)


def _words(printed: str) -> str:
    """The words of a text; signs would be operators of the search."""
    return " ".join(re.findall(r"\w+", printed))[:500]


def _is_work(row: Mapping[str, Any]) -> bool:
    return (text(row.get("id")) or "").rsplit("/", 1)[-1].startswith("W")


def _reference(row: Mapping[str, Any]) -> Reference:
    location = mapping(row.get("primary_location"))
    source = mapping(location.get("source"))
    biblio = mapping(row.get("biblio"))
    kind = _RAW.get(text(location.get("raw_type")) or "") or _TYPES.get(text(row.get("type")) or "", "document")
    container = title(source.get("display_name"))
    values: dict[str, Any] = {
        "type": kind,
        "title": title(row.get("title")) or title(row.get("display_name")),
        "author": tuple(person(name) for name in _people(row.get("authorships"))),
        # A repository or platform is where a copy lies, not what the work stands in.
        "container_title": container if source.get("type") not in _PLATFORMS else None,
        "publisher": text(source.get("host_organization_name")),
        "volume": text(biblio.get("volume")),
        "issue": text(biblio.get("issue")),
        "page": page_range(text(biblio.get("first_page")), text(biblio.get("last_page"))),
        "issued": _issued(row),
        "language": text(row.get("language")),
        "issn": next((value for value in [text(source.get("issn_l")), *texts(source.get("issn"))] if value), None),
    } | dict(_identifiers(row))
    openalex = (text(row.get("id")) or "").rsplit("/", 1)[-1]
    also = (Identifier("openalex", openalex),)
    return Reference(**{key: value for key, value in values.items() if value}, also=also)


def _people(value: Any) -> Iterator[str]:
    for row in mappings(value):
        if name := title(row.get("raw_author_name")) or title(mapping(row.get("author")).get("display_name")):
            yield name


def _issued(row: Mapping[str, Any]) -> Date | None:
    """The date of publication; "YYYY-01-01" is what OpenAlex writes where only the year is known."""
    printed = text(row.get("publication_date"))
    year = year_of(row.get("publication_year"))
    if printed and re.fullmatch(r"\d{4}-\d\d-\d\d", printed) and not printed.endswith("-01-01"):
        return dates.parse(printed) or year
    return year


def _identifiers(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    numbers = mapping(row.get("ids"))
    for scheme, value in (
        ("doi", text(row.get("doi")) or text(numbers.get("doi"))),
        ("pmid", text(numbers.get("pmid"))),
        ("pmcid", text(numbers.get("pmcid"))),
    ):
        if value is None:
            continue
        # "https://pubmed.ncbi.nlm.nih.gov/123", "https://www.ncbi.nlm.nih.gov/pmc/articles/123"
        identifier = ids.normalise(
            Identifier(scheme, value if scheme == "doi" else value.rstrip("/").rsplit("/", 1)[-1])
        )
        if ids.is_valid(identifier):
            yield scheme, identifier.value


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
