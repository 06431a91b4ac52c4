"""Several lists in one document that each count from 1: which of them a marker means.

A list serves the text before it, back to the list before. Where two lists follow each other without a marker between,
nothing is known.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..model import Found, RawCitation
from ..text.numerals import whole

_LISTED = ("list", "caret", "run-on", "footnote")


class Lists:
    """The lists of one document, by where they end."""

    def __init__(self, found: Found) -> None:
        self._of: dict[int, int] = {}  # the number of the list that a citation stands in
        self._ends: list[int] = []
        starts: list[int] = []
        last = -1
        for index, citation in enumerate(found.citations):
            if citation.context not in _LISTED or not citation.label:
                continue
            number = _number(citation)
            if not self._ends or (number is not None and number <= last):
                starts.append(citation.span.start)
                self._ends.append(citation.span.end)
            self._ends[-1] = citation.span.end
            self._of[index] = len(self._ends) - 1
            last = last if number is None else number
        marked = [marker.span.start for marker in found.markers if marker.kind in ("numeric", "footnote", "key")]
        before = [0, *self._ends]
        self._has_text = [bisect_left(marked, start) > bisect_left(marked, before[n]) for n, start in enumerate(starts)]

    def chosen(self, hits: Sequence[int], at: int) -> Sequence[int]:
        """Return that of several entries with one label which a marker at `at` means, or all where that cannot be
        said.
        """
        if len(hits) < 2:
            return hits
        lists = [self._of.get(hit) for hit in hits]
        if len(set(lists)) < len(lists) or not all(each is not None and self._has_text[each] for each in lists):
            return hits
        own = min(bisect_right(self._ends, at), len(self._ends) - 1)
        return [hit for hit in hits if self._of[hit] == own] or hits


def _number(citation: RawCitation) -> int | None:
    return whole((citation.label or "").removeprefix("^"))
