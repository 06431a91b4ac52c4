"""Notes that name a work by people and year, "Vgl. Roe 1965, S. 15; Moe 2001, 3.": what points at one points at the
entries of the list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..model import Document, Marker, RawCitation, Span
from ..text import words
from .several import behind_lead

_LONGEST = 300  # characters of such a note
_LISTED = ("list", "caret", "run-on")
_FEWEST = 2  # entries without a label: a list of names


def is_listed(citations: Sequence[RawCitation]) -> bool:
    """Whether a document has a list of works by names, at which its notes may point."""
    return sum(citation.context in _LISTED and not citation.label for citation in citations) >= _FEWEST


def keys(note: str) -> tuple[str, ...]:
    """Return the people and years that a note consists of; none for a note that says anything else.

    >>> keys("Vgl. Roe 1965, S. 15; Moe und Doe 2001, 3."), keys("Roe 1965 is wrong.")
    (('Roe 1965', 'Moe und Doe 2001'), ())
    """
    if len(note) > _LONGEST:
        return ()
    at = behind_lead(note, Span(0, len(note)))
    found = []
    for part in re.split(r";\s*", note[at:].strip().rstrip(".")):
        named = _dated().fullmatch(part.strip())
        if named is None:
            return ()
        found.append(f"{' '.join(named['who'].split())} {named['year']}")
    return tuple(dict.fromkeys(found))


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
    found = []
    for marker in markers:
        key = marker.keys[0] if marker.kind in ("footnote", "key") and len(marker.keys) == 1 else ""
        named = keys(notes[key].of(document.text)) if key in notes and key not in held else ()
        found.append(Marker(marker.span, "author-year", named) if named else marker)
    return found


@cache
def _dated() -> re.Pattern[str]:
    name = r"(?:(?:van|von|de|den|der|del|di|da|la|le|el|al|zu)\s){0,2}[^\W\d_a-zß-ÿ][\w'’‐-]{1,40}"
    more = rf"(?:(?:,|\s{words.pattern('and')}|\s&|\s?/)\s?{name}){{0,3}}(?:,?\s{words.pattern('et_al')})?"
    page = rf"(?:{words.pattern('page')}\.?\s?)?[\dxvil]{{1,6}}(?:\s?[-–—]\s?\d{{1,5}}|\s?ff?)?"
    pages = rf"(?:\s?[,:]\s?(?:{page}(?:,\s?{page}){{0,3}}))?"
    return re.compile(rf"(?P<who>{name}{more})[,:]?\s\(?(?P<year>(?:1[5-9]|20)\d\d[a-z]?)\)?{pages}\.?")
