"""What the tagger sees of a token: hashed word, affix and shape features, and where the token stands.

`form_features` depend on the token alone, so that their sum is computed once for each distinct form;
`place_features` depend on its neighbours. Training and inference share both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from zlib import crc32

from .tokens import Token

BUCKETS = 1 << 14
PLACES = 2 * 2 * 2 * 8  # blank before, inside quotes, inside brackets, eighth of the string

_OPEN, _CLOSE = "([{", ")]}"
_QUOTES = '"“”„«»'
_VOWEL = re.compile(r"[^aeiouyáéíóúàèìòùäëïöüâêîôûãõåæø]+$")


def form_features(form: str) -> list[int]:
    """Return the hashed features of a token's form, each below BUCKETS; always the same number is not promised."""
    if form.startswith("<") and len(form) > 1:
        return [_bucket("id", form), _bucket("any", "id")]
    plain = _unaccented(form)
    lower = plain.lower()
    shape = _shape(plain)
    features = [_bucket("word", lower), _bucket("shape", shape), _bucket("case", f"{shape[:1]}{len(lower) > 3}")]
    if lower.isdecimal():
        number = int(lower) if len(lower) < 7 else 10**6
        kind = "year" if len(lower) == 4 and 1500 <= number <= 2035 else str(min(len(lower), 7))
        return [
            *features,
            _bucket("digits", kind),
            _bucket("small", str(min(number, 40)) if number < 40 else f"~{len(lower)}"),
        ]
    if len(lower) > 1:
        features += [_bucket(f"pre{n}", lower[:n]) for n in (1, 2, 3, 4) if n <= len(lower)]
        features += [_bucket(f"suf{n}", lower[-n:]) for n in (1, 2, 3, 4) if n <= len(lower)]
        features.append(_bucket("len", str(min(len(lower), 12)) + shape[:1]))
    if len(lower) > 3 and form.isalpha() and _VOWEL.search(lower):
        features.append(_bucket("abbreviation", str(len(lower) < 6)))
    return features


def place_features(raw: str, tokens: Sequence[Token]) -> list[int]:
    """Return for each token a number below PLACES: blank before it, inside quotes, inside brackets, eighth of the way."""
    places = []
    quoted = False
    depth = 0
    eighth = max(len(raw), 1) / 8
    for form, start, _ in tokens:
        if form in _CLOSE:
            depth = max(depth - 1, 0)
        blank = start == 0 or raw[start - 1].isspace()
        places.append((((blank * 2 + quoted) * 2 + (depth > 0)) * 8) + min(int(start / eighth), 7))
        if form in _OPEN:
            depth += 1
        elif form in _QUOTES:
            quoted = form not in "”»" and not (form == '"' and quoted) and not (form == "“" and quoted)
    return places


def _bucket(kind: str, value: str) -> int:
    return crc32(f"{kind}={value}".encode("utf-8", "surrogatepass")) % BUCKETS


def _unaccented(form: str) -> str:
    if form.isascii():
        return form
    return "".join(c for c in unicodedata.normalize("NFKD", form) if not unicodedata.combining(c)) or form


def _shape(form: str) -> str:
    kinds = ["X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in form[:12]]
    return "".join(kind for i, kind in enumerate(kinds) if i < 2 or kinds[i - 1] != kind or kinds[i - 2] != kind)
