"""A run of tokens -> the span of its field: without separators, quotes around the whole, and marks that have no
partner.
"""

from __future__ import annotations

import re
from functools import partial

from ..model import Span

_TRIM_START = frozenset(" \t\r\n\u00a0,;:.)]}–—-•·|/\\^*†=_，、。；：．،؛）］】〕")
_TRIM_END = frozenset(" \t\r\n\u00a0,;:/-–—([{|=_，、。；：．،؛（［【〔")
_CLOSED = {"(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "【": "】", "〔": "〕"}
_PAIRS = {close: mark for mark, close in _CLOSED.items()}
# What may be at the other end of a text in quotes.
_QUOTES = {
    '"': '"”“', "“": "”\"“", "”": "“\"„”", "„": "“”\"", "«": "»", "»": "«", "‘": "’'", "’": "‘'’", "'": "'’", "`": "'´", "´": "`",
    "「": "」", "」": "「", "『": "』", "』": "『", "《": "》", "》": "《", "〈": "〉", "〉": "〈",
}  # fmt: skip
_ENDS_NAMES = re.compile(
    r"(?:\b[^\W\d_]{1,2}|\b(?:al|Jr|Sr|sod|sar|wsp|ark|kol|cols?|coll|соавт|съавт|сар|mfl|dkk|kt|Chr|Joh|Jos|Geo|Chas|Thos|Heinr|Wilh|Friedr|Ferd|Herm|Ludw)|…|\.\s?\.)\.$"
)
_APOSTROPHE = re.compile("’")
_TITLES = frozenset(("title", "container-title"))
_ASKED = frozenset("?!")
_BLANKS = frozenset(" \u00a0\u202f\u2009")
_NAMES = frozenset(("author", "editor", "translator"))
_span = partial(tuple.__new__, Span)  # of a tuple, without a call of Python's


def trimmed(raw: str, start: int, end: int, label: str) -> Span:
    """Return the part without separators, quotes around the whole or with no partner, and brackets with no partner, at
    both ends.

    >>> raw = "(2015). “Heat.” Spine"
    >>> trimmed(raw, 0, 7, "date").of(raw), trimmed(raw, 8, 15, "title").of(raw)
    ('(2015)', 'Heat')
    """
    while start < end and raw[start] in _TRIM_START:
        start += 1
    if label in _TITLES and raw[end + 1 : end + 2] in _ASKED and raw[end] in _BLANKS:
        end += 2  # French prints a blank before the mark
    while start < end and ((last := raw[end - 1]) in _TRIM_END or (last == "." and _is_stop(raw, start, end, label))):
        end -= 1
    if start < end and raw[start].isalnum() and (last == "." or last.isalnum()):
        return _span((start, end))
    return _partnered(raw, start, end, label)


def _partnered(raw: str, start: int, end: int, label: str) -> Span:
    held = _Held(raw, start, end)
    while start < end:
        first, last = raw[start], raw[end - 1]
        if (
            last in _TRIM_END
            or (last == "." and _is_stop(raw, start, end, label))
            or (last in _PAIRS and held[last] > held[_PAIRS[last]])
        ):
            held.lose(last)
            end -= 1
        elif first in _CLOSED and held[first] > held[_CLOSED[first]]:
            held.lose(first)
            start += 1
        elif first in _QUOTES and end - start > 2 and _is_pair(first, last, held):
            held.lose(first)
            held.lose(last)
            start, end = start + 1, end - 1
        elif first in _QUOTES and _is_lone(raw, start, start, held):
            held.lose(first)
            start += 1
        elif last in _QUOTES and _is_lone(raw, end - 1, start, held):
            held.lose(last)
            end -= 1
        elif first in _TRIM_START:
            held.lose(first)
            start += 1
        else:
            break
    return Span(start, end)


class _Held(dict[str, int]):
    """How often each mark stands in a part of the text; counted once, however much is cut from the ends."""

    def __init__(self, raw: str, start: int, end: int) -> None:
        self._part = (raw, start, end)
        self._lost: list[str] = []

    def __missing__(self, mark: str) -> int:
        raw, start, end = self._part
        self[mark] = raw.count(mark, start, end) - self._lost.count(mark)
        if mark == "’" and self[mark] > 1:  # "soldier’s" has an apostrophe
            self[mark] -= sum(
                raw[at.start() - 1].isalnum() and raw[at.end() : at.end() + 1].isalnum()
                for at in _APOSTROPHE.finditer(raw, start + 1, end - 1)
            )
        return self[mark]

    def lose(self, mark: str) -> None:
        """Say that one mark was cut off."""
        self._lost.append(mark)
        if mark in self:
            self[mark] -= 1


def _is_pair(first: str, last: str, held: _Held) -> bool:
    return last in _QUOTES[first] and held[first] + held[last] == (2 if first != last else 4)


def _is_lone(raw: str, at: int, start: int, held: _Held) -> bool:
    """Whether the quote at an end has no partner within: an apostrophe ("dogs’", "l’art") has none and needs none."""
    mark = raw[at]
    if mark in "'’‘" and at != start:
        return not held["‘"] and not raw[at - 1].isalnum()
    return not any(held[partner] - (partner == mark) for partner in _QUOTES[mark])


def _is_stop(raw: str, start: int, end: int, label: str) -> bool:
    """Whether the last full stop ends the field: not that of an initial, "et al." or an abbreviation."""
    if label in _NAMES:
        return not _ENDS_NAMES.search(raw, max(start, end - 9), end)
    if label == "edition":
        return False
    before = raw[end - 3] if end - 3 >= start else " " if (start, end) == (0, 2) else ""
    return not ((before == "." or before.isspace()) and raw[end - 2].isalnum() and not raw[end - 2].isdecimal())
