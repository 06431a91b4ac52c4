"""Words for comparing: what is left of a text without signs, by the one folding of letters. Text -> text."""

from __future__ import annotations

import re

from ..text import folding
from ..text.kept import kept

_SIGNS = re.compile(r"['’‘ʼʻ`´.]")
_REST = re.compile(r"[^\w]+|_")
_LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u0300-\u036f\u2000-\u206f\W\d_]*")


@kept(16384, longest=300)
def plain(text: str) -> str:
    """Return the words of a text in small letters without marks and signs, one blank between them.

    >>> plain("Łukasz O’Brien-Müller"), plain("Straße")
    ('lukasz obrien muller', 'strasse')
    """
    return " ".join(_REST.sub(" ", _SIGNS.sub("", folding.fold(text))).split())


@kept(16384, longest=300)
def variants(text: str) -> frozenset[str]:
    """Return every way to write a text without its marks or its script, without blanks: "Müller" is muller and mueller.

    >>> sorted(variants("Müller")), sorted(variants("Le Roy"))
    (['mueller', 'muller'], ['leroy'])
    """
    return frozenset(plain(spelt).replace(" ", "") for spelt in folding.spellings(text))


def is_latin(text: str) -> bool:
    """Say whether all letters of a text are Latin ones.

    >>> is_latin("Müller, 2"), is_latin("Иванов")
    (True, False)
    """
    return text.isascii() or _LATIN.fullmatch(text) is not None


def is_mostly_latin(text: str) -> bool:
    """Say whether at least half of the letters of a text are Latin ones: a title with a β in it is.

    >>> is_mostly_latin("β-blockers"), is_mostly_latin("Основы теории")
    (True, False)
    """
    if text.isascii():
        return True
    found = [c for c in text if c.isalpha()]
    return 2 * sum(is_latin(c) for c in found) >= len(found)


def romanised(text: str) -> str:
    """Return the text in Latin letters, as it is where it has no others."""
    return text if is_latin(text) else folding.romanised(text)


def arabic(value: str) -> str:
    """Return a Roman numeral in small letters as a number in figures; anything else comes back unchanged.

    >>> arabic("xiv"), arabic("12"), arabic("suppl")
    ('14', '12', 'suppl')
    """
    if not value or not re.fullmatch(r"[ivxlc]{1,9}", value):
        return value
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total = 0
    for char, after in zip(value, [*value[1:], ""], strict=True):
        total += -worth[char] if after and worth[after] > worth[char] else worth[char]
    return str(total)
