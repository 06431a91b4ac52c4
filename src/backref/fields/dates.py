"""Dates as printed <-> Date: "2 July 2018", "2005 Jan", "August 1, 2008", "2009a", "2015-04-02", "1980-1981"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ..model import Date
from ..text import words
from ..text.folding import fold
from ..text.kept import kept
from . import date_ranges, date_words, eras

_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)(?P<letter>[a-z](?![^\W_]))?")
# Alone, a year may be one of other calendars: the Solar Hijri 1380, the Buddhist 2549.
_LONE_YEAR = re.compile(r"\W{0,4}(1[0-4]\d\d|2[1-5]\d\d)\W{0,4}")
_SPAN = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)\s{0,2}[-\u2010-\u2015\u2212/]\s{0,2}(\d{4}|\d{2})(?!\d)(?![-/.]\d)")
_CLOCK = re.compile(
    r"(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d)(?:\s?[ap]\.?m\b\.?)?", re.IGNORECASE
)  # "10:00, May 5, 2023"
_ISO = re.compile(
    r"(?<!\d)(1[4-9]\d\d|20\d\d)(?:[-/.]|\.\s(?=\d\d?\.\s\d))(0?[1-9]|1[0-2])(?:[-/.]\s?(0?[1-9]|[12]\d|3[01]))?(?!\d)"
)
# The day first, as all who part it with stops print it; between strokes only where no month has such a number.
_DMY = re.compile(
    r"(?:(?<![\d./-])|(?<=\d\.[/-]))(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>\.\s?|/|-)(?P<month>0?[1-9]|[12]\d|3[01])(?P=mark)(?P<year>1[4-9]\d\d|20\d\d)(?!\d|[-/]\d)"
)
_PARTED = re.compile(r"[\s\d,;:/()\[\]+\u2010-\u2015\u2212-]+")
_DAY = re.compile(r"(?<![\d/.-])(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|\.)?(?![\d/])")
# Dates as fields of data formats hold them: ISO 8601 and EDTF, then what reference managers write.
_FIELD_YMD = re.compile(
    r"(?P<year>[+-]?\d{4,6})(?:[-./](?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?/?)?[-.]?(?:[T ]\d{1,2}:[\d:.]*\S*)?(?P<about>[?~%]?)"
)
_FIELD_DMY = re.compile(r"(?:(?P<day>\d{1,2})(?P<sep>[-./]))?(?P<month>\d{1,2})[-./](?P<year>\d{4})")
_FIELD_MY = re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{2})")
_FIELD_ERA = re.compile(r"(?P<year>\d{1,6})(?:-(?P<month>\d{1,2}))?\s*(?P<era>BCE?|AD|CE)", re.IGNORECASE)
_HAN_DIGITS = "〇一二三四五六七八九"
_MOST_WORDS = 3  # of the name of a month: "tháng mười hai"


class DatedYear(NamedTuple):
    """A Date, and the letter that a style added to its year ("2009a" -> "a"), else ""."""

    date: Date
    suffix: str


def parse(text: str) -> Date | None:
    """Return the date that `text` prints, in any of the languages that `text.words` knows, or None if it holds no date.

    What says that there is no date ("n.d.", "in press") comes back as a literal.

    >>> parse("2 July 2018").date_parts, parse("2005 Jan").date_parts, parse("1980-81").date_parts
    (((2018, 7, 2),), ((2005, 1),), ((1980,), (1981,)))
    >>> parse("23.05.2009").date_parts, parse("5/23/2009").date_parts, parse("3/5/2009").date_parts
    (((2009, 5, 23),), ((2009, 5, 23),), ((2009,),))
    >>> parse("10:00, May 5, 2023").date_parts, parse("2020-03-03T12:30:01Z").date_parts
    (((2023, 5, 5),), ((2020, 3, 3),))
    >>> parse("15 września 2016").date_parts, parse("2015年3月2日").date_parts, parse("tháng 5 năm 2019").date_parts
    (((2016, 9, 15),), ((2015, 3, 2),), ((2019, 5),))
    """
    found = parse_suffixed(text)
    return found.date if found else None


@kept(4096, longest=100)
def parse_suffixed(text: str) -> DatedYear | None:
    """Return the date and its year suffix.

    >>> parse_suffixed("(2009a)").suffix
    'a'
    """
    if len(text) < 60 and words.squeezed(text) in words.undated():
        printed = text.strip(" ()[].,;")
        return DatedYear(Date(literal=f"{printed}." if "." in printed else printed), "")  # "n.d.", "in press"
    if not text.isascii():
        text = eras.in_figures(_in_ascii_digits(text))
    if ":" in text:
        text = _CLOCK.sub(" ", text)
    circa = bool(_circa().search(text))
    if marked := _marked(text):
        return DatedYear(marked.model_copy(update={"circa": circa}), "")
    if iso := _ISO.search(text):
        parts = tuple(int(part) for part in iso.groups() if part)
        return DatedYear(normalise(Date(date_parts=(parts,), circa=circa)), "")
    if parts := _day_first(text):
        return DatedYear(normalise(Date(date_parts=(parts,), circa=circa)), "")
    if span := _SPAN.search(text):
        first = int(span[1])
        last = int(span[2]) if len(span[2]) == 4 else first // 100 * 100 + int(span[2])
        if first < last:
            return DatedYear(Date(date_parts=((first,), (last,)), circa=circa), "")
    year = _YEAR.search(text)
    if not year:
        lone = _LONE_YEAR.fullmatch(text)
        found = int(lone[1]) if lone else eras.year_of(text)
        return DatedYear(Date(date_parts=((found,),)), "") if found else None
    others = text[: year.start()] + " " * (year.end() - year.start()) + text[year.end() :]
    printed_words = [word for word in map(_bare, _PARTED.split(others)) if word]
    months = list(_named(printed_words, words.months()))
    season = next((str(number) for number in _named(printed_words, words.seasons())), None)
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

    Years run from any number on, those before the year 1 as ISO counts them. Days and months 00 are not known. A year
    with the name of a term keeps what is printed as its literal.

    Source: Extended Date/Time Format (Library of Congress, 2019), levels 0 and 1.

    >>> from_field("2011-05-25~/2012-06").date_parts, from_field("30 BC").date_parts, from_field("June 18–23, 2017").date_parts
    (((2011, 5, 25), (2012, 6)), ((-29,),), ((2017, 6, 18), (2017, 6, 23)))
    >>> from_field("Michaelmas 2004")
    Date(date_parts=((2004,),), literal='Michaelmas 2004')
    """
    text = " ".join(text.split())
    if found := _one_field(text):
        return found
    if found := date_ranges.read(text, lambda side: _one_field(side) or parse(side)):
        return normalise(found)
    found = parse(" ".join(side for side in text.split("/") if side.strip()))
    if found and found.date_parts and len(found.date_parts[0]) == 1 and not found.season and date_words.term(text):
        return found.model_copy(update={"literal": text})
    return found


