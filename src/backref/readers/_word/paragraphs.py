"""Walks the paragraphs and notes of a Word file: what is shown of runs, links, controls and fields, and what of it
points at works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from ...text.numerals import whole
from . import records
from .parts import R, W, value
from .works import WordReading

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# What is not shown: properties, what was deleted or moved away, the older of two forms of one drawing, readings above
# letters.
_UNSHOWN = frozenset((
    f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}del", f"{W}moveFrom", f"{W}rt", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
))  # fmt: skip
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


class Paragraphs(WordReading):
    """A file whose paragraphs and notes are read in order."""

    def around(self, event: str, element: Element) -> None:
        """Take a control that holds whole paragraphs."""
        if element.tag == f"{W}sdt":
            if event == "start":
                self.controls.append(False)
            elif self.controls:
                self.controls.pop()
        elif element.tag == f"{W}tag" and event == "start" and self.controls:
            self.controls[-1] |= not self.as_printed and records.is_bibliography(value(element))

    def paragraph(self, outer: Element) -> None:
        """Read a paragraph, and behind it those within it."""
        todo = [outer]
        for paragraph in todo:
            at = self.builder.length
            label = self._label(paragraph)
            todo += self._read(paragraph)
            if self.builder.length > at:
                is_heading = self.styles.is_heading(
                    self._style(paragraph), value(paragraph.find(f"{W}pPr/{W}outlineLvl"))
                )
                kind = "heading" if is_heading else "paragraph" if label is None else "item"
                self.builder.block(at, kind, (label or "") if kind == "item" else "", level=1)  # type: ignore[arg-type]
                self.builder.insert("\n\n", 0)

    def read_note(self, kind: str, note: Element) -> None:
        """Read a footnote or an endnote that something points at."""
        key = f"^{kind[0]}{value(note, 'id')}"
        if value(note, "type") in ("separator", "continuationSeparator", "continuationNotice"):
            return
        if key not in self.pointed:
            return
        at = self.builder.length
        self.note = key
        todo = [element for element in note if element.tag == f"{W}p"] or list(note.iter(f"{W}p"))[:1]
        for paragraph in todo:
            todo += self._read(paragraph)
            self.builder.insert(" ", 0)
        self.note = None
        self.builder.block(at, "footnote", key)
        self.builder.insert("\n\n", 0)

    @staticmethod
    def _style(paragraph: Element) -> str:
        return value(paragraph.find(f"{W}pPr/{W}pStyle"))

    def _label(self, paragraph: Element) -> str | None:
        """The number of a paragraph in its list, "" for a bullet, None for one that is in no list."""
        number, level = self.styles.numbered(self._style(paragraph))
        listed = paragraph.find(f"{W}pPr/{W}numPr")
        if listed is not None:
            number = value(listed.find(f"{W}numId")) or number
            level = value(listed.find(f"{W}ilvl")) or level or "0"
        if not number or number == "0":
            return None
        is_deleted = paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None and paragraph.find(f"{W}r") is None
        return None if is_deleted else self.numbering.label(number, whole(level) or 0)

    def _read(self, paragraph: Element) -> list[Element]:
        """Read what stands in a paragraph, and return the paragraphs within it, unread."""
        within: list[Element] = []
        todo: list[Element | Callable[[], None]] = [paragraph]
        while todo:
            element = todo.pop()
            if callable(element):
                element()
                continue
            if element.tag == f"{W}p" and element is not paragraph:
                within.append(element)
            elif element.tag not in _UNSHOWN:
                todo += self._entered(element)
                if not self._is_hidden(element):
                    todo += reversed(element)
        self.runs.flush("")
        return within

    def _is_hidden(self, element: Element) -> bool:
        if element.tag == f"{W}fldSimple" and self.sources.is_bibliography(value(element, "instr")):
            return True
        control = element.find(f"{W}sdtPr/{W}tag") if element.tag == f"{W}sdt" else None
        is_list = control is not None and not self.as_printed and records.is_bibliography(value(control))
        self.has_list |= is_list
        return is_list

    def _entered(self, element: Element) -> Iterator[Callable[[], None]]:
        """Read an element itself, and yield what is to be done behind what it holds."""
        tag, begin = element.tag, self.builder.length
        if tag == f"{W}fldChar":
            self.runs.flush("")
            ended = self.fields.mark(element, self.builder.length)
            if ended is not None and ended.start is not None:
                self._field(ended.code, ended.start)
                self._address(ended.address, ended.start)
        elif tag == f"{W}instrText":
            self.fields.says(element.text or "")
        elif tag == f"{W}fldSimple":
            yield partial(self._field, value(element, "instr"), begin)
        elif tag == f"{W}hyperlink":
            self.runs.flush("")
            yield partial(self._address, self.addresses.get(element.get(f"{R}id") or "", ""), self.builder.length)
        elif tag == f"{W}sdt":
            self.runs.flush("")
            yield partial(self._control, value(element.find(f"{W}sdtPr/{W}tag")), self.builder.length)
            self.citing += 1
        elif tag in _NOTES:
            self._point(f"^{_NOTES[tag][0]}{value(element, 'id')}")
        elif tag == f"{W}r" and (self.fields.is_bibliography or any(self.controls)):
            self.has_list = True
        elif tag == f"{W}r":
            self.runs.run(element, is_marker=not self.fields.is_citing and not self.citing)
