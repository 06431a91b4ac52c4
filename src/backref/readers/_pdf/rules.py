"""Letters with their places, and the lines that are drawn in their stead: the dash for the people of the entry
before.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .matrices import Matrix, number_of, times

DASH = "———"
_SHORTEST, _LONGEST = 12.0, 45.0  # points


class Glyph(NamedTuple):
    """What one code of a font shows, its left and right end, its baseline and size in points."""

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool


class LevelLine(NamedTuple):
    """A level line: its left and right end, and its height."""

    left: float
    right: float
    base: float


def ruled(name: str, operands: list[Any], matrix: Matrix, before: LevelLine | None) -> LevelLine | None:
    """Return the line that an operator draws or begins, None where it is no level line of the length of a dash."""
    x, y = number_of(operands, 0), number_of(operands, 1)
    at = times((1.0, 0.0, 0.0, 1.0, x, y), matrix)
    if name == "m":
        return LevelLine(at[4], at[4], at[5])
    if name == "l":
        left = before.left if before is not None else at[4]
        is_level = before is not None and abs(before.base - at[5]) < 1 and _SHORTEST <= at[4] - left <= _LONGEST
        return LevelLine(left, at[4], at[5]) if is_level else None
    wide, high = number_of(operands, 2) * matrix[0], number_of(operands, 3) * matrix[3]
    return LevelLine(at[4], at[4] + wide, at[5]) if _SHORTEST <= wide <= _LONGEST and abs(high) < 1.5 else None


def is_dash(rule: LevelLine, behind: Glyph, before: Glyph | None = None) -> bool:
    """Whether a line stands for people: a comma, a stop or a year in brackets follows it closely, on its height.

    At the beginning of a line, with no letter before it, "ed.", "and" or "&" may follow as well.
    """
    begins = before is None or abs(before.base - behind.base) > 0.5 * behind.size or before.left > behind.left
    return (
        (behind.text[:1] in (",", ".", "(") or (begins and (behind.text[:1] == "&" or behind.text[:1].islower())))
        and -1 < behind.left - rule.right < 0.6 * behind.size
        and abs(behind.base - rule.base) < 0.4 * behind.size
        and rule.right - rule.left >= _SHORTEST
    )