def to_field(date: Date) -> str:
    """Return the date as EDTF, which `from_field` reads back, or the literal.

    >>> to_field(Date(date_parts=((1996,), (0,))))
    '1996/..'
    >>> to_field(Date(date_parts=((1850,),), circa=True)), to_field(Date(date_parts=((2001,),), season="1"))
    ('1850~', '2001-21')
    """
    if not date.date_parts:
        return date.literal or ""
    sides = []
    for number, parts in enumerate(date.date_parts):
        if number and parts == date_ranges.OPEN:
            sides.append("..")
            continue
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
        if rest[:1] and 21 <= rest[0] <= 24 and len(date.date_parts) > 1:
            rest = rest[:1]  # a season of a range
        elif rest and not 1 <= rest[0] <= 12:
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
    sides = ["-".join([f"{parts[0]:04d}", *(f"{p:02d}" for p in parts[1:])]) for parts in date.date_parts if parts]
    return "/".join([*sides[:1], *(".." if side == "0000" else side for side in sides[1:])])


def is_impossible(text: str) -> bool:
    """Say whether a date in figures names a month or a day that no calendar has.

    >>> is_impossible("2020-02-30"), is_impossible("2020-13"), is_impossible("2020-21"), is_impossible("2020-00-00")
    (True, True, False, False)
    """
    for side in text.split("/", 2):
        match = _FIELD_YMD.fullmatch(side.strip())
        year, month, day = (int(match[name] or 0) for name in ("year", "month", "day")) if match else (0, 0, 0)
        if (month > 12 and not (21 <= month <= 24 and not day)) or day > (
            _days(year, month) if 1 <= month <= 12 else 31
        ):
            return True
    return False


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


