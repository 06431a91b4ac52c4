"""Numbers as prose prints them: a text -> values with units and places; whether two of them agree.

"12 %", "12 percent", "twelve", "one in five", "1,204", "3.5-fold", "half". Years are a unit of their own, and so is what stands
before "CI": it says nothing of the work's findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ..model import Span

MOST = 64  # numbers of one sentence; a table's row may have more, and says no more by them
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<value>\d{1,3}(?:[,\u2009\u202f\u00a0]\d{3}){1,5}(?!\d)(?:\.\d{1,9})?|\d{1,15}(?:[.·]\d{1,9})?)"
    r"(?P<unit>[\s\u00a0\u202f-]{0,2}(?:%|percent\b|per cent\b|percentage points?\b|[x×](?!\w)|fold\b|times\b|"
    r"(?:million|billion|thousand)\b|[a-zA-Zµμ°Ω€$£]{1,12}))?"
)
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
_SCALES = {"million": 1e6, "billion": 1e9, "thousand": 1e3}
_UNITS = {
    "percent": "%",
    "per cent": "%",
    "percentage point": "%",
    "percentage points": "%",
    "fold": "x",
    "times": "x",
    "×": "x",
    "μ": "µ",
}
_PLURAL = {"days": "day", "weeks": "week", "months": "month", "years": "year", "hours": "h", "hour": "h", "hrs": "h", "minutes": "min", "yr": "year", "yrs": "year"}  # fmt: skip
_KEPT = frozenset(
    "% x day week month year h min s ms kg g mg µg ml l m km cm mm nm k c hz khz mhz ghz ev kev mev gev mmhg mmol usd eur".split()
)
_INTERVAL = re.compile(r"\s{0,2}%?\s{0,2}(?:CI\b|CrI\b|confidence|credible)", re.IGNORECASE)


class Number(NamedTuple):
    """A number as printed at `span`; `unit` is "" where it has none that is known. `step` is what its last digit stands for."""

    span: Span
    value: float
    unit: str
    step: float


def numbers_of(text: str) -> list[Number]:
    """Return the numbers of a sentence, in order, at most 64.

    >>> [(each.value, each.unit) for each in numbers_of("Of 1,204 adults, 12 % (95 % CI 8 to 15) and one in five had it.")]
    [(1204.0, ''), (12.0, '%'), (8.0, ''), (15.0, ''), (20.0, '%')]
    """
    found = [*islice(_digits(text), MOST), *islice(_spelt(text), MOST)]
    return sorted(found, key=lambda each: each.span)[:MOST]


def _digits(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        if _INTERVAL.match(text, match.end("value")):
            continue
        printed = re.sub(r"[,\u2009\u202f\u00a0]", "", match["value"]).replace("·", ".")
        said = (match["unit"] or "").strip(" \u00a0\u202f-").lower()
        scale = _SCALES.get(said, 1.0)
        unit = _UNITS.get(said, _PLURAL.get(said, said))
        value = float(printed) * scale
        is_year = not unit and re.fullmatch(r"(?:1[6-9]|20)\d\d", match["value"])
        known = unit in _KEPT
        decimals = len(printed.partition(".")[2])
        zeros = len(printed) - len(printed.rstrip("0")) if not decimals else 0
        span = Span(match.start("value"), match.end() if known or scale > 1 else match.end("value"))
        yield Number(span, value, "in" if is_year else unit if known else "", scale * 10.0 ** (zeros - decimals))


def _spelt(text: str) -> Iterator[Number]:
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
            yield Number(span, _SHARES.get(word, _WORDS.get(word, 0.0)), "%" if word in _SHARES else "", 1.0)


def is_alike(one: Number, other: Number) -> bool:
    """Say whether two could count the same thing: one unit, or none for one of them that is no year."""
    return one.unit == other.unit or ("" in (one.unit, other.unit) and "in" not in (one.unit, other.unit))


def agreement(here: Number, there: Number) -> float:
    """Return 1 where the numbers are equal, 0.8 where one is the other rounded, else 0.

    >>> one, other = numbers_of("about 12 % and 11.8 %")
    >>> agreement(one, other)
    0.8
    """
    if not is_alike(here, there):
        return 0.0
    if here.value == there.value:
        return 1.0 if here.unit == there.unit else 0.9
    step = max(here.step, there.step)
    near = abs(here.value - there.value) <= step * 0.5 + 1e-9 and abs(here.value - there.value) <= 0.12 * abs(
        there.value
    )
    return 0.8 if near and here.unit != "in" else 0.0
