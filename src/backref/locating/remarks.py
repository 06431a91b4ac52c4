"""Notes that explain and mention a work by people and year: "Roe 1999, p. 3, who disagrees with this.".

What names a work and nothing else, "Vgl. Roe 1999, S. 3", is a citation in short; what goes on in small letters behind
it, or begins as a sentence, is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..text import words
from ..text.folding import fold
from . import limits, signs
from .named_words import NO_AUTHOR

_TITLE = re.compile(r"[.:]\s|[.,:]?\s?[\"“„«‘]")  # behind the year: what follows is the title
_GIVEN = re.compile(r"([^\W\d_a-zß-ÿ][\w'’-]*)\.?,?\s\Z")
_NUMBER = re.compile(r"\d+")
_NAME = r"(?<![^\W_])(?:(?:van|von|de|den|der|del|di|da|la|le|el|al|zu)\s){0,2}[^\W\d_a-zß-ÿ][\w'’‐-]{1,40}"
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# What may stand around such works beside the words for "see" and "and".
_BETWEEN = frozenset(
    "also auch aussi anche también también further but aber dagegen anders dazu hierzu so ebenso e g i eg ie for example zum beispiel z b s siehe vgl cf cfr compare "
    "contra quoted cited in zit zitiert nach apud after following similarly esp especially particularly bes insb mainly and or oder ou ff f pp p".split()
)


@cache
def dated() -> re.Pattern[str]:
    """Return the pattern of people and a year with the pages behind them, "Roe und Doe 1999, S. 3 f."."""
    joined = words.pattern("and", without=frozenset(("in", "with")))
    more = rf"(?:(?:,|\s{joined}|\s&|\s?/)\s?{_NAME}){{0,3}}(?:,?\s{words.pattern('et_al')})?"
    page = rf"(?:{words.pattern('page')}\.?\s?)?[\dxvil]{{1,6}}(?:\s?[-–—]\s?\d{{1,5}}|\s?ff?)?(?![^\W_])"
    pages = rf"(?P<pages>(?:\s?[,:]\s?(?:{page}(?:,\s?{page}){{0,3}}))?)"
    return re.compile(rf"(?P<who>{_NAME}{more})[,:]?\s\(?(?P<year>(?:1[5-9]|20)\d\d[a-z]?)(?![\w-])\)?{pages}")


def named(note: str) -> Iterator[str]:
    """Yield the people and years that a note mentions.

    >>> list(named("On this see Roe 1999, p. 3, but also Poe and Moe (2001)."))
    ['Roe 1999', 'Poe and Moe 2001']
    """
    for match in dated().finditer(_in_a_line(note)):
        yield f"{' '.join(match['who'].split())} {match['year']}"


def is_remark(note: str) -> bool:
    """Whether a note says something of the works that it mentions.

    >>> is_remark("Roe 1999, p. 3, who disagrees."), is_remark("This is due to Roe (1999)."), is_remark("Vgl. Roe 1999, S. 3.")
    (True, True, False)
    >>> is_remark("Roe, A (1999). ggplot2 for backs."), is_remark("Roe (1999) “Further heat.”")
    (False, False)
    >>> is_remark("Roe 1999, Heat for Backs, p. 3."), is_remark("Roe A. Heat. Spine 1999;26:1-9, who disagrees.")
    (False, False)
    """
    note = _in_a_line(note)
    first = dated().search(note)
    if first is None:
        return False
    given = _GIVEN.search(note, max(first.start() - limits.AUTHOR, 0), first.start())
    if given and not _is_no_name(given[1]):
        return False  # "Vgl. Anna Roe, Heat for Backs, Oxford 1999, S. 3"
    before = list(_said(note[: first.start()]))
    if before and (sum(word[0].isupper() for word in before) > 1 or signs.starts_like_one(note[: first.start()])):
        return False
    if first["pages"] == "" and _TITLE.match(note, first.end()):
        return False
    rest = dated().sub(" ", note[first.end() :])
    behind = next(_said(rest), "")
    return behind[:1].islower() if behind else len(before) > 1


def _in_a_line(note: str) -> str:
    """The beginning of a note without the breaks and indentations of its source, which may part a name from its year."""
    return " ".join(note[: limits.LOOKED].split())


def _is_no_name(word: str) -> bool:
    """Whether a word before a family name is no given name; a month, "Jan Roe", may be one."""
    if words.months().get(fold(word)):
        return False
    return word.lower() in _BETWEEN | NO_AUTHOR or _leading().match(word) is not None


def is_short(note: str) -> bool:
    """Whether a note names works by people and year, and says nothing else.

    >>> is_short("Anders Roe 1999, S. 3; so auch Doe 2002, S. 5."), is_short("Roe 1999, Heat for Backs, p. 3.")
    (True, False)
    """
    rest, count = dated().subn(" ", _in_a_line(note))
    return count > 0 and not any(c.isdigit() for c in rest) and next(_said(rest), None) is None


def is_located(note: str) -> bool:
    """Whether a note is such a citation in short with a place in the work: "Roe 1999, p. 3", not "June 1999"."""
    return len(note) <= limits.SHORT and len(_NUMBER.findall(note)) > 1 and is_short(note)


def _said(text: str) -> Iterator[str]:
    """The words of a text that are none of those that lead to a work."""
    for match in _WORD.finditer(_leading().sub(" ", text)):
        if match.group().lower() not in _BETWEEN and len(match.group()) > 1:
            yield match.group()


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?:{words.pattern('see', 'and', 'page')})", re.IGNORECASE)
