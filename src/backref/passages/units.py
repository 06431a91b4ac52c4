"""What stands behind a number: its unit, under one name for all of its forms, and the word that multiplies it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ..text.folding import fold
from ..text.words import SPACELESS
from .prose import prose

_SYMBOLS = "% x × day week month year h min s ms kg g mg µg μg ug ml l dl m km cm mm nm µm k c hz khz mhz ghz ev kev mev gev mmhg mmol kcal kwh mw kw w v a usd eur °c"
_SAME = {"×": "x", "μg": "µg", "ug": "µg", "°c": "c"}
_GAP = r"[\s\u00a0\u202f-]{0,2}"


class _Units(NamedTuple):
    pattern: re.Pattern[str]
    names: dict[str, str]
    scales: dict[str, float]


def unit_at(text: str, at: int, code: str = "en") -> tuple[str, float, int]:
    """Return the unit of a number that ends here, or "", what it is multiplied by, and where both end.

    >>> unit_at("12 per cent", 2), unit_at("3 million years", 1), unit_at("12 mice", 2)
    (('%', 1.0, 11), ('year', 1000000.0, 15), ('', 1.0, 2))
    """
    known = _units(code)
    match = known.pattern.match(text, at)
    if match is None:
        return "", 1.0, at
    printed = match["unit"] or match["alone"]
    unit = known.names[fold(printed)] if printed else ""
    return unit, known.scales[fold(match["scale"])] if match["scale"] else 1.0, match.end()


@cache
def _units(code: str) -> _Units:
    said = prose(code)
    names = {fold(symbol): _SAME.get(symbol, symbol) for symbol in _SYMBOLS.split()}
    printed = _SYMBOLS.split()
    for name, words in said.under("units"):
        printed += words
        names |= {fold(word): name for word in words}
    scales = {word: float(value) for value, words in said.under("scales") for word in words}
    scale = rf"(?P<scale>{_any_of(scales)})"
    unit = rf"(?P<unit>{_any_of(printed)})"
    pattern = re.compile(rf"{_GAP}(?:{scale}(?:{_GAP}{unit})?|{unit.replace('?P<unit>', '?P<alone>')})", re.IGNORECASE)
    return _Units(pattern, names, {fold(word): value for word, value in scales.items()})


def _any_of(words: Iterable[str]) -> str:
    """A pattern of one of the words; those of letters end with a word, those of scripts without blanks may not."""
    ordered = sorted(words, key=lambda each: (-len(each), each))
    pieces = [re.escape(each).replace(r"\ ", r"\s") for each in ordered]
    ends = ["" if SPACELESS.search(each) or not each[-1].isalpha() else r"(?![^\W_])" for each in ordered]
    return "|".join(f"{piece}{end}" for piece, end in zip(pieces, ends, strict=True)) or "(?!)"
