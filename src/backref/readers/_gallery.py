"""Examples of sphinx-gallery: Python files whose comments are reStructuredText. Source -> the places of those comments.

Source: sphinx-gallery, "Structuring Python scripts for Sphinx-Gallery" (read 2026-11): a line of 20 "#" or more, "# %%"
or "#%%" begins a block of text that goes on as long as lines are comments.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from ..model import Document, Problem
from ._builder import Builder

_OPENING = re.compile(r"^(?:#{20,}+|#[ \t]?%%[^\n]*+)[ \t\r]*+\n(?P<lines>(?:#[^\n]*+(?:\n|\Z))++)", re.MULTILINE)
_SIGN = re.compile(r"^#[ \t]?", re.MULTILINE)


def comments(source: str) -> Iterator[tuple[int, int]]:
    """Yield where the text blocks of an example stand, signs of comments included.

    >>> source = "# %%\\n# It helps [1]_.\\nx = 1  # no text\\n"
    >>> [source[start:end] for start, end in comments(source)]
    ['# It helps [1]_.\\n']
    """
    for match in _OPENING.finditer(source):
        yield match.span("lines")


class Uncommented(Builder):
    """A builder of a file whose comments are read as text: who reads its source sees blanks for the signs of
    comments.
    """

    def __init__(self, source: str, name: str) -> None:
        self._signs = [sign.span() for place in comments(source) for sign in _SIGN.finditer(source, *place)]
        self._starts = [start for start, _ in self._signs]
        self._printed = source
        super().__init__(_blanked(source, self._signs), name)

    def copy(self, start: int, end: int) -> None:
        """Add `source[start:end]`; the blanks for signs are made up."""
        for sign, behind in self._signs[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            super().copy(start, sign)
            self.insert(" " * (min(behind, end) - sign), sign, min(behind, end) - sign)
            start = min(behind, end)
        super().copy(start, end)

    def document(self, problems: tuple[Problem, ...] = ()) -> Document:
        """Return the finished document of the file as it is printed."""
        return replace(super().document(problems), source=self._printed)


def _blanked(source: str, places: list[tuple[int, int]]) -> str:
    pieces = []
    at = 0
    for start, end in places:
        pieces += [source[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, source[at:]])
