"""Notes at the feet of pages: the rows of each, apart from the text, which goes on in the next column or on the next
page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple
from unicodedata import normalize

from ...text.words import is_heading
from .printed import PrintedRow

_LABEL = re.compile(r"([⁰¹²³⁴-⁹]{1,3}|[①-⑳])\s?(?=[^\s,;.⁰¹²³⁴-⁹])")
# Behind a word or a sign, but no power and no unit: "10³", "5 m²".
_MARK = re.compile(r"(?<=\S)(?<!10)(?<!\sm)(?<!\s[ckmd]m)\s?(?<![⁰¹²³⁴-⁹])([⁰¹²³⁴-⁹]{1,3}|[①-⑳])(?![⁰¹²³⁴-⁹])")
_SMALLER = 0.95  # of the size of the text above: 10 points below 11
_APART = 1.3  # of the size: as far lines of notes stand apart; the text above them, farther
_LOST = 3  # how far a note may count on from the one before
_ENDS = tuple(".!?)]”’\"'")


class FootNote(NamedTuple):
    """A note: its key, "^3", and its rows, the first without the raised number. What has none has an empty key."""

    key: str
    rows: list[PrintedRow]


def set_apart(pages: Sequence[Sequence[PrintedRow]]) -> tuple[list[list[PrintedRow]], list[FootNote]]:
    """Return the rows of each page without its notes, what points at a note written as "[^3]", and the notes in order.

    Notes begin with a raised number that counts on from column to column, stand at its end in smaller letters, and what
    points at the first of them stands on their page, or on the one before.
    """
    feet = _Feet([list(page) for page in pages])
    for number in range(len(pages)):
        feet.leave(number)
    return feet.pages, feet.notes


class _Feet:
    """The pages, of which notes are taken one after the other, and where the last mark stood: page, row and letter."""

    def __init__(self, pages: list[list[PrintedRow]]) -> None:
        self.pages = pages
        self.notes: list[FootNote] = []
        self._last = self._series = 0
        self._behind = (0, 0, 0)

    def leave(self, number: int) -> None:
        """Take the notes of a page out of it."""
        for column in sorted({row.column for row in self.pages[number]}, key=lambda column: (column < 0, column)):
            whole = self.pages[number]
            rows = [row for row in whole if row.column == column]
            start = self._start(rows)
            if not start:
                continue
            first = self._first(rows, start)
            foot = set(rows[first:])
            self.pages[number] = [row for row in whole if row not in foot]
            if self._points(number, _number(rows[start].text), ""):
                self._take(number, rows[first:start], rows[start:])
            else:
                self.pages[number] = whole

    def _start(self, rows: Sequence[PrintedRow]) -> int:
        """The row of a column from which on it holds notes; 0 for none."""
        for at, row in enumerate(rows):
            if at and self._is_due(_number(row.text)) and not is_heading(rows[at - 1].text):
                size = median(above.size for above in rows[:at])
                return at if min(note.size for note in rows[at:]) < _SMALLER * size else 0
        return 0

    def _is_due(self, number: int) -> bool:
        return number == 1 or self._last < number <= self._last + _LOST

    def _first(self, rows: Sequence[PrintedRow], start: int) -> int:
        """The row from which on a column is its foot: what stands above its first number goes on from the foot before,
        or thanks somebody.
        """
        first = start
        while first and rows[first - 1].base - rows[first].base < _APART * rows[first].size:
            first -= 1
        if not 0 < first < start or self._is_unended(rows[0].page):
            return first or start
        size = median(row.size for row in rows[:first])
        return first if min(row.size for row in rows[first:start]) < _SMALLER * size else start

    def _is_unended(self, number: int) -> bool:
        """Whether the last note, of this page or of the one before, has no end."""
        last = self.notes[-1].rows[-1] if self.notes else None
        return last is not None and not last.text.endswith(_ENDS) and last.page >= number - 1

    def _take(self, number: int, rest: Sequence[PrintedRow], rows: Sequence[PrintedRow]) -> None:
        if rest and self._is_unended(number):
            self.notes[-1].rows.extend(rest)
        elif rest:
            self.notes.append(FootNote("", list(rest)))
        lost = 0
        for at, row in enumerate(rows):
            label = _LABEL.match(row.text)
            if label and self._is_due(value := _number(row.text)) and (value != 1 or at == 0):
                self._series += value == 1
                self._last = value
                key = f"^{value}" if self._series < 2 else f"^{value}-{self._series}"
                lost += lost < _LOST and not self._points(number, value, f"[{key}]")
                self.notes.append(FootNote(key, [replace(row, text=row.text[label.end() :])]))
            else:
                self.notes[-1].rows.append(row)

    def _points(self, number: int, label: int, mark: str) -> bool:
        """Whether the text of a page or of the one before has this number behind the last mark. It becomes `mark`, if
        that is not empty.
        """
        page, row, letter = max(self._behind, (number - 1, 0, 0))
        for at in range(page, number + 1):
            for index in range(row if at == page else 0, len(self.pages[at])):
                text = self.pages[at][index].text
                for found in _MARK.finditer(text, letter if (at, index) == (page, row) else 0):
                    if _number(found[1] + "x") == label:
                        if mark:
                            text = text[: found.start()] + mark + text[found.end() :]
                            self.pages[at][index] = replace(self.pages[at][index], text=text)
                            self._behind = (at, index, found.start() + len(mark))
                        return True
        return False


def _number(text: str) -> int:
    """The raised number, or the one in a circle, with which a row begins; 0 for none."""
    found = _LABEL.match(text)
    return int(normalize("NFKC", found[1])) if found else 0
