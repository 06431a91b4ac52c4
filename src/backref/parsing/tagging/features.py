"""What the tagger sees of a token: hashed word, affix and shape features, the marks around it, and where it stands.

`form_features` depend on the word alone and `mark_features` on its marks, so that both are looked up once for each
distinct word and mark; `place_features` depend on the neighbours. Training and inference share all three.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from zlib import crc32

from ...text.folding import unaccented
from ...text.kept import kept
from .tokens import Token

BUCKETS = 1 << 16
PLACES = 2 * 2 * 2 * 8  # glued to the token before, inside quotes, inside brackets, eighth of the string

_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_OPENING, _CLOSING, _QUOTING = "([{（［【〔", ")]}）］】〕", '《〈「『》〉」』"“”„«»‘’'
_VOWELS = "aeiouyáéíóúàèìòùäëïöüâêîôûãõåæø"


def form_features(form: str) -> list[int]:
    """Return the hashed features of a token's form, each below BUCKETS; always the same number is not promised."""
    if form.startswith("<") and len(form) > 1:
        scheme, *signs = form[1:-1].split()
        return [
            _bucket("id", f"<{scheme}>"),
            _bucket("any", "id"),
            *(_bucket(f"{scheme} sign", each) for each in signs),
        ]
    plain = unaccented(form) or form
    lower = plain.lower()
    if "." in form:
        return [_bucket("word", lower), _bucket("shape", "host"), _bucket("suf4", lower[-4:])]
    shape = _shape(plain)
    features = [_bucket("word", lower), _bucket("shape", shape), _bucket("case", f"{shape[:1]}{len(lower) > 3}")]
    if not form.isascii():
        features.append(_bucket("script", _script(form)))
    if lower.isdecimal():
        number = int(lower) if len(lower) < 7 else 10**6
        kind = "year" if len(lower) == 4 and 1500 <= number <= 2035 else str(min(len(lower), 7))
        return [
            *features,
            _bucket("digits", kind),
            _bucket("small", str(min(number, 40)) if number < 40 else f"~{len(lower)}"),
        ]
    if len(lower) > 1:
        features += _affixes(lower)
        features.append(_bucket("len", str(min(len(lower), 12)) + shape[:1]))
    if len(lower) > 3 and form.isalpha() and lower[-1] not in _VOWELS:
        features.append(_bucket("abbreviation", str(len(lower) < 6)))
    return features


def is_wide(form: str) -> bool:
    """Say whether the characters beside a token count, since it is one character of a script without blanks."""
    return bool(_WIDE.match(form))


def neighbours(raw: str, token: Token) -> str:
    """Return what of its neighbours belongs to a token's features: for a character of a script without blanks the ones
    beside it.

    >>> from .tokens import tokenise
    >>> [neighbours("中国 J", token) for token in tokenise("中国 J")]
    ['|国', '中|', '']
    """
    if not is_wide(token.form):
        return ""
    before, after = raw[max(token.start - 1, 0) : token.start], raw[token.end : token.end + 1]
    return f"{before if _WIDE.match(before) else ''}|{after if _WIDE.match(after) else ''}"


def neighbour_features(form: str, beside: str) -> list[int]:
    """Return the hashed features of a token with the characters beside it, which `neighbours` gives."""
    if not beside:
        return []
    before, _, after = beside.partition("|")
    return [_bucket("pair", before + form), _bucket("pair", form + after), _bucket("trio", before + form + after)]


@kept(4096, longest=40)
def mark_features(side: str, marks: str) -> list[int]:
    """Return the hashed features of the marks on one side ("lead" or "trail"): all of them, the first, the last."""
    if not marks:
        return [_bucket(side, "")]
    return [_bucket(side, marks[:4]), _bucket(f"{side} first", marks[0]), _bucket(f"{side} last", marks[-1])]


