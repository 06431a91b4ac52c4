"""The numbers of tagged records: dates that several tags say, pages, articles' own numbers, and numbers that are
none.
"""

from __future__ import annotations

import re
from typing import Any

from ...fields import dates, pages
from ...model import Date
from ...text.numerals import whole
from .record import Untaken
from .types import ARTICLES, WHOLE

_YEARLESS = re.compile(r"\D{0,12}\d{0,2}\D{0,12}\d{0,2}\D{0,12}")
_NUMBERED = ("report", "standard", "patent", "bill", "legislation", "hearing")
_SPACED = re.compile(r"(?<=\w)(?:\s+[-\u2013\u2014]+\s*|[-\u2013\u2014]+\s+)(?=\w)")  # "12 - 15"
_NUMBER = re.compile(r"(?=[^:]*\d)[^:]{1,30}")


def load_dates(values: dict[str, Any], said: Untaken) -> None:
    """The fullest date that the tags agree on; Y2 is when the work was looked up, or, in words, when a meeting was
    held.
    """
    texts = said.take("DA", "PY", "Y1", "YR")
    found = [date for text in texts if (date := read_date(text))]
    years = [date.year for date in found if date.year is not None]
    for text in texts if years else ():
        if (
            (
                not re.search(r"\d{4}", text)
                and _YEARLESS.fullmatch(text)
                and re.search(r"[^\W\d_]{3}|^\d{1,2}/\d{1,2}$", text)
            )
            and (whole := dates.from_field(f"{text.strip(' /')} {years[-1]}"))
            and whole.date_parts
        ):
            found.append(whole)  # "DA  - Mar 5"
    if found:
        near = [date for date in found if date.year in years[-1:] + years[:1]]
        values["issued"] = max(near, key=_length, default=found[0])
    for tag in ("Y2", "RD"):
        for text in said.take(tag):
            if (date := read_date(text)) is None:
                continue
            is_meeting = values["type"] == "paper-conference" and (
                len(date.date_parts) > 1 or re.search(r"[^\W\d_]{3}", text)
            )
            values.setdefault("event_date" if is_meeting else "accessed", date)


def load_pages(values: dict[str, Any], said: Untaken) -> None:
    """Pages; of a whole work, one number alone says how many it has. An article's own number stands where it has no
    pages.
    """
    start, end = said.first("SP"), said.first("EP")
    whole = re.fullmatch(r"(\d{1,5})(?: ?(?:pp?\.?|pages|leaves|S\.))?", start) if values["type"] in WHOLE else None
    if not start and not end:
        start = said.first("PG")
    if whole and not end:
        values["number_of_pages"] = whole[1]
    elif start and end and start != end and "-" not in start:
        values["page"] = f"{start}-{pages.expand_last_page(start, end)}"
    elif start or end:
        values["page"] = _SPACED.sub("-", start or end)
    if values["type"] in (*ARTICLES, "paper-conference") and (number := said.first("C7", "AR")):
        values["number" if values.get("page") not in (None, number) else "page"] = number


def load_number(values: dict[str, Any], said: Untaken) -> None:
    """M1 is the number of a report and its like, and the issue where an article has no other; searches and addresses
    stay.
    """
    for text in said.take("M1"):
        if not is_number(text):
            said.put("M1", text)
        elif values["type"] in ARTICLES and "issue" not in values and len(text) < 12:
            values["issue"] = text
        elif values.get("issue") != text and values.setdefault("number", text) != text:
            said.put("M1", text)
    if values["type"] in _NUMBERED and "number" not in values and values.get("issue"):
        values["number"] = values.pop("issue")


def is_number(text: str) -> bool:
    """Say whether a value can be a number: it is short, has a figure, and is no search of a program.

    >>> is_number("TR-17"), is_number("Query date: 2022-09-25")
    (True, False)
    """
    return _NUMBER.fullmatch(text) is not None


def read_date(text: str) -> Date | None:
    """Return the date of a value: year, month, day and more between slashes, each of which may be missing, or as
    printed.

    >>> read_date("2005/07/15/early").date_parts, read_date("2001///").date_parts, read_date("2015/october").date_parts
    (((2005, 7, 15),), ((2001,),), ((2015, 10),))
    >>> read_date("2020//Mar").date_parts
    ((2020, 3),)
    """
    year, *rest = [part.strip() for part in text.split("/", 4)]
    if not re.fullmatch(r"\d{4}", year):
        return dates.from_field(text) or (Date(literal=text) if re.search(r"[^\W_]", text) and not rest else None)
    month, day = (rest + ["", ""])[:2]
    if not month and re.match(r"[^\W\d_]{3}", day):
        month, day = day, ""  # "2020//Mar", as Ovid writes it
    if month.isdecimal() or not month:
        numbers = [
            int(year),
            *((number for part in (month, day) if (number := whole(part)) is not None) if month else ()),
        ]
        trimmed = numbers[: numbers.index(0)] if 0 in numbers else numbers
        if len(trimmed) > 1 and trimmed[1] > 12:
            return dates.from_field(text)
        return dates.normalise(Date(date_parts=(tuple(trimmed),)))
    return dates.from_field(f"{month} {day}, {year}" if day else f"{month} {year}") or Date(date_parts=((int(year),),))


def _length(date: Date) -> int:
    return sum(len(parts) for parts in date.date_parts) + bool(date.season)
