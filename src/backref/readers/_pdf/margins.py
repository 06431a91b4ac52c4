"""What stands around the text of pages: running heads and feet, page numbers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from .printed import PrintedRow

_NUMBER = re.compile(
    r"(?!(?:1[89]|20)\d\d[.,;])\W*(?:page\s|p\.\s|s\.\s)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s?(?:/|of|von|de)\s?\d{1,4})?\W*",
    re.IGNORECASE,
)
_FIRST, _LAST = re.compile(r"\W?(\d{1,4})(?=\s|$|\W$)"), re.compile(r"(?:^|\s)(\d{1,4})\W?$")
_SAME = 3.0  # points: heads stand at one height
_FEW = 3  # pages that show where text stands and where it does not
_ENDS = 2  # rows at the top and at the bottom that can be heads and feet


def without_heads(pages: Sequence[Sequence[PrintedRow]]) -> list[list[PrintedRow]]:
    """Return the rows of each page without running heads and feet, and page numbers.

    A row at an end goes if other pages repeat it there, if it is a number, or if it holds the number that the page
    must have.
    """
    ends = [_ends(page) for page in pages]
    cores = Counter((_core(row.text), round(row.base / _SAME)) for end in ends for row in end)
    words = Counter(core for end in ends for core in {_core(row.text) for row in end})
    numbered = Counter(number - row.page for end in ends for row in end for number in _numbers(row.text))
    offset, count = max(numbered.items(), key=lambda item: item[1], default=(0, 0))
    often = max(2, len(pages) // 3)
    titles = {_core(row.text) for row in (pages[0] if pages else ())}
    kept = []
    for page, end in zip(pages, ends, strict=True):
        gone = set()
        bases = sorted(row.base for row in page)
        for row in end:
            core = _core(row.text)
            is_apart = _is_apart(row, bases)
            repeated = core and _near(cores, core, row) > 1 and (words[core] > often or is_apart)
            is_number = _NUMBER.fullmatch(row.text) is not None
            due = count > 1 and (is_apart or is_number) and row.page + offset in _numbers(row.text)
            repeated = repeated or (core in titles and is_apart and row.page > 0 and bool(core))
            if repeated or due or (is_number and (is_apart or len(pages) == 1)):
                gone.add(row)
        kept.append([row for row in page if row not in gone])
    return _within_text_block(kept)


def _within_text_block(pages: Sequence[Sequence[PrintedRow]]) -> list[list[PrintedRow]]:
    """Without what stands apart above or below everything that the other pages hold."""
    tops = [max((row.base for row in page), default=0.0) for page in pages]
    lows = [min((row.base for row in page), default=1e6) for page in pages]
    if len(pages) < _FEW:
        return [list(page) for page in pages]
    highest, lowest = sorted(tops, reverse=True), sorted(lows)
    found = []
    for at, page in enumerate(pages):
        high = highest[0] if highest[0] != tops[at] else highest[1]
        low = lowest[0] if lowest[0] != lows[at] else lowest[1]
        bases = sorted(row.base for row in page)
        found.append(
            [
                row
                for row in page
                if low - 0.5 * row.size <= row.base <= high + 0.5 * row.size or not _is_apart(row, bases)
            ]
        )
    return found


def _ends(page: Sequence[PrintedRow]) -> list[PrintedRow]:
    """The rows at the top and at the bottom of a page."""
    heights = sorted({round(row.base) for row in page}, reverse=True)
    outer = {*heights[:_ENDS], *heights[-_ENDS:]}
    return [row for row in page if round(row.base) in outer]


def _near(cores: Counter[tuple[str, int]], core: str, row: PrintedRow) -> int:
    at = round(row.base / _SAME)
    return sum(cores[core, at + step] for step in (-1, 0, 1))


def _is_apart(row: PrintedRow, bases: Sequence[float]) -> bool:
    """Whether there is more room between a row and the next one towards the middle of the page than between lines.
    `bases` are those of the page's rows, from the lowest on.
    """
    if row.base > (bases[0] + bases[-1]) / 2:
        at = bisect_left(bases, row.base - 2) - 1
    else:
        at = bisect_right(bases, row.base + 2)
    room = abs(bases[at] - row.base) if 0 <= at < len(bases) else 1000.0
    return room > 1.4 * row.size


def _numbers(text: str) -> set[int]:
    """The numbers with which a row begins and ends."""
    found = (_FIRST.match(text), _LAST.search(text))
    return {int(match[1]) for match in found if match}


def _core(text: str) -> str:
    return re.sub(r"[\d\W]+", " ", text).strip().casefold()
