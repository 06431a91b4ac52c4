"""A page that is being converted: what it cites, with a place for each citation, until all of its works are known."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ..formats import html as reference_list
from ..project import cards, library
from ..project.configuration import Configuration
from ..project.library import Library
from ..project.quoted import Quoted
from ..text.escape import plain
from . import _host
from ._cited import KeyedWork, missing
from ._clusters import CitedWork, has_commas
from ._works import Works

_IN_TEXT = r'<span data-backref="(?P<number>\d{1,9})"></span>'
HELD = re.compile(rf"{_IN_TEXT}|\x02backref:(?P<bare>\d{{1,9}})\x03")
_HELD_IN_TEXT = re.compile(_IN_TEXT + "(?P<bare>)")  # which begins with letters, and so is found at once
MARK = re.compile(r"<!--\s*bibliography(?P<whole>:\s*all)?\s*-->")
TAG = re.compile(r"<[^<>]*>")


class Held(NamedTuple):
    """A citation that waits for the list of works: its parts, whose keys are those of the library."""

    parts: tuple[KeyedWork, ...]
    is_narrative: bool = False


@dataclass
class CitingPage:
    """A page: the library that it cites from, in what style, and its file, where one is known.

    `owner` is what converts it; texts that others convert meanwhile, such as docstrings, are filled in by the owner.
    `settings` are the project's. `source` is what warnings find their lines in. `lacking` are the keys that were told
    to be missing; `has_cited` says whether anything was put in place of a citation. An excerpt shows what another page
    holds: it has no list, nothing leads back to it, and what is wrong was told. `quoted` are the passages that the
    project keeps, `passages` those of this page as its cards show them, once it is converted.
    """

    library: Library
    style: str = ""
    owner: Any = None
    file: Path | None = None
    source: str | None = None
    settings: Configuration | None = None
    quoted: tuple[Quoted, ...] = ()
    passages: str = ""
    held: list[Held] = field(default_factory=list)
    has_cited: bool = False
    is_excerpt: bool = False
    lacking: list[str] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)

    def hold(self, printed: str, items: tuple[CitedWork, ...], *, is_narrative: bool = False) -> str | None:
        """Return the element that stands for a citation; None for a narrative one of which nothing is known."""
        parts = tuple(KeyedWork(item, self.library.key_of(item.key)) for item in items)
        lacking = [item.key for item, key in parts if key is None]
        if is_narrative and lacking:
            return None
        self.has_cited = True
        if not self.is_excerpt:
            self._tell(printed, items, lacking)
        if len(lacking) == len(parts):
            return missing(f"[{printed}]")
        self.held.append(Held(parts, is_narrative))
        return f'<span data-backref="{len(self.held) - 1}"></span>'

    def _tell(self, printed: str, items: tuple[CitedWork, ...], lacking: list[str]) -> None:
        """Warn of works of which nothing is known, and of commas between keys."""
        has_comma = len(items) > 1 and has_commas(printed)
        place = self._place(printed) if lacking or has_comma else ""
        for key in lacking:
            self.lacking.append(f"{place}: missing-key: {plain(key)}: {self.library.advice(key)}")
            _host.log().warning("%s", self.lacking[-1])
        if place and has_commas(printed):
            _host.log().warning("%s: comma-between-keys: write ; between two works: [%s]", place, plain(printed))

    def keys(self, html: str) -> list[tuple[str, bool]]:
        """Return the works that a page cites, in order, each as often as it does, and whether that is in its text: not
        in an `alt`.
        """
        held = ((self._held_by(match), bool(match["number"])) for match in _in(html).finditer(html))
        return [(key, is_text) for each, is_text in held if each for _, key in each.parts if key is not None]

    def passages_for(self, html: str) -> str:
        """Return what the cards of a page show of its works' texts, which is told by the sentences that it prints."""
        if not self.quoted:
            return ""
        return cards.shown(self.quoted, {key: [reference_list.anchor(key)] for key, _ in self.keys(html)}, html)

    def filled(self, html: str, works: Works, address: str = "") -> str:
        """Return the page with its citations in place; `address` is the page of the list, if another."""
        times: Counter[str] = Counter()

        def citation(match: re.Match[str]) -> str:
            held = self._held_by(match)
            if held is None:
                return ""
            counted = times if match["number"] and not self.is_excerpt else None
            made = works.citation(held.parts, counted, address, is_narrative=held.is_narrative)
            return made if match["number"] else TAG.sub("", made)

        return _in(html).sub(citation, html)

    def _held_by(self, match: re.Match[str]) -> Held | None:
        """The citation that an element stands for; None for one that the page's author wrote, of a number that there is
        not.
        """
        number = int(match[1] or match[2])
        return self.held[number] if number < len(self.held) else None

    def _place(self, printed: str) -> str:
        """Return "file:line" of a citation."""
        name = library.shown(self.file) if self.file else "-"
        if self.source is None and self.file:
            try:
                self.source = self.file.read_text(encoding="utf-8-sig")
            except (OSError, ValueError):
                self.source = ""
        source = self.source or ""
        at = source.find(printed, self._seen.get(printed, 0))
        if at < 0:
            return name
        self._seen[printed] = at + 1
        return f"{name}:{source.count(chr(10), 0, at) + 1}"


def _in(html: str) -> re.Pattern[str]:
    """The pattern of the elements in a page: where none stands in an attribute, the one that is found faster."""
    return HELD if "\x02backref:" in html else _HELD_IN_TEXT


def listed(html: str, works: Works, made: str) -> str:
    """Return the page with its list at the mark; where nothing is cited, the mark is left."""
    return MARK.sub(lambda _: made, html, count=1) if works else html
