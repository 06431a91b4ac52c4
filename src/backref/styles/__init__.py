"""Styles of reference lists: a Bibliography -> entries for reading, in order, as text with the markup of CSL-JSON.

A style is a module with STYLE, a `Style`. Metadata is escaped before it gets there, so that the only markup is the styles' own.
Others can add styles through the entry-point group `backref.styles`; see `backref.plugins`. Where a style is named, the path of a
CSL file can stand too.

Source: each style's manual; where those leave it open, what citeproc-js makes of the style of that name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from ..model import Bibliography, Reference
from ..registry import Group
from . import _parts
from . import _parts as parts

__all__ = [
    "STYLES",
    "Line",
    "Style",
    "bare",
    "by_name",
    "cited_as",
    "is_file",
    "is_numbered",
    "lines",
    "names",
    "parts",
    "year_suffixes",
]


@dataclass(frozen=True, slots=True)
class Style:
    """A style of reference lists: STYLE of a module. `entry(reference, suffix)` returns one entry; `suffix` stands behind the year.

    `numbered` is what stands before an entry, with "{}" for its number; a style that has none sorts by author.
    """

    RETURNS: ClassVar[Mapping[str, type]] = {"entry": str}

    name: str
    entry: Callable[[Reference, str], str]
    numbered: str = ""


STYLES = Group("style", __name__, "STYLE", Style)
names = STYLES.names
by_name = STYLES.get


class Line(NamedTuple):
    """One entry of a list: its key, what stands before it ("1.", "[1]" or ""), and its text with markup."""

    key: str
    label: str
    text: str


def lines(bibliography: Bibliography, style: str) -> list[Line]:
    """Return the entries in the order of the style; those of one author and year get the letters a, b, c.

    A reference that has a `verdict` is marked with its first words.
    """
    marks = {entry.key: (entry.reference.verdict or "").partition(":")[0] for entry in bibliography.entries}
    made = _lines(bibliography, style)
    return [
        line._replace(text=f"{line.text} [{html.escape(mark)}]") if (mark := marks.get(line.key)) else line
        for line in made
    ]


def _lines(bibliography: Bibliography, style: str) -> list[Line]:
    if is_file(style):
        from . import _csl

        return _csl.lines(bibliography, style)
    found = by_name(style)
    entries = [(entry.key, _parts.escaped(entry.reference)) for entry in bibliography.entries]
    if found.numbered:
        return [
            Line(key, found.numbered.format(number), found.entry(reference, ""))
            for number, (key, reference) in enumerate(entries, 1)
        ]
    entries.sort(key=lambda pair: _parts.sort_key(pair[1]))
    suffixes = _parts.year_suffixes([reference for _, reference in entries])
    return [
        Line(key, "", found.entry(reference, suffix))
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
    return bool(by_name(style).numbered)


def cited_as(style: str) -> tuple[str, str]:
    """Return how a CSL file cites by author and date: the `and` of its names ("text", "symbol"), and what stands before the date."""
    from . import _csl

    return _csl.cited_as(style)


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
