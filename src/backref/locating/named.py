"""Find markers of names and years in prose: text, block -> Markers. "(Smith & Jones, 2015a, b)", "Smith's (2001: 15)",
"(Poe, n.d.)".

An organisation is taken whole, "(Centers for Disease Control and Prevention, 2020)", where nothing else stands before
the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..model import Marker, Span
from ..text import words
from ..text.folding import CAPITALS, fold
from . import limits, named_words
from .organisations import JOINED, LETTERS, YEAR, abbreviated, wholes

_SURNAME = rf"(?:{named_words.PARTICLE}){{0,3}}[{CAPITALS}](?:[^\W\d_]|['’ʼ‐-]){{1,40}}(?!\w)"
_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]{4,600}?(?:\([^()]{1,60}\)[^()\[\]]{0,300}){0,3})[)\]]")
_DATED = re.compile(r"(?:1[5-9]|20)\d\d")
_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ](?:s\b)?(?!\w)")


class _Patterns(NamedTuple):
    """Author and year: in brackets ("Smith and Jones, 2015a, b"), and in the sentence ("Smith (2015)"); and where one
    may be.
    """

    part: re.Pattern[str]
    narrative: re.Pattern[str]
    undated: re.Pattern[str]
    opening: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    # "in" and "with" join no authors: "Smith in Jones, 2015"
    ands = words.pattern("and", without=frozenset(("in", "with", "و")))
    rest = rf"(?:,?\s(?:&\s)?et\s?al\.?|,?\s{words.pattern('et_al')})"
    # "SILVA; SOUZA, 2015" and "Müller/Schmidt 2001" are two names
    joint = rf"(?:\s{ands}\s|,\s(?:&\s|and\s)?|/|(?<=[{CAPITALS}]{{2}});\s(?=[{CAPITALS}]{{2}}))"
    who = rf"(?<![\w‐-]){named_words.OPENER}{_SURNAME}(?:{joint}{_SURNAME}){{0,5}}{rest}?"
    undated = words.pattern("no_date", "in_press")
    pages = words.pattern("page")
    page = rf"(?:[,:]\s?(?:(?:ch\.|chap\.|fig\.|sec\.|§|{pages})\s?)?[\divx–-]{{1,12}}(?:,\s?\d[\d–-]{{0,9}}){{0,3}})?"
    years = rf"(?P<years>{YEAR}(?:(?:{JOINED}){YEAR}|{LETTERS}){{0,6}}|{undated})"
    return _Patterns(
        re.compile(rf"(?P<who>{who})(?:['’]s)?,?\s\(?{years}(?P<tail>\)?{page})"),
        re.compile(rf"(?P<who>{who})(?:['’]s)?\s[(\[]{years}{page}[)\]]"),
        re.compile(undated),
        re.compile(rf"\s[(\[](?:(?:1[5-9]|20)\d\d|{undated}[)\]])"),
    )


def find_named(text: str, block: Span) -> Iterator[Marker]:
    """Yield the markers of names and years in a block, those in brackets first; the same place may be found twice.

    >>> text = "Smith's (2001: 15) trial failed (WHO, 2019; Poe, n.d.)."
    >>> [marker.keys[0] for marker in find_named(text, Span(0, len(text)))]
    ['WHO 2019', 'Poe n.d.', 'Smith 2001']
    """
    patterns = _patterns()
    yield from map(_marker, abbreviated(text, block))
    for outer in _BRACKETS.finditer(text, *block):
        inside = outer["inside"]
        if not (_DATED.search(inside) or patterns.undated.search(inside)):
            continue
        inner = outer.span("inside")
        yield from (_marker(match) for match in wholes(text, *inner) if _is_author(match))
        for match in patterns.part.finditer(text, outer.start("inside"), outer.end("inside")):
            if _is_author(match):
                yield _marker(match)
    for window in _around_years(text, block):
        for match in patterns.narrative.finditer(text, *window):
            if _is_author(match):
                yield Marker(Span(*match.span()), "author-year", _keys(match["who"], match["years"]))


def _around_years(text: str, block: Span) -> Iterator[Span]:
    """The stretches in which somebody may be named before a year in brackets, and the years behind it; those that meet
    are one, so that no letter is looked at twice.
    """
    begin = end = block.start
    for year in _patterns().opening.finditer(text, *block):
        if text[max(year.start() - 1, 0)] in ")]":
            continue  # "(2015) (2015)": nobody stands before it
        first = max(year.start() - limits.WHO, block.start)
        if first > end:
            if end > begin:
                yield Span(begin, end)
            begin = first
            while block.start < begin < year.start() and not text[begin - 1].isspace():
                begin += 1
        end = min(block.end, year.end() + limits.WHO)
    if end > begin:
        yield Span(begin, end)


def _marker(match: re.Match[str]) -> Marker:
    return Marker(Span(match.start("who"), match.end("years")), "author-year", _keys(match["who"], match["years"]))


def _keys(who: str, years: str) -> tuple[str, ...]:
    """ "Smith and Jones's", "2009a, b" -> ("Smith and Jones 2009a", "Smith and Jones 2009b")."""
    who = " ".join(_POSSESSIVE.sub("", who).split())
    found: list[str] = []
    for part in re.split(rf"{JOINED}|\s?,\s?", years) if years[0].isdigit() else [" ".join(years.split())]:
        found.append(part if len(part) > 1 else found[-1][:4] + part if found else part)
    return tuple(f"{who} {year}" for year in found)


def _is_author(match: re.Match[str]) -> bool:
    """Whether people stand before the year, and no month, no word that begins a sentence and no publisher: "(Cambridge
    UP, 2005)", "(Oxford University Press, 1998)".
    """
    who = match["who"].replace("’", "'").lower().split()
    first = who[0].strip(",")
    if who[-1] == "up" or match.string.endswith("University Press", 0, match.end("who")):
        return False
    return first not in named_words.NO_AUTHOR and fold(first) not in _months()


@cache
def _months() -> frozenset[str]:
    """The folded names of months and seasons, which are no author's; of their abbreviations only the long ones ("Ott"
    is one).
    """
    names = [names for language in words.languages() for names in (*language.months, *language.seasons)]
    return frozenset(
        folded for each in names for at, name in enumerate(each) if len(folded := fold(name)) > 3 - (not at)
    )
