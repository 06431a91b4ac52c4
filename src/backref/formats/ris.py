"""RIS: the tagged lines that reference managers and publishers exchange. One table, both directions.

Source: "RIS Format Specifications" (Research Information Systems, 2001 and 2011) for tags and types; exports of publishers for what
they write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ..fields import dates, ids, pages, titles
from ..fields.keys import legal_keys
from ..model import Bibliography, Date, Identifier, Problem, Reference
from ..text import links
from ..text.escape import one_line
from . import Format, Loaded
from ._tagged import Tag, Tagged, lines, person, printed, split


def _doi(value: str) -> str | None:
    found = ids.normalise(Identifier("doi", value)).value
    return found if found.startswith("10.") else None


FIELDS: tuple[Tag, ...] = (
    Tag("TI", "title", ("T1", "CT"), titles.markup),
    Tag("ST", "title_short", (), titles.markup),
    Tag("T2", "container_title", ("JF", "BT", "JO", "JA"), titles.markup),
    Tag("J2", "container_title_short", ("JA", "J1", "JO"), titles.markup),
    Tag("T3", "collection_title", (), titles.markup),
    Tag("VL", "volume"),
    Tag("IS", "issue", ("CP",)),
    Tag("NV", "number_of_volumes"),
    Tag("ET", "edition"),
    Tag("M1", "number"),
    Tag("M3", "genre"),
    Tag("SE", "section"),
    Tag("PB", "publisher"),
    Tag("CY", "publisher_place", ("PP",)),
    Tag("LA", "language"),
    Tag("AB", "abstract", ("N2",), titles.markup),
    Tag("N1", "note"),
    Tag("RN", "annote"),
    Tag("CN", "call_number"),
    Tag("DB", "source", ("DP",)),
    Tag("DO", "doi", ("DI",), _doi),
    Tag("UR", "url", ("L2", "L1", "LK"), lambda value: value if "://" in value or value.startswith("//") else None),
    Tag("OP", "original_title"),
)
PEOPLE = {"AU": "author", "ED": "editor", "A4": "translator"}
_ROLES = {
    "A1": "author",
    "A2": "editor",
    "A3": "collection_editor",
    "ED": "editor",
    "AU": "author",
    "A4": "translator",
    "TA": "translator",
}
DATES = {"Y2": "accessed", "RD": "accessed"}
# CSL type -> the tag that is written; the reverse, and more, are read.
TYPES: dict[str, str] = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK", "chapter": "CHAP", "paper-conference": "CPAPER",
    "thesis": "THES", "report": "RPRT", "webpage": "ELEC", "post-weblog": "BLOG", "dataset": "DATA", "software": "COMP", "patent": "PAT",
    "standard": "STAND", "legal_case": "CASE", "legislation": "STAT", "bill": "BILL", "hearing": "HEAR", "motion_picture": "MPCT", "broadcast": "VIDEO",
    "song": "SOUND", "musical_score": "MUSIC", "map": "MAP", "graphic": "ART", "figure": "FIGURE", "personal_communication": "PCOMM",
    "manuscript": "MANSCPT", "pamphlet": "PAMP", "entry-encyclopedia": "ENCYC", "entry-dictionary": "DICT", "classic": "CLSWK", "periodical": "JFULL",
    "collection": "SER", "speech": "SLIDE", "article": "UNPB", "document": "GEN",
}  # fmt: skip
_LOADED: dict[str, str] = {
    "EJOUR": "article-journal", "INPR": "article-journal", "ABST": "article-journal", "EBOOK": "book", "EDBOOK": "book", "ECHAP": "chapter",
    "CONF": "paper-conference", "WEB": "webpage", "AGGR": "dataset", "DBASE": "dataset", "UNBILL": "bill", "UNPD": "manuscript", "CHART": "figure",
    "GOVDOC": "report", "GRNT": "document", "ICOMM": "post", "ADVS": "motion_picture", "LEGAL": "legislation", "MULTI": "graphic", "CTLG": "book",
    "CASE": "legal_case", "PREPRINT": "article",
}  # fmt: skip
_BOOKS = ("book", "collection", "classic", "pamphlet")


def dump(bibliography: Bibliography) -> str:
    """Return one record for each entry, CRLF apart from nothing else than a line feed.

    >>> from backref.model import Name
    >>> reference = Reference(id="a", type="book", title="Low back disorders", author=(Name(family="McGill", given="Stuart"),))
    >>> print(dump(Bibliography.of((reference,))))
    TY  - BOOK
    ID  - a
    AU  - McGill, Stuart
    TI  - Low back disorders
    ER  -
    <BLANKLINE>
    """
    keys = legal_keys(bibliography, lambda key: one_line(key) == key != "")
    records = (lines(_tags(key, entry.reference)) for key, entry in zip(keys, bibliography.entries, strict=True))
    return "\n".join(f"{record}ER  -\n" for record in records)


def load(text: str) -> Loaded:
    """Return the records of a RIS file; what it says more often than once is taken from the first that is whole.

    >>> load("TY  - JOUR\\nTI  - Opioids\\nSP  - 336\\nEP  - 9\\nER  -").references[0].page
    '336-339'
    """
    records, problems = split(text, "TY", "ER")
    references = tuple(_reference(record, problems) for record in records)
    return Loaded(references, tuple(problems))


def _tags(key: str, reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(reference.type, "GEN")
    yield "ID", key
    for tag, attribute in PEOPLE.items():
        for name in getattr(reference, attribute):
            yield tag, printed(name)
    for name in reference.collection_editor:
        yield "A3", printed(name)
    if (issued := reference.issued) is not None:
        yield "PY", str(issued.year) if issued.year is not None else issued.literal or ""
        if issued.date_parts and (len(issued.date_parts[0]) > 1 or len(issued.date_parts) > 1 or issued.season):
            yield "DA", _slashed(issued)
    for field in FIELDS:
        if field.tag == "UR":
            yield from _pages(reference)
        if value := getattr(reference, field.attribute):
            yield field.tag, links.written(value) if field.tag == "UR" else field.dump(str(value))
    if number := reference.isbn or reference.issn:
        yield "SN", number
    if reference.isbn and reference.issn:
        yield "SN", reference.issn
    if reference.accessed is not None:
        yield "Y2", _slashed(reference.accessed)
    for word in re.split(r"(?<!\s)\s*[,;]\s*", reference.keyword or ""):
        yield "KW", word
    if reference.pmid:
        yield "AN", reference.pmid
    if reference.pmcid:
        yield "C2", reference.pmcid


def _pages(reference: Reference) -> Iterator[tuple[str, str]]:
    if not reference.page:
        return
    ranges = pages.parse(reference.page).ranges
    if len(ranges) == 1 and ranges[0].first != ranges[0].last and pages.is_plain(reference.page):
        yield "SP", ranges[0].first
        yield "EP", ranges[0].last
    else:
        yield "SP", reference.page


def _slashed(date: Date) -> str:
    if not date.date_parts:
        return date.literal or ""
    if len(date.date_parts) > 1 or date.circa or date.season:
        return dates.to_field(date)
    return "/".join([f"{date.date_parts[0][0]:04d}", *(f"{part:02d}" for part in date.date_parts[0][1:])])


def _reference(record: list[Tagged], problems: list[Problem]) -> Reference:
    label = next((line.value.upper() for line in reversed(record) if line.tag == "TY" and line.value), "GEN")
    csl_type = _types().get(label)
    if csl_type is None:
        problems.append(_problem("unknown-type", f"line {record[0].line}, column 7: {label[:20]!r} is no RIS type"))
        csl_type = "document"
    found: dict[str, list[str]] = {}
    for line in record:
        if line.value:
            found.setdefault(line.tag, []).append(line.value)
    values: dict[str, Any] = {"type": csl_type, "id": (found.get("ID") or found.get("LB") or [""])[0]}
    used = {"TY", "ID", "LB", "KW", "SP", "EP", "SN", "PY", "Y1", "DA", "AN", "U1", "U2", "C2", "C7", *DATES, *_ROLES}
    for tag, attribute in _ROLES.items():
        people = tuple(name for text in found.get(tag, ()) if (name := person(text)) is not None)
        values[attribute] = (*values.get(attribute, ()), *people)
    for field in FIELDS:
        for tag in (field.tag, *field.also):
            texts = [kept for text in found.get(tag, ()) if (kept := field.load(text))]
            value = titles.joined(texts) if field.attribute == "title" else next(iter(texts), None)
            if (
                value
                and field.attribute not in values
                and not (tag in ("JA", "JO") and value == values.get("container_title"))
            ):
                values[field.attribute] = " ".join(value.split())
            used.add(tag)
    _tidied(values, found)
    used -= {tag for tag in ("C2", "C7") if not any(values.get("pmcid", "-") in text for text in found.get(tag, ()))}
    others = {tag: "; ".join(texts) for tag, texts in found.items() if tag not in used}
    custom = {"fields": others} if others else {}
    return Reference(**{name: value for name, value in values.items() if value}, custom=custom)


def _tidied(values: dict[str, Any], found: dict[str, list[str]]) -> None:
    """What more than one tag says: dates, pages, numbers of books and journals, identifiers in odd places."""
    start, end = (found.get(tag, [""])[0] for tag in ("SP", "EP"))
    if start and end and start != end and "-" not in start:
        values["page"] = f"{start}-{pages.expand_last_page(start, end)}"
    else:
        values["page"] = start or end
    said = [date for tag in ("DA", "PY", "Y1") for text in found.get(tag, ()) if (date := _date(text))]
    if said:
        years = [date.year for date in said if date.year is not None]
        longest = max((date for date in said if date.year in years[-1:] + years[:1]), key=_length, default=said[0])
        values["issued"] = longest
    for tag, attribute in DATES.items():
        if (date := next((d for text in found.get(tag, ()) if (d := _date(text))), None)) is not None:
            values[attribute] = date
    for number in (piece for text in found.get("SN", ()) for piece in re.split(r"[;,]\s+", text)):
        number = re.sub(r"(?<!\s)\s*\((?:ISSN|ISBN)\)\s*$", "", number)  # as Scopus writes it
        digits = re.sub(r"[^0-9Xx]", "", number)
        kind = "isbn" if len(digits) in (10, 13) or (values["type"] in _BOOKS and len(digits) != 8) else "issn"
        values.setdefault(kind, number.strip())
    values["keyword"] = ", ".join(found.get("KW", ()))
    if values["type"] in _BOOKS and values.get("container_title") and not values.get("collection_title"):
        values["collection_title"] = values.pop("container_title")
    if values["type"] == "article-journal" and values.get("title") is None and values.get("container_title"):
        values["title"] = values.pop("container_title")
    for text in (
        *found.get("AN", ()),
        *found.get("U1", ()),
        *found.get("U2", ()),
        *found.get("C2", ()),
        *found.get("C7", ()),
    ):
        if pmc := re.search(r"\bPMC\d{3,9}\b", text):
            values.setdefault("pmcid", pmc.group())
        elif (pmid := re.fullmatch(r"(\d{1,9})\s*(?:\[pmid\])?", text, re.I)) and (
            "[" in text or "pubmed" in str(values.get("source", "pubmed")).lower()
        ):
            values.setdefault("pmid", pmid[1])
    if not values.get("doi"):
        for text in (*found.get("M3", ()), *found.get("N1", ()), *found.get("UR", ()), *found.get("L3", ())):
            if doi := re.search(r"10\.\d{4,9}/[^\s\"<>]+", text):
                values["doi"] = _doi(doi.group().rstrip(".,;"))
                break
    if values.get("genre") and _doi(re.sub(r"(?i)^doi:\s*", "", values["genre"])) == values.get("doi"):
        del values["genre"]


def _date(text: str) -> Date | None:
    """ "2005/07/15/early", "2001///", "2015/october": year, month, day and more, each of which may be missing."""
    year, *rest = [part.strip() for part in text.split("/")]
    if not re.fullmatch(r"\d{4}", year):
        return dates.from_field(text) or (Date(literal=text) if re.search(r"[^\W_]", text) and not rest else None)
    month, day = (rest + ["", ""])[:2]
    if month.isdecimal() or not month:
        numbers = [int(year), *([int(month), *([int(day)] if day.isdecimal() else [])] if month else [])]
        trimmed = numbers[: numbers.index(0)] if 0 in numbers else numbers
        if len(trimmed) > 1 and trimmed[1] > 12:
            return dates.from_field(text)
        return dates.normalise(Date(date_parts=(tuple(trimmed),)))
    return dates.from_field(f"{month} {day}, {year}" if day else f"{month} {year}") or Date(date_parts=((int(year),),))


def _length(date: Date) -> int:
    return sum(len(parts) for parts in date.date_parts) + bool(date.season)


@cache
def _types() -> dict[str, str]:
    return _LOADED | {tag: csl_type for csl_type, tag in TYPES.items()}


def _problem(code: str, message: str) -> Problem:
    return Problem(code=code, stage="load", message=message)


FORMAT = Format(
    name="ris", title="RIS", suffixes=(".ris",), media_type="application/x-research-info-systems", load=load, dump=dump
)
