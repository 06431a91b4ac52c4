"""A number as prose prints it, and whether two of them agree."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Span


class Number(NamedTuple):
    """A number as printed at `span`; `unit` is "" where it has none that is known. `step` is what its last digit stands
    for.
    """

    span: Span
    value: float
    unit: str
    step: float


def is_alike(one: Number, other: Number) -> bool:
    """Say whether two could count the same thing: one unit, or none for one of them that is no year."""
    return one.unit == other.unit or ("" in (one.unit, other.unit) and "in" not in (one.unit, other.unit))


def agreement(here: Number, there: Number) -> float:
    """Return 1 where the numbers are equal, 0.8 where one is the other rounded, else 0.

    >>> from backref.passages.numerals import numbers_of
    >>> one, other = numbers_of("about 12 % and 11.8 %")
    >>> agreement(one, other)
    0.8
    """
    if not is_alike(here, there):
        return 0.0
    if here.value == there.value:
        return 1.0 if here.unit == there.unit else 0.9
    step = max(here.step, there.step)
    near = abs(here.value - there.value) <= step * 0.5 + 1e-9 and abs(here.value - there.value) <= 0.12 * abs(
        there.value
    )
    return 0.8 if near and here.unit != "in" else 0.0
