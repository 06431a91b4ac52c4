"""Numbers as prose prints them: a text -> values with units and places.

"12 %", "12 percent", "twelve", "one in five", "1,204", "3.5-fold", "half". Years are a unit of their own, and so is
what stands before "CI": it says nothing of the work's findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ..model import Span
from .numbers import Number
from .spelt import spelt

MOST = 64  # numbers of one sentence; a table's row may have more, and says no more by them
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<value>\d{1,3}(?:[,\u2009\u202f\u00a0]\d{3}){1,5}(?!\d)(?:\.\d{1,9})?|\d{1,15}(?:[.·]\d{1,9})?)"
    r"(?P<unit>[\s\u00a0\u202f-]{0,2}(?:%|percent\b|per cent\b|percentage points?\b|[x×](?!\w)|fold\b|times\b|"
    r"(?:million|billion|thousand)\b|[a-zA-Zµμ°Ω€$£]{1,12}))?"
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


def numbers_of(text: str) -> list[Number]:
    """Return the numbers of a sentence, in order, at most 64.

    >>> [(each.value, each.unit) for each in numbers_of("Of 1,204 adults, 12 % (95 % CI 8 to 15) and one in five had it.")]
    [(1204.0, ''), (12.0, '%'), (8.0, ''), (15.0, ''), (20.0, '%')]
    """
    found = [*islice(_digits(text), MOST), *islice(spelt(text), MOST)]
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
