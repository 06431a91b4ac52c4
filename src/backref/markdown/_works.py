"""What stands in a page: its citations in one of three notations, and its list of works. References -> HTML,
escaped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from .. import styles
from ..fields import ids
from ..formats import html as reference_list
from ..model import Bibliography, Identifier, Reference
from ..project import assets
from ..project.library import Library
from ..text import links
from ..text.escape import markup
from . import _labels
from ._clusters import CitedWork

Notation = Literal["numeric", "footnote", "author-date"]
NOTATIONS: tuple[Notation, ...] = ("numeric", "footnote", "author-date")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_EMPHASIS = re.compile(r"\*([^*]+)\*|(?<!\w)_([^_]+)_(?!\w)")
MISSING = '<span class="backref-missing"'
RETRACTED = f'<strong class="{assets.RETRACTED_CLASS}" title="This work was retracted.">{assets.RETRACTED}</strong>'


class KeyedWork(NamedTuple):
    """One work of a citation, and its key in the library; None where nothing is known of it."""

    item: CitedWork
    key: str | None


class Works:
    """The works that a page, or a site, cites, numbered as they first appear."""

    def __init__(
        self, library: Library, notation: Notation, style: str, *, has_cards: bool, has_backlinks: bool = False
    ) -> None:
        self._library = library
        self._notation = notation
        self._style = style
        self._manner = _labels.manner(style)
        self._kept: dict[str, styles.PrintedWork] = library.kept.setdefault(("styles", style), {})
        self._texts: dict[styles.PrintedEntry, str] = library.kept.setdefault(("markdown", style), {})
        self._has_cards = has_cards
        self._has_backlinks = has_backlinks
        self._numbers: dict[str, int] = {}
        self._places: dict[str, list[tuple[str, int]]] = {}
        self._lines: Mapping[str, styles.PrintedEntry] = {}
        self._labels: Mapping[str, str] = {}
        self._years: Mapping[str, str] = {}

    def cite(self, keys: Iterable[tuple[str, bool]], page: str = "") -> None:
        """Count works in that a page cites: each time that it does, in order, and whether that place can be led back
        to.
        """
        times: Counter[str] = Counter()
        for key, is_place in keys:
            if is_place:
                times[key] += 1
                self._places.setdefault(key, []).append((page, times[key]))
            if key not in self._numbers:
                self._numbers[key] = len(self._numbers) + 1
                self._labels = {}
                self._lines = {}

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def citation(
        self,
        parts: Sequence[KeyedWork],
        times: Counter[str] | None = None,
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
                made.append(f"{_before(item.prefix)}{missing(_as_written(item))}{_said(item.suffix)}")
                continue
            is_year = item.is_bare and self._notation == "author-date"
            label = self._years[key] if is_year else self._labels[key]
            made.append(f"{_before(item.prefix)}{self._link(key, label, times, address)}{_said(item.suffix)}")
        match self._notation:
            case "footnote":
                return f'<sup class="backref-citation">{", ".join(made)}</sup>'
            case "numeric":
                joined = "; ".join(made) if any(item.prefix or item.suffix for item, _ in parts) else ", ".join(made)
                return f'<span class="backref-citation">[{joined}]</span>'
            case _:
                return f'<span class="backref-citation">({"; ".join(made)})</span>'

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
            if line not in self._texts:
                text = reference_list.entry(line)
                self._texts[line] = f"{text}{self._links(key, text)}"
            back = self._back(key, address_of) if address_of else ""
            anchor = markup(reference_list.anchor(key))
            entries[key] = f'<p id="{anchor}">{self._texts[line]}{back}</p>'
        return entries

    def _label(self) -> None:
        """Settle what each work is called in the text: its number in the list, or its authors and year with its
        letter.
        """
        if self._labels:
            return
        found = ((key, self._library.references[key]) for key in self._numbers)
        cited = [r if r.id == key else r.model_copy(update={"id": key}) for key, r in found]
        made = styles.lines(Bibliography.of(tuple(cited)), self._style, self._kept)
        self._lines = {line.key: line for line in made}
        if self._notation != "author-date":
            printed = {key: re.search(r"\d+", line.label) for key, line in self._lines.items()}
            self._labels = {key: found[0] if found else str(at) for at, (key, found) in enumerate(printed.items(), 1)}
            return
        letters = styles.year_suffixes(cited, self._lines)
        joining, parting = self._manner
        self._years = {r.id: f"{_labels.year(r)}{letters[r.id]}" for r in cited}
        self._labels = {r.id: f"{styles.parts.who(r, joining)}{parting}{self._years[r.id]}" for r in cited}

    def _narrative(self, item: CitedWork, key: str, times: Counter[str] | None, address: str) -> str:
        reference: Reference = self._library.references[key]
        who = "" if item.is_bare else markup(styles.parts.who(reference))
        if self._notation == "author-date":
            year = f"({self._link(key, self._years[key], times, address)}{_said(item.suffix)})"
            return f'<span class="backref-citation">{f"{who} " if who else ""}{year}</span>'
        gap = " " if who and self._notation == "numeric" else ""
        return f"{who}{gap}{self.citation([KeyedWork(item, key)], times, address)}"

    def _link(self, key: str, label: str, times: Counter[str] | None, address: str) -> str:
        mark = f" {RETRACTED}" if self._library.is_retracted(key) else ""
        target = markup(f"{address}#{reference_list.anchor(key)}")
        title = "" if self._has_cards else f' title="{markup(styles.bare(self._lines[key]))}"'
        if self._has_backlinks and times is not None:
            times[key] += 1
            title += f' id="{markup(_cited_anchor(key, times[key]))}"'
        return f'<a href="{target}"{title}>{markup(label)}</a>{mark}'

    def _links(self, key: str, text: str) -> str:
        made = []
        reference = self._library.references[key]
        known = (("doi", "DOI", reference.doi), ("pmid", "PubMed", reference.pmid), ("arxiv", "arXiv", reference.arxiv))
        for scheme, name, value in known:
            address = ids.link(Identifier(scheme, value)) if value else None
            is_there = (
                not address or f'href="{markup(address)}"' in text or (scheme == "doi" and "doi.org/" in text)
            ) or (scheme == "arxiv" and reference.doi)
            if address and not is_there:
                made.append(f" {links.html_link(address, name)}")
        return "".join(made) + (f" {RETRACTED}" if self._library.is_retracted(key) else "")

    def _back(self, key: str, address_of: Callable[[str], str]) -> str:
        """Where the work is cited: an arrow for one place, else an arrow and a number for each."""
        places = self._places.get(key, [])
        made = []
        for number, (page, time) in enumerate(places, 1):
            address = markup(f"{address_of(page)}#{_cited_anchor(key, time)}")
            mark = "↩" if len(places) == 1 else str(number)
            label = "Back to the citation" if len(places) == 1 else f"Back to citation {number}"
            made.append(f'<a href="{address}" aria-label="{label}">{mark}</a>')
        arrow = "↩ " if len(places) > 1 else ""
        return f' <span class="backref-back">{arrow}{" ".join(made)}</span>' if made else ""


def missing(printed: str) -> str:
    """Return the HTML of a citation of which nothing is known, as it was written."""
    return f'{MISSING} title="No entry has this key.">{markup(printed)}</span>'


def _as_written(item: CitedWork) -> str:
    key = f"@{item.key}" if re.fullmatch(r"\w[\w:.#$%&+?<>~/-]*", item.key) else f"@{{{item.key}}}"
    return f"{'-' if item.is_bare else ''}{key}"


def _cited_anchor(key: str, time: int) -> str:
    return f"cite-{reference_list.anchor(key).removeprefix('ref-')}-{time}"


def _before(prefix: str) -> str:
    return f"{_said(prefix)} " if prefix else ""


def _said(text: str) -> str:
    strong = _STRONG.sub(r"<strong>\1</strong>", markup(text))
    return _EMPHASIS.sub(lambda match: f"<em>{match[1] or match[2]}</em>", strong)
