"""Mend a text: edits by span, nothing else of it changes. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from ._values import Edit, Fault


def mend(text: str, faults: Iterable[Fault]) -> str:
    """Return `text` with the edits of its faults; of edits that overlap, the first is made, and none of the other fault's.

    >>> from backref.model import Span
    >>> _edited("title = {A}.", [(Edit(Span(9, 10), "B"),), (Edit(Span(9, 11), ""),)])
    'title = {B}.'
    """
    return _edited(text, [fault.edits for fault in sorted(faults, key=lambda fault: fault.span) if fault.edits])


def _edited(text: str, groups: Iterable[tuple[Edit, ...]]) -> str:
    made: list[Edit] = []
    for group in groups:
        if not any(_touch(edit, other) for edit in group for other in made):
            made += group
    pieces = []
    at = 0
    for span, new in sorted(made):
        pieces += [text[at : span.start], new]
        at = span.end
    return "".join([*pieces, text[at:]])


def _touch(one: Edit, two: Edit) -> bool:
    return one.span == two.span or one.span.overlaps(two.span) or (one.span.start == two.span.start)
