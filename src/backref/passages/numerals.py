"""Numbers as prose prints them: a text -> values with units and places.

"12 %", "12 percent", "twelve", "one in five", "1,204", "12,5" where commas are decimal, "3.5-fold", "half". Years are a
unit of their own, and so is what stands before "CI": it says nothing of the work's findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from ..model import Span
from .numbers import Number
from .prose import prose
from .spelt import spelt
from .units import unit_at

MOST = 64  # numbers of one sentence; a table's row may have more, and says no more by them
_BLANKS = "\u2009\u202f\u00a0"  # which part thousands
_INTERVAL = re.compile(r"\s{0,2}%?\s{0,2}(?:CI\b|CrI\b|confidence|credible)", re.IGNORECASE)
_FEW = 10  # "1 in 5" is a share; "40 in 120" may be anything


def numbers_of(text: str, code: str = "en") -> list[Number]:
    """Return the numbers of a sentence in a language, in order, at most 64.

    >>> [(each.value, each.unit) for each in numbers_of("Of 1,204 adults, 12 % (95 % CI 8 to 15) and one in five had it.")]
    [(1204.0, ''), (12.0, '%'), (8.0, ''), (15.0, ''), (20.0, '%')]
    >>> [(each.value, each.unit) for each in numbers_of("Um 12,5 bis 15 Prozent bei 1.204 Kindern.", "de")]
    [(12.5, '%'), (15.0, '%'), (1204.0, '')]
    """
    found = [*islice(_digits(text, code), MOST), *islice(spelt(text, code), MOST)]
    ordered: list[Number] = []
    for each in sorted(found, key=lambda each: (each.span.start, -each.span.end)):
        if not ordered or each.span.start >= ordered[-1].span.end:
            ordered.append(each)
    return _with_units(text, ordered[:MOST], code)


def _digits(text: str, code: str) -> Iterator[Number]:
    decimal = prose(code).said["decimal"]
    for match in _printed(decimal).finditer(text):
        if _INTERVAL.match(text, match.end()):
            continue
        whole = "".join(char for char in match["whole"] or "0" if char.isdecimal())
        part = match["part"] or match["bare"] or ""
        value = float(f"{whole}.{part or 0}")
        out_of = _out_of(code).match(text, match.end()) if not part and value < _FEW else None
        if out_of and value < float(out_of["whole"]):
            yield Number(Span(match.start(), out_of.end()), round(100 * value / float(out_of["whole"]), 2), "%", 1.0)
            continue
        unit, scale, end = unit_at(text, match.end(), code)
        is_year = not unit and scale == 1 and not match["parted"] and re.fullmatch(r"(?:1[6-9]|20)\d\d", match.group())
        zeros = len(whole) - len(whole.rstrip("0")) if not part else 0
        step = scale * 10.0 ** (zeros - len(part))
        yield Number(Span(match.start(), end), value * scale, "in" if is_year else unit, step)


@cache
def _printed(decimal: str) -> re.Pattern[str]:
    """The pattern of a number in digits, where this is the sign of decimals: ".42" has no whole."""
    sign, parting = (",", ".") if decimal == "," else (".·", ",")
    parted = rf"(?P<parted>\d{{1,3}}(?:[{parting}{_BLANKS}]\d{{3}}){{1,5}}(?!\d))"
    either = sign + (".·" if decimal == "," else "")  # a text with decimal commas may print points, too
    return re.compile(
        rf"(?<![\w.,·])(?:(?P<whole>{parted}|\d{{1,15}})(?:[{either}](?P<part>\d{{1,9}})(?!\d))?|[{either}](?P<bare>\d{{1,9}}))"
    )


@cache
def _out_of(code: str) -> re.Pattern[str]:
    """What makes a share of a number: " in 5", but no " in 5 years"."""
    said = prose(code)
    words = "|".join(re.escape(each) for each in said.listed("of")) or "(?!)"
    units = "|".join(re.escape(each) for _, listed in said.under("units") for each in listed)
    return re.compile(rf"\s(?:{words})\s(?P<whole>\d{{1,3}})(?![\w.,%]|\s(?:{units}))", re.IGNORECASE)


def _with_units(text: str, found: Sequence[Number], code: str) -> list[Number]:
    """The numbers, the first of a range with the unit of the second: "10-15 %", "10 to 15 %"."""
    made = list(found)
    for at in range(len(made) - 2, -1, -1):
        here, after = made[at], made[at + 1]
        if (
            not here.unit
            and after.unit not in ("", "in")
            and _between(code).fullmatch(text, here.span.end, after.span.start)
        ):
            made[at] = here._replace(unit=after.unit)
    return made


@cache
def _between(code: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, prose(code).listed("ranges")))
    return re.compile(rf"\s{{0,2}}(?:[-–—~～〜]|{words})\s{{0,2}}", re.IGNORECASE)
