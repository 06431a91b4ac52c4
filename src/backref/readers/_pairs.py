"""Where brackets close: a text -> what closes each of them, found in one pass and kept as numbers.

To look for the end of each by itself reads brackets within brackets as often as they are deep.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left


class Pairs:
    r"""The brackets of a text. `pattern` finds those that open and close, of one kind, what is passed over, and line
    ends, which close all that is open.

    >>> text = "[a [b] \\] c]"
    >>> pairs = Pairs(text, re.compile(r"\\.|[\[\]]"))
    >>> [pairs.closing(at) for at in (0, 3, 1)]
    [11, 5, -1]
    """

    def __init__(self, text: str, pattern: re.Pattern[str]) -> None:
        self._opened = array("L")
        self._closed = array("L")  # in the same order; 0 for what never closes
        waiting: list[int] = []
        for match in pattern.finditer(text):
            sign = match.group()
            if sign in "[{":
                waiting.append(len(self._opened))
                self._opened.append(match.start())
                self._closed.append(0)
            elif sign in "]}":
                if waiting:
                    self._closed[waiting.pop()] = match.start()
            elif sign[0] == "\n":
                for at in waiting:
                    self._closed[at] = match.start()
                waiting.clear()

    def closing(self, opening: int) -> int:
        """Return where the bracket at `opening` closes, -1 where it does not, or where there is none."""
        at = bisect_left(self._opened, opening)
        is_one = at < len(self._opened) and self._opened[at] == opening
        return (self._closed[at] or -1) if is_one else -1