def _day_first(text: str) -> tuple[int, ...]:
    """The parts of "23.05.2009", "23/5/2009" and "5/23/2009"; none of "3/5/2009", which is two days."""
    found = _DMY.search(text)
    if found is None:
        return ()
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    if "." in found["mark"]:
        return (year, month, day) if month <= 12 else ()
    if (day > 12) == (month > 12):
        return ()
    return (year, month, day) if day > 12 else (year, day, month)


def _marked(text: str) -> Date | None:
    """The date whose numbers carry marks ("2015年3月2日", "ngày 2 tháng 3 năm 2015"), or None where no month does."""
    found = []
    for pattern in _marks():
        match = next((match for match in pattern.finditer(text) if _number(match)), None)
        found.append(_number(match) if match else 0)
        text = text[: match.start()] + " " + text[match.end() :] if match else text
    year, month, day = found
    if not month:
        return None
    if not year and (printed := _YEAR.search(text)):
        year = int(printed[1])
        text = text[: printed.start()] + " " + text[printed.end() :]
    if not day and (bare := _DAY.search(text)):
        day = int(bare[1])
    return normalise(Date(date_parts=((year, month, *([day] if day else [])),))) if year > 999 else None


@cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What finds the number that carries the mark of a year, of a month, of a day, in any language."""
    marks = zip(*(language.date_marks for language in words.languages() if language.date_marks), strict=True)
    number = rf"(\d{{1,4}}|[{_HAN_DIGITS}零十]{{1,4}})"
    year, month, day = (
        re.compile(
            "|".join(
                re.escape(mark).replace(r"\{\}", rf"\s?{number}\s?").replace(r"\ ", "") for mark in dict.fromkeys(each)
            ),
            re.IGNORECASE,
        )
        for each in marks
    )
    return year, month, day


def _number(match: re.Match[str]) -> int:
    """The number of a mark, in figures or Chinese ones: "12", "十二", "二〇一五"."""
    printed = next(group for group in match.groups() if group).replace("零", "〇")
    if printed.isdecimal():
        return int(printed)
    tens, ten, units = printed.rpartition("十")
    digits = "".join(str(_HAN_DIGITS.index(char)) for char in units)
    if not ten:
        return int(digits)
    return 10 * (_HAN_DIGITS.index(tens) if len(tens) == 1 else 1) + int(digits or 0)


def _named(printed: Sequence[str], table: Mapping[str, int]) -> Iterator[int]:
    """The numbers that words, or several words together, stand for, in order."""
    at = 0
    while at < len(printed):
        for count in range(min(_MOST_WORDS, len(printed) - at), 0, -1):
            if number := table.get(" ".join(printed[at : at + count])):
                yield number
                at += count - 1
                break
        at += 1


def _bare(word: str) -> str:
    return fold(word).strip(" .'\"“”„«»?!*")


def _in_ascii_digits(text: str) -> str:
    """The text with the digits of all scripts as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text)


@cache
def _circa() -> re.Pattern[str]:
    return re.compile(rf"{words.pattern('circa')}\.?\s{{0,2}}\[?\d|(?<!\w)c\.?\s{{0,2}}\[?\d|\d\?", re.IGNORECASE)


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
