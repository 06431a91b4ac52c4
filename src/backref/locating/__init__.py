"""Find: Document -> raw citations, markers and sentences. Pure; every span counts in `document.text`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace

from ..model import Document, Found, Marker, RawCitation, Sentence, Span
from ..text.collecting import uncollected
from ..text.raised import uncircled
from ..text.width import even_blanks, narrowed
from . import assistants, dated_notes, dense, led, located, named_alone, notes, scripts, signs
from .allusions import find_allusions, find_cues, telling
from .citations import with_notes
from .headed import under_heading
from .markers import find_markers
from .needed import needed
from .notes import IN_NOTES, labelled, told, without
from .pasted import joined
from .sentences import split
from .spared import apart, spared
from .unindented import Unindented
from .unread import unread
from .unsupported import find_unsupported

__all__ = ["find", "find_unsupported"]

_WRAPPED = re.compile(r"\n(?<=[:\w]\n)(?=\w)")  # "PMID" at the end of a line, and its number on the next
_DIGIT = re.compile(r"\d")  # without which nothing names a work
_PROSE = ("paragraph", "item", "footnote", "table")


@uncollected()
def find(document: Document) -> Found:
    """Return everything in the document that cites or is cited, each in reading order.

    Citations are looked for first; what they cover holds no markers. An identifier alone in the prose ("PMID 123") is a
    raw citation of its own, and its own marker; so is a citation buried in a sentence. An "@name" that no entry of the
    document has as its label may be anybody's, and is no marker.
    """
    printed = document.text
    listed_blocks = under_heading(document)
    if (whole := joined(document, listed_blocks)) is not document:
        document, listed_blocks = whole, under_heading(whole)
    narrow = replace(document, text=uncircled(even_blanks(narrowed(document.text))))
    text = narrow.text
    citations, explained, remarks = told(document)
    known = [citation.span for citation in citations]
    same = listed_blocks if text is document.text else under_heading(narrow)
    found, silent = with_notes(narrow, same)
    found = [c for c in found if not c.span.meets(known)]
    citations += [c for c in found if c.context in IN_NOTES or not c.span.meets(remarks)]
    remarks += [note.span for note in silent if notes.explains(note.span.of(text))]
    citations = led.with_forms(document, sorted(citations, key=lambda citation: citation.span))
    listed = [c.span for c in citations if c.context not in ("embedded", "identifier", "field")]
    prose = _prose(document, listed)
    spans = list(prose.values())
    citations = sorted([*citations, *_bare_identifiers(text, spans, citations)], key=lambda c: c.span)
    citations = labelled(document, citations)
    shorts = dated_notes.short(citations)
    elsewhere = led.elsewhere(document, citations, silent)
    pointed_at = frozenset(citation.label for citation in citations if citation.label) | elsewhere.keys()
    if shorts:
        left_out = set(map(id, shorts))
        citations = [citation for citation in citations if id(citation) not in left_out]
    labels = frozenset(citation.label for citation in citations if citation.label)
    end = dense.reach(text)
    markers = _in_lines(narrow, spans if end is None else dense.before(spans, end), citations, pointed_at)
    passed = [marker.span for marker in markers]  # by sentences, even where what they point at only explains
    markers = dated_notes.pointing(document, led.pointing(elsewhere, markers), citations, shorts)
    markers = named_alone.pointing(document, markers, citations)
    none = {note.label for note in silent if note.label} - labels
    markers = without(markers, notes.explained(document, labels, listed) | explained | none)
    markers = notes.of_chapters(document, markers, [citation.span for citation in citations])
    windows = telling(text, spans)
    return Found(
        tuple(citations if text is printed else (replace(c, raw=c.span.of(printed)) for c in citations)),
        tuple(markers),
        tuple(_sentences(document, passed, prose)),
        tuple(sorted(find_cues(text, windows), key=lambda cue: cue.span)),
        tuple(find_allusions(text, windows)),
        (
            *unread(document, [*citations, *shorts], sorted(listed_blocks), remarks),
            *(() if end is None else (dense.too_many(document, end),)),
        ),
    )


def _in_lines(
    document: Document, prose: list[Span], citations: list[RawCitation], labels: frozenset[str]
) -> list[Marker]:
    """The markers, of which indentation may part one: "Smith" at the end of a line, and "(2001)" deep in the next."""
    flat = Unindented(document, prose)
    if not flat:
        return _markers(document, prose, citations, labels)
    known = [*(marker.span for marker in document.markers), *(citation.span for citation in citations)]
    return flat.back(
        _markers(flat.document(), [flat.now(span) for span in prose], flat.citations(citations), labels), known
    )


def _markers(
    document: Document, prose: list[Span], citations: list[RawCitation], labels: frozenset[str]
) -> list[Marker]:
    """What the format marks up, what stands in the prose outside of code and mathematics, and the citations in
    sentences.
    """
    told = [marker for marker in document.markers if marker.kind != "narrative" or labels.issuperset(marker.keys)]
    taken = [citation.span for citation in citations]
    taken += [block.span for block in document.blocks if block.kind == "code"] + [marker.span for marker in told]
    taken += spared(document.text, prose)
    placed = assistants.find_marks(document.text, prose, apart(taken))
    placed += located.find_markers(document.text, prose, apart([*taken, *(m.span for m in placed)]), labels)
    taken += [marker.span for marker in placed]
    markers = [*told, *placed, *find_markers(document.text, prose, apart(taken), labels)]
    markers += scripts.find_markers(document.text, prose, apart([*taken, *(m.span for m in markers)]), citations)
    for citation in citations:
        if citation.context in ("embedded", "identifier"):
            markers.append(Marker(citation.span, "embedded" if citation.context == "embedded" else "identifier", ()))
    return sorted(markers, key=lambda marker: marker.span)


def _prose(document: Document, listed: list[Span]) -> dict[int, Span]:
    """The blocks of prose by their index: those that list entries make up are none."""
    starts = [span.start for span in listed]
    found = {}
    for index, (span, kind, *_) in enumerate(document.blocks):
        if kind in _PROSE:
            at = bisect_left(starts, span.start) if starts else 0
            if at == len(starts) or starts[at] >= span.end:
                found[index] = span
    return found


def _bare_identifiers(text: str, blocks: list[Span], citations: list[RawCitation]) -> list[RawCitation]:
    taken = [citation.span for citation in citations]
    found = []
    for block in blocks:
        if not _DIGIT.search(text, *block):
            continue
        for sighting in signs.identifiers(_WRAPPED.sub(" ", block.of(text))):
            span = sighting.whole.shift(block.start)
            if not span.meets(taken):
                found.append(RawCitation(span, span.of(text), None, "identifier"))
    return found


def _sentences(document: Document, passed: list[Span], prose: Mapping[int, Span]) -> list[Sentence]:
    """The sentences around what points away from them, in order."""
    text = document.text
    starts = [span.start for span in passed]
    found = []
    heading = ""
    for index, block in enumerate(document.blocks):
        if block.kind == "heading":
            heading = block.span.of(text).strip()
        elif span := prose.get(index):
            masked = passed[bisect_left(starts, span.start) : bisect_left(starts, span.end)] if starts else []
            if text.find("[", *span) >= 0 or text.find("{{", *span) >= 0:
                masked = sorted([*masked, *needed(text, span)])
            found += [Sentence(each, index, heading) for each in split(text, span, masked)]
    return found
