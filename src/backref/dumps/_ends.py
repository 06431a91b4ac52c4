"""Where the elements of a long text end: looked for once, however many begin."""

from __future__ import annotations


class ElementEnds:
    """Where elements end, each looked for once: as far as a text was looked through for an end, and where the next
    is.
    """

    def __init__(self) -> None:
        self._looked: dict[str, int] = {}
        self._next: dict[str, int] = {}

    def find(self, text: str, tag: str, at: int) -> int:
        """Return where the first end of a tag is from there on, -1 where there is none; `at` does not go back."""
        if (known := self._next.get(tag, -1)) >= at:
            return known
        found = text.find(f"</{tag}>", max(self._looked.get(tag, 0), at))
        self._next[tag] = found
        self._looked[tag] = found if found >= 0 else max(0, len(text) - 64)
        return found

    def move(self, by: int) -> None:
        """Say that the text lost its beginning."""
        self._looked = {tag: max(0, place - by) for tag, place in self._looked.items()}
        self._next = {tag: place - by for tag, place in self._next.items()}
