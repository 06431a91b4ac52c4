"""Notes of texts whose notes cite, as in history and law: there whatever is printed as a citation is one, though it has
few signs of its own. "The Times, 4 March 1834, 5."
"""

from __future__ import annotations

import re

from ..fields.back import points_back
from . import limits, signs

_PART = re.compile(r"\s?[,;:()\[\]«»“”„\"]+\s?|\s[‘'](?=\w)|(?<=\w)[’'](?=[\s,.])")
_WORD = re.compile(r"[^\W\d_]{2,}")
_BEGINS = re.compile(r"[\"“„«‘'(]{0,2}[^\W\d_]")
# "p. 51", "9–11", "1094a", "320 ff.", "xiv", "Bl. 56", "R 43 I/1234": where in a work
_PLACE = re.compile(
    r"(?<![^\W_])(?:\d{1,6}[a-z]?(?:\s?[-–—]\s?\d{1,6}[a-z]?)?|[ivxlc]{2,7})(?:\s?(?:ff?|sq|sqq|ss)\.?)?[\s.)\]]{0,3}\Z"
)
_YEAR = re.compile(r"(?<![\d/])(?:1[5-9]|20)\d\d(?!\d)")
_REPORTER = re.compile(r"[A-Z][A-Za-z]{0,8}[A-Z][A-Za-z]{0,8}\s\d")  # "BGHZ 123"
_SHELFMARK = re.compile(r"(?<![^\W_])[A-Z]{1,5}(?:\s[IVX\d]{1,6}){0,2}[ /]?\d{0,5}/\d")
_FIRST = 8  # words of people, of a title or of an archive


def cites(text: str) -> bool:
    """Whether a note among notes that cite is a citation: short parts, the first without a number, a year or a page.

    >>> cites("The Times, 4 March 1834, 5."), cites('Roe, "Heat," 560.'), cites("Roe and Doe covered 2,000 households.")
    (True, True, False)
    """
    text = text.strip()
    if points_back(text):
        return True
    if (
        len(text) > limits.SOURCE
        or not _BEGINS.match(text)
        or text[0].islower()
        or signs.verbs(text) > 1
        or signs.is_prose(text)
    ):
        return False
    if _REPORTER.match(text):
        return True
    parts = [part for part in _PART.split(text) if part.strip(" .")]
    if len(parts) < 3 or any(c.isdigit() for c in parts[0]) or len(parts[0].split()) > _FIRST:
        return False
    words = _WORD.findall(text)
    small = sum(word.islower() for word in words)
    if small > 0.75 * len(words) and not _SHELFMARK.search(text):
        return False
    return _PLACE.search(text) is not None or _YEAR.search(text) is not None
