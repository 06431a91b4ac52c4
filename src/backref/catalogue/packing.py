"""A record as a short text, and back: a JSON array of what nearly all records have, by place, then of the rest, by name.

A catalogue of millions is mostly this text. What it says was looked at when the record was made, so it is not looked at again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from ..model import Date, Identifier, Name, Record, Reference, Relation, Update
from ..model.reference import DATE_VARIABLES, NAME_VARIABLES
from ..text import json_values

# By place: what most descriptions have, the rarest last. 0 stands for what is not said, and is left out at the end.
_TEXTS = ("type", "doi", "title", "container_title", "volume", "issue", "page", "publisher", "issn", "container_title_short")  # fmt: skip
_PLACED = frozenset((*_TEXTS, "author", "issued"))
_about = itemgetter("source", "origin", "dated")
_MODELS: dict[str, type[Update | Relation | Record]] = {"updates": Update, "relations": Relation, "also": Record}


def pack(record: Record) -> bytes:
    """Return a record as a short text, in UTF-8.

    >>> pack(Record(reference=Reference(type="book", title="Heat", author=(Name(family="Roe", given="R."),)), source="mine"))
    b'["book",0,"Heat",0,0,0,0,0,0,0,["Roe","R."],0,"mine"]'
    """
    reference = record.reference
    held = reference.__dict__.get
    row: list[Any] = [0 if (value := held(name)) is None else value for name in _TEXTS]
    author, issued = held("author"), held("issued")
    row += [_people(author) if author else 0, _day(issued) if issued else 0]
    row += [said or 0 for said in _about(record.__dict__)]
    further = reference.model_fields_set - _PLACED
    row += [(further and _further(reference, further)) or 0, _beside(record, issued) or 0]
    while row[-1] == 0:
        row.pop()
    return json_values.dumps(row)


def unpack(text: bytes) -> Record:
    """Return the record of such a text. Raises ValueError where it is none.

    >>> unpack(pack(Record(reference=Reference(title="Heat", volume="2"), source="mine"))).reference
    Reference(title='Heat', volume='2')
    """
    try:
        row: Any = json_values.loads(text)
        row += [0] * (len(_TEXTS) + 7 - len(row))
        values = {name: value for name, value in zip(_TEXTS, row, strict=False) if value != 0}
        author, issued, source, origin, dated, further, beside = row[len(_TEXTS) :]
        if author:
            values["author"] = _people_again(author)
        if issued:
            values["issued"] = _day_again(issued)
        for name, value in (further or {}).items():
            values[name] = _again(name, value)
        about = {"reference": Reference.made(values), "source": source or ""}
        about |= {name: value for name, value in (("origin", origin), ("dated", dated)) if value}
        if issued and (year := values["issued"].year):
            about["years"] = (year,)
        for name, value in (beside or {}).items():
            about[name] = _beside_again(name, value)
        return Record.made(about)
    except (TypeError, AttributeError, KeyError, RecursionError) as error:
        raise ValueError(f"this is no record: {text[:60]!r}") from error


def _people(people: Sequence[Name]) -> list[Any]:
    """Two texts for each person, family and given name; who has other parts is an object."""
    flat: list[Any] = []
    for name in people:
        held = name.__dict__
        if name.model_fields_set <= _PLAIN or all(held.get(part) is None for part in _ODD):
            family, given = held.get("family"), held.get("given")
            flat += (0 if family is None else family, 0 if given is None else given)
        else:
            flat.append({part: value for part, value in held.items() if value is not None})
    return flat


_PLAIN = frozenset(("family", "given"))
_ODD = tuple(part for part in Name.model_fields if part not in _PLAIN)


def _people_again(flat: Sequence[Any]) -> tuple[Name, ...]:
    found = []
    parts = iter(flat)
    for part in parts:
        if isinstance(part, dict):
            found.append(Name.made(part))
        else:
            pair = (("family", part), ("given", next(parts)))
            found.append(Name.made({name: value for name, value in pair if value != 0}))
    return tuple(found)


def _day(date: Date) -> Any:
    parts = date.date_parts
    if len(parts) == 1 and not (date.season or date.circa or date.literal):
        return parts[0]
    return {name: value for name, value in date.__dict__.items() if value}


def _day_again(said: Any) -> Date:
    if isinstance(said, list):
        return Date.made({"date_parts": (tuple(said),)})
    if "date_parts" in said:
        said["date_parts"] = tuple(map(tuple, said["date_parts"]))
    return Date.made(said)


def _identifiers_again(said: Sequence[str]) -> tuple[Identifier, ...]:
    return tuple(map(Identifier.of, said))


_KINDS: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    **dict.fromkeys(NAME_VARIABLES, (_people, _people_again)),
    **dict.fromkeys(DATE_VARIABLES, (_day, _day_again)),
    **dict.fromkeys(("categories", "cut", "publication_types"), (list, tuple)),
    "also": (lambda also: list(map(str, also)), _identifiers_again),
}


_EMPTY: tuple[object, ...] = (None, (), {})


def _further(reference: Reference, names: frozenset[str] | set[str]) -> dict[str, Any]:
    held = reference.__dict__.get
    found = {}
    for name in names:
        if (value := held(name)) not in _EMPTY:
            found[name] = _KINDS[name][0](value) if name in _KINDS else value
    return found


def _again(name: str, value: Any) -> Any:
    return _KINDS[name][1](value) if name in _KINDS else value


def _beside(record: Record, issued: Date | None) -> dict[str, Any]:
    """What a record says beside its description, where it says it."""
    held = record.__dict__
    found: dict[str, Any] = {name: held[name] for name in ("url", "retrieved", "details") if held[name]}
    if record.years != ((issued.year,) if issued and issued.year else ()):  # that of the date is not said twice
        found["years"] = record.years
    for name in _MODELS:
        if values := held[name]:
            found[name] = [value.model_dump(mode="json", by_alias=True, exclude_defaults=True) for value in values]
    return found


def _beside_again(name: str, value: Any) -> Any:
    if name in _MODELS:
        return tuple(map(_MODELS[name].model_validate, value))
    return tuple(value) if name == "years" else value
