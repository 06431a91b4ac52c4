"""The fields by which entries name each other, when keys change: entries, old keys -> the entries with the new ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ...model import Entry
from .circles import own_field

_POINTERS = ("crossref", "xref", "related", "entryset")
_KEY = re.compile(r"[^\s,{}]+")


def pointed(entries: Sequence[Entry], became: Mapping[str, str]) -> list[Entry]:
    """Return the entries with the new keys of those that they name: parents, sets, related works.

    >>> from backref.model import Reference
    >>> one = Entry(key="a", reference=Reference(custom={"fields": {"related": "b, c"}}))
    >>> pointed([one], {"b": "roe2001"})[0].reference.custom
    {'fields': {'related': 'roe2001, c'}}
    """
    return [_pointed(entry, became) for entry in entries] if became else list(entries)


def _pointed(entry: Entry, became: Mapping[str, str]) -> Entry:
    changed: dict[str, str] = {}
    for name in _POINTERS:
        if said := own_field(entry, name):
            new = _KEY.sub(lambda match: became.get(match.group(), match.group()), said)
            if new != said:
                changed[name] = new
    if not changed:
        return entry
    fields = entry.reference.custom.get("fields")
    custom = entry.reference.custom | {"fields": (fields if isinstance(fields, dict) else {}) | changed}
    return entry.model_copy(update={"reference": entry.reference.model_copy(update={"custom": custom})})
