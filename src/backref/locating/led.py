"""Notes that are seen to cite only beside others: short forms, "Roe, Heat, 17.", and those that lead to another note,
"See note 3.".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..fields.back import note_numbers, only_notes
from ..fields.short_forms import FullForms
from ..model import Block, Document, Marker, RawCitation, Span
from .several import behind_lead
from .unit import Unit


def with_forms(document: Document, citations: Sequence[RawCitation]) -> list[RawCitation]:
    """Return the citations, in order, and the notes that are short forms of one before them."""
    held = {citation.label for citation in citations}
    notes = [block for block in _notes(document) if block.label not in held]
    works = FullForms()
    found = list(citations)
    at = 0
    for note in notes:
        while at < len(citations) and citations[at].span.start < note.span.start:
            works.add(at, citations[at])
            at += 1
        span = Span(behind_lead(document.text, note.span), note.span.end)
        if works.full(span.of(document.text)) is not None:
            found.append(RawCitation(span, span.of(document.text), note.label, "footnote"))
    return sorted(found, key=lambda citation: citation.span)


def elsewhere(
    document: Document, citations: Sequence[RawCitation], printed: Sequence[Unit]
) -> dict[str, tuple[str, ...]]:
    """Return the labels of the notes that only lead to other notes, each with those of these; `printed` are notes of
    the text which cite nothing.
    """
    held = {citation.label for citation in citations if citation.label}
    numbered = {number: label for label, number in note_numbers(document, sorted(held)).items()}
    led: dict[str, tuple[str, ...]] = {}
    notes = [(note.label, note.span) for note in _notes(document)] + [(unit.label or "", unit.span) for unit in printed]
    for label, span in notes:
        numbers = only_notes(span.of(document.text)) if label and label not in held else ()
        if keys := tuple(numbered[number] for number in numbers if number in numbered):
            led[label] = keys
    return led


def pointing(led: Mapping[str, tuple[str, ...]], markers: Sequence[Marker]) -> list[Marker]:
    """Return the markers; one of a note that only leads to other notes points at what those cite."""
    if not led:
        return list(markers)
    return [
        replace(marker, keys=tuple(dict.fromkeys(to for key in marker.keys for to in led.get(key, (key,)))))
        if marker.kind in ("footnote", "numeric")
        else marker
        for marker in markers
    ]


def _notes(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind == "footnote" and block.label]
