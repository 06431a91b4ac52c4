"""The citations of one year, by the names that they print."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

from ..model import RawCitation
from ..text.folding import fold
from ..text.inflected import stem
from ._initials import abbreviation, forms, printed
from ._names import WORD, begins_with, first_author, people, spelt, worded

_NAME = 120  # characters of the longest name of an organisation


class Dated:
    """The citations of one year, by the names that they print; each is looked at once, however many keys ask for it."""

    def __init__(self, citations: Sequence[RawCitation], indices: Sequence[int]) -> None:
        self._citations = citations
        self._indices = indices
        self._people: dict[int, int] = {}
        self._words: dict[frozenset[str], dict[str, list[int]]] = {}

    def by(self, surname: frozenset[str]) -> list[int]:
        """Return those whose first author this is; else the only one that names it at its beginning."""
        if hits := {i for form in surname for i in self._firsts.get(form, ())}:
            return sorted(hits)
        words, heads = self._beginnings
        near: set[int] = set()
        for form in surname:
            at = bisect_left(heads, (form, -1))
            near |= {i for head, i in heads[at : at + 2] if head.startswith(form)} | set(words.get(form, ())[:2])
        found = [i for i in near if begins_with(self._citations[i].raw, surname)]
        found = found or sorted({i for form in surname for i in self._stems.get(stem(form), ())})
        return found if len(found) == 1 else []

    def holding(self, surname: frozenset[str], others: Sequence[frozenset[str]]) -> list[int]:
        """Return those whose first author this is that name all of the others, too."""
        words = self._words.get(surname)
        if words is None:
            words = self._words[surname] = _by_word((i, self._citations[i].raw[:400]) for i in self.by(surname))
        found = [{i for form in name for i in words.get(form, ())} for name in others]
        return sorted(set.intersection(*found))

    def abbreviated(self, name: str) -> list[int]:
        """Return those of an organisation that is abbreviated here, or there."""
        long, short = self._abbreviations
        if letters := abbreviation(name):
            return long.get(letters, [])
        return sorted({index for form in forms(name) for index in short.get(form, ())})

    def people(self, index: int) -> int:
        """Return how many people a citation begins with."""
        if index not in self._people:
            self._people[index] = people(self._citations[index].raw)
        return self._people[index]

    @cached_property
    def _firsts(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index in self._indices:
            for name in first_author(self._citations[index]):
                found.setdefault(name, []).append(index)
        return found

    @cached_property
    def _stems(self) -> dict[str, list[int]]:
        """The citations by the stem of their first author's name, which a sentence may bend."""
        found: dict[str, list[int]] = {}
        for name, indices in self._firsts.items():
            if bare := stem(name):
                found.setdefault(bare, []).extend(indices)
        return found

    @cached_property
    def _abbreviations(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """The citations of organisations, by the letters that may stand for their names, and by those that do."""
        long: dict[str, list[int]] = {}
        short: dict[str, list[int]] = {}
        for index in self._indices:
            head = self._citations[index].raw[:_NAME]
            for form in {*forms(head.split(" (")[0]), printed(head)} - {""}:
                long.setdefault(form, []).append(index)
            first = WORD.match(head)
            if first and (letters := abbreviation(first.group())):
                short.setdefault(letters, []).append(index)
        return long, short

    @cached_property
    def _beginnings(self) -> tuple[dict[str, list[int]], list[tuple[str, int]]]:
        """The citations by the words at their beginning, and the beginnings in order."""
        words = _by_word((i, self._citations[i].raw[:120]) for i in self._indices)
        return words, sorted((worded(fold(self._citations[i].raw[:80])), i) for i in self._indices)


def _by_word(texts: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    """The numbers of texts by each word that they hold, in every spelling."""
    found: dict[str, list[int]] = {}
    for index, text in texts:
        words = {part: None for word in text.split() for form in spelt(word) for part in form.split()}
        for word in words:
            found.setdefault(word, []).append(index)
    return found
