"""Mend a text: edits by span, nothing else of it changes. Pure."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from ..model import Span
from ._values import Edit, Fault


def mend(text: str, faults: Iterable[Fault]) -> str:
    """Return `text` with the edits of its faults; of edits that overlap, the first is made, and none of the other
    fault's.
    """
    return edited(text, [fault.edits for fault in sorted(faults, key=lambda fault: fault.span) if fault.edits])


def edited(text: str, groups: Iterable[tuple[Edit, ...]]) -> str:
    """Return `text` with groups of edits, each made whole, or not at all where one of it overlaps an earlier one.

    >>> from backref.model import Span
    >>> edited("title = {A}.", [(Edit(Span(9, 10), "B"),), (Edit(Span(9, 11), ""),)])
    'title = {B}.'
    """
    made: list[Edit] = []  # by place
    for group in groups:
        if not any(_is_taken(edit.span, made) for edit in group):
            for edit in group:
                insort(made, edit)
    pieces = []
    at = 0
    for span, new in made:
        pieces += [text[at : span.start], new]
        at = span.end
    return "".join([*pieces, text[at:]])


def _is_taken(span: Span, made: Sequence[Edit]) -> bool:
    """Whether an edit that was made begins at the same place or shares a letter; `made` is sorted, and none of it
    overlaps.
    """
    at = bisect_left(made, span.start, key=lambda edit: edit.span.start)
    return any(edit.span.start == span.start or edit.span.overlaps(span) for edit in made[max(at - 1, 0) : at + 1])
