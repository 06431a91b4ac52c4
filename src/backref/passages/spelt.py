"""Numbers that prose prints as words: "twelve", "one in five", "two thirds", "half", "twofold", "fünfundzwanzig"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Span
from ..text.folding import fold
from .number_words import NumberWords, number_words
from .numbers import Number
from .units import unit_at


def spelt(text: str, code: str = "en") -> Iterator[Number]:
    """Yield the numbers of a text that are printed as words, in order.

    >>> [(each.value, each.unit) for each in spelt("One in five halved it within twenty-four weeks, two thirds at once.")]
    [(20.0, '%'), (50.0, '%'), (24.0, 'week'), (66.67, '%')]
    >>> [(each.value, each.unit) for each in spelt("Twelve and a half per cent.")]
    [(12.5, '%')]
    >>> [(each.value, each.unit) for each in spelt("Ein Drittel, fünfundzwanzig Prozent.", "de")]
    [(33.33, '%'), (25.0, '%')]
    """
    words = number_words(code)
    for match in words.printed.finditer(text):
        if match["times"]:
            yield Number(Span(*match.span()), words.times[fold(match["times"])], "x", 0.5)
        elif match["lone"]:
            yield _share(match, words.shares[fold(match["lone"])])
        elif match["share"]:
            yield _shared(text, match, words, code)
        elif match["whole"] and (whole := words.value(match["whole"])) > 1:
            yield _share(match, 100.0 * words.value(match["numbers"]) / whole)
        else:
            yield from _plain(text, match, words, code)


def _shared(text: str, match: re.Match[str], words: NumberWords, code: str) -> Number:
    """A share ("two thirds"), or a number and a share: "twelve and a half per cent"."""
    values = [words.values[fold(each)] for each in words.one.findall(match["numbers"])]
    share = words.shares[fold(match["share"])]
    if len(values) == 1 or values[-1] != 1:
        return _share(match, words.value(match["numbers"]) * share)
    unit, scale, end = unit_at(text, match.end(), code)
    return Number(Span(match.start(), end), (sum(values[:-1]) + share / 100) * scale, unit, 0.1 * scale)


def _share(match: re.Match[str], percent: float) -> Number:
    return Number(Span(*match.span()), round(percent, 2), "%", 1.0)


def _plain(text: str, match: re.Match[str], words: NumberWords, code: str) -> Iterator[Number]:
    """The numbers that follow each other: those that make one together ("twenty", "five"), the others alone. "One"
    alone counts nothing.
    """
    made: list[tuple[Span, float]] = []
    for each in words.one.finditer(text, match.start("numbers"), match.end("numbers")):
        value, span = words.values[fold(each.group())], Span(*each.span())
        before = made[-1][1] if made else 0.0
        is_more = bool(made) and (
            (before >= 100 and before % 100 == 0 and value < 100)
            or (before % 10 == 0 and before % 100 >= 20 and value < 10)
        )
        if made and value == 100 and before < 10:
            made[-1] = Span(made[-1][0].start, span.end), 100 * before
        elif is_more:
            made[-1] = Span(made[-1][0].start, span.end), before + value
        else:
            made.append((span, value))
    for at, (span, value) in enumerate(made):
        last = at == len(made) - 1
        unit, scale, end = unit_at(text, span.end, code) if last else ("", 1.0, span.end)
        if value != 1 or unit == "%" or scale > 1:
            yield Number(Span(span.start, end), value * scale, unit, scale)
