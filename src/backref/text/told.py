"""How much of one kind is told of one text: every fault of a file that is a file, and the number of the others where
each letter of it is one.

A fault that is told costs a kilobyte, and a text can hold one in every six letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

P = TypeVar("P")

MOST, EACH = 1000, 50  # of each kind, and one more for so many characters


class Rest(NamedTuple, Generic[P]):
    """What of one kind was not told: where it begins, and how much it is."""

    kind: str
    place: P
    number: int

    @property
    def message(self) -> str:
        """What is said instead.

        >>> Rest("junk", 7, 1200).message
        'and 1,200 more like this from here on, which are not listed'
        """
        return f"and {self.number:,} more like this from here on, which are not listed"


class Tally(Generic[P]):
    """What is told of a text of some length.

    >>> told: Tally[int] = Tally(0, most=2)
    >>> [told.has_room("junk", at) for at in (3, 5, 7, 9)], list(told.rest())
    ([True, True, False, False], [Rest(kind='junk', place=7, number=2)])
    """

    def __init__(self, length: int, *, most: int = MOST) -> None:
        self._most = most + length // EACH
        self._seen: dict[str, int] = {}
        self._first: dict[str, P] = {}  # the first of those that are not told

    def has_room(self, kind: str, place: P) -> bool:
        """Say whether one more of a kind is told; if not, it is counted."""
        seen = self._seen[kind] = self._seen.get(kind, 0) + 1
        if seen <= self._most:
            return True
        self._first.setdefault(kind, place)
        return False

    def rest(self) -> Iterator[Rest[P]]:
        """Yield what was counted."""
        for kind, place in self._first.items():
            yield Rest(kind, place, self._seen[kind] - self._most)
