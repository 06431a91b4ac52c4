"""The order of a bibliography's entries: by key, by people, by year; what others take fields from comes behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from ...fields import names
from ...model import Entry
from ...text.folding import fold

Sort = Literal["key", "author", "year", "no"]


def in_order(entries: Iterable[Entry], sort: Sort) -> list[Entry]:
    """Return the entries sorted; with "no", as they are.

    >>> from backref.model import Reference
    >>> [entry.key for entry in in_order([Entry(key="b", reference=Reference()), Entry(key="a", reference=Reference())], "key")]
    ['a', 'b']
    """
    listed = list(entries)
    if sort != "no":
        listed.sort(key=lambda entry: _sign(entry, sort))
    parents = {key.strip().lower() for entry in listed for key in _parents(entry)}
    return sorted(listed, key=lambda entry: entry.key.lower() in parents) if parents else listed


def _sign(entry: Entry, sort: Sort) -> Any:
    reference = entry.reference
    people = reference.author or reference.editor
    who = fold(names.family(people[0])) if people else fold(reference.title or "")
    year = reference.issued.year if reference.issued and reference.issued.year else 9999
    key = (entry.key.lower(), entry.key)
    return key if sort == "key" else (who, year, *key) if sort == "author" else (year, who, *key)


def _parents(entry: Entry) -> Iterable[str]:
    value = entry.written.value_of("crossref") if entry.written else None
    return [value.text] if value else []
