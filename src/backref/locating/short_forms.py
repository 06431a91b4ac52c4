"""What notes hold beside one work: several in one, or a short form of a work that an earlier note names in full."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ..model import Document, Marker, RawCitation, Span
from ..text.folding import fold
from . import signs

# What may part two works of a note, and what may stand before one.
_GAP = re.compile(r";\s+|\n+|\.\s+(?=(?:See also|See|Cf\.|Compare)\s)|,\s+(?=(?:and|und|et)\s(?:[A-Z]\.|[^\W\d_a-z]))")
_LEAD = re.compile(
    r"(?:(?:see|see also|see further|cf\.?|compare|but see|also|and|e\.g\.,?|for example,?|vgl\.|siehe|s\.|voir|véase|vedi)\s+(?:also\s+|auch\s+|e\.g\.,?\s+)?)?",
    re.IGNORECASE,
)
_WORK = 2.5  # what a part of a note must score
_LONGEST = 3000  # characters of a note that is parted
_SHORT = 200  # characters of a short form
_WORD = re.compile(r"[^\W\d_]{2,}")
_PAGES = re.compile(
    r"(?<![^\W\d_])(?:pp?|S|ss|f|ff|n|note|ch|chap|vol|at|pág|págs|стр|с)\b\.?|\d[\d\s,–—-]*|(?<![^\W\d_])[ivxlc]+\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "and und et il la le y e i och en og ja the of al a in on".split()
)  # words of a short form that its work need not have
_HEAD = 80  # characters of a citation in which its first author stands
_MOST = 200  # works of one family name that are looked at


def works(text: str, span: Span) -> list[Span]:
    """Return the parts of a note that are works, each without the words before it; one part where it names only one.

    >>> note = "See Doe B, Rest for Backs, Spine 27 (2002): 11–19; cf. Poe C, Cold for Backs (London: Penguin, 2003), 3."
    >>> [part.of(note)[:5] for part in works(note, Span(0, len(note)))]
    ['Doe B', 'Poe C']
    """
    parts: list[Span] = []
    begin = span.start
    for gap in _GAP.finditer(text, *span) if span.end - span.start <= _LONGEST else ():
        if _is_work(text, begin, gap.start() + gap.group().startswith(".")) and _is_work(
            text, gap.end(), min(span.end, gap.end() + 400)
        ):
            parts.append(Span(begin, gap.start() + gap.group().startswith(".")))
            begin = gap.end()
    parts.append(Span(begin, span.end))
    return [Span(_begin(text, part), part.end) for part in parts]


def _begin(text: str, part: Span) -> int:
    lead = _LEAD.match(text, *part)
    at = lead.end() if lead else part.start
    return at if at > part.start and signs.starts_like_one(text[at : part.end]) else part.start


def _is_work(text: str, start: int, end: int) -> bool:
    start = _begin(text, Span(start, end))
    part = text[start:end]
    following = _GAP.search(part)
    part = part[: following.start()] if following and following.start() > 20 else part
    if signs.POINTS_BACK.match(part):
        return True
    return len(part) >= 20 and signs.starts_like_one(part) and signs.score(part) >= _WORK


def in_full(document: Document, markers: Sequence[Marker], citations: Sequence[RawCitation]) -> list[Marker]:
    """Return the markers, those of notes that hold a short form pointing where the work is named in full.

    The note of a marker is the block of its key; one that holds a citation of its own stays what it is.
    """
    notes = {block.label: block.span for block in document.blocks if block.kind == "footnote" and block.label}
    held = {citation.label for citation in citations if citation.label}
    if notes.keys() <= held:
        return list(markers)
    named = _by_name(citations)
    found: list[Marker] = []
    for marker in markers:
        empty = [key for key in marker.keys if key in notes and key not in held]
        if marker.kind == "footnote" and empty:
            keys = [(key in empty and _full(document.text, notes[key], named)) or key for key in marker.keys]
            marker = replace(marker, keys=tuple(dict.fromkeys(keys)))
        found.append(marker)
    return found


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
    printed = note.of(text)
    if len(printed) > _SHORT or not (lead := _LEAD.match(printed)):
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
