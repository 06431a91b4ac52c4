"""A row of letters -> its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .accents import composed
from .letters import raised
from .rows import SMALL, Baseline
from .rules import Glyph

# Of the size: a gap this wide is a blank; the second where the file draws its blanks.
_BLANK, _BLANK_BESIDE_BLANKS = 0.13, 0.35
_RISE = 0.18  # of the size of a row: how high its raised letters stand at least
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_POINTS = re.compile(
    "([\u0591-\u05c7\u064b-\u065f]{1,4})([\u05d0-\u05ea\u0620-\u064a])"
)  # vowels are drawn before their letter
_MIRRORED = str.maketrans("()[]{}«»", ")(][}{»«")
_PLUS = re.compile(r"⁺(?=\d)")  # "[ABC⁺99]": a label, no charge


def text_of(row: Baseline, draws_blanks: bool) -> tuple[str, float]:
    """Return what a row says, and where its second word begins: blanks where there are gaps, accents on letters, raised
    digits as such.
    """
    least = (_BLANK_BESIDE_BLANKS if draws_blanks else _BLANK) * row.size
    main = _main(row)
    words: list[tuple[str, float]] = []
    for part in sorted([row.glyphs, *row.parts], key=_order):
        words += _words(part, least, main)
    second = words[min(1, len(words) - 1)][1] if words else row.left
    return " ".join(logical([word for word, _ in words])), second


def logical(words: list[str]) -> list[str]:
    """Return the words of a row as they are read: those of Hebrew and Arabic stand on the page from right to left.

    >>> logical(["12", "(םלוע", "םולש)"]), logical(["Heat", "helps"])
    (['(שלום', 'עולם)', '12'], ['Heat', 'helps'])
    """
    text = "".join(words)
    if text.isascii() or 2 * len(_RIGHT_TO_LEFT.findall(text)) <= sum(c.isalpha() for c in text):
        return words
    return [
        _POINTS.sub(r"\2\1", word[::-1].translate(_MIRRORED)) if _RIGHT_TO_LEFT.search(word) else word
        for word in reversed(words)
    ]


def _order(part: Sequence[Glyph]) -> tuple[bool, float]:
    """Numbers of lines first, then from left to right."""
    return not all(glyph.text.isdecimal() for glyph in part), min(glyph.left for glyph in part)


def _words(glyphs: Sequence[Glyph], least: float, main: Glyph | None) -> list[tuple[str, float]]:
    """The words of letters that stand side by side, each with its left end."""
    found: list[tuple[str, float]] = []
    word: list[str] = []
    left = right = 0.0
    small, rise = (SMALL * main.size, _RISE * main.size) if main else (0.0, 0.0)
    for text, start, end, base, size, _ in composed(glyphs):
        is_blank = text.isspace()
        if word and (is_blank or start - right > least):
            found.append((_spelt(word), left))
            word = []
        if is_blank:
            continue
        if not word:
            left = start
        word.append(raised(text) if main and size < small and base - main.base > rise else text)
        if end > right or len(word) == 1:
            right = end
    return [*found, (_spelt(word), left)] if word else found


def _spelt(word: list[str]) -> str:
    whole = "".join(word)
    return _PLUS.sub("+", whole) if "⁺" in whole else whole


def _main(row: Baseline) -> Glyph | None:
    """A letter of the size that most of a row has."""
    sizes = Counter([glyph.size for glyph in row.glyphs if not glyph.text.isspace()])
    if not sizes:
        return None
    counts = Counter[float]()
    for one, number in sizes.items():
        counts[round(one, 1)] += number
    size = max(counts, key=lambda one: (counts[one], one))
    return next(glyph for glyph in row.glyphs if round(glyph.size, 1) == size and not glyph.text.isspace())
