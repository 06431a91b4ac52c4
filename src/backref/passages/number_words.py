"""The words of numbers in one language: patterns that find them, and what they are worth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ..text.folding import fold
from ..text.words import SPACELESS
from .prose import Prose, prose

_MOST = 4  # words that follow the first one of a number
_NEVER = "(?!)"


class NumberWords(NamedTuple):
    """`printed` finds numbers, shares ("two thirds", "one in five") and multiples; `one` finds a single word. The
    values are by folded words; shares are in percent.
    """

    printed: re.Pattern[str]
    one: re.Pattern[str]
    values: Mapping[str, float]
    shares: Mapping[str, float]
    times: Mapping[str, float]

    def value(self, printed: str) -> float:
        """Return what some words, or digits, make together; 0 where they are no number.

        >>> number_words("en").value("twenty-five"), number_words("de").value("zweihundert"), number_words("fr").value("12")
        (25.0, 200.0, 12.0)
        """
        if printed.isdecimal():
            return float(printed)
        total = 0.0
        for each in self.one.finditer(printed):
            value = self.values[fold(each.group())]
            total = total * value if value == 100 and total else total + value
        return total


@cache
def number_words(code: str) -> NumberWords:
    """Return the words of numbers in a language."""
    said = prose(code)
    values = {word: float(value) for value, words in said.under("numbers") for word in words}
    values |= dict(_compounds(said, values)) | dict.fromkeys(said.listed("ones"), 1.0)
    shares = {word: float(value) for value, words in said.under("shares") for word in words}
    times = {word: float(value) for value, words in said.under("times") for word in words}
    one, share = _any_of(values), _any_of(shares)
    linking = "|".join(map(re.escape, said.listed("linkers")))
    joint = rf"[-\s](?:(?:{linking})\s)?" if linking else r"[-\s]"
    of = "|".join(re.escape(each).replace(r"\ ", r"\s") for each in said.listed("of")) or _NEVER
    whole = rf"\s(?:{of})\s(?P<whole>{one}(?:[-\s]{one})?|\d{{1,3}}(?!\d))"
    numbers = rf"(?P<numbers>{one}(?:{joint}{one}){{0,{_MOST}}})(?:{whole}|[-\s](?P<share>{share}))?"
    lone = _any_of(set(shares) - set(said.listed("ordinals")))  # "the third trial" is no share
    printed = rf"(?P<times>{_any_of(times)})|(?P<lone>{lone})|{numbers}"
    folded = [{fold(word): value for word, value in table.items()} for table in (values, shares, times)]
    return NumberWords(re.compile(printed, re.IGNORECASE), re.compile(one, re.IGNORECASE), *folded)


def _compounds(said: Prose, values: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Yield what is written as one word: "fünfundzwanzig", "venticinque", "tweehonderd"."""
    order, one = said.said["compounds"], said.said["compound_one"]
    if not order:
        return
    units = [(word, value) for word, value in values.items() if value < 10] + [(one, 1.0)]
    hundred = next(word for word, value in values.items() if value == 100)
    for word, value in units:
        if value > 1:
            yield f"{word}{hundred}", 100 * value
        for tens, ten in values.items():
            if not (20 <= ten <= 90 and ten % 10 == 0):
                continue
            if order == "units-first":
                yield from ((f"{word}{linker}{tens}", ten + value) for linker in said.listed("linkers"))
            else:
                yield f"{tens}{word}", ten + value
                yield f"{tens[:-1]}{word}", ten + value  # "ventuno"


def _any_of(words: Iterable[str]) -> str:
    """A pattern of one of the words, whole where blanks part them, the longest first."""
    ordered = sorted(words, key=lambda each: (-len(each), each))
    pieces = [re.escape(word).replace(r"\ ", r"\s") for word in ordered]
    if not pieces:
        return _NEVER
    joined = "|".join(pieces)
    return f"(?:{joined})" if SPACELESS.search(joined) else rf"(?<![^\W_])(?:{joined})(?![^\W_])"
