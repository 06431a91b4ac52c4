"""Dates as printed <-> Date: "2 July 2018", "2005 Jan", "August 1, 2008", "2009a", "2015-04-02", "1980-1981"."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Date


class DatedYear(NamedTuple):
    """A Date, and the letter that a style added to its year ("2009a" -> "a"), else ""."""

    date: Date
    suffix: str


def parse(text: str) -> Date | None:
    """Return the date that `text` prints, in any of the languages of the month tables, or None if it holds no year."""
    raise NotImplementedError


def parse_suffixed(text: str) -> DatedYear | None:
    """Return the date and its year suffix."""
    raise NotImplementedError


def normalise(date: Date) -> Date:
    """Return the date without impossible months and days."""
    raise NotImplementedError


def render(date: Date) -> str:
    """Return the ISO form: "2018-07-02", "2018-07", "1980/1981", or the literal."""
    raise NotImplementedError


def similarity(a: Date, b: Date) -> float:
    """Return 1.0 for equal years, 0.8 for years one apart, 0.5 for two, else 0.0."""
    raise NotImplementedError
