"""Which words a text holds at all: a pattern of a hundred words need not be tried where none of them begins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+")
# Of each byte of ASCII, the small letter; of all that is no letter, a blank.
_SMALL = bytes(ord(char) if char.isalpha() and char.isascii() else 32 for char in map(str.lower, map(chr, range(256))))
# Letters that a pattern without case takes for others than their small ones, and scripts whose words no blank parts.
_UNPLAIN = re.compile(
    "[\u0131\u0130\u017f\u00b5\u0345\u0370-\u03ff\u1c80-\u1c8f\u1e9b\u1f00-\u1fff\ufb05\ufb06\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]"
)


def spotted(text: str) -> list[str] | None:
    """Return the words of a text in small letters, or None where they do not say what it holds.

    >>> spotted("Meier H. (Hrsg.)"), spotted("王军等")
    (['meier', 'h', 'hrsg'], None)
    """
    if text.isascii():
        return text.encode().translate(_SMALL).decode().split()
    if _UNPLAIN.search(text):
        return None
    return _WORD.findall(text.lower())


class Phrases(NamedTuple):
    """How some phrases begin, in small letters: with these words, or with these words one behind the other; `first` are
    the first ones of all.
    """

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    first: frozenset[str]

    def may_be_in(self, text: str) -> bool:
        """Say whether the text may hold one of the phrases; if not, it holds none.

        >>> [beginnings(["u.a.", "others"]).may_be_in(text) for text in ("U. Ott", "Ott u.a.", "and others")]
        [False, True, True]
        """
        return self.may_be_among(spotted(text))

    def may_be_among(self, found: list[str] | None) -> bool:
        """Say the same of what was spotted."""
        if found is None:
            return True
        if self.first.isdisjoint(found):
            return False
        return not self.words.isdisjoint(found) or not self.pairs.isdisjoint(pairwise(found))


def beginnings(phrases: Iterable[str]) -> Phrases:
    """Return how phrases begin; those without a letter are left out.

    >>> beginnings(["et al.", "vd.", "..."]).pairs
    frozenset({('et', 'al')})
    """
    found = [_WORD.findall(phrase.lower())[:2] for phrase in phrases]
    return begun_by((each[0] for each in found if len(each) == 1), ((each[0], each[1]) for each in found if each[1:]))


def begun_by(words: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Phrases:
    """Return the phrases that begin with these words, and with these pairs of words."""
    alone, paired = frozenset(words), frozenset(pairs)
    return Phrases(alone, paired, alone.union(first for first, _ in paired))
