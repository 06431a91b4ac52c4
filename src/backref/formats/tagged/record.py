"""One tagged record while it is read: its values by tag, of which those that are taken are used up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .._tagged import TaggedLine


class Untaken:
    """The values of a record that no attribute has taken yet."""

    def __init__(self, record: Iterable[TaggedLine]) -> None:
        self._values: dict[str, list[str]] = {}
        self._places: dict[str, list[int]] = {}
        for place, line in enumerate(record):
            if line.value:
                self._values.setdefault(line.tag, []).append(line.value)
                self._places.setdefault(line.tag, []).append(place)

    def has(self, *tags: str) -> bool:
        """Say whether any of the tags has a value: most records have few of all that there are."""
        return not self._values.keys().isdisjoint(tags)

    def all(self, *tags: str) -> list[str]:
        """Return the values of the tags, in the order of these; they stay."""
        if not self.has(*tags):
            return []
        return [value for tag in tags for value in self._values.get(tag, ())]

    def take(self, *tags: str) -> list[str]:
        """Return the values of the tags, and use them up."""
        return [value for tag in tags for value in self._values.pop(tag, ())]

    def take_in_order(self, *tags: str) -> list[str]:
        """Return the values of the tags as they stand in the record, whose lines no one has used yet, and use them
        up.
        """
        placed = [
            each for tag in tags for each in zip(self._places.get(tag, ()), self._values.pop(tag, ()), strict=False)
        ]
        return [value for _, value in sorted(placed)]

    def first(self, *tags: str) -> str:
        """Return the first value of the first of the tags that has one, and use up what says the same."""
        if not self.has(*tags):
            return ""
        found = self.all(*tags)[0]
        for tag in tags:
            self.drop(tag, found)
        return found

    def drop(self, tag: str, value: str) -> None:
        """Use up one value of a tag, wherever it stands among its others."""
        kept = [other for other in self._values.get(tag, ()) if other != value]
        if kept:
            self._values[tag] = kept
        else:
            self._values.pop(tag, None)

    def put(self, tag: str, value: str) -> None:
        """Give one value back."""
        self._values.setdefault(tag, []).append(value)

    def rest(self) -> dict[str, str]:
        """Return what is left, by tag; the values of one tag stand on lines of their own."""
        return {tag: "\n".join(dict.fromkeys(values)) for tag, values in self._values.items()}

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._values))
