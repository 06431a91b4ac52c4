"""Where one string holds several works: raw citation -> where the second, the third... may begin.

A footnote often holds two works ("Smith 1999, ...; see also Jones 2003, ..."), and chemists print "(a) ... (b) ..." or
"a) ... b) ...".
"""

from __future__ import annotations

import re
from functools import cache

from ..text import words
from ..text.spotting import Phrases, beginnings

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?!\d)")  # a pattern that begins with what it looks for is a quick one
_LETTERED = re.compile(r"(?:^|(?<=[\s.;\]]))\(?([a-h])\)\s{1,3}(?=\S)")
_NAME = r"(?:(?:van|von|de|del|della|di|da|dos|le|la|al|el)\s)?(?:[^\W\d_a-zà-öø-ÿ][^\W\d_]{0,30}|[^\W\d_a-zà-öø-ÿ]\.)[\s,./-]"


def candidates(raw: str) -> list[int]:
    """Return where a second, third... work may begin. Whether it does is for the parse of the parts to say."""
    lettered = [(m[1], m.start()) for m in _LETTERED.finditer(raw)] if "b) " in raw else []
    letters = "".join(letter for letter, _ in lettered)
    if letters and "abcdefgh".find(letters) == (len(letters) == 1):  # "a, b", or "b" where the first has no letter
        return [start for letter, start in lettered if letter != "a"]
    if len(_YEAR.findall(raw)) < 2:
        return []
    years = [m.start() for m in _YEAR.finditer(raw) if not raw[m.start() - 1 : m.start()].isdecimal()]
    if len(years) < 2 or (";" not in raw and not _see_begins().may_be_in(raw)):
        return []
    found: list[int] = []
    for match in _next().finditer(raw):
        at = match.end()
        before = found[-1] if found else 0
        if any(before <= year < at for year in years) and years[-1] > at and at - before > 25:
            found.append(at)
    return found


@cache
def _see() -> str:
    return rf"(?i:{words.pattern('see')})"


@cache
def _see_begins() -> Phrases:
    return beginnings(words.union("see"))


@cache
def _next() -> re.Pattern[str]:
    """A new work begins with a name behind a semicolon, or behind a full stop where "see also" leads to it."""
    see = _see()
    return re.compile(
        rf"(?:;\s{{1,3}}(?=(?:(?:{see}|(?i:{words.pattern('and')}))\s{{1,2}}){{0,2}}{_NAME})|\.\s{{1,3}}(?=(?:{see})\s{{1,2}}{_NAME}))"
    )
