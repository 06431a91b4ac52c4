"""Notes that name a work by people and year, "Vgl. Roe 1965, S. 15; Moe 2001, 3.": what points at one points at the
entries of the list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..fields.labels import is_named
from ..model import Document, Marker, RawCitation, Span
from ..text.folding import fold
from . import limits
from .remarks import is_remark, is_short, named

_LISTED = ("list", "caret", "run-on")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\w)")
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


def without(document: Document, citations: Sequence[RawCitation]) -> list[RawCitation]:
    """Return the citations without those of notes that point at a list."""
    spans = {block.span for block in document.blocks if block.kind == "footnote"}
    if not spans or not is_listed(citations):
        return list(citations)
    return [each for each in citations if not (each.context == "footnote" and keys(each.raw))]


def pointing(document: Document, markers: Sequence[Marker], citations: Sequence[RawCitation]) -> list[Marker]:
    """Return the markers; one of a note that consists of people and years points at those."""
    notes: dict[str, Span] = {b.label: b.span for b in document.blocks if b.kind == "footnote" and b.label}
    if not notes or not is_listed(citations):
        return list(markers)
    held = {citation.label for citation in citations}
    years = _by_year(citations)
    found = []
    for marker in markers:
        key = marker.keys[0] if marker.kind in ("footnote", "key") and len(marker.keys) == 1 else ""
        pointed = _pointed(notes[key].of(document.text), years) if key in notes and key not in held else ()
        found.append(Marker(marker.span, "author-year", pointed) if pointed else marker)
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
