"""Accents that stand over, under or through a letter as signs of their own -> the letter with them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from .letters import STROKE, is_accent, joined
from .rules import Glyph

_OVER = 0.35  # of its width: how much of an accent stands over its letter at least
_NEVER_ALONE = frozenset("˜ˆ¨ˇ˘˝")  # what TeX puts before a letter that has an accent already
_TOUCHING = 0.04  # points that a blank and an l share at least where the blank is a stroke
_NEAR = 4  # letters to both sides that one can stand over


def composed(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Return the letters of a row from left to right, each with its accents; those that stand over none stay as they
    are.
    """
    ordered = sorted(glyphs, key=lambda one: one.left)
    if not _may_be_accented(ordered):
        return ordered
    letters = [one for one in ordered if not is_accent(one.text)]
    lefts = [one.left for one in letters]
    over: dict[int, list[Glyph]] = {}
    kept: list[Glyph] = []
    for accent in ordered:
        if not is_accent(accent.text) and accent.text != " ":
            continue
        at = bisect_left(lefts, accent.left)
        near = range(max(at - _NEAR, 0), min(at + _NEAR, len(letters)))
        best = max(near, key=lambda index: _shared(accent, letters[index]), default=None)
        if accent.text == " ":
            if best is not None and letters[best].text in ("l", "L") and _shared(accent, letters[best]) > 0.5:
                over.setdefault(best, []).append(accent._replace(text=STROKE))
        elif best is None or _shared(accent, letters[best]) < _OVER or len(letters[best].text) != 1:
            kept.append(accent)
        else:
            over.setdefault(best, []).append(accent)
    strokes = {one.left for some in over.values() for one in some if one.text == STROKE}
    for at, some in over.items():
        marks = "".join(one.text for one in sorted(some, key=lambda one: one.base))
        letters[at] = letters[at]._replace(text=joined(letters[at].text, marks))
    alone: list[Glyph] = []
    for accent in kept:
        if accent.text not in _NEVER_ALONE:
            alone.append(accent)
            continue
        at = bisect_left(lefts, accent.right - 0.1 * accent.size)
        if at < len(letters) and letters[at].left - accent.right < 0.1 * accent.size and letters[at].text.isalpha():
            letters[at] = letters[at]._replace(text=joined(letters[at].text, accent.text), left=accent.left)
        else:
            alone.append(accent)
    whole = [one for one in letters if not (one.text == " " and one.left in strokes)]
    return sorted([*whole, *alone], key=lambda one: one.left)


def _may_be_accented(ordered: Iterable[Glyph]) -> bool:
    """Whether a sign may stand over a letter; the stroke of the Polish l is read as a blank in some fonts."""
    letter = blank = float("-inf")  # where the last l and the last blank end
    for one in ordered:
        text = one.text
        if text == " ":
            if letter - one.left > _TOUCHING:
                return True
            blank = max(blank, one.right)
        elif text in ("l", "L"):
            if blank - one.left > _TOUCHING:
                return True
            letter = max(letter, one.right)
        elif is_accent(text):
            return True
    return False


def _shared(accent: Glyph, letter: Glyph) -> float:
    """How much of the accent's width stands over the letter."""
    if letter is accent or letter.text.isspace():
        return 0.0
    both = min(accent.right, letter.right) - max(accent.left, letter.left)
    return both / max(accent.right - accent.left, 0.1)
