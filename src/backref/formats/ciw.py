"""Web of Science's tagged format (.ciw, .isi), as its "EndNote Desktop" and "Plain text" exports write it: read only.

Source: "Web of Science Core Collection Field Tags" (Clarivate, read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..fields import dates, ids, titles
from ..model import Date, Identifier, Name, Problem, Reference, Span
from . import Format, Loaded
from ._tagged import person

_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*))?$")
# Tag -> attribute, for what one tag says by itself.
_FIELDS = (
    ("TI", "title"), ("J9", "container_title_short"), ("VL", "volume"), ("IS", "issue"), ("PU", "publisher"), ("PI", "publisher_place"),
    ("LA", "language"), ("AB", "abstract"), ("BN", "isbn"), ("CT", "event_title"), ("CL", "event_place"), ("SU", "supplement"),
)  # fmt: skip
_TYPES = (
    ("proceedings paper", "paper-conference"), ("book review", "review-book"), ("book chapter", "chapter"), ("data paper", "article-journal"),
    ("data set", "dataset"), ("book", "book"), ("meeting abstract", "paper-conference"),
)  # fmt: skip
_BY_MEDIUM = {"J": "article-journal", "B": "book", "S": "article-journal", "P": "patent", "D": "dataset"}
_PEOPLE = (("BE", "editor"), ("ED", "editor"), ("BA", "container_author"))
_USED = frozenset("PT AU AF CA GP SO SE DT DE ID PY PD SN EI BP EP AR DI PM UT ER FN VR EF CY BS".split()) | frozenset(
    tag for tag, _ in (*_FIELDS, *_PEOPLE)
)


def load(text: str) -> Loaded:
    """Return the records of a file; each one's `id` is its number in Web of Science.

    >>> load("PT J\\nAU Roe, J\\n   Doe, A\\nTI Heat\\n   and cold\\nSO SPINE\\nAR 104123\\nER\\nEF").references[0].title
    'Heat and cold'
    """
    problems: list[Problem] = []
    return Loaded(tuple(_reference(record) for record in _records(text, problems)), tuple(problems))


def recognises(text: str) -> bool:
    """Say whether a text is in Web of Science's format."""
    return re.search(r"^PT [A-Z]\s*$", text[:5_000], re.MULTILINE) is not None


def _records(text: str, problems: list[Problem]) -> Iterator[dict[str, list[str]]]:
    """The lines of each record by tag: what is indented goes on with the tag above."""
    record: dict[str, list[str]] = {}
    last: list[str] | None = None
    offset = 0
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), 1):
        line = raw.rstrip(" \t\0")
        match = _TAG.match(line)
        if match and match["tag"] in ("ER", "EF", "PT") and record.keys() - {"FN", "VR"}:
            yield record
            record, last = {}, None
        if match and match["tag"] not in ("ER", "EF"):
            last = record.setdefault(match["tag"], [])
            last.append((match["value"] or "").strip())
        elif line.strip() and last is not None:
            last.append(line.strip())
        elif line.strip() and not match:
            shown = "".join(c if c.isprintable() else "\ufffd" for c in line.strip()[:40])
            message = f"line {number}, column 1: {shown!r} is in no record"
            problems.append(
                Problem(code="outside-a-record", stage="load", message=message, span=Span(offset, offset + 1))
            )
        offset += len(raw) + 1
    if record.keys() - {"FN", "VR"}:
        yield record


def _reference(record: dict[str, list[str]]) -> Reference:
    said = {tag: " ".join(" ".join(lines).split()) for tag, lines in record.items()}
    values: dict[str, Any] = {
        "id": said.get("UT", ""),
        "type": _type(said),
        "publication_types": tuple(_split(said.get("DT", ""))),
    }
    for tag, attribute in _FIELDS:
        if text := said.get(tag):
            values[attribute] = titles.markup(text)
    values["author"] = (*_people(record.get("AF") or record.get("AU") or []), *_groups(record))
    for tag, attribute in _PEOPLE:
        if attribute not in values:
            values[attribute] = tuple(_people(record.get(tag, [])))
    container = titles.markup(said.get("SO", ""))
    if values["type"] == "book" and not values.get("title"):
        values["title"] = container
    elif values["type"] != "book" or container != values.get("title"):
        values["container_title"] = container
    values["collection_title"] = titles.markup(said.get("SE", ""))
    values["issued"] = _issued(said.get("PD", ""), said.get("PY", ""))
    if held := said.get("CY"):
        values["event_date"] = dates.from_field(held) or Date(literal=held)
    _load_numbers(values, said)
    values["keyword"] = ", ".join(dict.fromkeys([*_split(said.get("DE", "")), *_split(said.get("ID", ""))]))
    if others := {tag: text for tag, text in said.items() if tag not in _USED and text}:
        values["custom"] = {"fields": others}
    return Reference(**{name: value for name, value in values.items() if value})


def _load_numbers(values: dict[str, Any], said: dict[str, str]) -> None:
    """Pages, or the article's number where it has none; ISSN, DOI, PMID."""
    first, last = said.get("BP", ""), said.get("EP", "")
    pages = f"{first}-{last}" if first and last and first != last else first or last
    number = said.get("AR", "")
    values["page"] = pages or number
    values["number"] = number if pages and number != pages else ""
    values["issn"] = said.get("SN") or said.get("EI")
    values["doi"] = ids.normalise(Identifier("doi", said["DI"])).value if said.get("DI") else None
    values["pmid"] = said["PM"] if said.get("PM", "").isdecimal() else None


def _type(said: dict[str, str]) -> str:
    kinds = said.get("DT", "").casefold()
    medium = _BY_MEDIUM.get(said.get("PT", "")[:1].upper(), "document")
    found = next((csl_type for name, csl_type in _TYPES if name in kinds), medium)
    kept = (
        ("review-book", "dataset")
        if said.get("PT", "")[:1].upper() == "J"
        else ("paper-conference", "chapter", "review-book")
    )
    return found if found in kept else medium  # a paper of a meeting that a journal printed is an article


def _people(lines: list[str]) -> Iterator[Name]:
    for line in lines:
        for text in line.split(";"):
            if (found := person(text.strip())) is not None and "anonymous" not in text.lower():
                yield found


def _groups(record: dict[str, list[str]]) -> Iterator[Name]:
    for line in (*record.get("CA", ()), *record.get("GP", ())):
        if line:
            yield Name(literal=line)


def _issued(day: str, year: str) -> Date | None:
    printed = day if year and year in day else f"{day} {year}".strip()
    return (
        dates.from_field(printed)
        or (dates.from_field(year) if year else None)
        or (Date(literal=printed) if printed else None)
    )


def _split(text: str) -> list[str]:
    return [part for each in text.split(";") if (part := each.strip())]


FORMAT = Format(
    name="ciw",
    title="Web of Science",
    suffixes=(".ciw", ".isi"),
    media_type="application/x-inst-for-Scientific-info",
    load=load,
)
