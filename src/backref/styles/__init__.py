"""Styles of reference lists: a Bibliography -> entries for reading, in order, as text with the markup of CSL-JSON.

A style is a module with NUMBERED (what stands before an entry, "{}." or "", which sorts by author) and
`entry(reference, suffix) -> str`. Metadata is escaped before it gets here, so that the only markup is the styles' own.
Where a style is named, the path of a CSL file can stand too.

Source: each style's manual; where those leave it open, what citeproc-js makes of the style of that name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple, Protocol, cast

from ..model import Bibliography, Reference
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
    marks = {entry.key: entry.reference.custom.get("printed-mark") for entry in bibliography.entries}
    made = _lines(bibliography, style)
    return [line._replace(text=f"{line.text} [{html.escape(str(mark))}]") if (mark := marks.get(line.key)) else line for line in made]


def _lines(bibliography: Bibliography, style: str) -> list[Line]:
    if is_file(style):
        from . import _csl

        return _csl.lines(bibliography, style)
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


def is_file(style: str) -> bool:
    """Say whether a style is a CSL file, not one of `names`.

    >>> is_file("journals/pain.csl"), is_file("apa")
    (True, False)
    """
    return style.lower().endswith(".csl")


def is_numbered(style: str) -> bool:
    """Say whether a style numbers its entries; any other sorts them by author.

    >>> is_numbered("vancouver"), is_numbered("apa")
    (True, False)
    """
    if is_file(style):
        from . import _csl

        return _csl.is_numbered(style)
    return bool(cast("Style", import_module(f".{style}", __name__)).NUMBERED)


def bare(line: Line) -> str:
    """Return the text of an entry without markup and label.

    >>> bare(Line("a", "1.", "<i>Pain</i> &amp; gait"))
    'Pain & gait'
    """
    return html.unescape(re.sub(r"</?(?:i|b|sub|sup|span)\b[^<>]*>", "", line.text))


def year_suffixes(references: Sequence[Reference], entries: Mapping[str, Line]) -> dict[str, str]:
    """Return the letter behind the year of each reference in a list that is sorted by author, by its `id`.

    `entries` are the lines of the list, by key: the letters are those that stand there.
    """
    ordered = sorted((_parts.escaped(reference) for reference in references), key=_parts.sort_key)
    found = {}
    for reference, letter in zip(ordered, _parts.year_suffixes(ordered), strict=True):
        year = re.escape(html.unescape(_parts.year(reference)) or "n.d.")
        printed = re.search(rf"\b{year}-?([a-z]{{1,2}})\b", bare(entries[reference.id]))
        found[reference.id] = printed[1] if letter and printed else ""
    return found
