"""Entries that inherit from themselves, or through others so: biber ends at such a circle. Entries -> the keys of
those.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...model import Entry
from .made import keys


def circling(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the keys of the entries that must not inherit.

    >>> from backref.model import Reference
    >>> own = Reference(custom={"fields": {"crossref": "a"}})
    >>> sorted(circling([Entry(key="a", reference=own), Entry(key="b", reference=own)]))
    ['a']
    """
    listed = list(entries)
    parents = {entry.key: parent for entry in listed for parent in keys(own_field(entry, "crossref"))}
    if not parents:
        return frozenset()
    # Of two entries with one alias, the first has it; of its own an entry must not inherit either way.
    aliases = {alias: entry.key for entry in reversed(listed) for alias in keys(own_field(entry, "ids"))}
    found = {
        entry.key
        for entry in listed
        if {*keys(own_field(entry, "crossref"))} & {entry.key, *keys(own_field(entry, "ids"))}
    }
    for key in parents:
        seen: list[str] = []
        while key in parents and key not in seen and key not in found:
            seen.append(key)
            key = aliases.get(parents[key], parents[key])
        if key in seen:
            found.update(seen[seen.index(key) :])
    return frozenset(found)


def own_field(entry: Entry, name: str) -> str:
    """Return a field that no variable stands for, as the entry has it, or as its file writes it."""
    fields = entry.reference.custom.get("fields")
    value = fields.get(name) if isinstance(fields, dict) else None
    if value is None and entry.written is not None and entry.written.language.startswith("bib"):
        found = entry.written.value_of(name)
        value = found.text if found else None
    return value if isinstance(value, str) else ""


def without(entry: Entry, name: str) -> Entry:
    """Return the entry without a field that no variable stands for."""
    fields = entry.reference.custom.get("fields")
    if not isinstance(fields, dict) or name not in fields:
        return entry
    custom = entry.reference.custom | {"fields": {key: value for key, value in fields.items() if key != name}}
    return entry.model_copy(update={"reference": entry.reference.model_copy(update={"custom": custom})})
