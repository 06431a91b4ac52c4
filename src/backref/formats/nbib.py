"""nbib: the MEDLINE display of PubMed, as its "Send to citation manager" saves it. One table, both directions.

Source: "MEDLINE/PubMed Data Element (Field) Descriptions" (NLM, read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..fields import dates, ids, medline, pages, titles
from ..model import Bibliography, Date, Identifier, Name, Problem, Reference
from ..model.printed import in_print
from ..text.collecting import uncollected
from ..text.folding import fold
from . import Format, Loaded
from ._strays import not_too_many, problem
from ._tagged import Tag, TaggedLine, lines, person, printed, split, unquoted, written


def _title(value: str) -> str | None:
    return medline.title(titles.markup(value))


FIELDS: tuple[Tag, ...] = (
    Tag("PMID", "pmid"),
    Tag("TI", "title", (), _title, lambda value: value if value.endswith((".", "?", "!")) else f"{value}."),
    Tag("TT", "original_title", (), _title),
    Tag("JT", "container_title", ("BTI",), titles.markup),
    Tag("TA", "container_title_short"),
    Tag("CTI", "collection_title", (), titles.markup),
    Tag("VI", "volume"),
    Tag("IP", "issue"),
    Tag("PG", "page", (), pages.normalise),
    Tag("LA", "language"),
    Tag("EN", "edition"),
    Tag("PB", "publisher"),
    Tag("PL", "publisher_place"),
    Tag("AB", "abstract", (), titles.markup),
    Tag("GN", "annote"),
    Tag("PMC", "pmcid"),
)
_BOOK = ("book", "chapter")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_IGNORED = frozenset(
    ("OWN", "STAT", "DCOM", "LR", "EDAT", "MHDA", "CRDT", "PHST", "PST", "SB", "JID", "SO", "AU", "IR", "FIR", "DA")
)


def dump(bibliography: Bibliography) -> str:
    """Return one record for each entry, a blank line between them.

    >>> from backref.model import Name
    >>> reference = Reference(type="article-journal", title="Opioids", author=(Name(family="Deyo", given="Richard A"),), pmid="25561513")
    >>> print(dump(Bibliography.of((reference,))))
    PMID- 25561513
    TI  - Opioids.
    FAU - Deyo, Richard A
    AU  - Deyo RA
    PT  - Journal Article
    <BLANKLINE>
    """
    return "\n".join(lines(_tags(in_print(entry.reference)), 4) for entry in bibliography.entries)


@uncollected()
def load(text: str) -> Loaded:
    """Return the records of an nbib file; each one's `id` is its PMID.

    >>> load("PMID- 1\\nTI  - [Opioids].\\nPG  - 336-9\\nDP  - 2005 Jan").references[0].issued.date_parts
    ((2005, 1),)
    """
    found, problems = split(text, "PMID")
    records = [*not_too_many(found, text, problems, lambda record: record[0].whole)]
    references = tuple(_reference(record, problems) for record in records)
    how = tuple(written(text, record, ("PT",), ("PMID",)) for record in records)
    return Loaded(references, tuple(problems), written=how)


def _tags(reference: Reference) -> Iterator[tuple[str, str]]:
    chapter = reference.type in _BOOK
    if not reference.pmid:
        yield "PMID", "0"  # every record begins with one
    for field in FIELDS:
        value = getattr(reference, field.attribute)
        if field.attribute == "publisher_place":
            yield from _people(reference)
        if not value or (reference.type == "book" and field.attribute == "container_title"):
            continue  # a record has one BTI
        if reference.type == "book" and field.attribute == "title":
            yield "BTI", str(value)
        else:
            yield "BTI" if chapter and field.attribute == "container_title" else field.tag, field.dump(str(value))
    if (issued := reference.issued) is not None:
        yield "DP", _printed(issued)
    if reference.issn:
        yield "IS", reference.issn
    if reference.isbn:
        yield "ISBN", reference.isbn
    if reference.doi:
        yield "LID", f"{reference.doi} [doi]"
    for word in re.split(r"(?<!\s)\s*[,;]\s*", reference.keyword or ""):
        yield "OT", word
    for kind in reference.publication_types or (medline.named(reference.type),):
        yield "PT", kind


def _people(reference: Reference) -> Iterator[tuple[str, str]]:
    for name in reference.author:
        if name.literal:
            yield "CN", name.literal
        else:
            yield (
                "FAU",
                printed(
                    name.model_copy(update={"suffix": None, "given": " ".join(filter(None, (name.given, name.suffix)))})
                ),
            )
            yield "AU", medline.initialled(unquoted(name))
    for name in reference.editor:
        yield "FED", printed(name)


def _printed(date: Date) -> str:
    if not date.date_parts or (date.literal and len(date.date_parts) == len(date.date_parts[0]) == 1):
        return date.literal or ""
    year, *rest = date.date_parts[0]
    season = {"1": "Spring", "2": "Summer", "3": "Fall", "4": "Winter"}.get(date.season or "", "")
    if len(date.date_parts) > 1:
        return dates.to_field(date)
    return " ".join(
        [f"{year:04d}", *([_MONTHS[rest[0] - 1]] if rest else [season] if season else []), *map(str, rest[1:])]
    )


def _reference(record: list[TaggedLine], problems: list[Problem]) -> Reference:
    found: dict[str, list[str]] = {}
    for line in record:
        if line.value:
            found.setdefault(line.tag, []).append(line.value)
    kinds = found.get("PT", [])
    pmid = (found.get("PMID") or [""])[0]
    values: dict[str, Any] = {"id": "" if pmid == "0" else pmid}
    _load_fields(values, found)
    if pmid == "0":
        del values["pmid"]
    book = bool(found.get("BTI")) and not found.get("JT")
    if not book and not values.get("title") and values.get("original_title"):
        values["title"] = values.pop("original_title")
    journal = values.get("container_title") or values.get("container_title_short")
    values["type"] = medline.kind(kinds, journal) if not book else "chapter" if values.get("title") else "book"
    if "Book" in kinds and not book:
        values["type"] = "book"
    if book and values["type"] == "book":
        values["title"] = values.pop("container_title", None)
    values["author"] = tuple(_authors(record))
    editors = found.get("FED") or found.get("ED", [])
    values["editor"] = tuple(name for text in editors if (name := person(text)) is not None)
    if text := (found.get("DP") or found.get("DEP") or [""])[0]:
        values["issued"] = _date(text) or Date(literal=text)
    values["issn"] = next(
        (m.group() for text in found.get("IS", ()) if (m := re.match(r"\d{4}-?\d{3}[\dXx]", text))), None
    )
    values["isbn"] = re.sub(r"(?<!\s)\s*\(.*", "", (found.get("ISBN") or [""])[0])
    _load_identifiers(values, found)
    values["keyword"] = ", ".join(word.strip("* ") for word in found.get("OT", ()))
    values["publication_types"] = tuple(kinds)
    used = {"PT", "FAU", "CN", "FED", "ED", "DP", "DEP", "IS", "ISBN", "LID", "AID", "OT", "BTI"} | _IGNORED
    used |= {tag for field in FIELDS for tag in (field.tag, *field.also)}
    if others := {tag: "; ".join(texts) for tag, texts in found.items() if tag not in used}:
        values["custom"] = {"fields": others}
    if not values.get("title") and not values.get("author"):
        message = f"the record of {pmid or 'no PMID'} has neither title nor author"
        problems.append(problem("empty-record", message, record[0].whole))
    return Reference(**{name: value for name, value in values.items() if value}).slim()


def _load_fields(values: dict[str, Any], found: Mapping[str, list[str]]) -> None:
    for field in FIELDS:
        for tag in (field.tag, *field.also):
            texts = [kept for text in found.get(tag, ()) if (kept := field.load(text))]
            value = titles.joined(texts) if field.attribute == "title" else next(iter(texts), None)
            if value:
                values.setdefault(field.attribute, " ".join(value.split()))


def _load_identifiers(values: dict[str, Any], found: Mapping[str, list[str]]) -> None:
    """A DOI, and the number of an article that has no pages, from where they stand together."""
    for text in (*found.get("LID", ()), *found.get("AID", ())):
        if match := re.fullmatch(r"(\S+)\s*\[(doi|pii)\]", text):
            if match[2] == "doi":
                values.setdefault("doi", ids.normalise(Identifier("doi", match[1])).value)
            elif not values.get("page"):
                values["page"] = match[1]


def _authors(record: list[TaggedLine]) -> Iterator[Name]:
    """Full names and organisations in their order; short names of those whose full ones are not given."""
    families = {fold(name.family or "") for line in record if line.tag == "FAU" and (name := person(line.value))}
    missing = sum((line.tag == "AU") - (line.tag == "FAU") for line in record if line.value)
    for line in record:
        if line.tag == "CN" and line.value:
            yield Name(literal=line.value)
        elif line.tag == "FAU" and (name := person(line.value)) is not None:
            yield name
        elif line.tag == "AU" and line.value and missing > 0:
            short = medline.from_initialled(line.value)
            if fold(short.family or short.literal or "") not in families:
                yield short
                missing -= 1


def _date(text: str) -> Date | None:
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return dates.from_field(text)


FORMAT = Format(name="nbib", title="nbib", suffixes=(".nbib",), media_type="application/nbib", load=load, dump=dump)
