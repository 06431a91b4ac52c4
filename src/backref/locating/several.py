"""Several works in one note: where they part, and the words before each that are none of it."""

from __future__ import annotations

import re
from functools import cache

from ..fields.back import points_back
from ..model import Span
from ..text import words
from . import limits, noted, signs
from .least import LEAST

# What may part two works of a note; a line may end within a title, or in "a. a.".
_GAP = re.compile(
    r";\s+|(?<=[.!?)\]”’\"'\d/])(?<!\s[a-z]\.)\n+(?=\s{0,40}(?:[^\W\d_a-zß-ÿ]|[\"“„«‘]))|,\s+(?=(?:and|und|et)\s(?:[A-Z]\.|[^\W\d_a-z]))"
)
_STOP = re.compile(r"(?<=[.)\]”’\"'])\s+(?=[^\W\d_a-zß-ÿ])")  # "See also" behind it leads to another work
# Small words that a comma parts from the work: "for a sceptical view, Roe".
_ASIDE = re.compile(r"(?:[a-zß-ÿ][\w'’-]{0,15},?\s+){0,8}?[a-zß-ÿ][\w'’-]{0,15},\s+(?=(?:[^\W\d_a-zß-ÿ]|[\"“„«‘]))")
_YEAR = re.compile(r"(?<![\d:–-])(?:1[5-9]|20)\d\d(?!\d)|\bn\.d\.|\b(?:in press|forthcoming)\b")
_LOOSE = frozenset(("also", "further", "dazu", "etwa", "ver", "se", "hierzu", "sowie"))  # words of any clause


def works(text: str, span: Span) -> list[Span]:
    """Return the parts of a note that are works, each without the words before it; one part where it names only one.

    >>> note = "See Doe B, Rest for Backs, Spine 27 (2002): 11–19; cf. Poe C, Cold for Backs (London: Penguin, 2003), 3."
    >>> [part.of(note)[:5] for part in works(note, Span(0, len(note)))]
    ['Doe B', 'Poe C']
    >>> people = "English, K. L.; Mettler, J. A.; Ellison, J. B. (2016). Leucine protects muscle. Nutrition. 103: 465–473."
    >>> len(works(people, Span(0, len(people))))
    1
    """
    parts: list[Span] = []
    begin = span.start
    for gap in _gaps(text, span) if span.end - span.start <= limits.ENTRY else ():
        is_noted = text[gap.start()] != ","  # what is a work among notes only; ", and" parts less surely
        if _is_bracketed(text, begin, gap.start(), span.end):
            continue
        if _is_work(text, begin, gap.start(), is_noted=is_noted) and _is_work(
            text, gap.end(), min(span.end, gap.end() + limits.FOLLOWING), is_noted=is_noted
        ):
            parts.append(Span(begin, gap.start()))
            begin = gap.end()
    parts.append(Span(begin, span.end))
    return [Span(begins(text, part), part.end) for part in parts]


def _gaps(text: str, span: Span) -> list[re.Match[str]]:
    """What may part two works, in order."""
    stops = [stop for stop in _STOP.finditer(text, *span) if _see().match(text, stop.end(), span.end)]
    return sorted([*_GAP.finditer(text, *span), *stops], key=lambda gap: gap.start())


def _is_bracketed(text: str, begin: int, at: int, end: int) -> bool:
    """Whether a place stands in brackets, "(1776; Oxford: Press, 1976)", that are closed before others open."""
    opened = text.rfind("(", begin, at)
    closed = text.find(")", at, end)
    return opened > text.rfind(")", begin, at) and closed >= 0 and text.find("(", at, closed) < 0


def behind_lead(text: str, part: Span) -> int:
    """Return where a note begins behind the words that lead to its work.

    >>> [note[behind_lead(note, Span(0, len(note))):] for note in ("Vgl. dazu auch Roe, Heat, 17.", "Another view: see Roe, 3.")]
    ['Roe, Heat, 17.', 'Roe, 3.']
    >>> note = "and, for a sceptical view, Roe, 3."
    >>> note[behind_lead(note, Span(0, len(note))) :]
    'Roe, 3.'
    >>> behind_lead("A Political Education, 1972, p. 454.", Span(0, 36))
    0
    """
    clause = _clause().match(text, *part)
    at = clause.end() if clause else part.start
    found = _lead().match(text, at, part.end)
    at = found.end() if found else at
    aside = _ASIDE.match(text, at, part.end)
    return aside.end() if aside else at


@cache
def _lead() -> re.Pattern[str]:
    """Words that lead to a work; "S. Roe" and "Dan Roe" are people, "s. Roe" and "dan Roe" are not."""
    see, joined = words.pattern("see", without=_initials()), words.pattern("and", without=_initials())
    return re.compile(rf"(?:(?:{joined}|And|(?i:{see}|also|auch|aussi|anche|también|też)|s\.),?\s+){{0,4}}")


def _initials() -> frozenset[str]:
    """Words that might be a person's initial, or begin a title: "v." in Croatian, "a" in Polish."""
    return frozenset(word for word in (*words.union("see"), *words.union("and")) if len(words.squeezed(word)) < 2)


@cache
def _see() -> re.Pattern[str]:
    """Words that lead to a work, at the beginning of a sentence or behind a clause of it."""
    strict = words.pattern("see", without=_LOOSE | _initials())
    return re.compile(rf"(?i:{strict}),?\s+(?:also\s+)?(?=[^\W\d_a-zß-ÿ\"“„«])|{_clause().pattern}")


@cache
def _clause() -> re.Pattern[str]:
    """A clause that ends in such words: "Sur ce point, voir Roe", "For another view see Roe"."""
    strict = words.pattern("see", without=_LOOSE | _initials())
    return re.compile(rf"(?:[^\W\d_][^\W\d_'’-]{{0,15}}[,:]?\s){{1,10}}?(?i:{strict}),?\s+(?=[^\W\d_a-zß-ÿ\"“„«])")


def begins(text: str, part: Span) -> int:
    """Return where the work of a note begins: behind what leads to it, if a work begins there."""
    at = behind_lead(text, part)
    rest = in_a_line(text[at : part.end])
    return at if at > part.start and (signs.starts_like_one(rest) or noted.cites(rest)) else part.start


def in_a_line(text: str) -> str:
    """A text without the breaks and indentations of its source."""
    return " ".join(text.split()) if "\n" in text else text


def _is_work(text: str, start: int, end: int, *, is_noted: bool) -> bool:
    start = begins(text, Span(start, end))
    part = in_a_line(text[start:end])
    following = _GAP.search(part)
    part = part[: following.start()] if following else part
    if points_back(part) or (is_noted and noted.cites(part)):
        return True
    # "English, K. L.; Mettler, J. A.; et al. (2016)": people alone are no work, and have no year
    return _YEAR.search(part) is not None and signs.starts_like_one(part) and signs.score(part) >= LEAST.likely
