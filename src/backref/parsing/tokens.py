"""Tokens of a raw citation: text -> words with the marks around them; a whole identifier is one token.

A token is a word (letters, or digits, or one character of a script without spaces) with the marks that stand before and
behind it. So a citation of 40 words and marks is about 25 tokens, and what a mark means is seen together with its word.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..fields import ids

_WIDE = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff10-\uff5a"
_LETTER = rf"[^\W\d_{_WIDE}][\u0300-\u036f]*+"
_LABEL = r"[A-Za-z0-9][A-Za-z0-9-]{0,40}+\."
_HOST = rf"(?:{_LABEL}){{1,4}}(?:com|org|net|gov|edu|info|int|mil|(?:co|ac|gov|org)\.[a-z]{{2}})(?![\w-])|www\.(?:{_LABEL}){{1,4}}[a-z]{{2,4}}(?![\w-])"
# In this order: a host name; initials, "P.E."; a volume or page and its letter, "B|554", "E|786", "2009|a", and a number
# glued to a word, so that the two can have two labels; a word; a character alone. "&" is a word: it joins names.
_CORE = (
    rf"(?<![\w.@])(?:{_HOST})|(?:{_LETTER}\.[-\u2010]?){{1,4}}{_LETTER}(?=\.)|(?:{_LETTER})++(?=\d+(?!\w))"
    rf"|(?<!\w)\d{{4}}(?=[a-z](?!\w))|\d++(?=[^\W\d_]{{3}})|(?:{_LETTER}|\d)++|[{_WIDE}&]"
)
# Marks behind a word are its own up to a blank or an opening mark; all others belong to the next word.
_TOKEN = re.compile(rf"((?:(?:[^\w\s&]|_)\s{{0,2}}+){{0,12}}+)({_CORE})((?:[^\w\s&(\[{{<“„«‘]|_)*+)")


class Token(NamedTuple):
    """A word of the citation and the marks around it.

    `form` is its text, or "<doi>" and the like for an identifier found by rule. `start` and `end` are its own offsets;
    with its marks, which no other token has, it reaches from `first` to `last`.
    """

    form: str
    start: int
    end: int
    first: int
    last: int

    def lead(self, raw: str) -> str:
        """Return the marks before the word, without blanks."""
        return "".join(raw[self.first : self.start].split())

    def trail(self, raw: str) -> str:
        """Return the marks behind the word."""
        return raw[self.end : self.last]


def tokenise(raw: str, sightings: list[ids.Sighting] | None = None) -> list[Token]:
    """Return the tokens of `raw` in order; marks without a word behind or close before them are in none.

    >>> raw = "34 (10): 1066–77. PMID 19363457"
    >>> [raw[token.first : token.last] for token in tokenise(raw)]
    ['34', '(10):', '1066–', '77.', 'PMID 19363457']
    """
    tokens: list[Token] = []
    at = 0
    for sighting in ids.find(raw) if sightings is None else sightings:
        start, end = sighting.whole
        tokens += _words(raw, at, start)
        tokens.append(Token(f"<{sighting.identifier.scheme}>", start, end, start, end))
        at = end
    return tokens + _words(raw, at, len(raw))


def _words(raw: str, start: int, end: int) -> list[Token]:
    return [Token(m[2], *m.span(2), m.start(), m.end()) for m in _TOKEN.finditer(raw, start, end)]
