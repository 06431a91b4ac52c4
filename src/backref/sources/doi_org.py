"""doi.org: whether a DOI exists, whose it is, what its agency says of it, and which DOI a short one stands for.

It is asked after Crossref and DataCite, for the DOIs of mEDRA, JaLC and others, and to tell a DOI that does not exist
from one that nobody describes. First the agencies of many DOIs, in one request that all their questions share; then,
for each that exists and whose agency describes works, CSL-JSON by content negotiation.

Source: DOI Handbook, "Which RA? Service" and "REST API"; "DOI Content Negotiation", https://citation.doi.org/docs.html
(read 2026-11).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from ..errors import SourceError
from ..fields import csl, ids, titles
from ..fields.shapes import mapping, mappings, text
from ..model import Identifier, Payload, Query, Record, Reference, csl_name
from ._asking import base, batches, lookups
from ._reading import json_of
from ._requests import Rate, Request
from ._service import Service
from ._settings import Settings

NAME = "doi_org"
BASE_URL = "https://doi.org"
# Where content negotiation is sent on to: the metadata services of the agencies below.
REDIRECTS = (
    "data.crossref.org", "api.crossref.org", "data.crosscite.org", "data.datacite.org", "api.datacite.org", "data.medra.org", "api.medra.org",
    "japanlinkcenter.org", "api.japanlinkcenter.org",
)  # fmt: skip

_BATCH = 20  # DOIs in one question for agencies; the address stays below 4 kB
_DESCRIBING = frozenset(("Crossref", "DataCite", "mEDRA", "JaLC"))
_JSON = ("application/json", "application/problem+json")
_CSL = ("application/vnd.citationstyles.csl+json", "application/citeproc+json")
_NO_SUCH = ("DOI does not exist", "Invalid DOI")
_VARIABLES = frozenset(csl_name(attribute) for attribute in Reference.model_fields) - {
    "custom",
    "id",
    "abstract",
    "references",
}


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return one request for each DOI. Those of a batch are the same question, which is sent once and then
    remembered.
    """
    address = base(NAME, BASE_URL, settings)
    requests = []
    for asked, dois in batches(lookups(queries, "doi"), _BATCH):
        listed = ",".join(quote(doi, safe="/") for doi in dois)
        requests += [Request(NAME, f"{address}/doiRA/{listed}", queries=(query,)) for query in asked]
    for query in queries:
        if query.identifier and ids.is_short_doi(query.identifier):
            short = ids.normalise(query.identifier).value
            requests.append(Request(NAME, f"{address}/api/handles/{short}", (("type", "HS_ALIAS"),), queries=(query,)))
    return requests


def follow(request: Request, payload: Payload) -> Request | None:
    """Return what to ask next: the description of a DOI that exists, and its agency once more where that has none of
    it.
    """
    if not request.queries or request.queries[0].identifier is None:
        return None
    address, _, path = request.url.partition("/doiRA/")
    doi = ids.normalise(request.queries[0].identifier).value
    if path:
        if payload.status != 200 and "," in path:
            raise SourceError(NAME, f"HTTP {payload.status}")  # of a list it says nothing
        if payload.status != 200:
            return None
        agencies: dict[str, str | None] = {}
        for asked, agency in _agencies(json_of(payload)):
            agencies[asked] = agencies.get(asked) or agency
        if doi not in agencies and "," in path:  # so it is asked for alone
            return Request(NAME, f"{address}/doiRA/{quote(doi, safe='/')}", queries=request.queries)
        if doi not in agencies:
            raise SourceError(NAME, "answered about another work than was asked for")
        if agencies[doi] not in _DESCRIBING:
            return _agency(address, doi) if agencies[doi] and len(agencies) > 1 else None
        return Request(
            NAME, f"{address}/{quote(doi, safe='/')}", accept=_CSL, queries=request.queries, redirects=REDIRECTS
        )
    if payload.status != 200 and "/api/handles/" not in request.url:
        if payload.media_type == "text/html" and b"DOI Not Found" not in payload.body:
            raise SourceError(NAME, f"HTTP {payload.status}")  # a portal's page, not the agency's word
        return _agency(request.url.removesuffix(f"/{quote(doi, safe='/')}"), doi)
    return None


