"""Crossref's description of a work -> Reference: the whole mapping, for the API's answers and for dumps of it.

Source: Crossref REST API, "API JSON format" (read 2026-11).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model import CslType, Date, Identifier, Name, Record, Reference, Update
from . import ids, titles

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


def looks_like_work(row: Mapping[str, Any]) -> bool:
    """Whether a JSON object is Crossref's description of a work and not a CSL-JSON item: its titles are lists."""
    return (
        isinstance(row.get("title"), list) or isinstance(row.get("container-title"), list) or row.get("type") in TYPES
    )


def record_of(work: Mapping[str, Any], *, url: str = "", retrieved: str = "") -> Record | None:
    """Return the record of one work, or None where it is none: without a title, people, container and DOI.

    Fields of a wrong shape are left out; nothing raises.
    """
    doi = _text(work.get("DOI"))
    title = _first(work.get("title"))
    containers = [text for text in _list(work.get("container-title")) if text]
    if not doi and not title and not containers:
        return None
    subtitle = _first(work.get("subtitle"))
    if title and subtitle and titles.normalise(subtitle) not in titles.normalise(title):
        title = f"{title.rstrip(' :.')}: {subtitle}"
    kind = TYPES.get(_text(work.get("type")) or "", "document")
    custom: dict[str, Any] = {}
    if kind == "article" and (preprint := _text(work.get("subtype"))):
        custom["subtype"] = preprint
    page = _text(work.get("page"))
    article = _text(work.get("article-number"))
    if page and not article and page.lower() in ("n/a", "n/a-n/a", "no-no", "-"):
        page = None
    dates = {name: date for name in _DATES if (date := _date(work.get(name)))}
    issued = next(iter(dates.values()), None)
    others = sorted({date.year for date in dates.values() if date.year} - {issued.year if issued else None}, key=str)
    values: dict[str, Any] = {
        "type": kind,
        "doi": ids.normalise(Identifier("doi", doi)).value if doi else None,
        "title": titles.render(title) if title else None,
        "container_title": titles.render(containers[0]) if containers else None,
        "collection_title": titles.render(containers[1]) if len(containers) > 1 and kind in ("chapter", "paper-conference") else None,
        "container_title_short": next((titles.render(text) for text in _list(work.get("short-container-title")) if text), None),
        "volume": _known(work.get("volume")),
        "issue": _known(work.get("issue")) or _known(_mapping(work.get("journal-issue")).get("issue")),
        "page": page or article,
        "number": article if page and article else None,
        "publisher": _text(work.get("publisher")),
        "publisher_place": _text(work.get("publisher-location")),
        "edition": _text(work.get("edition-number")),
        "language": _text(work.get("language")),
        "isbn": next((text.rsplit("/", 1)[-1] for text in _list(work.get("ISBN")) if text), None),
        "issn": next((text for text in _list(work.get("ISSN")) if text), None),
        "event_title": _text(_mapping(work.get("event")).get("name")),
        "issued": issued,
        # the year online, where it is another one: citations print either
        "available_date": Date(date_parts=((others[0],),)) if others and isinstance(others[0], int) and abs(others[0] - (issued.year or 0 if issued else 0)) <= 2 else None,
    }  # fmt: skip
    for role in _PEOPLE:
        values[role] = tuple(_people(work.get(role)))
    reference = Reference(**{key: value for key, value in values.items() if value is not None}, custom=custom)
    return Record(reference=reference, source="crossref", url=url, retrieved=retrieved, updates=tuple(_updates(work)))


def _people(people: Any) -> Iterator[Name]:
    for person in people if isinstance(people, list) else ():
        if not isinstance(person, Mapping):
            continue
        family, given = _text(person.get("family")), _text(person.get("given"))
        literal = _text(person.get("name"))
        if family or literal or given:
            suffix = _text(person.get("suffix"))
            yield Name(
                family=family or (given if not literal else None),
                given=given if family else None,
                suffix=suffix,
                literal=None if family else literal,
            )


def _date(value: Any) -> Date | None:
    parts = _mapping(value).get("date-parts")
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
    notices = work.get("updated-by")
    for notice in map(_mapping, notices if isinstance(notices, list) else ()):
        kind = _text(notice.get("type"))
        if kind:
            yield Update(
                kind=kind.replace("_", "-"),
                source=_text(notice.get("source")) or "crossref",
                doi=_text(notice.get("DOI")),
                date=_date(notice.get("updated")),
            )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for item in value if (text := _text(item))]
    return [text] if (text := _text(value)) else []


def _first(value: Any) -> str | None:
    return next(iter(_list(value)), None)


def _known(value: Any) -> str | None:
    text = _text(value)
    return None if text in ("&NA;", "NA", "ahead-of-print", "") else text


def _text(value: Any) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return None
    return " ".join(value.split()) or None
