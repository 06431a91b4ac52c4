"""The dates of CSL items -> Date: in parts, raw, in maps of year, month and day, as processors and people write them.

Source: citation-style-language/schema, csl-data.json 1.0.2; pandoc's manual for maps; Zotero and citeproc for seasons
as months.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..model import Date
from ..text import words
from ..text.folding import fold
from ..text.numerals import whole
from . import dates

_NUMBER = re.compile(r"-?\d{1,6}")
_PARTS = ("year", "month", "day")
_SEASON_MONTHS = {13: 1, 14: 2, 15: 3, 16: 4, 21: 1, 22: 2, 23: 3, 24: 4}


def read(value: Any) -> Date | None:
    """Return the date of a variable, or None where it is none.

    >>> read({"year": "2013", "month": "05"}).date_parts, read({"date-parts": [[2005, 13], [2006, 14]]}).date_parts
    (((2013, 5),), ((2005, 21), (2006, 22)))
    >>> read({"date-parts": [["2013", "Spring"]]}), read({"season": "Winter", "date-parts": [[2013]]}).season
    (Date(date_parts=((2013,),), season='1'), '4')
    """
    if isinstance(value, str | int):
        return _printed(str(value))
    if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        said = [one for one in value if one.get("year") not in (None, "")]
        value = {"date-parts": [_in_order(one) for one in said]} | (dict(said[0]) if said else {})
    if not isinstance(value, Mapping):
        return None
    parts = value.get("date-parts")
    if parts is None and value.get("year") not in (None, ""):
        parts = [_in_order(value)]
    kept: list[tuple[int, ...]] = []
    season = _season(value.get("season"))
    if isinstance(parts, list) and len(parts) in (2, 3) and _is_flat(parts):
        parts = [parts]  # [2001, 5], one date without the list around it
    for one in parts if isinstance(parts, list) else []:
        numbers, named = _numbers(one if isinstance(one, list) else [one])
        if numbers and len(kept) < 2:
            kept.append(numbers)
            season = season or named
    literal = value.get("literal") or value.get("raw") or value.get("other")
    circa = value.get("circa") not in (None, False, "", "false", "0", 0)
    if not kept:
        found = _printed(literal) if isinstance(literal, str) else None
        return found.model_copy(update={"circa": True}) if found and circa else found
    if len(kept) == 1 and len(kept[0]) > 1 and kept[0][1] in _SEASON_MONTHS:
        kept, season = [kept[0][:1]], str(_SEASON_MONTHS[kept[0][1]])
    kept = [
        (*one[:1], 20 + _SEASON_MONTHS[one[1]]) if len(one) > 1 and one[1] in _SEASON_MONTHS else one for one in kept
    ]
    printed = value.get("literal")
    made = Date(
        date_parts=tuple(kept), season=season, circa=circa, literal=printed if isinstance(printed, str) else None
    )
    return dates.normalise(made)


def _is_flat(parts: list[Any]) -> bool:
    """Whether parts are a year, a month and perhaps a day, and not several dates."""
    numbers = [str(part).strip() for part in parts if isinstance(part, int | str)]
    return (
        len(numbers) == len(parts)
        and all(map(_NUMBER.fullmatch, numbers))
        and all(abs(int(n)) < 32 for n in numbers[1:])
    )


def _printed(text: str) -> Date:
    return dates.from_field(text) or Date(literal=text)


def _in_order(said: Mapping[str, Any]) -> list[Any]:
    return [said.get(part) for part in _PARTS]


def _numbers(parts: list[Any]) -> tuple[tuple[int, ...], str | None]:
    """The leading numbers of a date in parts, and the season that stands where one more would."""
    numbers: list[int] = []
    for part in parts[:3]:
        if isinstance(part, bool) or not _NUMBER.fullmatch(str(part).strip()):
            name = fold(part).strip(" .") if isinstance(part, str) else ""
            if numbers and (season := words.seasons().get(name)):
                return tuple(numbers), str(season)
            if len(numbers) == 1 and (month := words.months().get(name)):
                numbers.append(month)
                continue
            break
        numbers.append(int(str(part)))
    return tuple(numbers), None


def _season(value: Any) -> str | None:
    """A season as CSL numbers it, from 1 to 4, where it can be told."""
    if value in (None, "", False):
        return None
    text = str(value)
    if (number := whole(text)) is not None and number in _SEASON_MONTHS:
        return str(_SEASON_MONTHS[number])
    found = words.seasons().get(fold(text).strip(" ."))
    return str(found) if found else text
