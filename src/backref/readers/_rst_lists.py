"""The numbers of the lists of reStructuredText: what an item prints -> its label. "#." counts on by itself.

Source: docutils, reStructuredText Markup Specification, "Enumerated Lists" (read 2026-11).
"""

from __future__ import annotations

import re


class ListNumbers:
    """The lists that are open, by how far they are indented, and the last number of each."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}

    def label(self, marked: re.Match[str], indent: int) -> str:
        """Return the label of an item: its number, the next one for "#.", "" for a letter or a bullet."""
        self.leave(indent + 1)
        if printed := marked["number"] or marked["round"]:
            self._last[indent] = int(printed)
            return str(int(printed))
        if marked["auto"] is None:
            self._last.pop(indent, None)
            return ""
        self._last[indent] = self._last.get(indent, 0) + 1
        return str(self._last[indent])

    def leave(self, indent: int) -> None:
        """End the lists that stand at this indentation or further in."""
        self._last = {column: last for column, last in self._last.items() if column < indent}
