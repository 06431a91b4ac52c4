"""The fields of a source, as Word's own bibliography keeps them: an element -> the Reference that it describes.

Source: ECMA-376 part 1, 22.6 (read 2026-11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...fields import dates, ids, names
from ...model import Date, Name, Reference
from .parts import B

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_KINDS = {
    "journalarticle": "article-journal", "articleinaperiodical": "article-magazine", "book": "book", "booksection": "chapter", "conferenceproceedings": "paper-conference", "report": "report",
    "internetsite": "webpage", "documentfrominternetsite": "webpage", "electronicsource": "webpage", "soundrecording": "song", "performance": "performance", "art": "graphic", "film": "motion_picture",
    "interview": "interview", "patent": "patent", "case": "legal_case",
}  # fmt: skip
# The first of these that a source has.
_TEXTS = {
    "title": ("Title",), "volume": ("Volume",), "issue": ("Issue",), "page": ("Pages",), "edition": ("Edition",), "version": ("Version",), "genre": ("ThesisType",), "medium": ("Medium",),
    "container_title": ("JournalName", "PeriodicalTitle", "BookTitle", "ConferenceName", "PublicationTitle", "InternetSiteTitle", "AlbumTitle", "BroadcastTitle"),
    "publisher": ("Publisher", "Institution", "ProductionCompany", "Distributor"), "number": ("PatentNumber", "CaseNumber"), "note": ("Comments",), "url": ("URL",),
}  # fmt: skip
_PLACES = ("City", "StateProvince", "CountryRegion")
# Whom CSL has no other variable for is the author, where a source names none.
_AUTHORS = ("Author", "Inventor", "Artist", "Composer", "Performer", "Director", "Interviewee", "Writer", "Compiler")
_OTHERS = {"editor": "Editor", "translator": "Translator", "container_author": "BookAuthor", "interviewer": "Interviewer"}  # fmt: skip


def reference_of(source: Element) -> Reference:
    """Return the work that a source describes; what is no text, number or name in it is left out."""

    def said(name: str) -> str:
        return text_of(source, name)

    values: dict[str, Any] = {
        field: next(filter(None, map(said, several)), "")
        for field, several in _TEXTS.items()
        if field in Reference.model_fields
    }
    values["type"] = _KINDS.get(said("SourceType").casefold(), "document")
    values["publisher_place"] = ", ".join(filter(None, map(said, _PLACES)))
    values["issued"] = _date(said("Year"), said("Month"), said("Day"))
    values["accessed"] = _date(said("YearAccessed"), said("MonthAccessed"), said("DayAccessed"))
    values["author"] = next(filter(None, (_people(source, role) for role in _AUTHORS)), ())
    values |= {field: _people(source, role) for field, role in _OTHERS.items() if field in Reference.model_fields}
    for printed in (said("DOI"), said("StandardNumber"), said("URL")):
        known = ids.parse(printed) if printed else None
        if known is not None and known.scheme in ("doi", "isbn", "issn", "pmid", "pmcid", "arxiv"):
            values.setdefault(known.scheme, known.value)
    return Reference(**{field: each for field, each in values.items() if each})


def text_of(source: Element, name: str) -> str:
    """Return the text of a field of a source, on one line, or ""."""
    node = source.find(f"{B}{name}")
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def _people(source: Element, role: str) -> tuple[Name, ...]:
    found: list[Name] = []
    for several in source.iterfind(f"{B}Author/{B}{role}"):
        found += [Name(literal=literal) for node in several if node.tag == f"{B}Corporate" and (literal := _line(node))]
        for person in several.iterfind(f"{B}NameList/{B}Person"):
            family, first, middle = (text_of(person, part) for part in ("Last", "First", "Middle"))
            given = " ".join(filter(None, (first, middle)))
            if family and given:
                found.append(names.from_inverted(f"{family}, {given}"))
            elif family or given:
                found.append(Name(family=family) if family else Name(literal=given))
    return tuple(found)


def _line(node: Element) -> str:
    return " ".join("".join(node.itertext()).split())


def _date(year: str, month: str, day: str) -> Date | None:
    if not year:
        return None
    if month.isdecimal() and len(month) < 3:
        parts = [year, month.zfill(2), *([day.zfill(2)] if day.isdecimal() else [])]
        return dates.from_field("-".join(parts)) or dates.parse(year)
    return dates.parse(" ".join(filter(None, (day, month, year)))) or dates.parse(year)
