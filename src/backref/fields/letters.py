"""Letters folded for comparing: what is left of a word where marks, case and alphabets of its own are lost. Text -> text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "ĸ": "k",
})  # fmt: skip
# How German and Nordic letters are written out; "å" is "aa" in older Danish and Norwegian.
_LONG = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})
_SIGNS = re.compile(r"['’‘ʼʻ`´.]")
_REST = re.compile(r"[^\w]+|_")


@lru_cache(16384)
def plain(text: str) -> str:
    """Return the words of a text in small letters without marks, one blank between them.

    >>> plain("Łukasz O’Brien-Müller"), plain("Straße")
    ('lukasz obrien muller', 'strasse')
    """
    folded = unicodedata.normalize("NFKD", _SIGNS.sub("", text.casefold()).translate(_PLAIN))
    return " ".join(_REST.sub(" ", "".join(c for c in folded if not unicodedata.combining(c))).split())


@lru_cache(16384)
def variants(text: str) -> frozenset[str]:
    """Return every way to write a text without its marks, without blanks: "Müller" is muller and mueller.

    >>> sorted(variants("Müller")), sorted(variants("Le Roy"))
    (['mueller', 'muller'], ['leroy'])
    """
    forms = {plain(text)}
    if not text.isascii():
        composed = unicodedata.normalize("NFC", text.casefold())
        forms.add(plain(composed.translate(_LONG)))
    return frozenset(form.replace(" ", "") for form in forms)
