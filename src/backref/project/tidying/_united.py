"""Entries and which of them are twins -> each work once, the fullest of it."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Entry
from ...resolving.twins import Sign, Twin
from ._merged import Conflict, merged
from ._tidied import Duplicate


def united(
    entries: Sequence[Entry], places: Sequence[str], known: Sequence[Twin]
) -> tuple[list[Entry], list[Duplicate], list[Conflict], dict[str, str]]:
    """Return each work once, in the order of their first mention, with what was merged, what differs, and which key
    became which.
    """
    groups: dict[int, list[int]] = {at: [at] for at in range(len(entries))}
    signs: dict[int, Sign] = {}
    for twin in known:
        groups[twin.of] += groups.pop(twin.at)
        signs[twin.at] = twin.sign
    kept: list[Entry] = []
    duplicates: list[Duplicate] = []
    conflicts: list[Conflict] = []
    became: dict[str, str] = {}
    for first, group in groups.items():
        made = merged([entries[at] for at in group], [places[at] for at in group])
        kept.append(made.entry)
        conflicts += made.conflicts
        lead = next(
            at for at in group if entries[at].key == made.entry.key and entries[at].written is made.entry.written
        )
        sign: Sign = next((signs[at] for at in group if at in signs), "identifier")
        for at in group:
            if at != lead:
                duplicates.append(Duplicate(entries[at].key, places[at], made.entry.key, signs.get(at, sign)))
                became.setdefault(entries[at].key, made.entry.key)
        del first
    return kept, duplicates, conflicts, became
