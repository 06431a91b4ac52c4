"""Numbers that prose prints as words: "twelve", "one in five", "two thirds", "half", "twofold"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Span
from .numbers import Number

_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
_SHARES = {
    "half": 50.0,
    "halved": 50.0,
    "halving": 50.0,
    "halves": 50.0,
    "third": 100 / 3,
    "quarter": 25.0,
    "fifth": 20.0,
    "tenth": 10.0,
}
_TIMES = {
    "double": 2.0,
    "doubled": 2.0,
    "doubles": 2.0,
    "doubling": 2.0,
    "twice": 2.0,
    "twofold": 2.0,
    "triple": 3.0,
    "tripled": 3.0,
    "threefold": 3.0,
}
_PRINTED = re.compile(
    r"\b(?:(?P<one>one|two|three|four) (?:in|out of) (?P<of>two|three|four|five|six|seven|eight|nine|ten)|(?P<n>one|two|three)[ -](?P<share>third|quarter|fifth|tenth)s?|"
    rf"(?P<word>{'|'.join((*_WORDS, *_SHARES, *_TIMES))}))\b",
    re.IGNORECASE,
)


def spelt(text: str) -> Iterator[Number]:
    """Yield the numbers of a text that are printed as words, in order.

    >>> [(each.value, each.unit) for each in spelt("One in five halved it within twelve weeks.")]
    [(20.0, '%'), (50.0, '%'), (12.0, '')]
    """
    for match in _PRINTED.finditer(text):
        span = Span(*match.span())
        if match["of"]:
            yield Number(
                span, 100.0 * {"one": 1, **_WORDS}[match["one"].lower()] / _WORDS[match["of"].lower()], "%", 1.0
            )
        elif match["share"]:
            yield Number(span, {"one": 1, **_WORDS}[match["n"].lower()] * _SHARES[match["share"].lower()], "%", 1.0)
        elif (word := match["word"].lower()) in _TIMES:
            yield Number(span, _TIMES[word], "x", 0.5)
        else:
            yield Number(span, float(_SHARES.get(word, _WORDS.get(word, 0))), "%" if word in _SHARES else "", 1.0)
