"""Crossref's description of a work -> Reference: the whole mapping, for the API's answers and for dumps of it.

Source: Crossref REST API, "API JSON format" (read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
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
_DATES = ("published-print", "published", "issued", "published-online", "posted", "approved", "created")
_ONLINE = ("published-online", "posted")
_RELATIONS = frozenset(
    "is-preprint-of has-preprint is-version-of has-version is-same-as is-identical-to is-replaced-by replaces is-translation-of "
    "has-translation is-manuscript-of has-manuscript is-variant-form-of is-original-form-of is-review-of is-comment-on".split()
)
_NOTHING = frozenset(
    ("", "n/a", "n/a-n/a", "na", "&na;", "null", "null-null", "none", "no-no", "ahead-of-print", "undefined", "unknown")
)
# What the name of a series has in it, and that of a book seldom.
_SERIES = re.compile(
    r"\b(?:series|lecture notes|springerbriefs|(?:advances|progress|methods|studies|topics|texts|research|perspectives) in|communications in|"
    r"contributions to|monographs?|contemporary|publications|schriften|beiträge|reihe|collection|library|proceedings)\b(?! of)",
    re.IGNORECASE,
)
# Our variable -> Crossref's name, and how its value is read; most works lack most of them.
_PLAIN: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "container_title_short": ("short-container-title", lambda said: title(_first(said))),
    "publisher": ("publisher", title),
    "genre": ("degree", lambda said: title(_first(said))),
    "event_place": ("event", lambda said: title(mapping(said).get("location"))),
    "event_date": ("event", lambda said: _held(mapping(said))),
    "publisher_place": ("publisher-location", title),
    "edition": ("edition-number", lambda said: _known(said)),
    "language": ("language", text),
    "isbn": ("ISBN", lambda said: next((isbn.rsplit("/", 1)[-1] for isbn in texts(said)), None)),
    "issn": ("ISSN", lambda said: _first(said)),
    "event_title": ("event", lambda said: title(mapping(said).get("name"))),
}


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
    name = _first(work.get("title"))
    containers = _containers(texts(work.get("container-title")))
    if not doi and not name and not containers:
        return None
    subtitle = _first(work["subtitle"]) if "subtitle" in work else None
    if name and subtitle and titles.normalise(subtitle) not in titles.normalise(name):
        name = f"{name.rstrip(' :.')}: {subtitle}"
    kind = TYPES.get(text(work.get("type")) or "", "document")
    subtype = text(work.get("subtype")) if kind == "article" else None
    page, article = _known(work.get("page")), _known(work.get("article-number"))
    dates = {key: day for key in _DATES if key in work and (day := _day(work[key]))}
    issued = next(iter(dates.values()), None)
    if len(dates) > 1:
        dates.pop("created", None)  # the day of registering: years later for what was digitised
    years = sorted({day[0] for day in dates.values()})
    online = None
    if len(years) > 1:
        online = next((day[0] for key, day in dates.items() if key in _ONLINE and issued and day[0] != issued[0]), None)
    values: dict[str, Any] = {
        "type": kind,
        "doi": ids.normalise(Identifier("doi", doi)).value if doi else None,
        "title": title(name),
        "container_title": title(containers[0]) if containers else None,
        "volume": _known(work.get("volume")),
        "issue": _known(work.get("issue")) or ("journal-issue" in work and _known(mapping(work["journal-issue"]).get("issue"))) or None,
        "page": page or article,
        "number": article if page and article else None,
        "issued": Date.made({"date_parts": (issued,)}) if issued else None,
        "available_date": Date.made({"date_parts": ((online,),)}) if online else None,
    }  # fmt: skip
    if len(containers) > 1 and kind in ("chapter", "paper-conference"):
        values["collection_title"] = title(containers[1])
    for variable, (theirs, how) in _PLAIN.items():
        if theirs in work:
            values[variable] = how(work[theirs])
    if "publisher" not in values and (named := work.get("institution") or work.get("standards-body")):
        values["publisher"] = title(mapping(_one(named)).get("name"))
    for role in _PEOPLE:
        if role in work:
            values[role] = tuple(_people(work[role]))
    reference = Reference.of({key: value for key, value in values.items() if value is not None})
    about: dict[str, Any] = {
        "reference": reference, "source": "crossref", "url": url, "retrieved": retrieved, "updates": tuple(_updates(work)), "years": tuple(years),
        "relations": tuple(_relations(work)), "details": {"subtype": subtype} if subtype else {},
    }  # fmt: skip
    return Record.made(about)


def _containers(names: list[str]) -> list[str]:
    """What a work stands in, the book or the proceedings first; publishers deposit their series before it or behind."""
    if len(names) < 2:
        return names
    first, second = (_SERIES.search(name) is not None for name in names[:2])
    return names if second and not first else [names[1], names[0], *names[2:]]


def _held(event: Mapping[str, Any]) -> Date | None:
    days = [day for key in ("start", "end") if (day := _day(event.get(key)))]
    return Date.made({"date_parts": tuple(dict.fromkeys(days))}) if days else None


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _people(people: Any) -> Iterator[Name]:
    for person in mappings(people):
        family, given = title(person.get("family")), title(person.get("given"))
        if family and "suffix" not in person:
            yield Name.made({"family": family, "given": given} if given is not None else {"family": family})
            continue
        literal = title(person["name"]) if "name" in person else None
        suffix = text(person["suffix"]) if "suffix" in person else None
        if family:
            parts = {"family": family, "given": given, "suffix": suffix}
        elif literal or given:
            parts = {"family": None if literal else given, "suffix": suffix, "literal": literal}
        else:
            continue
        yield Name.made({part: said for part, said in parts.items() if said is not None})


def _first(value: Any) -> str | None:
    """The first text of a list, or of what is one."""
    found = text(value[0]) if isinstance(value, list) and value else None
    return found or next(iter(texts(value)), None)


def _date(value: Any) -> Date | None:
    day = _day(value)
    return Date.made({"date_parts": (day,)}) if day else None


def _day(value: Any) -> tuple[int, ...]:
    parts = mapping(value).get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or not first:
        return ()
    numbers: list[int] = []
    for part in first[:3]:
        if not isinstance(part, int) or isinstance(part, bool) or (numbers and not 1 <= part <= 31):
            break
        numbers.append(part)
    return tuple(numbers) if numbers and 1000 <= numbers[0] <= 2100 else ()


def _updates(work: Mapping[str, Any]) -> Iterator[Update]:
    """Notices about this work ("updated-by"). Being a notice oneself ("update-to") is no update of oneself."""
    for notice in mappings(work.get("updated-by")) if "updated-by" in work else ():
        if kind := text(notice.get("type")):
            yield Update(
                kind=kind.replace("_", "-"),
                source=text(notice.get("source")) or "crossref",
                doi=_doi(notice.get("DOI")),
                date=_date(notice.get("updated")),
            )


def _relations(work: Mapping[str, Any]) -> Iterator[Relation]:
    """Its other versions, and, of a notice, the work that it is about ("IsRetractionOf"); in DataCite's spelling."""
    for kind, rows in mapping(work["relation"]).items() if "relation" in work else ():
        if kind in _RELATIONS:
            for row in mappings(rows):
                scheme, value = text(row.get("id-type")), text(row.get("id"))
                if scheme and value:
                    other = Identifier(scheme, _doi(value) or value if scheme == "doi" else value)
                    yield Relation(kind=_camel(kind), identifier=other)
    for notice in mappings(work["update-to"]) if "update-to" in work else ():
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
    if not found or found.isdecimal():
        return found
    return None if found.lower().strip(" -–—.") in _NOTHING else found
