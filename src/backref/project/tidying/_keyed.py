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
        kept = frozenset(made)
        renamed = {old: new for old, new in renamed.items() if old not in kept}
    new = [
        e
        if e.key == key
        else e.model_copy(update={"key": key, "reference": e.reference.model_copy(update={"id": key})})
        for e, key in zip(entries, made, strict=True)
    ]
    return new, renamed


def _unique(entries: Sequence[Entry], problems: list[Problem]) -> list[str]:
    made = [entry.key for entry in entries]
    known: set[str] = set()
    again = [at for at, key in enumerate(made) if key in known or known.add(key)]  # type: ignore[func-returns-value]
    bare = [entries[at].reference.model_copy(update={"id": made[at], "citation_key": None}) for at in again]
    for at, key in zip(again, assign_keys(bare, known, PATTERN), strict=True):
        message = f"two works have the key {made[at]!r}; the later one is called {key!r}, and what cites it must say so"
        problems.append(Problem(code="key-defined-twice", stage="tidy", message=message))
        made[at] = key
    return made
