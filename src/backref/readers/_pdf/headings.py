"""Which rows are headings: by their words, their size, their weight, and the room above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...text.words import is_heading
from .metrics import Metrics
from .printed import PrintedRow

_LONGEST = 90
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def are_headings(rows: Sequence[PrintedRow], metrics: Metrics) -> list[bool]:
    """Return for each row whether it is a heading."""
    return [_is_one(row, metrics, at, rows) for at, row in enumerate(rows)]


def _is_one(row: PrintedRow, metrics: Metrics, at: int, rows: Sequence[PrintedRow]) -> bool:
    text = row.text
    if len(text) > _LONGEST or not any(c.isalpha() for c in text):
        return False
    if is_heading(text):
        return True
    if text.endswith((".", ",", ";", ":", "-")) or text[:1].islower() or _YEAR.search(text):
        return False
    if metrics.is_larger(row):
        return True
    distance = metrics.distance(at)
    has_room = distance is None or distance > 1.4 * row.size
    is_capital = text.upper() == text and sum(c.isalpha() for c in text) > 3
    return has_room and (row.is_bold or is_capital) and len(text.split()) <= 12
