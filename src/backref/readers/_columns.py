"""How wide lines are: text of a typist counts columns, what was copied from a page has letters that are not equally
wide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import repeat

WIDEST = 125  # columns; text whose lines go beyond was not wrapped by a program or a typist
_FEWEST = 8  # lines that tell one way from the other
_SEEN = 400  # lines that are looked at
_NEAR = 0.95  # of the right margin: where most lines end, measured in the way that the margin was set
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff65]")  # letters two columns wide
_TAB = 8
# What letters take in print, a usual small one being 1: about so in the fonts that books and pages are set in.
_WIDTHS = {
    **dict.fromkeys("iljI|!'’.,:;", 0.55),
    **dict.fromkeys(' ftr()[]-‐“”"/', 0.7),
    **dict.fromkeys("sczJ", 0.9),
    **dict.fromkeys("0123456789", 1.05),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&w", 1.4),
    **dict.fromkeys("mMW@%—", 1.7),
}


def columns(printed: str) -> int:
    """Return how many columns a text takes: a tab goes to the next stop, a wide character takes two.

    >>> columns("Heat\\tfor backs"), columns("腰痛")
    (17, 4)
    """
    if "\t" in printed:
        printed = printed.expandtabs(_TAB)
    return len(printed) if printed.isascii() else len(printed) + len(_WIDE.findall(printed))


def in_print(printed: str) -> float:
    """Return how wide a text is where letters are not equally wide, a usual small letter being 1."""
    return sum(map(_WIDTHS.get, printed, repeat(1.0))) + (0 if printed.isascii() else len(_WIDE.findall(printed)))


def measure(lines: Sequence[str]) -> Callable[[str], float]:
    """Return the way to measure these lines in which more of them end near one margin: `columns` or `in_print`.

    >>> measure(["Heat helps the back, most say"] * 9) is columns
    True
    """
    seen = [line.strip() for line in lines[:: len(lines) // _SEEN + 1]]
    if len(seen) < _FEWEST or max(map(len, seen)) > 2 * WIDEST:
        return columns
    return in_print if _full(list(map(in_print, seen))) > _full(list(map(columns, seen))) else columns


def _full(widths: Sequence[float]) -> int:
    """How many lines end near the margin of all but the widest."""
    margin = sorted(widths)[int(0.97 * (len(widths) - 1))]
    return sum(_NEAR * margin <= width <= margin for width in widths)
