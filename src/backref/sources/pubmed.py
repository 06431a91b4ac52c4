"""PubMed: biomedical articles and book chapters, by PMID, 200 at a time, through efetch.

Source: NCBI E-utilities, "E-utilities In-Depth" (read 2026-11); PubMed DTD 250101.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import SourceError
from ..fields.pubmed import article, book, doi_of, text_of
from ..model import Payload, Query, Record, Update
from ._http import Rate, Request, Settings

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "pubmed"
SCHEMES = ("pmid",)
CAN_SEARCH = False
RATE = Rate(per_second=3)  # without a key; 10 with one
PRIORITY = 30
BASE_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
CONFIRM_MISSES = False

_BATCH = 200
_DEEPEST = 60  # levels of nesting; honest answers have 12
_UPDATES = {
    "RetractionIn": "retraction", "ExpressionOfConcernIn": "expression-of-concern", "ErratumIn": "correction", "CorrectedandRepublishedIn": "correction",
    "UpdateIn": "new-version", "PartialRetractionIn": "partial-retraction",
}  # fmt: skip


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return one efetch for every 200 PMIDs."""
    base = settings.base_urls.get(NAME, BASE_URL).rstrip("/")
    lookups = [query for query in queries if query.identifier]
    requests = []
    for at in range(0, len(lookups), _BATCH):
        batch = lookups[at : at + _BATCH]
        params = [
            ("db", "pubmed"),
            ("id", ",".join(q.identifier.value for q in batch if q.identifier)),
            ("retmode", "xml"),
            ("tool", "backref"),
        ]
        if settings.mailto:
            params.append(("email", settings.mailto))
        if key := os.environ.get("NCBI_API_KEY"):
            params.append(("api_key", key))
        requests.append(
            Request(
                NAME,
                f"{base}/efetch.fcgi",
                tuple(params),
                accept=("text/xml", "application/xml"),
                post=len(batch) > 60,
                queries=tuple(batch),
            )
        )
    return requests


def read(payload: Payload) -> list[Record]:
    """Return the records in an answer. Raises SourceError for what is no set of articles: an error body is no answer.

    >>> xml = b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A.</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    >>> read(Payload(source="pubmed", url="", status=200, media_type="text/xml", body=xml))[0].reference.title
    'A'
    """
    if payload.status in (404, 410):
        return []
    root = _parsed(payload.body)
    if root.tag not in ("PubmedArticleSet", "PubmedBookArticleSet"):
        raise SourceError(NAME, f"answered with {root.tag[:40]}, not articles")
    if (error := root.find(".//ERROR")) is not None:
        raise SourceError(NAME, (error.text or "error")[:120])
    found = []
    for item in root:
        reference = (
            article(item) if item.tag == "PubmedArticle" else book(item) if item.tag == "PubmedBookArticle" else None
        )
        if reference is not None:
            found.append(
                Record(
                    reference=reference,
                    source=NAME,
                    url=payload.url,
                    retrieved=payload.retrieved,
                    updates=tuple(_updates(item)),
                )
            )
    return found


def _parsed(body: bytes) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    depth = 0
    root: Any = None
    try:
        for event, element in iterparse(io.BytesIO(body), events=("start", "end"), forbid_entities=True):
            if root is None:
                root = element
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise SourceError(NAME, "answered with XML that is nested too deep")
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise SourceError(NAME, "answered with broken XML") from error
    if root is None:
        raise SourceError(NAME, "answered with nothing")
    return root  # type: ignore[no-any-return]


def _updates(item: Element) -> Iterator[Update]:
    """Notices about the article. A notice names the article it is about in "...Of", which says nothing about itself."""
    for comment in item.iterfind("MedlineCitation/CommentsCorrectionsList/CommentsCorrections"):
        if kind := _UPDATES.get(comment.get("RefType", "")):
            doi = re.search(r"10\.\d{4,9}/\S+", text_of(comment.find("RefSource")) or "")
            yield Update(kind=kind, source=NAME, doi=doi_of(doi.group().rstrip(".")) if doi else None)
    kinds = [text_of(e) for e in item.iterfind("MedlineCitation/Article/PublicationTypeList/PublicationType")]
    if "Retracted Publication" in kinds:
        yield Update(kind="retraction", source=NAME)
