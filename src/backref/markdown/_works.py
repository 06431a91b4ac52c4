"""What stands in a page: its citations in one of three notations, and its list of works. References -> HTML,
escaped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from html import unescape

from .. import styles
from ..project.library import Library
from ..text.escape import markup
from . import _labels
from ._cited import KeyedWork, Notation, before, cluster, said, unknown
from ._clusters import CitedWork
from ._library import PrintedLibrary

_IDS = re.compile(r'\sid="(ref-[^"]*)"')


class Works:
    """The works that a page, or a site, cites, numbered as they first appear."""

    def __init__(
        self, library: Library, notation: Notation, style: str, *, has_cards: bool, has_backlinks: bool = False
    ) -> None:
        self._notation = notation
        self._manner = _labels.manner(style)
        self._library = PrintedLibrary.of(library, style)
        self._has_cards = has_cards
        self._has_backlinks = has_backlinks
        self._places: dict[str, list[tuple[str, int]]] = {}  # of each work, in the order in which they are numbered
        self._lines: dict[str, styles.PrintedEntry] = {}
        self._labels: dict[str, _labels.Label] = {}
        self._taken: frozenset[str] = frozenset()

    def avoid(self, html: str) -> None:
        """Give no entry an `id` that the page of the list has, such as that of a heading."""
        if 'id="ref-' in html:
            self._taken = frozenset(map(unescape, _IDS.findall(html)))

    def _anchor(self, key: str) -> str:
        anchor = self._library.places(key).anchor
        while self._taken and unescape(anchor) in self._taken:
            anchor += "_"
        return anchor

    def cite(self, keys: Iterable[tuple[str, bool]], page: str = "") -> None:
        """Count works in that a page cites: each time that it does, in order, and whether that place can be led back
        to.
        """
        times: dict[str, int] = defaultdict(int)
        for key, is_place in keys:
            if key not in self._places:
                self._places[key] = []
                self._labels = {}
            if is_place:
                times[key] += 1
                self._places[key].append((page, times[key]))

    def __bool__(self) -> bool:
        return bool(self._places)

    def citation(
        self,
        parts: Sequence[KeyedWork],
        times: dict[str, int] | None = None,
        address: str = "",
        *,
        is_narrative: bool = False,
    ) -> str:
        """Return the HTML of one citation. `address` is the page of the list, if another.

        `times` counts how often this page cited each work before; without it, no citation can be led back to.
        """
        self._label()
        if is_narrative and parts[0].key is not None:
            return self._narrative(parts[0].item, parts[0].key, times, address)
        made = []
        for item, key in parts:
            if key is None:
                made.append(f"{before(item.prefix)}{unknown(item)}{said(item.suffix)}")
                continue
            label = self._labels[key].year if item.is_bare else self._labels[key].whole
            made.append(f"{before(item.prefix)}{self._link(key, label, times, address)}{said(item.suffix)}")
        return cluster(self._notation, made, has_words=any(item.prefix or item.suffix for item, _ in parts))

    def list(self, address_of: Callable[[str], str] = str) -> str:
        """Return the list of the works as HTML, with links to DOI and PubMed, a mark on retracted ones, and the way
        back.

        `address_of` returns how a page that cites is reached from that of the list.
        """
        entries = self._entries(address_of if self._has_backlinks else None)
        return "\n".join(['<div class="references backref-references">', *entries.values(), "</div>\n"])

    def cards(self, keys: Iterable[str]) -> str:
        """Return the entries of works as HTML that shows nothing: for a page whose list stands on another."""
        entries = self._entries(None)
        shown = (entries[key] for key in dict.fromkeys(keys))
        return "\n".join(['<template class="backref-cards">', *shown, "</template>\n"])

    def _entries(self, address_of: Callable[[str], str] | None) -> dict[str, str]:
        """The entry of each work, in the order of the list."""
        self._label()
        entries = {}
        for key, line in self._lines.items():
            back = self._back(key, address_of) if address_of else ""
            entries[key] = f'<p id="{self._anchor(key)}">{self._library.text(line)}{back}</p>'
        return entries

    def _label(self) -> None:
        """Settle what each work is called in the text: its number in the list, or its authors and year with its
        letter.
        """
        if self._labels:
            return
        self._lines = {line.key: line for line in self._library.lines(self._places)}
        is_named = self._notation == "author-date"
        named = _labels.names(self._places, self._lines, self._library, self._manner) if is_named else None
        self._labels = _labels.numbers(self._lines) if named is None else named

    def _narrative(self, item: CitedWork, key: str, times: dict[str, int] | None, address: str) -> str:
        who = "" if item.is_bare else markup(styles.parts.who(self._library.reference(key)))
        if self._notation == "author-date":
            year = f"({self._link(key, self._labels[key].year, times, address)}{said(item.suffix)})"
            return f'<span class="backref-citation">{f"{who} " if who else ""}{year}</span>'
        gap = " " if who and self._notation == "numeric" else ""
        return f"{who}{gap}{self.citation([KeyedWork(item, key)], times, address)}"

    def _link(self, key: str, label: str, times: dict[str, int] | None, address: str) -> str:
        places = self._library.places(key)
        title = "" if self._has_cards else f' title="{self._library.title(self._lines[key])}"'
        if self._has_backlinks and times is not None:
            times[key] += 1
            title += f' id="{places.cited}-{times[key]}"'
        return f'<a href="{markup(address) if address else ""}#{self._anchor(key)}"{title}>{label}</a>{places.mark}'

    def _back(self, key: str, address_of: Callable[[str], str]) -> str:
        """Where the work is cited: an arrow for one place, else an arrow and a number for each."""
        places, cited = self._places.get(key, []), self._library.places(key).cited
        made = []
        for number, (page, time) in enumerate(places, 1):
            address = f"{markup(at) if (at := address_of(page)) else ''}#{cited}-{time}"
            mark = "↩" if len(places) == 1 else str(number)
            label = "Back to the citation" if len(places) == 1 else f"Back to citation {number}"
            made.append(f'<a href="{address}" aria-label="{label}">{mark}</a>')
        arrow = "↩ " if len(places) > 1 else ""
        return f' <span class="backref-back">{arrow}{" ".join(made)}</span>' if made else ""
