"""Short forms in notes, "Roe, Heat for Backs, 17.": they point at the work that an earlier note names in full."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..model import Document, Marker, RawCitation, Span
from ..text.folding import fold
from .named_alone import by_author, only
from .several import LEAD

_SHORT = 200  # characters of a short form
_WORD = re.compile(r"[^\W\d_]{2,}")
_PAGES = re.compile(
    r"(?<![^\W\d_])(?:pp?|S|ss|f|ff|n|note|ch|chap|vol|at|pág|págs|стр|с)\b\.?|\d[\d\s,–—-]*|(?<![^\W\d_])[ivxlc]+\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "and und et il la le y e i och en og ja the of al a in on".split()
)  # words of a short form that its work need not have
_PARTED = re.compile(r";(?=\s)")  # two works of one note
_HEAD = 80  # characters of a citation in which its first author stands
_MOST = 200  # works of one family name that are looked at


def in_full(document: Document, markers: Sequence[Marker], citations: Sequence[RawCitation]) -> list[Marker]:
    """Return the markers, those of notes that hold a short form pointing where the work is named in full.

    The note of a marker is the block of its key; one that holds a citation of its own stays what it is.
    """
    notes = {block.label: block.span for block in document.blocks if block.kind == "footnote" and block.label}
    held = {citation.label for citation in citations if citation.label}
    if notes.keys() <= held:
        return list(markers)
    named = _by_name(citations)
    listed = by_author(citations)
    found: list[Marker] = []
    for marker in markers:
        empty = [key for key in marker.keys if key in notes and key not in held]
        if marker.kind == "footnote" and empty:
            keys = [each for key in marker.keys for each in _pointed(document.text, key, notes, named, key in empty)]
            marker = replace(marker, keys=tuple(dict.fromkeys(keys)))
            if len(marker.keys) == 1 == len(empty) and (key := only(notes[empty[0]].of(document.text), listed)):
                marker = Marker(marker.span, "author-year", (key,)) if marker.keys[0] == empty[0] else marker
        found.append(marker)
    return found


def _pointed(
    text: str, key: str, notes: dict[str, Span], named: dict[str, list[RawCitation]], is_empty: bool
) -> list[str]:
    """What a key of a marker stands for: itself, or what the works of a note that holds none are called."""
    if not is_empty:
        return [key]
    start, end = notes[key]
    ends = [match.start() for match in _PARTED.finditer(text, start, min(end, start + _SHORT))]
    parts = [Span(*part) for part in pairwise([start - 1, *ends, end])]
    labels = [_full(text, Span(part.start + 1, part.end), named) for part in parts]
    return [label for label in labels if label] or [key]


def _by_name(citations: Sequence[RawCitation]) -> dict[str, list[RawCitation]]:
    """The citations that have a label by the words at their beginning, one of which is the first author's name."""
    found: dict[str, list[RawCitation]] = defaultdict(list)
    for citation in citations:
        if citation.label and citation.context in ("footnote", "list"):
            for word in dict.fromkeys(_words(citation.raw[:_HEAD])):
                found[word].append(citation)
    return found


def _full(text: str, note: Span, named: dict[str, list[RawCitation]]) -> str | None:
    """The label of the last citation before a note that its name and its words of a title fit."""
    printed = note.of(text).strip()
    if len(printed) > _SHORT or not (lead := LEAD.match(printed)):
        return None
    words = [word for word in _words(_PAGES.sub(" ", printed[lead.end() :])) if word not in _SMALL]
    if not words or len(words) > 12 or not any(c.isdigit() for c in printed):
        return None
    fits = [
        each
        for each in named.get(words[0], ())[:_MOST]
        if each.span.start < note.start and set(words) <= set(_words(each.raw[:600]))
    ]
    return fits[-1].label if fits else None


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))
