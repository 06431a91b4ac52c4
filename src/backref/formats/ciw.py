"""Web of Science's tagged format (.ciw, .isi), as its "EndNote Desktop" and "Plain text" exports write it: read only.

Source: "Web of Science Core Collection Field Tags" (Clarivate, read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..fields import dates, ids, titles
from ..model import Date, Identifier, Name, Problem, Reference, Span
from ..text.collecting import uncollected
from . import Format, Loaded
from ._strays import Strays, not_too_many
from ._tagged import TaggedLine, person, split_lines, written

_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*))?$")
# Tag -> attribute, for what one tag says by itself.
_FIELDS = (
    ("TI", "title"), ("J9", "container_title_short"), ("JI", "container_title_short"), ("VL", "volume"), ("IS", "issue"), ("PU", "publisher"), ("PI", "publisher_place"),
    ("LA", "language"), ("AB", "abstract"), ("BN", "isbn"), ("CT", "event_title"), ("CL", "event_place"), ("SU", "supplement"),
)  # fmt: skip
_TYPES = (
    ("proceedings paper", "paper-conference"), ("book review", "review-book"), ("book chapter", "chapter"), ("data paper", "article-journal"),
    ("data set", "dataset"), ("book", "book"), ("meeting abstract", "paper-conference"),
)  # fmt: skip
_BY_MEDIUM = {
    "J": "article-journal",
    "B": "book",
    "S": "article-journal",
    "C": "paper-conference",
    "P": "patent",
    "D": "dataset",
}
_PEOPLE = (("BE", "editor"), ("ED", "editor"), ("BA", "container_author"))
_USED = frozenset("PT AU AF CA GP SO SE DT DE ID PY PD SN EI BP EP AR DI PM UT ER FN VR EF CY BS".split()) | frozenset(
    tag for tag, _ in (*_FIELDS, *_PEOPLE)
)


@uncollected()
def load(text: str) -> Loaded:
    """Return the records of a file; each one's `id` is its number in Web of Science.

    >>> load("PT J\\nAU Roe, J\\n   Doe, A\\nTI Heat\\n   and cold\\nSO SPINE\\nAR 104123\\nER\\nEF").references[0].title
    'Heat and cold'
    """
    strays = Strays()
    told: list[Problem] = []
    records = list(not_too_many(_records(text, strays), text, told, _place))
    how = tuple(written(text, record.values, ("PT",), ("UT",)) for record in records)
    return Loaded(tuple(_reference(record.said) for record in records), (*strays.problems(), *told), written=how)


def recognises(text: str) -> bool:
    """Say whether a text is in Web of Science's format."""
    return re.search(r"^PT [A-Z]\s*$", text[:5_000], re.MULTILINE) is not None


class _Record(NamedTuple):
    """The lines of one record by tag, and where it stands."""

    said: dict[str, list[str]]
    values: list[TaggedLine]


def _records(text: str, strays: Strays) -> Iterator[_Record]:
    """What is indented goes on with the tag above."""
    record = _Record({}, [])
    last: list[str] | None = None
    count = 0
    for line, span in split_lines(text, " \t\ufeff\0"):
        is_indented = span.start > 0 and text[span.start - 1] in " \t"
        match = None if is_indented else _TAG.match(line)
        if match and match["tag"] in ("ER", "EF", "PT") and record.said.keys() - {"FN", "VR"}:
            yield record
            record, last, count = _Record({}, []), None, count + 1
        if match and match["tag"] not in ("ER", "EF"):
            last = record.said.setdefault(match["tag"], [])
            value = (match["value"] or "").strip()
            last.append(value)
            if match["tag"] not in ("FN", "VR"):
                record.values.append(TaggedLine(match["tag"], value, Span(span.end - len(value), span.end), span))
        elif line and last is not None:
            last.append(line)
            if record.values:
                record.values[-1] = record.values[-1]._replace(whole=Span(record.values[-1].whole.start, span.end))
        elif line and not match:
            strays.add(line, span, count)
    if record.said.keys() - {"FN", "VR"}:
        yield record


def _place(record: _Record) -> Span | None:
    return record.values[0].whole if record.values else None


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
    elif values["type"] != "book" or container.casefold() != values.get("title", "").casefold():
        values["container_title"] = container
    values["collection_title"] = titles.markup(said.get("SE", ""))
    values["issued"] = _issued(said.get("PD", ""), said.get("PY", ""))
    if held := said.get("CY"):
        values["event_date"] = dates.from_field(held) or Date(literal=held)
    _load_numbers(values, said)
    values["keyword"] = ", ".join(dict.fromkeys([*_split(said.get("DE", "")), *_split(said.get("ID", ""))]))
    if others := {tag: text for tag, text in said.items() if tag not in _USED and text}:
        values["custom"] = {"fields": others}
    return Reference(**{name: value for name, value in values.items() if value}).slim()


def _load_numbers(values: dict[str, Any], said: dict[str, str]) -> None:
    """Pages, or the article's number where it has none; ISSN, DOI, PMID."""
    first, last = said.get("BP", ""), said.get("EP", "")
    pages = f"{first}-{last}" if first and last and first != last else first or last
    if last == "+":
        pages = f"{first}+"  # "and more"
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
    if medium == "book" and found not in kept and said.get("BP") and said.get("SO", "").casefold() != said.get("TI", "").casefold():  # fmt: skip
        return "chapter"
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
