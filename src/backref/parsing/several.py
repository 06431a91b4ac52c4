"""Where one string holds several works, and where it points back to an earlier one: raw citation -> spans and words.

A footnote often holds two works ("Smith 1999, ...; see also Jones 2003, ..."), and chemists print "(a) ... (b) ...".
And "Ibid., p. 45" is no work of its own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..model import PointsBack, Span
from ..text import words
from ..text.spotting import Phrases, beginnings

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?!\d)")  # a pattern that begins with what it looks for is a quick one
_LETTERED = re.compile(r"(?:^|(?<=[\s.;]))\(([a-h])\)\s{1,3}(?=\S)")
_NAME = r"(?:(?:van|von|de|del|della|di|da|dos|le|la|al|el)\s)?(?:[^\W\d_a-zà-öø-ÿ][^\W\d_]{0,30}|[^\W\d_a-zà-öø-ÿ]\.)[\s,./-]"
_BEFORE_WORD = re.compile(r"[\s\^\[(]{0,4}(?:\d{1,4}[\]).:]{0,2}\s{1,3})?")


class Back(NamedTuple):
    """A word that points back: what it stands for, and where it is printed."""

    kind: PointsBack
    span: Span


def points_back(raw: str) -> Back | None:
    """Return the word of `raw` that points back to an earlier citation, if there is one.

    >>> points_back("Ibid., p. 45").kind, points_back("Smith, op. cit., 12").kind, points_back("Ders. (1999): Recht.").kind
    ('same-work', 'earlier-work', 'same-author')
    """
    if len(raw) < 200 or raw.lstrip(" [(^")[:1] in "—–_-":
        lower = raw.lower()
        begins = _BEFORE_WORD.sub("", lower, count=1).startswith(_leads())
        for kind, pattern in _backward():
            if kind != "earlier-work" and not begins:
                continue
            if kind == "earlier-work" and raw.isascii() and "cit" not in lower and "a." not in lower:
                continue
            if found := pattern.search(raw):
                return Back(kind, Span(*found.span("word")))
    return None


def candidates(raw: str) -> list[int]:
    """Return where a second, third... work may begin. Whether it does is for the parse of the parts to say."""
    lettered = [(m[1], m.start()) for m in _LETTERED.finditer(raw)] if "(b)" in raw else []
    if len(lettered) > 1 and "".join(letter for letter, _ in lettered) == "abcdefgh"[: len(lettered)]:
        return [start for _, start in lettered[1:]]
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
def _leads() -> tuple[str, ...]:
    """How what stands first begins where it may point back: with the first letters of one of these words, or a dash."""
    said = [
        *words.union("ibid"),
        *words.union("see"),
        "ibid",
        "ebda",
        "ebenda",
        "idem",
        "id.",
        "ders.",
        "dies.",
        "derselbe",
        "dieselbe",
    ]
    return tuple(dict.fromkeys([*(word.lower()[:2] for word in said), "—", "–", "_", "-"]))


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


@cache
def _backward() -> tuple[tuple[PointsBack, re.Pattern[str]], ...]:
    """What points back, and where it may stand: first (behind a label and "see"), or, for works cited before, behind
    the names.
    """
    lead = rf"^[\s\^\[(]{{0,4}}(?:\d{{1,4}}[\]).:]{{0,2}}\s{{1,3}})?(?:{_see()}\s{{1,2}}(?i:(?:also|auch|aussi)\s{{1,2}})?)?"
    # a word that might be a name is believed where a comma, a number or nothing follows: "A.g.e., s. 45"
    told = rf"{words.pattern('ibid')}(?=\.?\s{{0,2}}(?:[,;:\d]|$|{words.pattern('page')}))"
    return (
        ("same-work", re.compile(rf"{lead}(?P<word>(?i:{told}|(?:ibid(?:em)?|ebda?|ebenda)\b\.?(?=[\s,.;:]|$)))")),
        (
            "earlier-work",
            re.compile(r"(?<![^\W_])(?P<word>(?i:(?:op|loc|art|ob)\.\s?cit|a\.\s?a\.\s?o)\.?)(?=[\s,.;:)]|$)"),
        ),
        (
            "same-author",
            re.compile(
                rf"{lead}(?P<word>(?i:idem|id\.|ders\.|dies\.|derselbe|dieselbe)|[—–_-]{{2,8}}\.?)(?=[\s,.;:(])"
            ),
        ),
    )
