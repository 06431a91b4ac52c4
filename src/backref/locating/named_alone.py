"""Notes that name a work by its author alone, "Roe, p. 3.": they point at the one work of that author in a list
without labels.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..fields.labels import is_named
from ..fields.names import family
from ..model import Document, Marker, RawCitation
from ..text.folding import fold
from . import limits

_WORD = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\w)")
_NAMED = re.compile(
    r"(?P<who>[^\W\d_a-z][\w'’-]{1,40}),?\s(?:pp?|S|s|str|стр|с|ss|f|blz|sid)\.\s?\d{1,5}(?:\s?[,–-]\s?\d{1,5}){0,5}\.?"
)


def pointing(document: Document, markers: Sequence[Marker], citations: Sequence[RawCitation]) -> list[Marker]:
    """Return the markers; one of a note that names an author alone points at the author's only work."""
    notes = {block.label: block.span for block in document.blocks if block.kind == "footnote" and block.label}
    held = {citation.label for citation in citations if citation.label}
    if notes.keys() <= held:
        return list(markers)
    listed = _by_author(citations)
    found: list[Marker] = []
    for marker in markers:
        label = marker.keys[0] if marker.kind == "footnote" and len(marker.keys) == 1 else ""
        key = _only(notes[label].of(document.text), listed) if label in notes and label not in held else ""
        found.append(Marker(marker.span, "author-year", (key,)) if key else marker)
    return found


def _by_author(citations: Sequence[RawCitation]) -> dict[str, list[str]]:
    """The works of a list without labels, as markers name them, by the folded name of their first author."""
    found: dict[str, list[str]] = defaultdict(list)
    for citation in citations:
        if citation.context != "list" or not is_named(citation.label):
            continue
        told = citation.reference
        people = (told.author or told.editor) if told else None
        first = family(people[0]) if people else next(iter(_WORD.findall(citation.raw[: limits.AUTHOR])), "")
        year = str(told.issued.year) if told and told.issued and told.issued.year else ""
        year = year or next(iter(_YEAR.findall(citation.raw)), "")
        if first and year:
            found[fold(first)].append(f"{first} {year}")
    return found


def _only(note: str, listed: dict[str, list[str]]) -> str:
    """The one work of a list that a note names by its author alone, "Roe, p. 3."; "" for any other note."""
    found = _NAMED.fullmatch(note.strip()[: limits.SHORT])
    works = listed.get(fold(found["who"]), []) if found else []
    return works[0] if len(works) == 1 else ""
