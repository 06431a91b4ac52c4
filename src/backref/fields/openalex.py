"""OpenAlex's description of a work -> Record: the whole mapping, for the API's answers and for the lines of a snapshot.

Source: https://developers.openalex.org, "Works" (read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..model import CslType, Date, Identifier, Record, Reference, Update
from . import dates, ids
from .shapes import mapping, mappings, page_range, person, text, texts, title, year_of

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


def is_work(row: Mapping[str, Any]) -> bool:
    """Whether a JSON object is OpenAlex's description of a work: its identifier says so.

    >>> is_work({"id": "https://openalex.org/W2741809807"}), is_work({"id": "https://openalex.org/A5023888391"})
    (True, False)
    """
    address = text(row.get("id")) or ""
    number = address.rsplit("/", 1)[-1]
    return number[:1] == "W" and ("openalex.org/" in address or number[1:].isdecimal())


def record_of(row: Mapping[str, Any], *, url: str = "", retrieved: str = "") -> Record:
    """Return the record of one work. Fields of a wrong shape are left out; nothing raises.

    >>> record_of({"id": "https://openalex.org/W1", "title": "Heat", "is_retracted": True}).updates[0].kind
    'retraction'
    """
    updates = (Update(kind="retraction", source="openalex"),) if row.get("is_retracted") is True else ()
    return Record(reference=_reference(row), source="openalex", url=url, retrieved=retrieved, updates=updates)


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
