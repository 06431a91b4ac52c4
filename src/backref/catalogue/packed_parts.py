"""People, dates and identifiers as JSON values that are short, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..model import Date, Identifier, Name
from ..model.reference import DATE_VARIABLES, NAME_VARIABLES


def people(people: Sequence[Name]) -> list[Any]:
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


def people_again(flat: Sequence[Any]) -> tuple[Name, ...]:
    found = []
    parts = iter(flat)
    for part in parts:
        if isinstance(part, dict):
            found.append(Name.made(part))
        else:
            pair = (("family", part), ("given", next(parts)))
            found.append(Name.made({name: value for name, value in pair if value != 0}))
    return tuple(found)


def day(date: Date) -> Any:
    parts = date.date_parts
    if len(parts) == 1 and not (date.season or date.circa or date.literal):
        return parts[0]
    return {name: value for name, value in date.__dict__.items() if value}


def day_again(said: Any) -> Date:
    if isinstance(said, list):
        return Date.made({"date_parts": (tuple(said),)})
    if "date_parts" in said:
        said["date_parts"] = tuple(map(tuple, said["date_parts"]))
    return Date.made(said)


def identifiers_again(said: Sequence[str]) -> tuple[Identifier, ...]:
    return tuple(map(Identifier.of, said))


KINDS: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    **dict.fromkeys(NAME_VARIABLES, (people, people_again)),
    **dict.fromkeys(DATE_VARIABLES, (day, day_again)),
    **dict.fromkeys(("categories", "cut", "publication_types"), (list, tuple)),
    "also": (lambda also: list(map(str, also)), identifiers_again),
}
