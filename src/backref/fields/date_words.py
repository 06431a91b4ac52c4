"""The words of a date that say when in the year it is, and are neither a month nor a season: "Michaelmas 2004". Text ->
words.
"""

from __future__ import annotations

import re
from functools import cache

from ..text import words
from ..text.folding import fold

_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST = 60  # characters: what is longer is a sentence
# What stands before or behind a year and says nothing of the time of it.
_OF_THE_YEAR = frozenset("copyright year anno published publication printed print online since date dated reprint reprinted edition version first term".split())  # fmt: skip


def term(text: str) -> str:
    """Return the first name in a date that is none of a month or a season: a term, a feast; "" if there is none.

    >>> term("Michaelmas 2004"), term("2004, Hilary Term"), term("Spring 2004"), term("ca. 2004"), term("In press, 2004")
    ('Michaelmas', 'Hilary', '', '', '')
    """
    if len(text) > _LONGEST or text.isdecimal():
        return ""
    named = [word for word in _WORD.findall(text) if word[0].isupper()]
    if not named or re.search(words.pattern("in_press", "no_date", "circa", "accessed"), text, re.IGNORECASE):
        return ""
    return next((word for word in named if fold(word) not in _known()), "")


@cache
def _known() -> frozenset[str]:
    names = {word for name in (*words.months(), *words.seasons()) for word in name.split()}
    return frozenset(names | {fold(word) for word in words.union("and")} | _OF_THE_YEAR)
