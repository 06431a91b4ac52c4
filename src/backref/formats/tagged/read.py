"""One tagged record -> a Reference. What no attribute takes is kept by its tag."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from ...fields import titles
from ...model import Reference
from ...text.entities import unescaped
from .._tagged import TaggedLine
from . import identifiers, numbers, people
from . import titles as tagged_titles
from .record import Untaken

_SCHEMELESS = re.compile(
    r"(?:www\.|(?=[^/\s]{3,200}/))(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?:[/?]\S*)?", re.IGNORECASE
)


def _plain(value: str) -> str:
    return unescaped(value) if "&" in value else value


def _address(value: str) -> str | None:
    return value if value.lower().startswith(("http://", "https://", "ftp://", "//")) else None


def _any_address(value: str) -> str | None:
    return _address(value) or (value if _SCHEMELESS.fullmatch(value) else None)


def _genre(value: str) -> str | None:
    return None if value.lower().startswith(("doi:", "http")) or identifiers.doi(value) else _plain(value)


# What one tag says by itself: tags in the order in which they are asked, the attribute, and how a value changes.
_FIELDS: tuple[tuple[tuple[str, ...], str, Callable[[str], str | None]], ...] = (
    (("ST",), "title_short", titles.markup),
    (("VL", "VO"), "volume", _plain),
    (("IS", "CP", "NO"), "issue", _plain),
    (("NV",), "number_of_volumes", _plain),
    (("M3", "PT"), "genre", _genre),
    (("SE",), "section", _plain),
    (("PB",), "publisher", _plain),
    (("LA",), "language", _plain),
    (("AB", "N2"), "abstract", titles.markup),
    (("RN",), "annote", str),
    (("CN",), "call_number", _plain),
    (("AV",), "archive_location", _plain),
    (("DB", "DP"), "source", _plain),
    (("UR", "LK", "US"), "url", _any_address),
    (("L2", "L1"), "url", _address),
    (("OP",), "original_title", titles.markup),
    (("RI",), "reviewed_title", titles.markup),
)
# Attribute -> the tags that it is read from, for who shows where a value stands.
TAGS: dict[str, tuple[str, ...]] = {attribute: tags for tags, attribute, _ in _FIELDS} | {
    "author": ("AU", "A1"), "editor": ("ED", "A2"), "translator": ("A4", "TA"), "collection_editor": ("A3",), "title": ("TI", "T1", "CT"),
    "container_title": ("T2", "JF", "BT", "JO", "JA"), "container_title_short": ("J2", "JA", "J1", "JO"), "collection_title": ("T3", "T2"),
    "issued": ("PY", "Y1", "DA"), "accessed": ("Y2", "RD"), "page": ("SP", "EP", "C7"), "number": ("M1", "C7", "SN"), "edition": ("ET",),
    "publisher_place": ("CY", "C1", "PP"), "isbn": ("SN",), "issn": ("SN",), "doi": ("DO", "DI", "DOI", "M3"), "pmid": ("AN", "U1", "C2"),
    "pmcid": ("C2", "U2", "AN"), "note": ("N1",), "keyword": ("KW",),
}  # fmt: skip
_IGNORED = ("TY", "ER", "FN", "VR")


def reference(record: Iterable[TaggedLine], csl_type: str, key: str = "") -> Reference:
    """Return the reference of a record whose tags are RIS's. `key` is its citation key where it has no tag of its own.

    >>> lines = [TaggedLine("TI", "Opioids", 1), TaggedLine("SP", "336", 2), TaggedLine("EP", "9", 3), TaggedLine("ZZ", "x", 4)]
    >>> reference(lines, "article-journal").csl()["custom"]
    {'fields': {'ZZ': 'x'}}
    """
    said = Untaken(record)
    said.take(*_IGNORED)
    values: dict[str, Any] = {"type": csl_type, "id": key or said.first("ID", "LB")}
    people.load(values, said)
    tagged_titles.load(values, said)
    identifiers.load(values, said)
    numbers.load_dates(values, said)
    numbers.load_pages(values, said)
    for tags, attribute, change in _FIELDS:
        if not said.has_none_of(tags):
            _load_field(values, said, tags, attribute, change)
    numbers.load_number(values, said)
    _load_edition(values, said)
    _load_places(values, said)
    _load_texts(values, said)
    rest = said.rest()
    if rest:
        values["custom"] = {"fields": rest}
    return Reference.of({name: value for name, value in values.items() if value})


def _load_field(
    values: dict[str, Any], said: Untaken, tags: tuple[str, ...], attribute: str, change: Callable[[str], str | None]
) -> None:
    for tag in tags:
        for text in said.all(tag):
            value = " ".join((change(text) or "").split())
            if value and values.setdefault(attribute, value) == value:
                said.drop(tag, text)
                break


def _load_edition(values: dict[str, Any], said: Untaken) -> None:
    """ET: the version of a program; PubMed puts the day of first publication there, which is no edition."""
    edition = next(iter(said.all("ET")), "")
    if edition and not re.fullmatch(r"\d{4}[-/]\d{1,2}(?:[-/]\d{1,2})?", edition):
        values["version" if values["type"] == "software" else "edition"] = _plain(said.first("ET"))


def _load_places(values: dict[str, Any], said: Untaken) -> None:
    """CY is where it was published; where C1 says that of a meeting's paper, CY is where the meeting was."""
    published = said.first("C1") if values["type"] == "paper-conference" and said.all("CY") else ""
    place = said.first("CY", "PP")
    if published:
        values["event_place"] = _plain(place)
    values["publisher_place"] = _plain(published or place)


def _load_texts(values: dict[str, Any], said: Untaken) -> None:
    """Notes, all of them but what only says the DOI or the title again, and keywords, which some exporters put on one
    line.
    """
    notes = [text for text in map(_plain, said.take("N1")) if text != values.get("title")]
    values["note"] = "; ".join(dict.fromkeys(" ".join(text.split()) for text in notes))
    words = [word.strip() for text in map(_plain, said.take("KW")) for word in text.split(";")]
    values["keyword"] = ", ".join(word for word in words if word)
