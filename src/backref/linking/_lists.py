"""Several lists in one document that each count from 1: which of them a marker means.

A list serves the text before it, back to the list before. Where two lists follow each other without a marker between,
nothing is known, unless the second is the first in another language.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..model import Found, RawCitation
from ..text.numerals import whole

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_SHARE = 0.8  # of the entries of a list; a translation may print another edition
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
        self._again = self._translated(found.citations)

    def _translated(self, citations: Sequence[RawCitation]) -> frozenset[int]:
        """The lists that are the one before them in another language or script: the same numbers, and of each the same
        years.
        """
        years: list[dict[str, set[str]]] = [{} for _ in self._ends]
        for index, number in self._of.items():
            years[number].setdefault(citations[index].label or "", set()).update(_YEAR.findall(citations[index].raw))
        return frozenset(
            number
            for number, (first, again) in enumerate(pairwise(years), 1)
            if not self._has_text[number] and len(first) > 1 and _is_again(first, again)
        )

    def by_list(self, hits: Sequence[int]) -> dict[int, int]:
        """Return several entries with one label by the number of their list; {} where they do not tell lists apart."""
        if len(hits) < 2:
            return {}
        meant = [hit for hit in hits if self._of.get(hit) not in self._again]
        found = {number: hit for hit in meant if (number := self._of.get(hit)) is not None and self._has_text[number]}
        return found if len(found) == len(meant) else {}

    def own(self, at: int) -> int:
        """Return the number of the list that a marker at `at` means."""
        return min(bisect_right(self._ends, at), len(self._ends) - 1)


def _is_again(first: Mapping[str, set[str]], again: Mapping[str, set[str]]) -> bool:
    same = sum(
        bool(first[label] & again[label]) or first[label] == again[label] for label in first.keys() & again.keys()
    )
    return first.keys() == again.keys() and same >= _SHARE * len(first)


def _number(citation: RawCitation) -> int | None:
    return whole((citation.label or "").removeprefix("^"))
