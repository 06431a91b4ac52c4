"""What a work is called in the text: its number in the list, or its authors and year, "Deyo & Weinstein, 2001". A
style and its lines -> words, escaped.

Source: APA 7, 8.10 to 8.17 ("&" and a comma in brackets, "and" in the sentence, one of three with "et al."); Chicago
18, 13.102 to 13.117 ("and" everywhere, no comma). Another style is printed as its CSL file says: the `and` of its
names, the mark before its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .. import styles
from ..model import Reference
from ..text.escape import markup
from ._library import PrintedLibrary


class Manner(NamedTuple):
    """How a style cites: what joins two names in brackets, and what parts them from the year."""

    joining: str
    parting: str


class Label(NamedTuple):
    """What a work is called, whole and, where its authors are named already, by its year alone."""

    whole: str
    year: str


_APA, _PLAIN = Manner("&", ", "), Manner("and", " ")
_NUMBER = re.compile(r"\d+")


def manner(style: str) -> Manner:
    """Return how a style cites.

    >>> manner("apa"), manner("chicago")
    (Manner(joining='&', parting=', '), Manner(joining='and', parting=' '))
    """
    if styles.is_file(style):
        joining, parting = styles.cited_as(style)
        return Manner("&" if joining == "symbol" else "and", parting)
    return _APA if style == "apa" else _PLAIN


def numbers(lines: dict[str, styles.PrintedEntry]) -> dict[str, Label]:
    """Return the number of each work as its list prints it, else that of its place there.

    >>> numbers({"a": styles.PrintedEntry("a", "[7]", "A."), "b": styles.PrintedEntry("b", "", "B.")})["a"].whole
    '7'
    """
    found = {key: _NUMBER.search(line.label) for key, line in lines.items()}
    said = {key: match[0] if match else str(at) for at, (key, match) in enumerate(found.items(), 1)}
    return {key: Label(number, number) for key, number in said.items()}


def names(
    keys: Iterable[str], lines: dict[str, styles.PrintedEntry], library: PrintedLibrary, like: Manner
) -> dict[str, Label]:
    """Return the authors and the year of each work, with the letter that the list prints behind it."""
    keys = list(keys)
    letters = library.suffixes(keys, lines)
    years = {key: f"{_year(library.reference(key))}{letters[key]}" for key in keys}
    return {
        key: Label(
            markup(f"{styles.parts.who(library.reference(key), like.joining)}{like.parting}{years[key]}"),
            markup(years[key]),
        )
        for key in keys
    }


def _year(reference: Reference) -> str:
    """The year, or "n.d."."""
    return str(reference.issued.year) if reference.issued and reference.issued.year else "n.d."
