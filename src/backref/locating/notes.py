"""Notes that only explain: which notes of a document cite nothing, so that what points at them is no marker of a
citation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from unicodedata import normalize

from ..fields import ids
from ..fields.back import only_notes, points_back
from ..model import Document, Marker, RawCitation, Span
from ..text.folding import fold
from ..text.raised import CIRCLED
from ..text.words import months
from . import limits, noted, signs
from .least import LEAST
from .remarks import is_remark
from .several import works

_WORD = re.compile(r"[^\W\d_]{2,}")
_LOCATED = re.compile(r"(?<![^\W_])(?:pp?|chap|ch|vol|no|ed|sec|fig|eq)s?\.?\s?\d|§", re.IGNORECASE)
_YEAR = re.compile(r"(?:(?P<word>[^\W\d_]{1,20})\s)?(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NUMBERED = re.compile(r"\s{0,8}\[(\d{1,3})\]\s{0,4}(?=[^\W\d_a-z])")
RAISED = rf"(?P<raised>[⁰¹²³⁴-⁹]{{1,3}}|[{CIRCLED}])[ \t]?(?=\[?[^\W\d_]|[\"“„«《])"
"""The number of a note at the foot of a page."""
_RAISED = re.compile(rf"^[ \t]{{0,8}}{RAISED}", re.MULTILINE)
_PLACED = re.compile(r"(?<![^\W_])[^\W\d_]{1,4}\.?\s?(?=\d)")  # "at 384", "Rn. 12": where in the work, and nothing said
_SMALL = 0.5  # of the words of a note that says something
IN_NOTES = ("embedded", "identifier")


def explains(text: str) -> bool:
    """Whether a note is prose that names no work.

    >>> explains("Just a note."), explains("This holds for all but the first of them.")
    (True, True)
    >>> explains("See note 3 above."), explains("Ibid., 4."), explains("Roe, Heat (n 3) 4.")
    (True, False, False)
    >>> explains("Roe, supra note 3, at 4."), explains("Roe, supra note 3, at 4. But see Doe, supra note 5, at 6.")
    (False, False)
    >>> explains("Available since 2015 in all browsers."), explains("Archives nationales, lettre du préfet, 3 mars 1834.")
    (True, False)
    >>> explains("Numerical Recipes, chapter 5"), explains("Roe A. Heat for backs. Spine 2001."), explains("https://doi.org/10.1136/bmj.g6380")
    (False, False, False)
    """
    text = text[: limits.ENTRY]
    back = points_back(text)
    if back is None and is_remark(text) and not any(ids.find(text)):
        return True
    if back and len(works(text, Span(0, len(text)))) > 1:
        return False
    words = _WORD.findall(_PLACED.sub(" ", text[: back.span.start] + text[back.span.end :]) if back else text)
    is_said = sum(word.islower() for word in words) >= _SMALL * len(words)
    if only_notes(text):
        return True
    if back and (back.kind != "earlier-work" or not is_said):
        return False
    if signs.starts_like_one(text) or noted.is_short_form(text) or noted.is_case(text) or any(ids.find(text)):
        return False
    if signs.verbs(text) and is_said:
        return signs.score(text) < LEAST.listed
    if not is_said or _LOCATED.search(text):
        return False
    years = [_is_date(match["word"] or "") for match in _YEAR.finditer(text)]
    return not any(years) and signs.score(text) < (LEAST.strong if years else LEAST.listed)


def _is_date(before: str) -> bool:
    """Whether a year behind this word is a date of a work: "Leeds 1995", "3 mars 1834"; "since 1995" is none."""
    return not before.islower() or fold(before) in months()


def told(document: Document) -> tuple[list[RawCitation], frozenset[str], list[Span]]:
    """Return the citations that the format marks up, but for notes that only explain; and of those the labels and
    spans.
    """
    kept, explained, spans = [], set(), []
    for citation in document.citations:
        label = citation.label or ""
        is_note = citation.context == "footnote" or (citation.context == "list" and label.isdecimal())
        if is_note and citation.reference is None and explains(citation.raw):
            explained.add(label)
            spans.append(citation.span)
        elif is_note and citation.reference is None and citation.raw == citation.span.of(document.text):
            parts = works(document.text, citation.span)
            kept += [replace(citation, span=part, raw=part.of(document.text)) for part in parts]
        else:
            kept.append(citation)
    return kept, frozenset(explained - {""} - {citation.label for citation in kept}), spans


def labelled(document: Document, citations: Sequence[RawCitation]) -> list[RawCitation]:
    """Return the citations, those in the sentences of a note with its label: what points at the note points at them."""
    notes = [block for block in document.blocks if block.kind == "footnote" and block.label]
    starts = [note.span.start for note in notes]
    own = {citation.label for citation in citations if citation.label}
    found = []
    for citation in citations:
        at = bisect_left(starts, citation.span.start + 1) - 1
        inside = citation.context in IN_NOTES and at >= 0 and citation.span.end <= notes[at].span.end
        found.append(replace(citation, label=notes[at].label) if inside and notes[at].label not in own else citation)
    return found


def explained(document: Document, labels: Collection[str], listed: Sequence[Span]) -> frozenset[str]:
    """Return the labels of notes and of numbered paragraphs in which nothing was found."""
    return frozenset(_labels(document, sorted(listed))) - frozenset(labels)


def _labels(document: Document, listed: Sequence[Span]) -> Iterator[str]:
    text = document.text
    is_raised = _RAISED.search(text) is not None
    for block in document.blocks:
        if block.kind == "footnote" and block.label:
            yield block.label
        elif block.kind in ("paragraph", "item"):
            numbered = _NUMBERED.match(text, *block.span)
            if numbered and not block.span.meets(listed) and explains(text[numbered.end() : block.span.end]):
                yield numbered[1]
            for raised in _RAISED.finditer(text, *block.span) if is_raised else ():
                end = text.find("\n", raised.end(), block.span.end)
                note = Span(raised.end(), end if end >= 0 else block.span.end)
                if not note.meets(listed) and explains(note.of(text)):
                    yield normalize("NFKC", raised["raised"])


def of_chapters(document: Document, markers: Sequence[Marker], cited: Sequence[Span]) -> list[Marker]:
    """Return the markers without what points at a note that cites nothing, where notes count anew behind each chapter
    or at the foot of each page: there a label alone does not tell which note is meant.
    """
    groups: list[dict[str, Span]] = []
    ends: list[int] = []
    is_behind = False
    for block in document.blocks:
        is_note = block.kind == "footnote" and block.label != ""
        if is_note and not is_behind:
            groups.append({})
            ends.append(block.span.end)
        if is_note:
            groups[-1].setdefault(block.label, block.span)
            ends[-1] = block.span.end
        is_behind = is_note
    if sum(map(len, groups)) == len({label for group in groups for label in group}):
        return list(markers)
    spans = sorted(cited)
    found: list[Marker] = []
    for marker in markers:
        at = bisect_left(ends, marker.span.start)
        own = groups[at] if marker.kind == "footnote" and at < len(groups) else {}
        keys = tuple(key for key in marker.keys if key not in own or own[key].meets(spans))
        if keys or not own or not marker.keys:
            found.append(marker if len(keys) == len(marker.keys) else replace(marker, keys=keys))
    return found


def without(markers: Sequence[Marker], explained: Collection[str]) -> list[Marker]:
    """Return the markers without what points at a note that only explains."""
    if not explained:
        return list(markers)
    found = []
    for marker in markers:
        keys = tuple(key for key in marker.keys if key not in explained)
        if keys or not marker.keys or marker.kind not in ("numeric", "footnote", "key"):
            found.append(marker if len(keys) == len(marker.keys) or not keys else replace(marker, keys=keys))
    return found
