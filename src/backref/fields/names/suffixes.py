"""Whether "JR" behind a family name says "Junior" or stands for two given names: a list that prints initials as bare
capitals tells.

"Anema JR, Smith AB" are J. R. Anema and A. B. Smith; "Smith J Jr" and "King ML JR" are Juniors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .order import PARTICLES, SUFFIXES, initial_like, is_initials, plain

BARE = frozenset(("JR", "SR", "II", "IV"))  # suffixes that can be initials; nobody has three I's
_JUNIORS = frozenset(("JR", "SR"))
_NEAR = 8  # names to each side that are looked at
_ROMAN = re.compile(r"[IVX]{2,}")
_CAPITALS = re.compile(r"[A-ZÀ-Þ]{1,3}")

Pieces = Sequence[tuple[str, bool]]


def suffix_at(pieces: Pieces, at: int) -> str | None:
    """Return the suffix that the piece of a list at `at` is, else None.

    >>> suffix_at([("King", False), ("M. L.", False), ("Jr.", False)], 2)
    'Jr.'
    >>> suffix_at([("Low", False), ("JR", False), ("Roe", False), ("AB", False)], 1) is None
    True
    """
    text = pieces[at][0]
    suffix = SUFFIXES.get(plain(text))
    if suffix is None or text not in BARE or at == 0 or is_initials(pieces[at - 1][0]):
        return suffix
    return None if any(_is_bare(other) for other, _ in _beside(pieces, at)) else suffix


def initials_at(pieces: Pieces, at: int) -> tuple[str, str] | None:
    """Return the family name and the initials of a piece that ends in what may be either, where they are initials.

    >>> initials_at([("Low JR", False), ("Roe AB", False)], 0), initials_at([("Low JR", False), ("Ann Roe", False)], 0)
    (('Low', 'JR'), None)
    """
    family, _, last = pieces[at][0].rpartition(" ")
    initials = last.removesuffix(".") if at + 1 == len(pieces) else last
    words = family.split()
    if initials not in BARE or not words or family.isupper() or any(map(initial_like, words)):
        return None
    beside = [text for text, _ in _beside(pieces, at)]
    if any(map(_ends_bare, beside)):
        return family, initials
    is_alone = initials in _JUNIORS and all(text.rpartition(" ")[2] in BARE for text in beside)
    is_one_word = len(words) == 1 or all(word.lower() in PARTICLES for word in words[:-1])
    return (family, initials) if is_alone and is_one_word else None


def _beside(pieces: Pieces, at: int) -> Pieces:
    return [*pieces[max(at - _NEAR, 0) : at], *pieces[at + 1 : at + _NEAR]]


def _ends_bare(text: str) -> bool:
    """Whether a name ends in initials that are bare capitals: "Roe AB", "Roe A 3rd", and "Roe AB." at the list's end."""
    head, _, end = text.rpartition(" ")
    if plain(end) in SUFFIXES:
        head, _, end = head.rpartition(" ")
    return bool(head) and _is_bare(end.removesuffix(".") if len(end) > 2 else end)


def _is_bare(text: str) -> bool:
    return bool(_CAPITALS.fullmatch(text)) and text not in BARE and not _ROMAN.fullmatch(text)
