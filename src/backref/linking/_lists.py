"""Several lists in one document that each count from 1: which of them a marker means.

A list serves the text before it, back to the list before. Where lists follow each other without a marker between, as
the notes of a book do that stand behind its last chapter, each serves the chapter whose markers count as it does; else
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
_COVERED = 0.8  # of the notes of a chapter; a marker may be lost
_BEYOND = 2  # markers of a chapter behind the last note that cites: the last may explain
_WITHIN = 80  # code points between two works of one note: "; see also, for a sceptical view, "
_LISTED = ("list", "caret", "run-on", "footnote")


class Lists:
    """The lists of one document, by where they end."""

    def __init__(self, found: Found) -> None:
        self._of: dict[int, int] = {}  # the number of the list that a citation stands in
        self._ends: list[int] = []
        starts: list[int] = []
        marked = [marker.span.start for marker in found.markers if marker.kind in ("numeric", "footnote", "key")]
        last = -1
        for index, citation in enumerate(found.citations):
            if citation.context not in _LISTED or not citation.label:
                continue
            number = _number(citation)
            is_same = number == last and self._is_within(marked, citation.span.start)
            if not self._ends or (number is not None and number <= last and not is_same):
                starts.append(citation.span.start)
                self._ends.append(citation.span.end)
            self._ends[-1] = citation.span.end
            self._of[index] = len(self._ends) - 1
            last = last if number is None else number
        before = [0, *self._ends]
        self._has_text = [bisect_left(marked, start) > bisect_left(marked, before[n]) for n, start in enumerate(starts)]
        self._again = self._translated(found.citations)
        self._chapters = self._by_chapter(found) if len(starts) > 1 and not any(self._has_text[1:]) else []

    def _is_within(self, marked: Sequence[int], start: int) -> bool:
        """Whether a work stands in the note that the work before it stands in."""
        end = self._ends[-1] if self._ends else start
        return start - end < _WITHIN and bisect_left(marked, end) == bisect_left(marked, start)

    def _by_chapter(self, found: Found) -> list[int]:
        """Where the chapters begin whose notes the lists are: markers count from 1 in each, through its list."""
        labels: list[set[int]] = [set() for _ in self._ends]
        for index, number in self._of.items():
            labels[number].update(filter(None, (_number(found.citations[index]),)))
        first = min(found.citations[index].span.start for index in self._of)
        chapters: list[tuple[int, set[int]]] = []
        last = 0
        for marker in found.markers:
            numbers = [n for key in marker.keys if (n := whole(key.removeprefix("^"))) is not None]
            if marker.kind not in ("numeric", "footnote") or marker.span.start >= first or not numbers:
                continue
            if not chapters or numbers[0] <= last:
                chapters.append((marker.span.start, set()))
            chapters[-1][1].update(numbers)
            last = numbers[-1]
        is_counted = len(chapters) == len(labels) and all(
            min(used) == 1 and max(used) <= max(own, default=0) + _BEYOND and len(used & own) >= _COVERED * len(own)
            for (_, used), own in zip(chapters, labels, strict=True)
        )
        return [start for start, _ in chapters] if is_counted else []

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

    def by_list(self, hits: Sequence[int]) -> dict[int, list[int]]:
        """Return several entries with one label by the number of their list; {} where they do not tell lists apart."""
        if len(hits) < 2:
            return {}
        meant = [hit for hit in hits if self._chapters or self._of.get(hit) not in self._again]
        found: dict[int, list[int]] = {}
        for hit in meant:
            number = self._of.get(hit)
            if number is None or not (self._chapters or self._has_text[number]):
                return {}
            found.setdefault(number, []).append(hit)
        return found if all(map(self.is_one, found.values())) else {}

    def is_one(self, hits: Sequence[int]) -> bool:
        """Whether entries of one label stand in one list, one behind the other: the works of a note."""
        is_near = hits[-1] - hits[0] == len(hits) - 1 and hits[0] in self._of
        return is_near and len({self._of.get(hit) for hit in hits}) == 1

    def own(self, at: int) -> int:
        """Return the number of the list that a marker at `at` means."""
        if self._chapters:
            return max(bisect_right(self._chapters, at) - 1, 0)
        return min(bisect_right(self._ends, at), len(self._ends) - 1)


def _is_again(first: Mapping[str, set[str]], again: Mapping[str, set[str]]) -> bool:
    same = sum(
        bool(first[label] & again[label]) or first[label] == again[label] for label in first.keys() & again.keys()
    )
    return first.keys() == again.keys() and same >= _SHARE * len(first)


def _number(citation: RawCitation) -> int | None:
    return whole((citation.label or "").removeprefix("^"))