def place_features(raw: str, tokens: Sequence[Token]) -> list[int]:
    """Return for each token a number below PLACES: glued to the one before, in quotes, in brackets, eighth of the
    way.
    """
    places = []
    quoted = False
    depth = 0
    before = 0
    eighths = 8 / max(len(raw), 1)
    for _, start, end, first, last in tokens:
        if first < start:
            quoted, depth = state_after(raw, first, start, quoted, depth)
        glued = 0 < before == first
        places.append((((glued * 2 + quoted) * 2 + (depth > 0)) * 8) + min(int(start * eighths), 7))
        if end < last:
            quoted, depth = state_after(raw, end, last, quoted, depth)
        before = last
    return places


def effect(marks: str) -> int:
    """Return what marks do to what follows them: 0 nothing, 1 open a bracket, 2 close one, 3 what only `state_after`
    knows.

    >>> effect(","), effect("("), effect(")."), effect(": “")
    (0, 1, 2, 3)
    """
    found = [mark for mark in marks if mark in _OPENING or mark in _CLOSING or mark in _QUOTING]
    if not found:
        return 0
    return 3 if len(found) > 1 or found[0] in _QUOTING else 1 if found[0] in _OPENING else 2


def state_after(raw: str, start: int, end: int, quoted: bool, depth: int) -> tuple[bool, int]:
    """Return whether what stands behind some marks is in quotes, and in how many brackets. „so“, »so« and «so» all
    occur: only ” never opens.
    """
    for at in range(start, end):
        mark = raw[at]
        if mark in _OPENING:
            depth += 1
        elif mark in _CLOSING:
            depth = max(depth - 1, 0)
        elif mark in "《〈「『":
            quoted = True
        elif mark in "》〉」』":
            quoted = False
        elif mark in '"“”„«»':
            quoted = not quoted and mark != "”"
        elif mark == "‘":
            quoted = True
        elif mark == "’" and quoted and not raw[at + 1 : at + 2].isalnum():
            quoted = False
    return quoted, depth


def _affixes(lower: str) -> list[int]:
    """The features of the first and the last one to four letters."""
    count = min(len(lower), 4)
    prefixes, suffixes = _affix_seeds()
    if lower.isascii():
        data = lower.encode()
        found = [crc32(data[: n + 1], prefixes[n]) % BUCKETS for n in range(count)]
        return found + [crc32(data[-n - 1 :], suffixes[n]) % BUCKETS for n in range(count)]
    parts = [(lower[: n + 1], prefixes[n]) for n in range(count)] + [
        (lower[-n - 1 :], suffixes[n]) for n in range(count)
    ]
    return [crc32(part.encode("utf-8", "surrogatepass"), seed) % BUCKETS for part, seed in parts]


@cache
def _affix_seeds() -> tuple[list[int], list[int]]:
    return [_seed(f"pre{n}") for n in (1, 2, 3, 4)], [_seed(f"suf{n}") for n in (1, 2, 3, 4)]


def _bucket(kind: str, value: str) -> int:
    return crc32(value.encode("utf-8", "surrogatepass"), _seed(kind)) % BUCKETS


@cache
def _seed(kind: str) -> int:
    return crc32(f"{kind}=".encode())


def _script(form: str) -> str:
    """Return the first word of the Unicode name of the first letter: LATIN, CYRILLIC, CJK, ARABIC..."""
    return unicodedata.name(form[0], "").partition(" ")[0]


def _shape(form: str) -> str:
    """Return the kinds of the first characters, of each run at most two: "Xxx" for "Title", "dd" for "2009"."""
    if form.isdecimal():
        return "dd"[: len(form)]
    if form.isalpha() and form[1:].islower():
        return ("Xxx" if form[0].isupper() else "xx")[: len(form)]
    kinds = ["X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in form[:12]]
    return "".join(kind for i, kind in enumerate(kinds) if i < 2 or kinds[i - 1] != kind or kinds[i - 2] != kind)
