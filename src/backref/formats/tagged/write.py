"""A Reference -> the tags and values of one tagged record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...fields import dates, pages
from ...model import Date, Reference
from ...text import links
from .._tagged import printed
from .types import ARTICLES, BOOKS, TYPES, WHOLE

_PEOPLE = (
    ("AU", "author"), ("ED", "editor"), ("A4", "translator"), ("A3", "collection_editor"), ("A2", "recipient"), ("A2", "interviewer"),
)  # fmt: skip
# Tag -> attribute, in the order in which they are written.
_TITLES = (("TI", "title"), ("ST", "title_short"))
_FIELDS = (
    ("J2", "container_title_short"), ("VL", "volume"), ("IS", "issue"), ("NV", "number_of_volumes"), ("ET", "edition"), ("M3", "genre"), ("SE", "section"),
    ("PB", "publisher"), ("LA", "language"), ("AB", "abstract"), ("N1", "note"), ("RN", "annote"), ("CN", "call_number"), ("AV", "archive_location"),
    ("DB", "source"), ("DO", "doi"),
)  # fmt: skip
_TAG = re.compile(r"[A-Z][A-Z0-9]")
_SKIPPED = ("TY", "ER", "ID")
_ADDRESSES = {"UR": links.written, "LK": links.written, "L1": links.beside, "L2": links.beside, "L3": links.beside, "L4": links.beside}  # fmt: skip


def tags(key: str, reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the tags of a record with their values, in order, but for the one that ends it."""
    yield "TY", TYPES.get(reference.type, "GEN")
    yield "ID", key
    for tag, attribute in _PEOPLE:
        for name in getattr(reference, attribute):
            yield tag, printed(name)
    yield from _issued(reference.issued)
    for tag, attribute in _TITLES:
        yield tag, getattr(reference, attribute) or ""
    yield from _containers(reference)
    for tag, attribute in _FIELDS:
        yield tag, str(getattr(reference, attribute) or "")
    yield from _numbers(reference)
    yield "OP", reference.original_title or ""
    yield "RI", reference.reviewed_title or ""
    if reference.accessed is not None:
        yield "Y2", slashed(reference.accessed)
    for word in re.split(r"(?<!\s)\s*[,;]\s*", reference.keyword or ""):
        yield "KW", word
    if reference.pmid:
        yield "AN", reference.pmid
        if reference.pmid.isdecimal() and "pubmed" not in (reference.source or "").lower():
            yield "U1", f"{reference.pmid}[pmid]"  # in AN alone it could be any database's
    yield "C2", reference.pmcid or ""
    others = reference.custom.get("fields")
    for tag, value in others.items() if isinstance(others, dict) else ():
        if _TAG.fullmatch(tag) and tag not in _SKIPPED and isinstance(value, str):
            for each in value.split("\n"):
                yield tag, _ADDRESSES.get(tag, str)(each)


def slashed(date: Date) -> str:
    """Return a date as RIS writes it.

    >>> slashed(Date(date_parts=((2005, 7, 15),)))
    '2005/07/15'
    """
    if not date.date_parts:
        return date.literal or ""
    if len(date.date_parts) > 1 or date.circa or date.season:
        return dates.to_field(date)
    return "/".join([f"{date.date_parts[0][0]:04d}", *(f"{part:02d}" for part in date.date_parts[0][1:])])


def _issued(date: Date | None) -> Iterator[tuple[str, str]]:
    if date is None:
        return
    yield "PY", str(date.year) if date.year is not None else date.literal or ""
    if date.date_parts and (len(date.date_parts[0]) > 1 or len(date.date_parts) > 1 or date.season):
        yield "DA", slashed(date)
    elif date.date_parts and date.literal:
        yield "DA", date.literal  # "Michaelmas 2004"


def _containers(reference: Reference) -> Iterator[tuple[str, str]]:
    """The container and the series; a meeting's name takes the place of its proceedings', which go to C3."""
    container, meeting = reference.container_title or "", reference.event_title or ""
    if reference.type == "paper-conference" and container and meeting and meeting != container:
        yield "T2", meeting
        yield "C3", container
    else:  # T2 of an article that has no title would be read as its title
        yield "T2" if reference.title or reference.type != "article-journal" else "JF", container
    yield "T3", reference.collection_title or ""


def _numbers(reference: Reference) -> Iterator[tuple[str, str]]:
    if reference.type == "software":
        yield "ET", reference.version or ""
    yield "C7" if reference.type in (*ARTICLES, "paper-conference") else "M1", reference.number or ""
    if reference.page:
        ranges = pages.parse(reference.page).ranges
        if len(ranges) == 1 and ranges[0].first != ranges[0].last and pages.is_plain(reference.page):
            yield "SP", ranges[0].first
            yield "EP", ranges[0].last
        else:
            yield "SP", reference.page
    elif reference.type in WHOLE:
        yield "SP", reference.number_of_pages or ""
    place, meeting = reference.publisher_place or "", reference.event_place or ""
    if reference.type == "paper-conference" and place and meeting:
        yield "C1", place
        place = meeting
    yield "CY", place
    yield "UR", links.written(reference.url) or ""
    numbers = [reference.isbn, reference.issn] if reference.type in BOOKS else [reference.issn, reference.isbn]
    for number in filter(None, numbers):
        yield "SN", number
