"""The works of a library as one style prints them: what is the same on every page is made once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from .. import styles
from ..formats import html as reference_list
from ..model import Bibliography, Entry, Reference
from ..project.library import Library
from ..text.escape import markup
from ._reached import RETRACTED, CitedPlaces, identified


class PrintedLibrary:
    """Works by their keys in the library, in one style."""

    def __init__(self, library: Library, style: str) -> None:
        self._library = library
        self._style = style
        self._numbered = "" if styles.is_file(style) else styles.by_name(style).numbered
        self._lines: dict[tuple[int, str], styles.PrintedEntry] = {}
        self._entries: dict[str, Entry] = {}
        self._kept: dict[str, styles.PrintedWork] = {}
        self._alone: dict[str, styles.PrintedEntry] = {}
        self._whole: styles.AloneWorks | None = None
        self._texts: dict[tuple[str, str], str] = {}
        self._titles: dict[styles.PrintedEntry, str] = {}
        self._places: dict[str, CitedPlaces] = {}

    @classmethod
    def of(cls, library: Library, style: str) -> Self:
        """Return what a library keeps for a style."""
        kept = library.kept
        if ("markdown", style) not in kept:
            kept["markdown", style] = cls(library, style)
        found: Self = kept["markdown", style]
        return found

    def reference(self, key: str) -> Reference:
        """Return the work, whose `id` is the key."""
        return self._entry(key).reference

    def lines(self, keys: Iterable[str]) -> list[styles.PrintedEntry]:
        """Return the entries of works in the order of the style."""
        if self._numbered:  # each entry is what it is, whatever the others are
            return [self._lines.get(at) or self._line(*at) for at in enumerate(keys, 1)]
        keys = tuple(keys)
        return self._of_file(keys) or self._printed(keys)

    def _of_file(self, keys: tuple[str, ...]) -> list[styles.PrintedEntry] | None:
        """The entries in the style of a CSL file, where what was printed once for all works serves."""
        if not styles.is_file(self._style):
            return None
        if self._whole is None or not self._whole.is_of_now():
            entries = tuple(map(self._entry, self._library.references))
            self._whole = styles.alone(Bibliography.made({"entries": entries}), self._style)
        return None if any(self._library.references[key].verdict for key in keys) else self._whole.lines(keys)

    def _line(self, number: int, key: str) -> styles.PrintedEntry:
        if key not in self._alone:
            self._alone[key] = self._printed([key])[0]
        made = styles.PrintedEntry(key, self._numbered.format(number), self._alone[key].text)
        return self._lines.setdefault((number, key), made)

    def _printed(self, keys: Iterable[str]) -> list[styles.PrintedEntry]:
        entries = tuple(map(self._entry, keys))
        return styles.lines(Bibliography.made({"entries": entries}), self._style, self._kept)

    def suffixes(self, keys: Iterable[str], lines: dict[str, styles.PrintedEntry]) -> dict[str, str]:
        """Return the letter behind the year of each work in a list."""
        return styles.year_suffixes([self.reference(key) for key in keys], lines, self._kept)

    def text(self, line: styles.PrintedEntry) -> str:
        """Return an entry as HTML, with the links that it lacks and the mark of a retracted work."""
        at = line.key, line.text
        if at not in self._texts:
            text = reference_list.entry(styles.PrintedEntry(line.key, "", line.text))
            self._texts[at] = (
                f"{text}{identified(self._library.references[line.key], text)}{self.places(line.key).mark}"
            )
        return f"{markup(line.label)} {self._texts[at]}" if line.label else self._texts[at]

    def title(self, line: styles.PrintedEntry) -> str:
        """Return an entry as text for an attribute."""
        if line not in self._titles:
            self._titles[line] = markup(styles.bare(line))
        return self._titles[line]

    def places(self, key: str) -> CitedPlaces:
        """Return how a work is reached, and its mark."""
        if key not in self._places:
            anchor = markup(reference_list.anchor(key))
            mark = f" {RETRACTED}" if self._library.is_retracted(key) else ""
            self._places[key] = CitedPlaces(anchor, f"cite-{anchor.removeprefix('ref-')}", mark)
        return self._places[key]

    def _entry(self, key: str) -> Entry:
        if key not in self._entries:
            found = self._library.references[key]
            own = found if found.id == key else found.model_copy(update={"id": key})
            self._entries[key] = Entry.made({"key": key, "reference": own})
        return self._entries[key]
