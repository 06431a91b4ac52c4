"""References -> hayagriva's entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ...fields import pages, titles
from ...fields.csl import clean
from ...model import Date, Name, Reference
from ...text import links
from ...text.escape import one_line
from .table import KINDS, NEAREST, NUMBERS, ROLES, TEXTS, HayagrivaType

_SPECIAL = re.compile(r"[\\{}$]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
_IN_PARENT = ("article-journal", "article-newspaper", "paper-conference", "post-weblog")
_PLAIN = frozenset(("page", "language", "dimensions"))


def entry(reference: Reference) -> dict[str, Any]:
    """Return the mapping of one work.

    >>> entry(Reference(type="article-journal", title="Heat", container_title="Spine", volume="3"))
    {'type': 'article', 'title': 'Heat', 'parent': {'type': 'periodical', 'title': 'Spine', 'volume': '3'}}
    """
    csl_type = NEAREST.get(reference.type, reference.type)
    kind = KINDS.get(csl_type, HayagrivaType("misc"))
    made: dict[str, Any] = {"type": kind.entry, "title": _title(reference.title, reference.title_short)}
    made["author"] = _people(reference.author)
    made["date"] = _date(reference.issued)
    parent = _parent(reference, kind, csl_type)
    if "editor" not in parent:
        made["editor"] = _people(reference.editor)
    made["affiliated"] = [
        {"role": role, "names": people}
        for role, attribute in ROLES.items()
        if (people := _people(getattr(reference, attribute)))
    ]
    made |= _publication(
        {} if "publisher" in parent else {"publisher": reference.publisher, "place": reference.publisher_place}
    )
    if not parent or csl_type not in _IN_PARENT:
        made |= {"volume": _text(reference.volume), "issue": _text(reference.issue)}
    for field, attribute in TEXTS.items():
        value = getattr(reference, attribute)
        if attribute == "page" and value:
            value = pages.render(value, "-") if pages.is_plain(value) else value
        if value and not (attribute == "language" and not _LANGUAGE.fullmatch(value)):
            made[field] = one_line(value) if attribute in _PLAIN else _text(value)
    made["url"] = _address(reference)
    numbers = {name: one_line(str(getattr(reference, attribute) or "")) for name, attribute in NUMBERS.items()}
    if parent and csl_type in _IN_PARENT:
        parent |= {"serial-number": {"issn": numbers.pop("issn")}} if numbers["issn"] else {}
    made["serial-number"] = {name: number for name, number in numbers.items() if number}
    made["parent"] = parent
    return {name: clean(value) for name, value in made.items() if value}


def _parent(reference: Reference, kind: HayagrivaType, csl_type: str) -> dict[str, Any]:
    """What the work stands in, and the series that this is part of."""
    series: dict[str, Any] = {}
    if reference.collection_title:
        series = {
            "type": "anthology",
            "title": _text(reference.collection_title),
            "volume": _text(reference.collection_number),
        }
        series |= {"editor": _people(reference.collection_editor)}
        series = {name: value for name, value in series.items() if value}
    if not reference.container_title:
        return series
    parent: dict[str, Any] = {
        "type": kind.parent or "anthology",
        "title": _title(reference.container_title, reference.container_title_short),
    }
    if csl_type in _IN_PARENT:
        parent |= {"volume": _text(reference.volume), "issue": _text(reference.issue)}
    if csl_type in ("chapter", "paper-conference", "entry-encyclopedia"):
        parent |= {"editor": _people(reference.editor), "author": _people(reference.container_author)}
        parent |= _publication({"publisher": reference.publisher, "place": reference.publisher_place})
    return {name: value for name, value in (parent | {"parent": series}).items() if value}


def _publication(said: dict[str, str | None]) -> dict[str, Any]:
    publisher, place = _text(said.get("publisher")), _text(said.get("place"))
    if place:
        return {"publisher": {"name": publisher, "location": place} if publisher else {"location": place}}
    return {"publisher": publisher} if publisher else {}


def _address(reference: Reference) -> Any:
    address = links.written(reference.url)
    looked_up = _date(reference.accessed)
    return {"value": one_line(address), "date": looked_up} if address and looked_up else one_line(address or "")


def _date(date: Date | None) -> str:
    """The first day of a date: hayagriva has no ranges and no seasons."""
    if date is None or not date.date_parts or not -9999 <= date.date_parts[0][0] <= 9999:
        return ""
    year, *rest = date.date_parts[0]
    rest = rest if rest and 1 <= rest[0] <= 12 else []
    return "~" * date.circa + "-".join([f"{'-' if year < 0 else ''}{abs(year):04d}", *(f"{part:02d}" for part in rest)])


def _people(people: Sequence[Name]) -> list[Any]:
    return [made for name in people if (made := _person(name))]


def _person(name: Name) -> Any:
    """A person as "Family, Given", or in parts where it has more of them, or commas within."""
    family, given = one_line(name.literal or name.family or ""), one_line(name.given or "")
    prefix = one_line(" ".join(filter(None, (name.dropping_particle, name.non_dropping_particle))))
    suffix = one_line(name.suffix or "")
    if not family:
        return given
    if prefix or suffix or "," in family + given or family[:1].islower():
        parts = {"name": family, "given-name": given, "prefix": prefix, "suffix": suffix}
        return {part: text for part, text in parts.items() if text}
    return f"{family}, {given}" if given else family


def _title(title: str | None, short: str | None) -> Any:
    if title and short:
        return {"value": _text(title), "short": _text(short)}
    return _text(title)


def _text(value: str | None) -> str:
    """Text for hayagriva, which reads braces and dollars as marks of its own."""
    return _SPECIAL.sub(lambda match: f"\\{match.group()}", one_line(titles.render(value))) if value else ""
