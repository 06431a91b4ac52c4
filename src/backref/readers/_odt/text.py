"""Walks the paragraphs and notes of an OpenDocument text: what is shown of them, and what of it points at works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .._word import records
from .around import Around
from .marks import of_entry
from .styles import OFFICE, TEXT, number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
# What is not shown: what was deleted, comments, readings above letters, what stands for a picture; and tables of
# contents.
UNSHOWN = frozenset((
    f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}ruby-text", f"{TEXT}table-of-content", f"{TEXT}alphabetical-index",
    "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title", "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
))  # fmt: skip
_HREF = "{http://www.w3.org/1999/xlink}href"
_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_BLANKS = 100


class OdtText(Around):
    """A file whose paragraphs and notes are read in order."""

    def take(self, element: Element) -> None:
        """Read a paragraph, and behind it the notes and text boxes within it; or take a style."""
        if element.tag not in PARAGRAPHS:
            if element.tag not in UNSHOWN:
                self.looks.take(element)
            return
        if any(self.controls):
            self.has_list = True
            return
        at, label, self.label = self.builder.length, self.label, None
        self._walk(element, is_raised=False)
        self.runs.flush("")
        if self.builder.length > at:
            kind = "heading" if element.tag == f"{TEXT}h" else "paragraph" if label is None else "item"
            level = number(element.get(f"{TEXT}outline-level"), 1) if kind == "heading" else 1
            self.builder.block(at, kind, label or "", level=level)  # type: ignore[arg-type]
            self.builder.insert("\n\n", 0)
        behind, self.behind = self.behind, []
        for each in behind:
            self._note(each) if each.tag == f"{TEXT}note" else self.take(each)

    def _note(self, note: Element) -> None:
        at, self.note = self.builder.length, _key(note)
        for body in note.iterfind(f"{TEXT}note-body"):
            for each in _shown(body):
                self._walk(each, is_raised=False)
                self.runs.flush("")
                self.builder.insert(" ", 0)
        self.builder.block(at, "footnote", self.note)
        self.builder.insert("\n\n", 0)
        self.note, self.behind = None, []  # the text boxes of a note are read with it

    def _walk(self, element: Element, *, is_raised: bool) -> None:
        """Read what stands in an element; archives are not nested deeper than is read."""
        self._say(element.text, is_raised)
        for child in element:
            if child.tag in (*PARAGRAPHS, f"{TEXT}note"):
                self.behind.append(child)
                if child.tag == f"{TEXT}note":
                    self._point(_key(child))
            elif child.tag not in UNSHOWN:
                self._enter(child, is_raised)
            self._say(child.tail, is_raised)

    def _enter(self, element: Element, is_raised: bool) -> None:
        tag = element.tag.removeprefix(TEXT)
        if tag in ("s", "tab", "line-break"):
            count = number(element.get(f"{TEXT}c"), 1) if tag == "s" else 1
            self.runs.letters(" " * min(count, _MOST_BLANKS), is_raised=is_raised and not self.begun)
        elif tag == "span":
            said = self.looks.raises(element.get(f"{TEXT}style-name") or "")
            self._walk(element, is_raised=is_raised if said is None else said)
        elif tag == "a":
            self.runs.flush("")
            at = self.builder.length
            self._walk(element, is_raised=is_raised)
            self._address(element.get(_HREF) or "", at)
        elif tag == "bibliography-mark":
            self.runs.flush("")
            at = self.builder.length
            self.builder.insert("".join(element.itertext()), 0)
            self._works((of_entry(element),), at, is_citing=True)
        elif tag in ("reference-mark-start", "reference-mark-end"):
            self._mark(element.get(f"{TEXT}name") or "", begins=tag.endswith("start"))
        else:
            self._walk(element, is_raised=is_raised)

    def _mark(self, name: str, *, begins: bool) -> None:
        """Begin or end a mark that holds records."""
        if self.as_printed or not records.is_citing(name):
            return
        self.runs.flush("")
        if begins:
            self.begun[name] = self.builder.length
        elif (at := self.begun.pop(name, None)) is not None:
            self._works(records.of_field(name, self.problems, self.name), at, is_citing=True)

    def _say(self, text: str | None, is_raised: bool) -> None:
        if text:
            self.runs.letters(_BLANKS.sub(" ", text), is_raised=is_raised and not self.begun)


def _shown(element: Element) -> Iterator[Element]:
    """The paragraphs within an element, but for those of what is not shown."""
    for child in element:
        if child.tag == f"{TEXT}p":
            yield child
        if child.tag not in UNSHOWN:
            yield from _shown(child)


def _key(note: Element) -> str:
    return f"^{(note.get(f'{TEXT}note-class') or 'footnote')[:1]}{note.get(f'{TEXT}id') or ''}"
