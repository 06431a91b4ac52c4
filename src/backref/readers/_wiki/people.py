"""The people that a citation template names: parameters and their roles -> Names, in the order of their numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ...fields import names
from ...model import Name

_NUMBER = re.compile(r"\d{1,3}")
_CUT = re.compile(r"(?:[,;]\s*|(?<!\s)\s+)?(?:\bet al\.?|и др\.?|u\.\s?a\.|等|外)\s*$")
_AS_WRITTEN = re.compile(r"\(\((?!\s*\)).+\)\)")  # "((Pain Society))": accept this as written
_LISTS = {"author": "vauthors", "editor": "veditors"}
_MOST = 500


class RoleParameter(NamedTuple):
    """A parameter of which the role is known, and its number: "last2" is the second of "author-last"."""

    role: str
    number: int
    value: str


def fields(given: Mapping[str, str], roles: Mapping[str, str]) -> list[RoleParameter]:
    """Return the parameters whose roles are known; the number may stand at the end or within ("editor2-last").

    >>> fields({"last2": "Roe", "editor1-last": "Poe", "x": "y"}, {"last": "author-last", "editor-last": "editor-last"})
    [RoleParameter(role='author-last', number=2, value='Roe'), RoleParameter(role='editor-last', number=1, value='Poe')]
    """
    found = []
    for key, value in given.items():
        role, number = roles.get(key), 1
        if role is None and (printed := _NUMBER.search(key)):
            stem = key[: printed.start()].rstrip("-_ ") + key[printed.end() :]
            role = roles.get(stem) or roles.get(stem.strip("-_ "))
            number = int(printed.group())
        if role:
            found.append(RoleParameter(role, max(number, 1), value))
    return found


def people(given: list[RoleParameter], role: str) -> tuple[Name, ...]:
    """Return who has a role, "author", "editor" or "translator": by family and given name, by whole names, or by a list
    of them.
    """
    whole: dict[int, str] = {}
    last: dict[int, str] = {}
    first: dict[int, str] = {}
    for field in given:
        for kind, kept in ((role, whole), (f"{role}-last", last), (f"{role}-first", first)):
            if field.role == kind:
                kept.setdefault(field.number, field.value)
    found: list[Name] = []
    for number in sorted({*whole, *last})[:_MOST]:
        printed = last.get(number) or whole.get(number, "")
        if number not in first and _AS_WRITTEN.fullmatch(printed):
            found.append(Name(literal=printed[2:-2]))
        elif number in last and number in first:
            found.append(names.from_inverted(f"{last[number]}, {first[number]}"))
        elif printed := last.get(number) or (f"{first[number]} {whole[number]}" if number in first else whole[number]):
            found += names.parse(_CUT.sub("", printed)).names
    if not found:
        found = [
            name
            for field in given
            if field.role == _LISTS.get(role)
            for name in names.parse(re.sub(r"[()]{2}", "", field.value)).names
        ]
    return tuple(found)
