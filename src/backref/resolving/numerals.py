"""The numbers that a citation prints, and those of them that no field was read from. Pure."""

from __future__ import annotations

import re

from ..model import Reference
from ..text.kept import kept

LETTERS = "abcdefghijklmnopqrstuvwxyz."  # that a number may begin with: "e123", "s45"

_NUMBER = re.compile(r"(?<![^\W_])[^\W_]*\d[^\W_]*(?:,\d{3}(?!\d))?")


@kept(2048, longest=4000)
def numbers(raw: str) -> frozenset[str]:
    """Return every number that a text prints, in small letters, with what letters it carries before it and without.

    >>> sorted(numbers("PLoS One 2015;10:e123, 1,234 p."))
    ['10', '123', '1234', '2015', 'e123']
    """
    found = set()
    for match in _NUMBER.findall(raw):
        value = match.replace(",", "").casefold().lstrip("0")
        found |= {value, value.lstrip(LETTERS)}
    return frozenset(found)


def left(text: Reference, printed: frozenset[str], variable: str) -> frozenset[str]:
    """Return the printed numbers that no field but ``variable`` was read from."""
    year = text.issued.year if text.issued else None
    fields = {"volume": text.volume, "issue": text.issue, "page": text.page, "issued": str(year) if year else None}
    return printed.difference(*(numbers(value) for name, value in fields.items() if value and name != variable))
