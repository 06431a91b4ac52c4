"""Tokens of a raw citation: text -> words with the marks around them; a whole identifier is one token.

A token is a word (letters, or digits, or one character of a script without spaces) with the marks that stand before and
behind it. So a citation of 40 words and marks is about 25 tokens, and what a mark means is seen together with its word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...fields import ids
from . import signs

_WIDE = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff10-\uff5a"
# What is written upon or between the letters of a word: accents, vowel points, the joiners of Persian.
_UPON = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u0981-\u0983"
    r"\u09bc-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d"
)
_SPECIAL = re.compile(rf"[{_WIDE}{_UPON}]")
_LABEL = r"[A-Za-z0-9][A-Za-z0-9-]{0,40}+\."
_HOST = rf"(?:{_LABEL}){{1,4}}(?:com|org|net|gov|edu|info|int|mil|(?:co|ac|gov|org)\.[a-z]{{2}})(?![\w-])|www\.(?:{_LABEL}){{1,4}}[a-z]{{2,4}}(?![\w-])"


_WORDED = r"\w"


def _parts(letter: str, wide: str, others: str = _WORDED, host: str = rf"(?<![\w.@])(?:{_HOST})|") -> tuple[str, ...]:
    """The patterns of the parts of a piece where a word has these letters; `wide` are the characters that are words
    alone, and of the class `others` a mark is not.

    Blanks; the marks before a word; the word; the marks behind it, which are its own up to a blank or an opening mark.
    """
    # In this order: a host name; letters without figures and figures without letters, as most are; initials, "P.E."; a
    # volume or page and its letter, "B|554", "E|786", "2009|a", and a number glued to a word, so that the two can have
    # two labels; a word; a character alone. "&" is a word: it joins names.
    word = (
        rf"{host}(?:{letter}){{2,}}+(?!\d)|\d++(?![^\W\d_])"
        rf"|(?:{letter}\.[-\u2010]?){{1,4}}{letter}(?=\.)|(?:{letter})++(?=\d+(?!\w))"
        rf"|(?<!\w)\d{{4}}(?=[a-z](?!\w))|\d++(?=[^\W\d_]{{3}})|(?:{letter}|\d)++|[{wide}&]"
    )
    mark, closing = rf"[^{others}\s&]", rf"[^{others}\s&(\[{{<“„«‘（［【〔《〈「『]"
    if others == _WORDED:  # which has "_"
        mark, closing = f"(?:{mark}|_)", f"(?:{closing}|_)"
    return r"\s*+", rf"(?:{mark}\s{{0,2}}+){{0,12}}+", word, rf"{closing}*+"


def _piece(letter: str, wide: str, *more: str) -> re.Pattern[str]:
    """The pattern of pieces: of a word with its marks, or else of one mark that belongs to no word. They cover the text
    up to its last mark.
    """
    blanks, lead, word, trail = _parts(letter, wide, *more)
    return re.compile(rf"{blanks}(?:{lead}(?:{word}){trail}|\S)")


_LETTER = rf"[^\W\d_{_WIDE}][{_UPON}]*+"
_PIECE = _piece(_LETTER, _WIDE)
_PLAIN_PIECE = _piece(r"[^\W\d_]", "")  # the same where the text has nothing special
# And the same again, several times as fast, where it is of these letters and signs and holds no name of a host.
_KNOWN = "".join(char for char in map(chr, (*range(0x250), *range(0x400, 0x530))) if char.isalpha() or char in "²³¹¼½¾")
_SWIFT_PIECE = _piece(f"[{_KNOWN}]", "", f"0-9{_KNOWN}", "")
_UNKNOWN = re.compile(r"[^\x00-\u024f\u0400-\u0482\u048a-\u052f\u2010-\u205f]")
_HOSTS = re.compile(r"\.(?:com|org|net|gov|edu|info|int|mil|co\.|ac\.)")  # tried at stops alone
_SPLIT = re.compile("({})({})({})({})".format(*_parts(_LETTER, _WIDE)))
# Begins what stands for an identifier among the pieces; in a piece of a text, no two words have a blank between them.
_IDENTIFIER = "identifier "


class TokenPiece(NamedTuple):
    """What a piece of text consists of; of a mark that belongs to no word, `form` is "", and it is the trail."""

    blanks: str
    lead: str
    form: str
    trail: str


class Token(NamedTuple):
    """A word of the citation and the marks around it.

    `form` is its text, or "<doi 10.1503 cmaj>" and the like for an identifier found by rule. `start` and `end` are its
    own offsets; with its marks, which no other token has, it reaches from `first` to `last`.
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


def tokenise(raw: str, sightings: Sequence[ids.Sighting] | None = None) -> list[Token]:
    """Return the tokens of `raw` in order; marks without a word behind or close before them are in none.

    >>> raw = "34 (10): 1066–77. PMID 19363457"
    >>> [raw[token.first : token.last] for token in tokenise(raw)]
    ['34', '(10):', '1066–', '77.', 'PMID 19363457']
    """
    tokens: list[Token] = []
    for at, end, found in runs(raw, ids.find(raw) if sightings is None else sightings):
        for text in found:
            blanks, lead, form, trail = piece = split(text)
            first = at + len(blanks)
            start = first + len(lead)
            stop = end if is_identifier(text) else start + len(form)
            at = stop + len(trail)
            if piece.form:
                tokens.append(Token(form, start, stop, first, at))
    return tokens


def runs(raw: str, sightings: Sequence[ids.Sighting]) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the parts of a text between identifiers, and these, each with where it begins and ends and its pieces, at
    least one.
    """
    find = _pattern_of(raw).findall
    at = 0
    for sighting in sightings:
        start, end = sighting.whole
        if at < start and (found := find(raw, at, start)):
            yield at, start, found
        yield start, end, [" ".join((f"{_IDENTIFIER}{sighting.identifier.scheme}", *signs.of(sighting.identifier)))]
        at = end
    if found := find(raw, at):
        yield at, len(raw), found


def _pattern_of(raw: str) -> re.Pattern[str]:
    if (raw.isascii() or not _UNKNOWN.search(raw)) and "www." not in raw and not _HOSTS.search(raw):
        return _SWIFT_PIECE
    return _PIECE if _SPECIAL.search(raw) else _PLAIN_PIECE


def is_identifier(text: str) -> bool:
    """Say whether a piece stands for an identifier, of any length."""
    return text.startswith(_IDENTIFIER)


def split(text: str) -> TokenPiece:
    """Return what a piece consists of.

    >>> split(" (10):"), split(" ;"), split("identifier doi").form
    (TokenPiece(blanks=' ', lead='(', form='10', trail='):'), TokenPiece(blanks=' ', lead='', form='', trail=';'), '<doi>')
    """
    if is_identifier(text):
        return TokenPiece("", "", f"<{text.removeprefix(_IDENTIFIER)}>", "")
    if match := _SPLIT.fullmatch(text):
        return TokenPiece(*match.groups())
    return TokenPiece(text[:-1], "", "", text[-1:])
