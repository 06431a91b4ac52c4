"""Crossref's description of a work -> Reference: the whole mapping, for the API's answers and for dumps of it.

Source: Crossref REST API, "API JSON format" (read 2026-11).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model import CslType, Date, Identifier, Name, Record, Reference, Relation, Update
from . import ids, titles
from .shapes import mapping, mappings, text, texts, title

TYPES: dict[str, CslType] = {
    "journal-article": "article-journal", "journal": "periodical", "journal-issue": "periodical", "journal-volume": "periodical",
    "book": "book", "monograph": "book", "edited-book": "book", "reference-book": "book", "book-set": "book", "book-series": "book",
    "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter", "book-track": "chapter", "reference-entry": "entry-encyclopedia",
    "proceedings-article": "paper-conference", "proceedings": "book", "proceedings-series": "book", "dissertation": "thesis",
    "report": "report", "report-component": "report", "report-series": "report", "standard": "standard", "dataset": "dataset", "database": "dataset",
    "posted-content": "article", "peer-review": "review", "software": "software", "grant": "document", "component": "document",
}  # fmt: skip
_PEOPLE = ("author", "editor", "translator", "chair")
# The date that stands on the work comes first: a print issue is cited by its own year, not by its preview's.
_DATES = ("published-print", "published", "issued", "published-online", "posted", "created")
_ONLINE = ("published-online", "posted")
_RELATIONS = frozenset(
    "is-preprint-of has-preprint is-version-of has-version is-same-as is-identical-to is-replaced-by replaces is-translation-of "
    "has-translation is-manuscript-of has-manuscript is-variant-form-of is-original-form-of is-review-of is-comment-on".split()
)
_NOTHING = frozenset(
    ("", "n/a", "n/a-n/a", "na", "&na;", "null", "null-null", "none", "no-no", "ahead-of-print", "undefined", "unknown")
)


def looks_like_work(row: Mapping[str, Any]) -> bool:
    """Whether a JSON object is Crossref's description of a work and not a CSL-JSON item: its titles are lists."""
    kind = row.get("type")
    listed = isinstance(row.get("title"), list) or isinstance(row.get("container-title"), list)
    return listed or (isinstance(kind, str) and kind in TYPES)


def record_of(work: Mapping[str, Any], *, url: str = "", retrieved: str = "") -> Record | None:
    """Return the record of one work, or None where it is none: without a title, people, container and DOI.

    Fields of a wrong shape are left out; nothing raises.
    """
    doi = text(work.get("DOI"))
    name = next(iter(texts(work.get("title"))), None)
    containers = texts(work.get("container-title"))
    if not doi and not name and not containers:
        return None
    subtitle = next(iter(texts(work.get("subtitle"))), None)
    if name and subtitle and titles.normalise(subtitle) not in titles.normalise(name):
        name = f"{name.rstrip(' :.')}: {subtitle}"
    kind = TYPES.get(text(work.get("type")) or "", "document")
    subtype = text(work.get("subtype")) if kind == "article" else None
    page, article = _known(work.get("page")), _known(work.get("article-number"))
    dates = {key: date for key in _DATES if (date := _date(work.get(key)))}
    issued = next(iter(dates.values()), None)
    if len(dates) > 1:
        dates.pop("created", None)  # the day of registering: years later for what was digitised
    years = sorted({date.year for date in dates.values() if date.year})
    online = next((date for key, date in dates.items() if key in _ONLINE and issued and date.year != issued.year), None)
    values: dict[str, Any] = {
        "type": kind,
        "doi": ids.normalise(Identifier("doi", doi)).value if doi else None,
        "title": title(name),
        "container_title": title(containers[0]) if containers else None,
        "collection_title": title(containers[1]) if len(containers) > 1 and kind in ("chapter", "paper-conference") else None,
        "container_title_short": title(next(iter(texts(work.get("short-container-title"))), None)),
        "volume": _known(work.get("volume")),
        "issue": _known(work.get("issue")) or _known(mapping(work.get("journal-issue")).get("issue")),
        "page": page or article,
        "number": article if page and article else None,
        "publisher": title(work.get("publisher")),
        "publisher_place": title(work.get("publisher-location")),
        "edition": _known(work.get("edition-number")),
        "language": text(work.get("language")),
        "isbn": next((isbn.rsplit("/", 1)[-1] for isbn in texts(work.get("ISBN"))), None),
        "issn": next(iter(texts(work.get("ISSN"))), None),
        "event_title": title(mapping(work.get("event")).get("name")),
        "issued": issued,
        "available_date": Date(date_parts=((online.year,),)) if online and online.year else None,
    }  # fmt: skip
    for role in _PEOPLE:
        values[role] = tuple(_people(work.get(role)))
    return Record(
        reference=Reference(**{key: value for key, value in values.items() if value is not None}),
        source="crossref",
        url=url,
        retrieved=retrieved,
        updates=tuple(_updates(work)),
        years=tuple(years),
        relations=tuple(_relations(work)),
        details={"subtype": subtype} if subtype else {},
    )


def _people(people: Any) -> Iterator[Name]:
    for person in mappings(people):
        family, given, literal = (title(person.get(part)) for part in ("family", "given", "name"))
        if family or literal or given:
            yield Name(
                family=family or (given if not literal else None),
                given=given if family else None,
                suffix=text(person.get("suffix")),
                literal=None if family else literal,
            )


def _date(value: Any) -> Date | None:
    parts = mapping(value).get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or not first:
        return None
    numbers: list[int] = []
    for part in first[:3]:
        if not isinstance(part, int) or isinstance(part, bool) or (numbers and not 1 <= part <= 31):
            break
        numbers.append(part)
    return Date(date_parts=(tuple(numbers),)) if numbers and 1000 <= numbers[0] <= 2100 else None


def _updates(work: Mapping[str, Any]) -> Iterator[Update]:
    """Notices about this work ("updated-by"). Being a notice oneself ("update-to") is no update of oneself."""
    for notice in mappings(work.get("updated-by")):
        if kind := text(notice.get("type")):
            yield Update(
                kind=kind.replace("_", "-"),
                source=text(notice.get("source")) or "crossref",
                doi=_doi(notice.get("DOI")),
                date=_date(notice.get("updated")),
            )


def _relations(work: Mapping[str, Any]) -> Iterator[Relation]:
    """Its other versions, and, of a notice, the work that it is about ("IsRetractionOf"); in DataCite's spelling."""
    for kind, rows in mapping(work.get("relation")).items():
        if kind in _RELATIONS:
            for row in mappings(rows):
                scheme, value = text(row.get("id-type")), text(row.get("id"))
                if scheme and value:
                    other = Identifier(scheme, _doi(value) or value if scheme == "doi" else value)
                    yield Relation(kind=_camel(kind), identifier=other)
    for notice in mappings(work.get("update-to")):
        nature, about = text(notice.get("type")), _doi(notice.get("DOI"))
        if nature and about:
            yield Relation(kind=f"Is{_camel(nature)}Of", identifier=Identifier("doi", about))


def _camel(kind: str) -> str:
    return "".join(word.capitalize() for word in kind.replace("_", "-").split("-"))


def _doi(value: Any) -> str | None:
    found = text(value)
    return ids.normalise(Identifier("doi", found)).value if found else None


def _known(value: Any) -> str | None:
    """A volume, issue or page, without what publishers deposit where there is none."""
    found = text(value)
    return None if found and found.lower().strip(" -–—.") in _NOTHING else found
