"""A page that is being converted: what it cites, with a place for each citation, until all of its works are known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..formats import html as reference_list
from ..project import cards
from ..project.configuration import Configuration
from ..project.library import Library
from ..project.quoted import Quoted
from ..text.escape import plain
from . import _host, _places
from ._cited import KeyedWork, missing
from ._clusters import CitedWork, has_commas
from ._places import HeldPlace
from ._sought import PageSource
from ._works import Works

MARK = re.compile(r"<!--\s*bibliography(?P<whole>:\s*all)?\s*-->")
_TAG = re.compile(r"<[^<>]*>")


class Held(NamedTuple):
    """A citation that waits for the list of works: its parts, whose keys are those of the library.

    One of which nothing is known has none, and is `missing`, as it was written.
    """

    parts: tuple[KeyedWork, ...]
    is_narrative: bool = False
    missing: str = ""


@dataclass
class CitingPage:
    """A page: the library that it cites from, in what style, and its source, in which warnings find their lines.

    `owner` is what converts it; texts that others convert meanwhile, such as docstrings, are filled in by the owner.
    `settings` are the project's. `lacking` are the keys that were told to be missing, `unread` is HTML that stands in
    its tree as its author wrote it; `has_works` says whether anything was cited that is known. An excerpt shows what
    another page holds: it has no list, nothing leads back to it, and what is wrong was told. `quoted` are the passages
    that the project keeps, `passages` those of this page as its cards show them, once it is converted.
    """

    library: Library
    style: str = ""
    owner: Any = None
    source: PageSource = field(default_factory=PageSource)
    settings: Configuration | None = None
    quoted: tuple[Quoted, ...] = ()
    passages: str = ""
    held: list[Held] = field(default_factory=list)
    has_works: bool = False
    is_excerpt: bool = False
    lacking: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def hold(self, printed: str, items: tuple[CitedWork, ...], *, is_narrative: bool = False) -> str | None:
        """Return what stands for a citation; None for a narrative one of which nothing is known."""
        parts = tuple(KeyedWork(item, self.library.key_of(item.key)) for item in items)
        lacking = [item.key for item, key in parts if key is None]
        if is_narrative and lacking:
            self._suggest(printed, items[0].key)
            return None
        if not self.is_excerpt and (lacking or len(parts) > 1):
            self._tell(printed, items, lacking)
        if len(lacking) == len(parts):
            self.held.append(Held((), missing=f"[{printed}]"))
        else:
            self.has_works = True
            self.held.append(Held(parts, is_narrative))
        return _places.mark(len(self.held) - 1)

    def _tell(self, printed: str, items: tuple[CitedWork, ...], lacking: list[str]) -> None:
        """Warn of works of which nothing is known, and of commas between keys."""
        has_comma = len(items) > 1 and has_commas(printed)
        place = self.source.place(printed) if lacking or has_comma else ""
        for key in lacking:
            self._lacks(place, key, self.library.advice(key))
        if place and has_commas(printed):
            _host.log().warning("%s: comma-between-keys: write ; between two works: [%s]", place, plain(printed))

    def _suggest(self, printed: str, key: str) -> None:
        """Warn of a word behind an "@" that is no key, and almost one; what resembles none is somebody's name."""
        near = "" if self.is_excerpt else self.library.nearest(key, is_name=True)
        if near:
            self._lacks(self.source.place(printed), key, f"no entry has this key; did you mean {near!r}?")

    def _lacks(self, place: str, key: str, advice: str) -> None:
        is_found = place.rpartition(":")[2].isdecimal()
        where = "" if is_found else " (it stands in what the page takes from elsewhere)"
        self.lacking.append(f"{place}: missing-key: {plain(key)}: {advice}{where}")
        _host.log().warning("%s", self.lacking[-1])

    def keys(self, html: str) -> list[tuple[str, bool]]:
        """Return the works that a page cites, in order, each as often as it does, and whether that is in its text: not
        in an `alt`.
        """
        return self._keys(_places.held(html))

    def _keys(self, places: list[HeldPlace]) -> list[tuple[str, bool]]:
        there = (place for place in places if place.number < len(self.held))
        return [(key, place.is_text) for place in there for _, key in self.held[place.number].parts if key is not None]

    def passages_for(self, html: str) -> str:
        """Return what the cards of a page show of its works' texts, which is told by the sentences that it prints."""
        if not self.quoted:
            return ""
        return cards.shown(self.quoted, {key: [reference_list.anchor(key)] for key, _ in self.keys(html)}, html)

    def filled(self, html: str, works: Works, address: str = "") -> str:
        """Return the page with its citations in place; `address` is the page of the list, if another."""
        return self._filled(html, _places.held(html), works, address)

    def cited(self, html: str, works: Works, others: Iterable[str]) -> str:
        """Return the page with its citations in place and its list, once `works` has counted them in, and then the
        others.
        """
        places = _places.held(html)
        works.avoid(html)
        works.cite(self._keys(places))
        works.cite((key, False) for key in others)
        return listed(self._filled(html, places, works, ""), works, works.list() if works else "")

    def _filled(self, html: str, places: list[HeldPlace], works: Works, address: str) -> str:
        times: dict[str, int] = defaultdict(int)
        made, end, linked = [], 0, _places.LinkPassed()
        for place in places:
            made.append(html[end : place.start])
            is_linked = linked.is_in(made[-1])
            end = place.end
            if place.number >= len(self.held):
                continue  # the page's author wrote an element of a number that there is not
            parts, is_narrative, lacking = self.held[place.number]
            counted = times if place.is_text and not self.is_excerpt else None
            shown = missing(lacking) if lacking else works.citation(parts, counted, address, is_narrative=is_narrative)
            shown = _places.unlinked(shown) if is_linked else shown
            made.append(shown if place.is_text else _TAG.sub("", shown))
        return "".join([*made, html[end:]])


def listed(html: str, works: Works, made: str) -> str:
    """Return the page with its list at its place, else at the mark; where nothing is cited, the mark is left."""
    if f"<p>{_places.LIST}</p>" in html:
        return html.replace(f"<p>{_places.LIST}</p>", made)
    return MARK.sub(lambda _: made, html, count=1) if works else html
