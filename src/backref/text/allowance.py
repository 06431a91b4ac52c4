"""How many of a kind a text may have: its allowance of lines, records, markers or notes.

What is looked at one by one takes its time however short it is, and nobody honest has one in every few letters over
thousands of them. So a text is allowed some thousands of each kind, and one more for each so many letters; what stands
beyond is text and no more, and that is told.
"""

from __future__ import annotations

FEW = 5_000  # that any text is allowed, however short it is


def allowance(length: int, each: int, few: int = FEW) -> int:
    """Return how many of a kind a text of so many letters may have: `few`, and one for `each` so many.

    >>> allowance(0, 30), allowance(300_000, 30)
    (5000, 15000)
    """
    return few + length // each
