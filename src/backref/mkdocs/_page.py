"""What stands in a page: its citations in one of three notations, and its list of works. References -> HTML, escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from .. import styles
from ..fields import ids, names, titles
from ..formats import html as reference_list
from ..model import Bibliography, Identifier, Reference
from ..project.library import Library
from ..text import links
from ..text.escape import markup
from ._clusters import Item

Notation = Literal["numeric", "footnote", "author-date"]
NOTATIONS: tuple[Notation, ...] = ("numeric", "footnote", "author-date")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_EMPHASIS = re.compile(r"\*([^*]+)\*|(?<!\w)_([^_]+)_(?!\w)")
MISSING = '<span class="backref-missing"'
RETRACTED = '<strong class="backref-retracted" title="This work was retracted.">retracted</strong>'


class Works:
    """The works that a page, or a site, cites, numbered as they first appear."""

    def __init__(self, library: Library, notation: Notation, style: str, *, has_cards: bool) -> None:
        self._library = library
        self._notation = notation
        self._style = style
        self._has_cards = has_cards
        self._numbers: dict[str, int] = {}
        self._lines: Mapping[str, styles.Line] = {}
        self._labels: Mapping[str, str] = {}
        self._years: Mapping[str, str] = {}
        self._entries: Mapping[str, str] = {}

    def cite(self, keys: Iterable[str]) -> None:
        """Count works in that are cited now."""
        for key in keys:
            if key not in self._numbers:
                self._numbers[key] = len(self._numbers) + 1
                self._labels = {}
                self._entries = {}

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def citation(self, items: Sequence[Item], address: str = "", *, is_narrative: bool = False) -> str:
        """Return the HTML of one citation; `items` have keys of the library. `address` is the page of the list, if another."""
        self._label()
        if is_narrative:
            return self._narrative(items[0], address)
        made = []
        for item in items:
            label = (
                self._years[item.key] if item.is_bare and self._notation == "author-date" else self._labels[item.key]
            )
            made.append(f"{_before(item.prefix)}{self._link(item.key, label, address)}{_said(item.suffix)}")
        match self._notation:
            case "footnote":
                return f'<sup class="backref-citation">{", ".join(made)}</sup>'
            case "numeric":
                return (
                    f'<span class="backref-citation">[{"; ".join(made) if _is_long(items) else ", ".join(made)}]</span>'
                )
            case _:
                return f'<span class="backref-citation">({"; ".join(made)})</span>'

    def list(self) -> str:
        """Return the list of the works as HTML, with links to DOI and PubMed, and a mark on retracted ones."""
        self._enter()
        return "\n".join(['<div class="references backref-references">', *self._entries.values(), "</div>\n"])

    def cards(self, keys: Iterable[str]) -> str:
        """Return the entries of works as HTML that shows nothing: for a page whose list stands on another."""
        self._enter()
        return "\n".join(['<template class="backref-cards">', *(self._entries[key] for key in keys), "</template>\n"])

    def _enter(self) -> None:
        """Write the entry of each work, in the order of the list."""
        if self._entries:
            return
        entries = {}
        for line in self._ordered():
            text = reference_list.entry(line)
            anchor = markup(reference_list.anchor(line.key))
            entries[line.key] = f'<p id="{anchor}">{text}{self._links(line.key, text)}</p>'
        self._entries = entries

    def _label(self) -> None:
        """Settle what each work is called in the text: its number in the list, or its authors and year with its letter."""
        if self._labels:
            return
        self._lines = {line.key: line for line in self._ordered()}
        if self._notation != "author-date":
            printed = {key: re.search(r"\d+", line.label) for key, line in self._lines.items()}
            self._labels = {key: found[0] if found else str(at) for at, (key, found) in enumerate(printed.items(), 1)}
            return
        letters = styles.year_suffixes(self._cited(), self._lines)
        self._years = {r.id: f"{_year(r)}{letters[r.id]}" for r in self._cited()}
        self._labels = {r.id: f"{_who(r)} {self._years[r.id]}" for r in self._cited()}

    def _cited(self) -> Sequence[Reference]:
        return [self._library.references[key].model_copy(update={"id": key}) for key in self._numbers]

    def _ordered(self) -> Sequence[styles.Line]:
        return styles.lines(Bibliography.of(tuple(self._cited())), self._style)

    def _narrative(self, item: Item, address: str) -> str:
        who = markup(_who(self._library.references[item.key]))
        if self._notation == "author-date":
            year = self._link(item.key, self._years[item.key], address)
            return f'<span class="backref-citation">{who} ({year}{_said(item.suffix)})</span>'
        return f"{who}{' ' if self._notation == 'numeric' else ''}{self.citation([item], address)}"

    def _link(self, key: str, label: str, address: str) -> str:
        mark = f" {RETRACTED}" if self._library.is_retracted(key) else ""
        target = markup(f"{address}#{reference_list.anchor(key)}")
        title = "" if self._has_cards else f' title="{markup(styles.bare(self._lines[key]))}"'
        return f'<a href="{target}"{title}>{markup(label)}</a>{mark}'

    def _links(self, key: str, text: str) -> str:
        made = []
        reference = self._library.references[key]
        for scheme, name, value in (("doi", "DOI", reference.doi), ("pmid", "PubMed", reference.pmid)):
            address = ids.link(Identifier(scheme, value)) if value else None
            if address and f'href="{markup(address)}"' not in text and not (scheme == "doi" and "doi.org/" in text):
                made.append(f" {links.html_link(address, name)}")
        return "".join(made) + (f" {RETRACTED}" if self._library.is_retracted(key) else "")


def missing(printed: str) -> str:
    """Return the HTML of a citation of which nothing is known, as it was written."""
    return f'{MISSING} title="No entry has this key.">{markup(printed)}</span>'


def _who(reference: Reference) -> str:
    people = reference.author or reference.editor
    families = [names.family(person) for person in people]
    if not families:
        return titles.render(reference.title_short or reference.title or reference.container_title or "Anonymous")
    if len(families) > 2 or "author" in reference.cut:
        return f"{families[0]} et al."
    return " & ".join(families)


def _year(reference: Reference) -> str:
    return str(reference.issued.year) if reference.issued and reference.issued.year else "n.d."


def _is_long(items: Sequence[Item]) -> bool:
    return any(item.prefix or item.suffix for item in items)


def _before(prefix: str) -> str:
    return f"{_said(prefix)} " if prefix else ""


def _said(text: str) -> str:
    strong = _STRONG.sub(r"<strong>\1</strong>", markup(text))
    return _EMPHASIS.sub(lambda match: f"<em>{match[1] or match[2]}</em>", strong)
