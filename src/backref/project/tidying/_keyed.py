"""Entries -> the same under keys that no two of them have, with which key became which."""

from __future__ import annotations

from collections.abc import Sequence

from ...fields.keys import PATTERN, assign_keys
from ...model import Entry, Problem


def keyed(entries: Sequence[Entry], pattern: str, problems: list[Problem]) -> tuple[list[Entry], dict[str, str]]:
    """Return the entries with keys that no two of them have; new ones for all if there is a pattern."""
    if pattern:
        bare = [e.reference.model_copy(update={"id": "", "citation_key": None}) for e in entries]
        made = assign_keys(bare, (), pattern)
    else:
        made = _unique(entries, problems)
    renamed: dict[str, str] = {}
    for entry, key in zip(entries, made, strict=True):
        if key != entry.key:
            renamed.setdefault(entry.key, key)
    if not pattern:
        renamed = {old: new for old, new in renamed.items() if old not in made}
    new = [
        e
        if e.key == key
        else e.model_copy(update={"key": key, "reference": e.reference.model_copy(update={"id": key})})
        for e, key in zip(entries, made, strict=True)
    ]
    return new, renamed


def _unique(entries: Sequence[Entry], problems: list[Problem]) -> list[str]:
    taken: set[str] = set()
    made = []
    for entry in entries:
        key = entry.key
        if key in taken:
            others = taken | {each.key for each in entries}
            bare = entry.reference.model_copy(update={"id": key, "citation_key": None})
            key = assign_keys([bare], others, PATTERN)[0]
            message = (
                f"two works have the key {entry.key!r}; the later one is called {key!r}, and what cites it must say so"
            )
            problems.append(Problem(code="key-defined-twice", stage="tidy", message=message))
        taken.add(key)
        made.append(key)
    return made
