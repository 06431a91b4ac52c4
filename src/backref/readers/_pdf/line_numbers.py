"""The numbers of lines that review copies print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .printed import PrintedRow

_LINE_NUMBER = re.compile(r"(\d{1,4})\s(?=\S)|(\d{1,4})$")
_MOST = 0.7  # share of the lines of a page that are numbered, where lines are


def without_line_numbers(pages: list[list[PrintedRow]]) -> list[list[PrintedRow]]:
    """Return the rows without the numbers that count the lines of a review copy, where nearly every line has one."""
    rows = [row for page in pages for row in page]
    found = [_LINE_NUMBER.match(row.text) for row in rows]
    values = [int(match[1] or match[2]) if match else -9 for match in found]
    counted = {
        at
        for first, value in enumerate(values)
        if value >= 0
        for second in range(first + 1, min(first + 3, len(rows)))
        if values[second] == value + 1
        for at in (first, second)
    }
    on_page = Counter(rows[at].page for at in counted)
    numbered = [_is_numbered(page, on_page[page[0].page]) for page in pages if page]
    if 2 * sum(numbered) < len(numbered):
        return pages
    ends = {rows[at]: match.end() for at in counted if (match := found[at])}
    cut = [[_unnumbered(row, ends.get(row, 0)) for row in page] for page in pages]
    return [[row for row in page if row.text] for page in cut]


def _is_numbered(page: Sequence[PrintedRow], counted: int) -> bool:
    return counted > 2 and counted >= _MOST * len(page)


def _unnumbered(row: PrintedRow, end: int) -> PrintedRow:
    return replace(row, text=row.text[end:].lstrip(), left=row.second) if end else row
