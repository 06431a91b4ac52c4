"""Claims: each sentence that holds a marker, and what it rests on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..model import Claim, Document, Found, Link, Marker, Sentence, Span

_NOCITE = "\\nocite"  # LaTeX's: it has a work listed, and stands for nothing in a sentence
_NOTE = re.compile(r"\[\^[^\W_][^\[\]\s]{0,40}\]")  # what points at a note that only explains
_BEFORE_STOP = re.compile(r" ([.,;:!?।])")
_STOPS = re.compile(r"([.!?])\.+$")
_OPENED = re.compile(r"[(\[（［^]")
_EMPTY = re.compile(
    r"[(\[（［][\s,;，；、]{0,6}(?:see|e\.g\.,?|cf\.|reviewed in)?[\s,;，；、&]{0,6}[)\]）］]|(?<=\s)\^(?=\s|[.,;:]|\Z)"
)


def claims(document: Document, found: Found, links: Sequence[Link]) -> Iterator[Claim]:
    starts = [sentence.span.start for sentence in found.sentences]
    cues = [cue.span for cue in found.cues]
    inside: dict[int, list[int]] = defaultdict(list)
    for index, marker in enumerate(found.markers):
        at = bisect_right(starts, marker.span.start) - 1
        if at >= 0 and marker.span.start < found.sentences[at].span.end:
            inside[at].append(index)
    for at, all_markers in sorted(inside.items()):
        sentence = found.sentences[at]
        markers = [i for i in all_markers if not document.text.startswith(_NOCITE, found.markers[i].span.start)]
        if not markers:
            continue
        rests = [counted(links[i].status, links[i].marker.keys, links[i].missing, links[i].references) for i in markers]
        references = tuple(dict.fromkeys(index for each in rests for index in each))
        text = _without(document.text, sentence, [found.markers[i] for i in all_markers])
        if any(c.isalnum() for c in text):
            first = bisect_left(cues, sentence.span)
            last = bisect_left(cues, Span(sentence.span.end, 0))
            said = found.cues[first:last]
            evidence = any((*rests, *(links[i].elsewhere for i in markers))) and any(
                cue.kind == "finding" for cue in said
            )
            yield Claim(
                span=sentence.span, text=text, heading=sentence.heading, markers=tuple(markers), references=references, cues=said,
                relation="citesAsEvidence" if evidence else "cites",
            )  # fmt: skip


def counted(status: str, keys: Sequence[str], missing: Sequence[str], references: Sequence[int]) -> Sequence[int]:
    """Return which references of a marker its sentence rests on: of several keys, also those that have their entry
    where others have none.

    >>> counted("missing-entry", ("roe2001", "gone"), ("gone",), (0,)), counted("ambiguous", ("1",), (), (0, 1))
    ((0,), ())
    """
    is_known = status == "missing-entry" and len(references) <= len(keys) - len(missing)
    return references if status == "linked" or is_known else ()


def _without(text: str, sentence: Sentence, markers: Sequence[Marker]) -> str:
    """The sentence without its markers, the brackets they leave empty, and the blanks before stops."""
    pieces = []
    at = sentence.span.start
    for marker in markers:
        start = _cut_from(text, marker.span) if marker.kind == "author-year" else marker.span.start
        pieces.append(text[at:start])
        at = max(at, marker.span.end)
    kept = " ".join("".join([*pieces, text[at : sentence.span.end]]).split())
    if _OPENED.search(kept):
        kept = _NOTE.sub("", kept)
        kept = " ".join(_EMPTY.sub("", _EMPTY.sub("", kept)).split())  # "([])"
    kept = _BEFORE_STOP.sub(r"\1", kept)
    return (_STOPS.sub(r"\1", kept) if kept.endswith(".") else kept).strip()


def _cut_from(text: str, span: Span) -> int:
    """Where a marker stops being part of the sentence: "Maher (2017) says" keeps the name that it speaks of."""
    printed = span.of(text)
    bracket = max(map(printed.rfind, "([（［"))
    return span.start + len(printed[:bracket].rstrip()) if bracket > 0 and printed[-1] in ")]）］" else span.start
