"""Organisations by their letters at the head of a list: "TT, DN, & Lindström, A." are two newspapers and one person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .order import ends_in_initials

_LETTERS = re.compile(r"[A-ZÀ-Þ]{2,7}")
_SMALL = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]")


def is_acronym_at(pieces: Sequence[tuple[str, bool]], at: int) -> bool:
    """Whether the piece of a list at `at` is the letters of an organisation.

    Such pieces head a list whose people are not in capitals, and behind them a new name begins: they are no family name
    and its initials.

    >>> is_acronym_at([("TT", False), ("DN", False), ("Per Lindström", True)], 0)
    True
    >>> is_acronym_at([("LI", False), ("XW", False), ("WANG", False), ("AB", False)], 0)
    False
    """
    if not _LETTERS.fullmatch(pieces[at][0]):
        return False
    head = 0
    while head < len(pieces) and _LETTERS.fullmatch(pieces[head][0]):
        head += 1
    if head < 2 or at >= head or head == len(pieces) or not _SMALL.search(pieces[head][0]):
        return False
    text, is_new = pieces[head]
    return is_new or ends_in_initials(text)
