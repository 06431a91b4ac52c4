"""What stands before people or a title: "in" of any language, and they are those of a container; a translator's
word.
"""

from __future__ import annotations

import re
from functools import cache

from ..model import Span
from ..text import words
from ..text.spotting import Phrases, beginnings

_IN_PEOPLE = re.compile(r"\b[Ii]n:?\s{1,3}$")


def is_in_people(raw: str, span: Span) -> bool:
    """Return whether "in" stands right before people, or is the first word of what was taken for them."""
    head = raw[max(0, span.start - 6) : span.start]
    return bool(_IN_PEOPLE.search(head)) or raw[span.start : span.start + 3].lower() in ("in ", "in:")


def is_in(raw: str, span: Span) -> bool:
    """Return whether "in", or what says the same, stands shortly before a place."""
    return bool(_in_before().search(raw, max(0, span.start - 120), span.start))


def is_by_translator(raw: str, span: Span) -> bool:
    """Return whether a translator's word stands right before people, or behind them in brackets or before a stop.

    >>> raw = "Desarrollo y libertad (E. Rabasco, Trad.). Planeta"
    >>> is_by_translator(raw, Span(23, 33)), is_by_translator("ed. E. Rabasco", Span(4, 14))
    (True, False)
    """
    if not _translating_begins().may_be_in(raw[max(0, span.start - 24) : span.start] + raw[span.end : span.end + 40]):
        return False
    before, behind = _translating()
    return bool(behind.match(raw, span.end) or before.search(raw, max(0, span.start - 24), span.start))


@cache
def _translating_begins() -> Phrases:
    return beginnings(words.union("translator") + words.union("translated_by"))


@cache
def _translating() -> tuple[re.Pattern[str], re.Pattern[str]]:
    word = words.pattern("translator", "translated_by")
    return re.compile(rf"(?i:{word})\.?:?\s$"), re.compile(rf"[\s,(\[]{{1,3}}(?i:{word})\.?[\s)\],.]")


@cache
def _in_before() -> re.Pattern[str]:
    """ "In" in every language; but for a few languages, where a colon follows."""
    return re.compile(rf"\b(?:[Ii]n|[Ee]n|[Dd]ans|[Ee]m|I[Nn])\b:?\s|(?i:{words.pattern('in')}):\s|\s//\s")
