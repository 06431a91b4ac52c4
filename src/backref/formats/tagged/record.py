"""One tagged record while it is read: its values by tag, of which those that are taken are used up."""

from __future__ import annotations

from collections.abc import Iterable

from .._tagged import TaggedLine


class Untaken:
    """The values of a record that no attribute has taken yet.

    `has_none_of(tags)` says that none of them has a value: most records have few of all the tags that there are.
    """

    def __init__(self, record: Iterable[TaggedLine]) -> None:
        self._values: dict[str, list[str]] = {}
        self._places: dict[str, list[int]] = {}
        self._left: dict[str, set[str]] = {}  # of the tags of which a value was used up alone, those that were not
        for place, line in enumerate(record):
            if line.value:
                self._values.setdefault(line.tag, []).append(line.value)
                self._places.setdefault(line.tag, []).append(place)
        self.has_none_of = self._values.keys().isdisjoint

    def has(self, *tags: str) -> bool:
        """Say whether any of the tags has a value."""
        return not self.has_none_of(tags)

    def all(self, *tags: str) -> list[str]:
        """Return the values of the tags, in the order of these; they stay."""
        return [] if self.has_none_of(tags) else [value for tag in tags for value in self._of(tag)]

    def take(self, *tags: str) -> list[str]:
        """Return the values of the tags, and use them up."""
        return [] if self.has_none_of(tags) else [value for tag in tags for value in self._taken(tag)]

    def take_in_order(self, *tags: str) -> list[str]:
        """Return the values of the tags as they stand in the record, whose lines no one has used yet, and use them
        up.
        """
        placed = [each for tag in tags for each in zip(self._places.get(tag, ()), self._taken(tag), strict=False)]
        return [value for _, value in sorted(placed)]

    def first(self, *tags: str) -> str:
        """Return the first value of the first of the tags that has one, and use up what says the same."""
        if self.has_none_of(tags):
            return ""
        found = self.all(*tags)[0]
        for tag in tags:
            self.drop(tag, found)
        return found

    def drop(self, tag: str, value: str) -> None:
        """Use up one value of a tag, wherever it stands among its others."""
        if (values := self._values.get(tag)) is None:
            return
        left = self._left.get(tag)
        if left is None:
            left = self._left[tag] = set(values)
        left.discard(value)
        if not left:
            self._taken(tag)

    def put(self, tag: str, value: str) -> None:
        """Give one value back."""
        if tag in self._left:
            self._values[tag] = self._of(tag)
            del self._left[tag]
        self._values.setdefault(tag, []).append(value)

    def rest(self) -> dict[str, str]:
        """Return what is left, by tag; the values of one tag stand on lines of their own."""
        return {tag: "\n".join(dict.fromkeys(self._of(tag))) for tag in self._values}

    def _of(self, tag: str) -> list[str]:
        values, left = self._values.get(tag, []), self._left.get(tag)
        return values if left is None else [value for value in values if value in left]

    def _taken(self, tag: str) -> list[str]:
        values = self._of(tag)
        self._values.pop(tag, None)
        self._left.pop(tag, None)
        return values
