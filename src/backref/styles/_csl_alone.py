"""The works of a library in the style of a CSL file, for the lists of many pages: pandoc runs once for all of them.

A work is printed as it stands where no other is like it. Where works of a list change each other - letters behind a
year, a dash for an author who was named above - the list is made by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

from ..errors import StyleError
from ..model import Bibliography, Reference
from . import _csl
from ._printed import PrintedEntry

_MOST = 1500  # works: pandoc's time for a list is quadratic in some styles
_NUMBER = re.compile(r"\d+")
# What makes the names and years of a work depend on the others.
_AMONG_OTHERS = {
    "citation": ("disambiguate-add-year-suffix", "disambiguate-add-names", "disambiguate-add-givenname"),
    "bibliography": ("subsequent-author-substitute",),
}


class AloneWorks:
    """Works as a style prints each alone, by their keys, in the order of the style."""

    def __init__(self, bibliography: Bibliography, path: str) -> None:
        self._references = {entry.key: entry.reference for entry in bibliography.entries}
        self._path = path
        self._style = _csl.read(Path(path))
        self._is_numbered = _csl.is_numbered(path)
        self._is_sorted = self._style.find(f"{_csl.NAMESPACE}bibliography/{_csl.NAMESPACE}sort") is not None
        self._lines = self._printed(bibliography)
        self._place = {key: at for at, key in enumerate(self._lines)}

    def is_of_now(self) -> bool:
        """Whether the style is still what it was."""
        return _csl.read(Path(self._path)) is self._style

    def lines(self, keys: Sequence[str]) -> list[PrintedEntry] | None:
        """Return the list of some of the works; None where it must be made by itself."""
        if not self._lines.keys() >= set(keys) or (not self._is_numbered and self._are_alike(keys)):
            return None
        ordered = sorted(keys, key=self._place.__getitem__) if self._is_sorted else keys
        found = [self._lines[key] for key in ordered]
        if not self._is_numbered:
            return found
        return [
            PrintedEntry(line.key, _NUMBER.sub(str(at), line.label, count=1), line.text)
            for at, line in enumerate(found, 1)
        ]

    def _printed(self, bibliography: Bibliography) -> dict[str, PrintedEntry]:
        """Each work in the order of the style; none where that order or a label is of the whole list alone."""
        if not 0 < len(bibliography.entries) <= _MOST or self._has_odd_order():
            return {}
        style = deepcopy(self._style)
        is_dashed = False
        for name, attributes in _AMONG_OTHERS.items():
            for element in style.iterfind(f"{_csl.NAMESPACE}{name}"):
                taken = [element.attrib.pop(attribute, None) for attribute in attributes]
                is_dashed = is_dashed or (name == "bibliography" and any(taken))
        if is_dashed and self._is_numbered:
            return {}
        try:
            lines = _csl.listed(bibliography, style, self._path)
        except StyleError:  # an entry that pandoc cannot print is told of where it is cited
            return {}
        labels = (_NUMBER.search(line.label) for line in lines)
        numbers = [match and int(match[0]) for match in labels]
        fits = numbers == list(range(1, len(lines) + 1)) if self._is_numbered else not any(line.label for line in lines)
        return {line.key: line for line in lines} if fits else {}

    def _has_odd_order(self) -> bool:
        """Whether the list is sorted by the order of citations, or backwards by it."""
        sort = self._style.find(f"{_csl.NAMESPACE}bibliography/{_csl.NAMESPACE}sort")
        return sort is not None and any(key.get("variable") == "citation-number" for key in sort)

    def _are_alike(self, keys: Sequence[str]) -> bool:
        """Whether two of the works begin with the same name, or with none: they may be told apart by letters."""
        first = [_first(self._references[key]) for key in keys]
        return len(set(first)) < len(first)


def _first(reference: Reference) -> str:
    people = reference.author or reference.editor or reference.translator
    name = people[0].family or people[0].literal or people[0].given or "" if people else ""
    return "".join(filter(str.isalnum, name.casefold()))
