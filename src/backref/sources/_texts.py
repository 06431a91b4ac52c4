"""The text of works, of the services that give it away: abstracts, and articles of PubMed Central under an open
licence.

Each is a `Service` like those that are asked about references, with their name, address, rate and cache; the text is in
its records' `details`: "abstract", a list of pairs of a label and a text, "headings", "jats", an article as XML, and
"licence". What is not open is not asked for, and what comes without a licence is no text.

Source: Europe PMC RESTful Web Service, fullTextXML (read 2026-11); PubMed DTD 250101; Crossref REST API and DataCite
metadata 4.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..errors import SourceError
from ..fields import ids
from ..fields.shapes import mapping, mappings, text, xml_text
from ..model import Identifier, Payload, Query, Record, Reference
from . import crossref, datacite, pubmed
from ._asking import base, batches, lookups, parted
from ._networked import Networked
from ._reading import json_of, xml_of
from ._requests import Rate, Request
from ._service import Service
from ._settings import Settings

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

EUROPE_PMC = "https://www.ebi.ac.uk/europepmc/webservices/rest"
_OPEN = re.compile(
    r"creativecommons\.org/(?:licenses|publicdomain)/|\bcreative commons\b|\bCC[ -](?:BY|0)\b|\bpublic domain\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://creativecommons\.org/[\w./-]{1,80}", re.IGNORECASE)
_HREF = "{http://www.w3.org/1999/xlink}href"


# What the work is about, in the words of those who index it and of its authors: an abbreviation may stand for them.
_SUBJECTS = ("DescriptorName", "NameOfSubstance", "SupplMeshName", "Keyword")


def _pubmed(payload: Payload) -> list[Record]:
    if payload.url.endswith(("/esearch.fcgi", "/ecitmatch.cgi")) or payload.status != 200:
        return pubmed.read(payload)
    found = []
    for item in xml_of(payload):
        pmid = xml_text(item.find("MedlineCitation/PMID")) or xml_text(item.find("BookDocument/PMID"))
        parts = [[e.get("Label") or "", said] for e in item.iter("AbstractText") if (said := xml_text(e))]
        if pmid:
            headings = [said for name in _SUBJECTS for e in item.iter(name) if (said := xml_text(e))]
            licence = xml_text(item.find(".//CopyrightInformation")) or ""
            found.append(_record(payload, Reference(pmid=pmid), abstract=parts, headings=headings, licence=licence))
    return found


def _crossref_requests(queries: Sequence[Query], settings: Settings) -> list[Request]:
    listed, singles = parted(lookups(queries, "doi"), re.compile(r"[\w./()-]+", re.ASCII).fullmatch)
    chosen = [pair for batch in (listed, singles) for pair in batch]
    address = base("crossref", crossref.BASE_URL, settings)
    return [
        Request("crossref", f"{address}/works", (("filter", ",".join(f"doi:{doi}" for doi in dois)), ("rows", str(len(dois))), ("select", "DOI,abstract,license")), queries=asked, lane="list")
        for asked, dois in batches([pair for pair in chosen if "," not in pair[1]], 50)
    ]  # fmt: skip


def _crossref(payload: Payload) -> list[Record]:
    if payload.status != 200:
        raise SourceError("crossref", f"HTTP {payload.status}")
    message = mapping(mapping(json_of(payload)).get("message"))
    found = []
    if not isinstance(message.get("items"), list):
        raise SourceError("crossref", "answered with something else than works")
    for work in mappings(message["items"]):
        doi = ids.normalise(Identifier("doi", text(work.get("DOI")) or ""))
        if ids.is_valid(doi):
            licence = next((said for each in mappings(work.get("license")) if (said := text(each.get("URL")))), "")
            abstract = work.get("abstract")
            parts = [["", abstract]] if isinstance(abstract, str) else []
            found.append(_record(payload, Reference(doi=doi.value), abstract=parts, licence=licence))
    return found


def _datacite(payload: Payload) -> list[Record]:
    known = datacite.read(payload)
    data = mapping(json_of(payload)).get("data")
    rows = {
        (text(mapping(row.get("attributes")).get("doi")) or "").lower(): mapping(row.get("attributes"))
        for row in mappings(data if isinstance(data, list) else [data])
    }
    found = []
    for record in known:
        work = rows.get(record.reference.doi or "", {})
        parts = [
            ["", said]
            for each in mappings(work.get("descriptions"))
            if each.get("descriptionType") == "Abstract" and isinstance(said := each.get("description"), str)
        ]
        rights = next(
            (
                said
                for each in mappings(work.get("rightsList"))
                if (said := text(each.get("rightsUri")) or text(each.get("rights")))
            ),
            "",
        )
        found.append(_record(payload, Reference(doi=record.reference.doi), abstract=parts, licence=rights))
    return found  # fmt: skip


def _articles(queries: Sequence[Query], settings: Settings) -> list[Request]:
    address = base("europepmc", EUROPE_PMC, settings)
    return [
        Request("europepmc", f"{address}/{pmcid}/fullTextXML", accept=("application/xml", "text/xml"), queries=(query,))
        for query, pmcid in lookups(queries, "pmcid")
    ]


def _article(payload: Payload) -> list[Record]:
    if payload.status == 404:
        return []
    if payload.status != 200:
        raise SourceError("europepmc", f"HTTP {payload.status}")
    root = xml_of(payload)
    article = root if root.tag == "article" else root.find(".//article")
    if article is None:
        raise SourceError("europepmc", f"answered with {root.tag[:40]}, not an article")
    numbers = {e.get("pub-id-type"): xml_text(e) or "" for e in article.iterfind("front/article-meta/article-id")}
    number = (numbers.get("pmcid") or numbers.get("pmc") or numbers.get("pmcaid") or "").upper().removeprefix("PMC")
    licence = _licence(article)
    body = payload.body.decode("utf-8", "replace") if licence else ""
    return [_record(payload, Reference(pmcid=f"PMC{number}"), jats=body, licence=licence)] if number else []


def _licence(article: Element) -> str:
    """The open licence of an article as it prints it, its address where it has one; "" where there is none that is
    open.
    """
    for element in article.iterfind("front/article-meta/permissions/license"):
        said = " ".join(filter(None, (element.get(_HREF), *(e.get(_HREF) for e in element.iter()), xml_text(element))))
        if _OPEN.search(said):
            address = _ADDRESS.search(said)
            return address.group().rstrip(".") if address else said[:200]
    return ""


def _record(payload: Payload, reference: Reference, **details: Any) -> Record:
    return Record(
        reference=reference, source=payload.source, url=payload.url, retrieved=payload.retrieved, details=details
    )


_SERVICES = {
    "pubmed": replace(pubmed.SOURCE, read=_pubmed),
    "crossref": replace(crossref.SOURCE, requests_for=_crossref_requests, read=_crossref, schemes=("doi",)),
    "datacite": replace(datacite.SOURCE, read=_datacite),
    "pmc": Service(name="europepmc", base_url=EUROPE_PMC, schemes=("pmcid",), rate=Rate(per_second=5), requests_for=_articles, read=_article),
}  # fmt: skip


def texts_of(sources: Sequence[object]) -> Iterator[Networked]:
    """Yield what gives the text of works among these sources: the same services, on the same terms and the same cache.

    Whoever asks PMC or PubMed is also given the open articles of PubMed Central, by way of Europe PMC.
    """
    asked = {source.name: source for source in sources if isinstance(source, Networked)}
    for name, service in _SERVICES.items():
        if (source := asked.get(name) or (asked.get("pubmed") if name == "pmc" else None)) is not None:
            yield Networked(service, source.http)
