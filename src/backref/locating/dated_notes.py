"""Notes that name a work by people and year, "Vgl. Roe 1965, S. 15; Moe 2001, 3.": what points at one points at the
entries of the list. They stand at the foot of a page, or are numbered in a list of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..fields.labels import is_named
from ..model import Document, Marker, RawCitation
from ..text.folding import fold
from . import limits
from .remarks import is_remark, is_short, named

_LISTED = ("list", "caret", "run-on")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\w)")
_NOTING = ("footnote", "key", "numeric")  # kinds of markers that may point at a note
_FEWEST = 2  # entries without a label: a list of names


def is_listed(citations: Sequence[RawCitation]) -> bool:
    """Whether a document has a list of works by names, at which its notes may point."""
    return sum(citation.context in _LISTED and is_named(citation.label) for citation in citations) >= _FEWEST


def keys(note: str) -> tuple[str, ...]:
    """Return the people and years that a note consists of; none for a note that says anything else.

    >>> keys("Vgl. Roe 1965, S. 15; Moe und Doe 2001, 3."), keys("Roe 1965 is wrong.")
    (('Roe 1965', 'Moe und Doe 2001'), ())
    """
    return tuple(dict.fromkeys(named(note))) if len(note) <= limits.SHORT and is_short(note) else ()


def short(citations: Sequence[RawCitation]) -> list[RawCitation]:
    """Return the citations that are notes which point at a list: those of footnotes, and those of a numbered list.

    >>> from ..model import Span
    >>> printed = ("Roe 1999, p. 3.", "Roe A. Heat. Bonn 1999.", "Doe B. Cold. Bonn 2001.")
    >>> [each.label for each in short([RawCitation(Span(0, 9), raw, label, "list") for raw, label in zip(printed, ("1", None, None))])]
    ['1']
    """
    if not is_listed(citations):
        return []
    noted = (c for c in citations if c.context == "footnote" or (c.context == "list" and (c.label or "").isdecimal()))
    return [each for each in noted if keys(each.raw)]


def pointing(
    document: Document, markers: Sequence[Marker], citations: Sequence[RawCitation], shorts: Sequence[RawCitation] = ()
) -> list[Marker]:
    """Return the markers; one of a note that consists of people and years, as `shorts` do, points at those."""
    if not is_listed(citations):
        return list(markers)
    notes = {b.label: b.span.of(document.text) for b in document.blocks if b.kind == "footnote" and b.label}
    notes |= {each.label: each.raw for each in shorts if each.label and each.context == "list"}
    if not notes:
        return list(markers)
    held = {citation.label for citation in citations}
    years = _by_year(citations)
    found = []
    for marker in markers:
        noted = [key for key in marker.keys if key in notes and key not in held] if marker.kind in _NOTING else []
        pointed = tuple(dict.fromkeys(name for key in noted for name in _pointed(notes[key], years)))
        is_all = bool(pointed) and len(noted) == len(marker.keys)
        found.append(Marker(marker.span, "author-year", pointed) if is_all else marker)
    return found


def _pointed(note: str, years: dict[str, list[str]]) -> tuple[str, ...]:
    """What a note points at: all that it consists of, and those works of the list that it speaks of."""
    if found := keys(note):
        return found
    spoken = (key for key in named(note) if is_remark(note))
    return tuple(dict.fromkeys(key for key in spoken if _is_in(key, years)))


def _is_in(key: str, years: dict[str, list[str]]) -> bool:
    who, _, year = key.rpartition(" ")
    first = fold(re.split(r"[\s,/]", who)[0])
    return any(first in head for head in years.get(year, ())[: limits.SAME_YEAR])


def _by_year(citations: Sequence[RawCitation]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for citation in citations:
        if citation.context in _LISTED and is_named(citation.label):
            for year in dict.fromkeys(_YEAR.findall(citation.raw)):
                found[year].append(fold(citation.raw[: limits.AUTHOR]))
    return found
