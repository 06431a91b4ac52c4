"""What is printed behind a page: the cells of tables that hold notes, and the notes, each once; and what each marker
points at.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from ...model import Problem, Span
from ...text.allowance import allowance
from .._builder import Builder
from .notes import Note, Notes

# Characters for each of which a page may have a note, or a work that a template describes, which take two kilobytes
# each.
_EACH = 50
_BRACES = re.compile(r"\{\{|\}\}")
_NOTE = re.compile(r"(?i:<ref\b)[^<>]{0,400}+>")
_CELL = re.compile(r"[|\n{}=!][^|\n{}=!]{0,300}\Z")  # what stands before a note in a cell of a table


class Behind(ABC):
    """A page that is read; `inline` copies what a reader sees of a stretch of its source."""

    def __init__(self, source: str, builder: Builder) -> None:
        self.source = source
        self.builder = builder
        self.ends = closings(source)
        self.notes = Notes(source, self.ends)
        self.cells: list[Span] = []  # what stands in tables and templates, and holds a note
        self.in_note: Note | None = None
        self.in_item = False
        self.addresses: list[str] = []  # those behind the words of a note
        self.works = 0  # of the note that is printed
        self.depth = 0
        self.room = allowance(len(source), _EACH)  # for notes and works
        self.is_behind = False  # what is kept is printed now, and none of it reaches beyond its end

    @abstractmethod
    def inline(self, start: int, stop: int) -> int:
        """Copy what a reader sees of source[start:stop]."""

    def has_room(self, at: int) -> bool:
        """Whether one more note or work is looked at; the first that is not is told, with its place."""
        self.room -= 1
        if self.room == -1:
            message = "from here on notes and templates are left as text: there are far too many for the text's length"
            self.builder.problems.append(
                Problem(
                    code="too-many-notes", stage="read", message=message, span=Span(at, at), place=self.builder.name
                )
            )
        return self.room >= 0

    def keep_notes(self, start: int, end: int) -> None:
        """Keep the notes of what is left out, and the words of their cells, to print them by themselves."""
        if self.is_behind:
            return  # what stands there was kept when the page was read
        last = start
        last_closing = self.source.rfind("</ref>", start, end)
        for note in _NOTE.finditer(self.source, start, end):
            if note.start() < last:
                continue
            before = _CELL.search(self.source, max(last, note.start() - 300), note.start())
            begin = before.start() + 1 if before else note.start()
            while begin < note.start() and self.source[begin] in "*#:; ":
                begin += 1
            last = note.end()
            if not note.group().endswith("/>") and last <= last_closing:
                last = self.source.find("</ref>", last, end) + len("</ref>")
            self.cells.append(Span(begin, last))

    def print_notes(self) -> None:
        """Print the cells and the notes that were kept, and say what each marker points at."""
        builder = self.builder
        self.is_behind = True
        for cell in self.cells:
            builder.insert("\n\n", cell.start)
            at = builder.length
            self.inline(*cell)
            builder.block(at, "table")
        self.notes.use_the_rest(max(self.room, 0))
        printed = False
        for note in self.notes.used:  # which grows: a note may hold another one
            if note.content is None or note.kind == "short":
                continue
            if not printed:
                builder.insert("\n\nReferences\n\n", len(self.source))
                printed = True
            self._note(note, note.content)
        for note in self.notes.used:
            for use in note.uses:
                self._mark(note, use)

    def _note(self, note: Note, content: Span) -> None:
        builder = self.builder
        start, end = content
        while start < end and self.source[start].isspace():
            start += 1
        while start < end and self.source[end - 1].isspace():
            end -= 1
        at = builder.length
        self.in_note, self.works, self.addresses = note, 0, []
        self.inline(start, end)
        if self.addresses and not self.works:
            for address in dict.fromkeys(self.addresses):
                builder.insert(f" {address}", end)
        self.in_note = None
        if note.kind == "cited" and not self.works:
            builder.citation(at, str(note.number), "footnote")
        builder.block(at, "item" if note.kind == "cited" else "footnote", str(note.number))
        builder.insert("\n", end)

    def _mark(self, note: Note, use: Span) -> None:
        if note.kind == "short":
            self.builder.marker(use.start, "author-year", tuple(each.key for each in note.pointers), use.end)
        elif note.kind == "plain":
            self.builder.marker(use.start, "footnote", (str(note.number),), use.end)
        else:
            key = str(note.number)
            if note.kind == "missing" and note.name:
                key = f"ref {note.name}" if note.name.isdecimal() else note.name
            self.builder.marker(use.start, "numeric", (key,), use.end)


def closings(source: str) -> dict[int, int]:
    """Return where each template that is closed ends, by where it begins; in one pass."""
    ends: dict[int, int] = {}
    stack: list[int] = []
    for match in _BRACES.finditer(source):
        if match.group() == "{{":
            stack.append(match.start())
        elif stack:
            ends[stack.pop()] = match.end()
    return ends
