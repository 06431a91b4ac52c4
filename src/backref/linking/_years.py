"""The years of a work, as markers name them: raw citation -> "2015", "2015a", "n.d.", "in press"."""

from __future__ import annotations

import re
from functools import cache

from ..model import RawCitation
from ..text import words
from ._names import YEAR

NO_DATE, IN_PRESS = "n.d.", "in press"
_ANY_YEAR = re.compile(
    r"(?<!\d)(?:1[3-9]|2[0-5])\d\d[a-z]?(?=[년年]|(?!\w))"
)  # 1398 is 2019 in Tehran, 2562 in Bangkok
_HEAD = 120  # characters in which a citation says that it has no date, and prints no year


def years_of(citation: RawCitation) -> frozenset[str]:
    """Return what a marker may print for the date of a citation; "2015a" is "2015" as well.

    >>> from ..model import Span
    >>> sorted(years_of(RawCitation(Span(0, 1), "Poe, C. (2015b). Notes."))), sorted(years_of(RawCitation(Span(0, 1), "Poe, C. (n.d.). Notes.")))
    (['2015', '2015b'], ['n.d.'])
    """
    told = citation.reference.issued if citation.reference else None
    years = _ANY_YEAR.findall(citation.raw) if told is None else [str(told.year)]
    found = {form for year in years for form in (year, year[:4])}
    if told is None and not YEAR.search(citation.raw, 0, _HEAD):
        found |= {_undated(match.group()) for match in _words().finditer(citation.raw[:_HEAD])}
    return frozenset(found)


def parted(key: str) -> tuple[str, str]:
    """Return the names and the year of a key; a year that is a word is one of two.

    >>> parted("Smith and Jones 2015a"), parted("Poe forthcoming"), parted("Poe s. f.")
    (('Smith and Jones', '2015a'), ('Poe', 'in press'), ('Poe', 'n.d.'))
    """
    if not key[-1:].isdigit() and (match := _ending().search(key)):
        return key[: match.start()].rstrip(), _undated(match.group())
    who, _, year = key.rpartition(" ")
    return who, year


def _undated(printed: str) -> str:
    return NO_DATE if words.squeezed(printed) in _no_date() else IN_PRESS


@cache
def _no_date() -> frozenset[str]:
    return frozenset(map(words.squeezed, words.union("no_date")))


@cache
def _words() -> re.Pattern[str]:
    return re.compile(words.pattern("no_date", "in_press"))


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?<=\s){words.pattern('no_date', 'in_press')}\Z")
