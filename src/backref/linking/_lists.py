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

    def by_list(self, hits: Sequence[int]) -> dict[int, int]:
        """Return several entries with one label by the number of their list; {} where they do not tell lists apart."""
        if len(hits) < 2:
            return {}
        found = {number: hit for hit in hits if (number := self._of.get(hit)) is not None and self._has_text[number]}
        return found if len(found) == len(hits) else {}

    def own(self, at: int) -> int:
        """Return the number of the list that a marker at `at` means."""
        return min(bisect_right(self._ends, at), len(self._ends) - 1)


def _number(citation: RawCitation) -> int | None:
    return whole((citation.label or "").removeprefix("^"))
