"""Short citations of saved pages, "Doe 2002, p. 3" with a link to "#CITEREFDoe2002": what points at their notes points
at the sources, and they are no entries themselves.

Source: what the templates of Wikipedia for short citations print, in a dozen languages (read 2026-11).
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model import BlockKind, Span
from . import _source_links, _source_words
from ._builder import Builder
from ._source_blocks import ShortNote, SourceBlock, tell_sources
from ._source_links import SourceLink


class ShortCitations:
    """The sources of a page, and what points at them; a page without any takes no time."""

    def __init__(self, source: str) -> None:
        self._known = _source_links.targets(source)
        self._sources: list[SourceBlock] = []
        self._met: set[str] = set()  # the ids of them
        self._notes: dict[str, ShortNote] = {}
        self._uses: list[tuple[Span, str]] = []  # where the text points at notes
        self._prose: list[SourceLink] = []
        self._ids: list[tuple[str, int]] = []  # those of the block that is open, and so on
        self._pointers: list[SourceLink] = []
        self._cites: list[int] = []
        self._cite_ends = -1
        self._note = ""

    def element(self, tag: str, given: Mapping[str, str], at: int) -> None:
        """Take the beginning of an element, and its id."""
        name = given.get("id", "")
        if name.startswith("cite_note"):
            self._note = name
        elif name in self._known:
            self._ids.append((name, at))
        if tag == "cite" and "citation" in given.get("class", "").split():
            self._cites.append(at)
            self._cite_ends = -1

    def cite_ends(self, at: int) -> None:
        """Take the end of a work that is marked up as one."""
        self._cite_ends = at

    def link(self, address: str, start: int, builder: Builder) -> None:
        """Take a link, whose words end here."""
        is_in_work = len(self._cites) > 0 and self._cite_ends < self._cites[-1]
        if "#" not in address or is_in_work or start >= builder.length:
            return
        printed = builder.tail(builder.length - start)
        if target := _source_links.target(address, printed, self._known):
            self._pointers.append(SourceLink(Span(start, builder.length), target, printed))

    def use(self, raw: str, start: int, end: int) -> None:
        """Take a superscript that points at a note."""
        if target := _source_links.note_target(raw):
            self._uses.append((Span(start, end), target))

    def closes(self, builder: Builder, start: int, kind: BlockKind, label: str) -> BlockKind | None:
        """Take the end of a block; return its kind, None for one that is nothing but short citations."""
        ids, pointers, cites, note = self._ids, self._pointers, self._cites, self._note
        self._ids, self._pointers, self._cites, self._cite_ends, self._note = [], [], [], -1, ""
        if kind in ("heading", "code") or not (ids or pointers):
            return kind
        new = [(name, at) for name, at in ids if name not in self._met]
        self._met.update(name for name, _ in new)
        self._sources.append(SourceBlock(Span(start, builder.length), tuple(new), label if note else ""))
        if not pointers or (ids and not note):
            return kind  # "In: Roe 1999" within a source
        text = builder.tail(builder.length - start)
        spans = [pointer.span.shift(-start) for pointer in pointers]
        further = _source_words.further(text, spans, [at - start for at in cites])
        if note and (further or ids):
            self._notes[note] = ShortNote(tuple(pointers), label)
            if further and not ids:
                builder.citation(start + further.start, label, "list", end=start + further.end)
            return kind
        said = _source_words.words_beside(text, spans)
        if note:
            self._notes[note] = ShortNote(tuple(pointers), "")
            return "footnote" if said > _source_words.FEW else None
        self._prose += pointers
        return None if kind == "item" and not said else kind

    def tell(self, builder: Builder) -> frozenset[int]:
        """Say which sources the page has, and what its notes and its prose point at; return where its markers begin."""
        if not (self._notes or self._prose):
            return frozenset()
        pointers = [*(each for note in self._notes.values() for each in note.pointers), *self._prose]
        keys = _source_links.keys(each for each in pointers if self._is_meant(each.target))
        tell_sources(builder, self._sources, keys)
        for span, target in self._uses:
            if note := self._notes.get(target):
                led = [note.label, *(keys.get(each.target, "") for each in note.pointers)]
                builder.marker(span.start, "footnote", tuple(dict.fromkeys(filter(None, led))), span.end)
        for span, pointing in _source_words.in_brackets(builder.text(), self._prose):
            led = [keys[each.target] for each in pointing if each.target in keys]
            is_met = all(each.target in self._met for each in pointing)
            builder.marker(span.start, "author-year" if is_met else "footnote", tuple(dict.fromkeys(led)), span.end)

        return frozenset(span.start for span, target in self._uses if target in self._notes)

    def _is_meant(self, name: str) -> bool:
        return name in self._met or name.startswith(_source_links.SURE)