def read(payload: Payload) -> list[Record]:
    """Return the records in an answer of any of the three services. Raises SourceError for what is none.

    Of a DOI that exists without a description, the record holds the DOI alone and, in `details`, whose it is. The
    agencies of several DOIs are no records: they tell `follow` what to ask.

    >>> body = b'[{"DOI": "10.5240/B1FA-0EEC", "RA": "EIDR"}]'
    >>> [(r.reference.doi, r.details) for r in read(Payload(source="doi_org", url="", status=200, media_type="application/json", body=body))]
    [('10.5240/b1fa-0eec', {'registration-agency': 'EIDR'})]
    """
    if payload.status != 200 and payload.media_type not in _JSON:
        raise SourceError(NAME, f"HTTP {payload.status}")
    answer = json_of(payload)
    details: dict[str, str] = {}
    if isinstance(answer, list):
        rows = list(_agencies(answer))
        _check_asked(payload, rows)
        found = [(doi, agency) for doi, agency in rows if agency]
        known = [Reference(doi=doi) for doi, _ in found if len(answer) == 1]
        details = {"registration-agency": found[0][1]} if found else {}
    elif isinstance(answer, dict) and "responseCode" in answer:
        known = list(_aliased(answer, payload.url))
    elif isinstance(answer, dict) and ("DOI" in answer or "title" in answer):
        known = list(_described(answer))
    else:
        raise SourceError(NAME, "answered with something else than was asked for")
    return [
        Record(reference=item, source=NAME, url=payload.url, retrieved=payload.retrieved, details=dict(details))
        for item in known
    ]


def _agency(address: str, doi: str) -> Request:
    """Ask for the agency of one DOI, without a question for `follow` to go on from: the answer is the record."""
    return Request(NAME, f"{address}/doiRA/{quote(doi, safe='/')}")


def _agencies(answer: Any) -> Iterator[tuple[str, str | None]]:
    """Each DOI with its agency, None where it does not exist. Raises SourceError for an answer that says neither."""
    for row in mappings(answer):
        doi = text(row.get("DOI"))
        agency, status = text(row.get("RA")), text(row.get("status"))
        if doi is None or (agency is None and status is None):
            raise SourceError(NAME, "answered with something else than agencies")
        if agency is None and status not in _NO_SUCH:
            agency = status if status == "Unknown" else None
            if agency is None:
                raise SourceError(NAME, f"answered: {(status or '')[:100]}")
        yield ids.normalise(Identifier("doi", doi)).value, agency


_AGENCIES = ("/doiRA/", "/ra/")  # both addresses tell them


def _check_asked(payload: Payload, rows: Sequence[tuple[str, str | None]]) -> None:
    """Raise SourceError for agencies that nobody asked for, or for those of other DOIs than were asked about."""
    mark = next((each for each in _AGENCIES if each in payload.url), "")
    path = payload.url.partition(mark)[2] if mark else ""
    said = ids.normalise(Identifier("doi", unquote(path))).value
    if not rows or (payload.url and not mark) or (len(rows) == 1 and path and rows[0][0] not in said):
        raise SourceError(NAME, "answered about another work than was asked for")


def _aliased(answer: Mapping[str, Any], url: str) -> Iterator[Reference]:
    """What a handle stands for: nothing, if it says so of the handle that was asked about. Raises SourceError for what
    says neither.
    """
    code, handle = answer.get("responseCode"), text(answer.get("handle")) or ""
    is_asked = handle.lower() == url.partition("/api/handles/")[2].lower()
    if code not in (1, 100, 200) or not handle or (code != 1 and not is_asked):
        raise SourceError(NAME, f"answered with code {text(code)} about {handle[:60] or 'nothing'}")
    if code != 1:  # no such handle; no value of that type
        return
    targets = [
        ids.normalise(target)
        for row in mappings(answer.get("values"))
        if row.get("type") == "HS_ALIAS"
        and ids.is_valid(target := Identifier("doi", text(mapping(row.get("data")).get("value")) or ""))
    ]
    if not targets:
        raise SourceError(NAME, "answered with a handle that stands for nothing")
    for target in targets:
        yield Reference(doi=target.value, also=(Identifier("doi", handle.lower()),))


def _described(answer: Mapping[str, Any]) -> Iterator[Reference]:
    """What an agency says in CSL-JSON; Crossref's holds much else, which is not ours."""
    reference = csl.from_item({name: value for name, value in answer.items() if name in _VARIABLES}, [])
    doi = Identifier("doi", reference.doi or "")
    if not ids.is_valid(doi):
        raise SourceError(NAME, "answered with a description that names no DOI")
    changed: dict[str, Any] = {"doi": ids.normalise(doi).value}
    for variable in ("title", "container_title", "container_title_short", "publisher"):
        if value := getattr(reference, variable):
            changed[variable] = titles.render(value) or None
    yield reference.model_copy(update=changed)


SOURCE = Service(
    name=NAME,
    base_url=BASE_URL,
    schemes=("doi",),
    knows_all=("doi",),
    rate=Rate(per_second=5),  # none is published
    priority=50,
    requests_for=requests_for,
    read=read,
    follow=follow,
)
