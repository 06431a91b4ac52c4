"""Styles of reference lists: a Bibliography -> entries for reading, in order, as text with the markup of CSL-JSON.

A style is a module with NUMBERED (what stands before an entry, "{}." or "", which sorts by author) and
`entry(reference, suffix) -> str`. Metadata is escaped before it gets here, so that the only markup is the styles' own.

Source: each style's manual; where those leave it open, what citeproc-js makes of the style of that name.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple, Protocol, cast

from ...model import Bibliography, Reference
from . import _parts


class Style(Protocol):
    """What a module of this directory offers."""

    NUMBERED: str

    def entry(self, reference: Reference, suffix: str) -> str: ...


class Line(NamedTuple):
    """One entry of a list: its key, what stands before it ("1.", "[1]" or ""), and its text with markup."""

    key: str
    label: str
    text: str


@cache
def names() -> tuple[str, ...]:
    """Return the names of the styles."""
    return tuple(sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_")))


def lines(bibliography: Bibliography, style: str) -> list[Line]:
    """Return the entries in the order of the style; those of one author and year get the letters a, b, c."""
    module = cast("Style", import_module(f".{style}", __name__))
    entries = [(entry.key, _parts.escaped(entry.reference)) for entry in bibliography.entries]
    if module.NUMBERED:
        return [
            Line(key, module.NUMBERED.format(number), module.entry(reference, ""))
            for number, (key, reference) in enumerate(entries, 1)
        ]
    entries.sort(key=lambda pair: _parts.sort_key(pair[1]))
    suffixes = _parts.year_suffixes([reference for _, reference in entries])
    return [
        Line(key, "", module.entry(reference, suffix))
        for (key, reference), suffix in zip(entries, suffixes, strict=True)
    ]


def is_numbered(style: str) -> bool:
    """Say whether a style numbers its entries in their order; any other sorts them by author.

    >>> is_numbered("vancouver"), is_numbered("apa")
    (True, False)
    """
    return bool(cast("Style", import_module(f".{style}", __name__)).NUMBERED)


def year_suffixes(references: Sequence[Reference]) -> dict[str, str]:
    """Return the letter behind the year of each reference in a list that is sorted by author, by its `id`."""
    ordered = sorted((_parts.escaped(reference) for reference in references), key=_parts.sort_key)
    return {r.id: letter for r, letter in zip(ordered, _parts.year_suffixes(ordered), strict=True)}
