"""Dates as printed <-> Date: "2 July 2018", "2005 Jan", "August 1, 2008", "2009a", "2015-04-02", "1980-1981"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..model import Date
from ..text.kept import kept

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
# Dates as fields of data formats hold them: ISO 8601 and EDTF, then what reference managers write.
_FIELD_YMD = re.compile(
    r"(?P<year>[+-]?\d{4,6})(?:[-./](?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?)?[-./]?(?:[T ]\d{1,2}:[\d:.]*\S*)?(?P<about>[?~%]?)"
)
_FIELD_DMY = re.compile(r"(?:(?P<day>\d{1,2})(?P<sep>[-./]))?(?P<month>\d{1,2})[-./](?P<year>\d{4})")
_FIELD_MY = re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{2})")
_FIELD_ERA = re.compile(r"(?P<year>\d{1,6})(?:-(?P<month>\d{1,2}))?\s*(?P<era>BCE?|AD|CE)", re.IGNORECASE)
_FIELD_YEARS = re.compile(r"(?P<first>\d{4})\s*[/\u2012-\u2014-]+\s*(?P<last>\d{4}|\d{2})")
_FIELD_DAYS = re.compile(
    r"(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[^\W\d_]{3,12})\.?(?:\s+(?P<after>\d{1,2}))?\s*[/\u2012-\u2014-]+\s*(?:(?P<last_month>[^\W\d_]{3,12})\.?\s+)?"
    r"(?P<last_day>\d{1,2})(?:\s+(?P<end_month>[^\W\d_]{3,12}))?\.?,?\s+(?P<year>\d{4})"
)
_CJK_MONTH = re.compile(r"(?P<name>十[一二]|[一二三四五六七八九十]|\d{1,2})月")
_CJK_NUMBERS = "一二三四五六七八九十"
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


@kept(4096, longest=100)
def parse_suffixed(text: str) -> DatedYear | None:
    """Return the date and its year suffix.

    >>> parse_suffixed("(2009a)").suffix
    'a'
    """
    if _UNDATED.match(text):
        printed = text.strip(" ()[].,;")
        return DatedYear(Date(literal=f"{printed}." if "." in printed else printed), "")  # "n.d.", "in press"
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


@kept(4096, longest=100)
def from_field(text: str) -> Date | None:
    """Return the date of a field of data: ISO 8601, EDTF, "15.1.2015", "30 BC", ranges; else what `parse` makes of it.

    Years run from any number on, those before the year 1 as ISO counts them. Days and months 00 are not known.

    Source: Extended Date/Time Format (Library of Congress, 2019), levels 0 and 1.

    >>> from_field("2011-05-25~/2012-06").date_parts, from_field("30 BC").date_parts, from_field("June 18–23, 2017").date_parts
    (((2011, 5, 25), (2012, 6)), ((-29,),), ((2017, 6, 18), (2017, 6, 23)))
    """
    text = " ".join(text.split())
    if found := _one_field(text):
        return found
    if years := _FIELD_YEARS.fullmatch(text):
        first = int(years["first"])
        last = int(years["last"]) if len(years["last"]) == 4 else first // 100 * 100 + int(years["last"])
        if first < last:
            return Date(date_parts=((first,), (last,)))
    if "/" in text:
        sides = [side.strip() for side in text.split("/")]
        if len(sides) == 2:
            start, end = (_one_field(side) or parse(side) for side in sides)
            if start and end and start.date_parts and end.date_parts:
                circa = start.circa or end.circa
                return Date(date_parts=(start.date_parts[0], end.date_parts[-1]), circa=circa)
            if start and start.date_parts and sides[1] in ("", ".."):
                return start
        text = " ".join(side for side in sides if side)
    return _days_field(text) or parse(text)


def to_field(date: Date) -> str:
    """Return the date as EDTF, which `from_field` reads back, or the literal.

    >>> to_field(Date(date_parts=((1850,),), circa=True)), to_field(Date(date_parts=((2001,),), season="1"))
    ('1850~', '2001-21')
    """
    if not date.date_parts:
        return date.literal or ""
    sides = []
    for parts in date.date_parts:
        year = f"{'-' if parts[0] < 0 else ''}{abs(parts[0]):04d}"
        season = f"-2{date.season}" if len(parts) == 1 and date.season in ("1", "2", "3", "4") else ""
        sides.append("-".join([year, *(f"{part:02d}" for part in parts[1:])]) + season + "~" * date.circa)
    return "/".join(sides)


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
    return date if date.date_parts == tuple(kept) else date.model_copy(update={"date_parts": tuple(kept)})


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


def _one_field(text: str) -> Date | None:
    """One date in figures, or None."""
    if re.fullmatch(r"[\d\s-]+", text):
        text = re.sub(r"(?<=\d)\s*-+\s*(?=\d)", "-", text)
    if match := _FIELD_YMD.fullmatch(text):
        year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
        if month > 12 and not 21 <= month <= 24:
            return None
        if month > 12:
            return Date(date_parts=((year,),), season=str(month - 20), circa=bool(match["about"]))
        parts = (year, *([month, *([day] if day else [])] if month else []))
        return normalise(Date(date_parts=(parts,), circa=bool(match["about"])))
    if match := _FIELD_DMY.fullmatch(text):
        year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
        if month > 12 >= day > 0:
            month, day = day, month
        return normalise(Date(date_parts=((year, month, day) if day else (year, month),)))
    if match := _FIELD_MY.fullmatch(text):
        short = int(match["year"])
        return normalise(Date(date_parts=((short + (2000 if short < 50 else 1900), int(match["month"])),)))
    if match := _FIELD_ERA.fullmatch(text):
        year = 1 - int(match["year"]) if match["era"].upper().startswith("B") else int(match["year"])
        return normalise(Date(date_parts=((year, int(match["month"])) if match["month"] else (year,),)))
    if re.fullmatch(r"-?\d{1,4}", text):
        return Date(date_parts=((int(text),),))
    return None


def _days_field(text: str) -> Date | None:
    """Days of one or two months ("29 June-1 July 2011"), and months written in Chinese characters."""
    if "月" in text and (month := _CJK_MONTH.search(text)):
        name = month["name"]
        number = int(name) if name.isdecimal() else sum(_CJK_NUMBERS.index(char) + 1 for char in name)
        rest = [int(figure) for figure in re.findall(r"\d+", text[: month.start()] + " " + text[month.end() :])]
        year = next((figure for figure in rest if figure > 31), None)
        days = [figure for figure in rest if figure <= 31]
        return normalise(Date(date_parts=((year, number, *days[:1]),))) if year else None
    match = _FIELD_DAYS.fullmatch(text)
    if not match:
        return None
    table = _month_table()
    first = table.get(match["month"].casefold())
    last = table.get((match["last_month"] or match["end_month"] or match["month"]).casefold())
    day = match["day"] or match["after"]
    if not first or not last or not day:
        return None
    year = int(match["year"] or 0)
    return normalise(Date(date_parts=((year, first, int(day)), (year, last, int(match["last_day"])))))


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
