"""What means the same: words, and phrases of several words ("heart attack", "myocardial infarction"), found by their
stems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ..text.words import SPACELESS
from .prose import Prose


class Senses(NamedTuple):
    """The senses of words by their stems, of phrases by their first one, and the words that no blank parts."""

    words: Mapping[str, str]
    begins: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    spaceless: re.Pattern[str]

    def found(self, stems: Sequence[str]) -> dict[int, tuple[str, int, int]]:
        """Return the phrases among the stems of a text, the longest first: the sense, and the first and the last word,
        for each of their words.
        """
        made: dict[int, tuple[str, int, int]] = {}
        for at, first in enumerate(stems):
            if at in made:
                continue
            for phrase, sense in self.begins.get(first, ()):
                last = at + len(phrase) - 1
                if tuple(stems[at : last + 1]) == phrase:
                    made |= dict.fromkeys(range(at, last + 1), (sense, at, last))
                    break
        return made


def phrases_of(said: Prose, word: re.Pattern[str], stem: Callable[[str], str]) -> Senses:
    """Return what means the same in a language; `word` says what its words are."""
    words: dict[str, str] = {}
    begins: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    spaceless: list[str] = []
    for sense, printed in said.under("senses"):
        for each in printed:
            if SPACELESS.search(each):
                spaceless.append(each)
                words[each] = sense
            elif len(stems := tuple(map(stem, word.findall(each)))) == 1:
                words[stems[0]] = sense
            else:
                begins.setdefault(stems[0], []).append((stems, sense))
    for found in begins.values():
        found.sort(key=lambda each: -len(each[0]))
    longest = sorted(map(re.escape, spaceless), key=lambda each: (-len(each), each))
    return Senses(words, begins, re.compile("|".join(longest) or r"(?!)"))
