"""Dates as printed <-> Date: "2 July 2018", "2005 Jan", "August 1, 2008", "2009a", "2015-04-02", "1980-1981"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ..model import Date

# Month names by their first letters, in the languages that citations are printed in.
_MONTHS = {
    1: "january januar janvier enero ene janeiro gennaio gen januari jänner ocak янв",
    2: "february februar février fevrier febrero fevereiro fev febbraio feb fév février февр",
    3: "march märz maerz mars marzo março marco mär maart март",
    4: "april avril avr abril abr aprile апр",
    5: "may mai mayo maio maggio mag mei мая май",
    6: "june juni juin junio junho giugno giu июн",
    7: "july juli juillet juil julio julho luglio lug июл",
    8: "august août aout agosto ago aoû авг",
    9: "september septembre septiembre setembro settembre set sett sept сент",
    10: "october oktober octobre octubre outubro out ottobre ott okt окт",
    11: "november novembre noviembre novembro nov нояб",
    12: "december dezember décembre decembre diciembre dic dezembro dez dicembre déc дек",
}
_SEASONS = {
    "spring": "1", "summer": "2", "autumn": "3", "fall": "3", "winter": "4", "frühjahr": "1", "frühling": "1", "sommer": "2",
    "herbst": "3", "printemps": "1", "été": "2", "automne": "3", "hiver": "4", "primavera": "1",
}  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)(?P<letter>[a-z](?![^\W_]))?")
_SPAN = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)\s{0,2}[-\u2010-\u2015\u2212/]\s{0,2}(\d{4}|\d{2})(?!\d)(?![-/.]\d)")
_ISO = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)[-/.](0?[1-9]|1[0-2])(?:[-/.](0?[1-9]|[12]\d|3[01]))?(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,12}")
_DAY = re.compile(r"(?<![\d/.-])(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|\.)?(?![\d/])")
_CIRCA = re.compile(r"\b(?:c|ca|circa|um|vers)\b\.?\s*\[?\d|\d\?", re.IGNORECASE)
_UNDATED = re.compile(
    r"^\W*(?:n\.?\s?d\.?|s\.?\s?[da]\.?|o\.?\s?j\.?|in press|forthcoming|im druck|en prensa|no prelo|undated)\W*$",
    re.IGNORECASE,
)


class DatedYear(NamedTuple):
    """A Date, and the letter that a style added to its year ("2009a" -> "a"), else ""."""

    date: Date
    suffix: str


def parse(text: str) -> Date | None:
    """Return the date that `text` prints, in any of the languages of the month table, or None if it holds no date.

    What says that there is no date ("n.d.", "in press") comes back as a literal.

    >>> parse("2 July 2018").date_parts, parse("2005 Jan").date_parts, parse("1980-81").date_parts
    (((2018, 7, 2),), ((2005, 1),), ((1980,), (1981,)))
    """
    found = parse_suffixed(text)
    return found.date if found else None


@lru_cache(4096)
def parse_suffixed(text: str) -> DatedYear | None:
    """Return the date and its year suffix.

    >>> parse_suffixed("(2009a)").suffix
    'a'
    """
    if _UNDATED.match(text):
        return DatedYear(Date(literal=text.strip(" ()[].,;")), "")
    circa = bool(_CIRCA.search(text))
    if iso := _ISO.search(text):
        parts = tuple(int(part) for part in iso.groups() if part)
        return DatedYear(normalise(Date(date_parts=(parts,), circa=circa)), "")
    if span := _SPAN.search(text):
        first = int(span[1])
        last = int(span[2]) if len(span[2]) == 4 else first // 100 * 100 + int(span[2])
        if first < last:
            return DatedYear(Date(date_parts=((first,), (last,)), circa=circa), "")
    year = _YEAR.search(text)
    if not year:
        return None
    others = text[: year.start()] + " " * (year.end() - year.start()) + text[year.end() :]
    words = [word.casefold() for word in _WORD.findall(others)]
    months = [month for word in words if (month := _month_table().get(word))]
    season = next((number for word in words if (number := _SEASONS.get(word))), None)
    suffix = year["letter"] or ""
    first_year = int(year[1])
    if not months:
        return DatedYear(Date(date_parts=((first_year,),), season=season, circa=circa), suffix)
    if len(months) > 1 and months[0] < months[1]:
        return DatedYear(Date(date_parts=((first_year, months[0]), (first_year, months[1])), circa=circa), suffix)
    day = _DAY.search(others)
    parts = (first_year, months[0], int(day[1])) if day else (first_year, months[0])
    return DatedYear(normalise(Date(date_parts=(parts,), circa=circa)), suffix)


def normalise(date: Date) -> Date:
    """Return the date without impossible months and days.

    >>> normalise(Date(date_parts=((2010, 13, 40),))).date_parts
    ((2010,),)
    """
    kept = []
    for parts in date.date_parts:
        year, *rest = parts or (0,)
        if rest and not 1 <= rest[0] <= 12:
            rest = []
        if len(rest) > 1 and not 1 <= rest[1] <= _days(year, rest[0]):
            rest = rest[:1]
        kept.append((year, *rest[:2]))
    return date.model_copy(update={"date_parts": tuple(kept)})


def render(date: Date) -> str:
    """Return the ISO form: "2018-07-02", "2018-07", "1980/1981", or the literal.

    >>> render(Date(date_parts=((1980,), (1981,))))
    '1980/1981'
    """
    if not date.date_parts:
        return date.literal or ""
    return "/".join(
        "-".join([f"{parts[0]:04d}", *(f"{p:02d}" for p in parts[1:])]) for parts in date.date_parts if parts
    )


def similarity(a: Date, b: Date) -> float:
    """Return 1.0 for equal years, 0.8 for years one apart, 0.5 for two, else 0.0."""
    if a.year is None or b.year is None:
        return 0.0
    return {0: 1.0, 1: 0.8, 2: 0.5}.get(abs(a.year - b.year), 0.0)


@cache
def _month_table() -> dict[str, int]:
    table: dict[str, int] = {}
    for number, words in _MONTHS.items():
        for word in words.split():
            table[word] = number
            table.setdefault(word[:3], number)
    return table


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
