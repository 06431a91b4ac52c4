"""Ranges of dates in fields of data <-> Date: of days, months, seasons and years, and those that are open.

A range that is open ends in the year 0, as CSL has it. A season of a range is a month from 21 to 24, as EDTF has it;
where both ends are in one season, that is the date's.

Source: Extended Date/Time Format (Library of Congress, 2019), levels 0 and 1; biblatex manual 3.20, section 2.3.8.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..model import Date
from ..text import words
from ..text.folding import fold

Parts = tuple[int, ...]
OPEN: Parts = (0,)
_DASH = "[/_\u2012-\u2014-]"
_WORD = r"[^\W\d_]{2,12}"
_YEARS = re.compile(rf"(?P<first>\d{{4}}) ?{_DASH}{{1,3}} ?(?P<last>\d{{4}}|\d{{2}})")
_OPEN = re.compile(r"(\d{4}) ?(?:--|[\u2013\u2014])")
_ERA = re.compile(rf"(?P<first>\d{{1,5}}) ?{_DASH}{{1,3}} ?(?P<last>\d{{1,5}}) ?B\.? ?C\.?(?: ?E\.?)?", re.IGNORECASE)
_SEASONED = re.compile(
    rf"(?:(?P<name>{_WORD})\.?,? )?(?P<years>\d{{4}} ?{_DASH}{{1,3}} ?\d{{2,4}})(?:,? (?P<after>{_WORD}))?"
)
_SEASONS = re.compile(rf"(?P<one>{_WORD}) ?[/\u2012-\u2014-]{{1,3}} ?(?P<two>{_WORD}),? (?P<year>\d{{4}})")
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}}),? (?P<rest>{_WORD}\.?(?: \d{{1,2}})? ?[/\u2012-\u2014-]{{1,3}} ?(?:{_WORD}\.? ?)?(?:\d{{1,2}})?)"
)
_SHORT = re.compile(r"\d{1,2}")
_ORDINAL = r"(?:st|nd|rd|th|\.)?"
_DAYS = re.compile(
    rf"(?:(?P<day>\d{{1,2}}){_ORDINAL} )?(?P<month>{_WORD})\.?(?: (?P<after>\d{{1,2}}){_ORDINAL})? ?[/\u2012-\u2014-]{{1,3}} ?(?:(?P<last_month>{_WORD})\.? )?"
    rf"(?P<last_day>\d{{1,2}}){_ORDINAL}(?: (?P<end_month>{_WORD}))?\.?,? (?P<year>\d{{4}})"
)
_DAYS_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}}){_ORDINAL} ?[/\u2012-\u2014-]{{1,3}} ?(?P<last_day>\d{{1,2}}){_ORDINAL} (?P<month>{_WORD})\.?,? (?P<year>\d{{4}})"
)
_PARTED = re.compile("(?: - | ?[\u2013\u2014] ?)")
_WORDED = re.compile(
    rf"{_WORD}\.?(?: \d{{1,2}},?)? \d{{4}}|\d{{4}} {_WORD}\.?(?: \d{{1,2}})?"
)  # what may have a hyphen beside it


def read(text: str, one: Callable[[str], Date | None]) -> Date | None:
    """Return the range that `text`, with single blanks, is, or None. `one` reads what stands on one of its sides.

    >>> from . import dates
    >>> dates.from_field("1996/..").date_parts, dates.from_field("22-26 June 2015").date_parts
    (((1996,), (0,)), ((2015, 6, 22), (2015, 6, 26)))
    >>> dates.from_field("1998 Dec-1999 Jan").date_parts, dates.from_field("2005 Dec 15-31").date_parts
    (((1998, 12), (1999, 1)), ((2005, 12, 15), (2005, 12, 31)))
    >>> dates.from_field("Winter 2005/06"), dates.from_field("1814-24/1817-23").date_parts
    (Date(date_parts=((2005,), (2006,)), season='4'), ((1814, 24), (1817, 23)))
    """
    if years := _YEARS.fullmatch(text):
        return _of_years(years["first"], years["last"])
    if begun := _OPEN.fullmatch(text):
        return Date(date_parts=((int(begun[1]),), OPEN))
    if era := _ERA.fullmatch(text):
        first, last = int(era["first"]), int(era["last"])
        return Date(date_parts=((1 - first,), (1 - last,))) if first > last else None
    seasoned = _SEASONED.fullmatch(text)
    if seasoned and (season := _season(seasoned["name"] or seasoned["after"] or "")):
        first_year, _, last_year = re.sub(rf" ?{_DASH}+ ?", " ", seasoned["years"]).partition(" ")
        found = _of_years(first_year, last_year)
        return found.model_copy(update={"season": str(season)}) if found else None
    if turned := _YEAR_FIRST.fullmatch(text):
        text = f"{turned['rest']} {turned['year']}"  # as MEDLINE has it
    if both := _SEASONS.fullmatch(text):
        one_season, two_season = _season(both["one"]), _season(both["two"])
        if one_season and two_season:
            year = int(both["year"])
            return Date(date_parts=((year, 20 + one_season), (year, 20 + two_season)))
    return _of_days(text) or _of_sides(text, one)


def joined(start: Date, end: Date) -> Date:
    """Return the range of two dates."""
    circa = start.circa or end.circa
    first, last = start.date_parts[0], end.date_parts[-1]
    if start.season and start.season == end.season:
        return Date(date_parts=(first, last), season=start.season, circa=circa)
    sides = ((first, start.season), (last, end.season))
    parts = tuple((*side, 20 + int(season)) if season and len(side) == 1 else side for side, season in sides)
    return Date(date_parts=parts, circa=circa)


def _of_years(first: str, last: str) -> Date | None:
    start = int(first)
    end = int(last) if len(last) == 4 else start // 100 * 100 + int(last)
    if end < start and len(last) == 2 and last == f"{(start + 1) % 100:02d}":
        end += 100  # "1999/00"
    return Date(date_parts=((start,), (end,))) if start < end else None


def _of_sides(text: str, one: Callable[[str], Date | None]) -> Date | None:
    first, slash, last = (side.strip() for side in text.partition("/"))
    if not slash:
        sides = _PARTED.split(text, 2)
        if len(sides) != 2 or not all(re.search(r"\d{4}", side) for side in sides):
            sides = text.split("-", 2)
            if len(sides) != 2 or not all(_WORDED.fullmatch(side.strip()) for side in sides):
                return None
        first, last = (side.strip() for side in sides)
    if "/" in last:
        return None
    if not first or first == "..":
        end = one(last) if last else None
        return Date(literal=text) if end and end.date_parts else None  # nobody knows when it began
    start = one(first)
    if start is None or not start.date_parts:
        return None
    if last in ("", "..", "open"):
        return Date(date_parts=(start.date_parts[0], OPEN), season=start.season, circa=start.circa)
    if _SHORT.fullmatch(last):
        parts = start.date_parts[0]
        end = (
            _of_years(f"{parts[0]:04d}", f"{int(last):02d}")
            if len(parts) == 1
            else Date(date_parts=((*parts[:-1], int(last)),))
        )
    else:
        end = one(last)
    return joined(start, end) if end and end.date_parts else None


def _of_days(text: str) -> Date | None:
    """Days of one or two months ("29 June-1 July 2011"), or None."""
    if match := _DAYS_FIRST.fullmatch(text):
        first = last = words.months().get(_bare(match["month"]))
        day: str | None = match["day"]
    elif match := _DAYS.fullmatch(text):
        first = words.months().get(_bare(match["month"]))
        last = words.months().get(_bare(match["last_month"] or match["end_month"] or match["month"]))
        day = match["day"] or match["after"]
    else:
        return None
    if not first or not last or not day:
        return None
    year = int(match["year"])
    return Date(date_parts=((year, first, int(day)), (year, last, int(match["last_day"]))))


def _season(word: str) -> int | None:
    return words.seasons().get(_bare(word)) if word else None


def _bare(word: str) -> str:
    return fold(word).strip(" .'\"“”„«»?!*")
