"""BR20x and BR21x: dates and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fields import dates, pages
from ..formats.bib.macros import MONTHS
from ..model import Span
from ..text import words
from ..text.numerals import whole
from ._values import BIB, CheckedEntry, CheckedFile, CheckedProject, Edit, Hit, Rule, Value, bib, each_entry

_EARLIEST = 1000  # years of three digits are slips more often than classics
_NUMBER = re.compile(r"(?P<prefix>[A-Za-z]{0,4})(?P<digits>\d{1,9})")
# digits that EDTF leaves open ("199u"), and parts of "in press" and the like
_YEAR_TO_COME = re.compile(
    r"(?i)^-?[\dux]{4}[?~%]{0,2}$|\b(?:press|forthcoming|appear|submitted|accepted|preparation|date)\b"
)
_DASH = re.compile(r"(?<=\d)\s{0,3}(?:-|-{3,5}|[\u2010-\u2015\u2212]{1,3})\s{0,3}(?=[A-Za-z]{0,4}\d)")


def _is_to_come(text: str) -> bool:
    """Whether what stands for a date says, in any language, that there is none yet or none known."""
    return bool(_YEAR_TO_COME.search(text) or re.search(words.pattern("in_press", "no_date"), text, re.IGNORECASE))


def _month(value: Value) -> int | None:
    """The month that a field names or numbers; None for what is none, 0 for what cannot be told (two months, a
    macro).
    """
    text = value.text.strip(" .{}").lower()
    if text.isdecimal():
        return number if (number := whole(text)) and number <= 12 else None
    if value.mark == "#" or not re.fullmatch(r"[^\W\d_]+", text):
        return 0 if re.search(r"[^\W\d_]{3}", text) else None
    if text in MONTHS:
        return MONTHS.index(text) + 1
    dated = dates.parse(f"{text} 2000")
    if dated is None or not dated.date_parts:
        return None
    return dated.date_parts[0][1] if len(dated.date_parts[0]) > 1 else 0 if dated.season else None


def _months(entry: CheckedEntry) -> Iterator[Value]:
    return (value for value in entry.values if value.name == "month" and value.text.strip())


def _month_as_text(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in _months(entry):
        month = _month(value)
        if value.mark in ("{", '"') and month and not value.text.strip().isdecimal():
            name = MONTHS[month - 1]
            yield Hit(
                file, value.span, f"the month {value.text!r} is the macro {name}", entry.key, (Edit(value.whole, name),)
            )


def _bad_month(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in _months(entry):
        if _month(value) is None and value.text.lower() not in file.macros:
            yield Hit(file, value.span, f"{value.text!r} is no month", entry.key)


def _year(project: CheckedProject) -> Iterator[Hit]:
    for file in project.files:
        for entry in file.entries if file.format else ():
            issued = entry.reference.issued
            if issued is None:
                continue
            if issued.year is None:
                if issued.literal and dates.parse(issued.literal) is None and not _is_to_come(issued.literal):
                    yield Hit(file, entry.place("issued"), f"{issued.literal!r} is no year", entry.key)
            elif 0 < issued.year < _EARLIEST or issued.year > project.this_year + 1:
                yield Hit(file, entry.place("issued"), f"the year {issued.year} is out of range", entry.key)


def _two_years(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    """`date` and `year`, which programs that know both take from the first alone."""
    said = {value.name: value for value in entry.values if value.name in ("date", "year")}
    if len(said) == 2:
        found = {name: dates.from_field(value.text.strip("{} ")) for name, value in said.items()}
        years = {date.year for date in found.values() if date and date.date_parts and date.year and date.year > 31}
        if len(years) > 1:
            message = f"date says {said['date'].text!r}, year {said['year'].text!r}"
            yield Hit(file, said["year"].span, message, entry.key)


def _reversed(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    text = entry.reference.page or ""
    for first, last in pages.parse(text).ranges if pages.is_plain(text) else ():
        one, two = _NUMBER.fullmatch(first), _NUMBER.fullmatch(last)
        if one and two and one["prefix"].lower() == two["prefix"].lower() and int(one["digits"]) > int(two["digits"]):
            yield Hit(file, entry.place("page"), f"the pages {first} to {last} run backwards", entry.key)


def _dash(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in entry.values:
        if value.name != "pages" or value.mark == "#" or not pages.is_plain(value.text.replace("--", "-")):
            continue
        found = list(_DASH.finditer(value.text))
        if not found:
            continue
        ranges = pages.parse(value.text).ranges
        ends = [[_NUMBER.fullmatch(page) for page in each] for each in ranges]
        rising = all(a and b and int(a["digits"]) <= int(b["digits"]) for a, b in ends)
        edits = tuple(Edit(Span(*match.span()).shift(value.span.start), "--") for match in found) if rising else ()
        yield Hit(file, value.span, f"the range {value.text!r} has no double hyphen", entry.key, edits)


RULES: tuple[Rule, ...] = (
    Rule(
        "BR201", "month-as-text", "A month is a macro (jan, feb) or a number.", each_entry(_month_as_text, *BIB),
        bib("@misc{roe2001, title = {Heat}, month = {January}}"), bib("@misc{roe2001, title = {Heat}, month = jan}"), is_certain=True,
        is_pedantic=True,
    ),
    Rule(
        "BR202", "bad-month", "A month is one of twelve.", each_entry(_bad_month, *BIB),
        bib("@misc{roe2001, title = {Heat}, month = 13}"), bib("@misc{roe2001, title = {Heat}, month = 12}"),
    ),
    Rule(
        "BR203", "bad-year", "A year has four digits and is not to come.", _year,
        bib("@misc{roe2001, title = {Heat}, year = {20011}}"), bib("@misc{roe2001, title = {Heat}, year = {2001}}"),
    ),
    Rule(
        "BR204", "date-against-year", "Date and year say the same.", each_entry(_two_years, *BIB),
        bib("@misc{roe2001, title = {Heat}, date = {1999-05}, year = {2003}}"), bib("@misc{roe2001, title = {Heat}, date = {1999-05}, year = {1999}}"),
    ),
    Rule(
        "BR211", "pages-reversed", "The last page is not before the first.", each_entry(_reversed),
        bib("@misc{roe2001, title = {Heat}, pages = {345--336}}"), bib("@misc{roe2001, title = {Heat}, pages = {336--45}}"),
    ),
    Rule(
        "BR212", "page-dash", "A range of pages has a double hyphen.", each_entry(_dash, *BIB),
        bib("@misc{roe2001, title = {Heat}, pages = {336-345}}"), bib("@misc{roe2001, title = {Heat}, pages = {336--345}}"), is_certain=True,
        is_pedantic=True,
    ),
)  # fmt: skip
