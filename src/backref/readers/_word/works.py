"""The text of a Word file as it grows, the works that its fields, controls and links name, and what points at its
notes.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from ...fields import ids, titles
from ...model import Document, Problem, Reference, Span
from .._builder import Builder
from .._tex.fields import printed
from . import records
from .fields import Fields
from .numbering import Numbering
from .runs import Runs
from .sources import Sources
from .styles import WordStyles

_LIBRARIES = 50  # that a file's records may come from
_SAME = 0.7  # of the words of two titles


class WordReading:
    """What is known while a file is read."""

    def __init__(self, name: str, problems: list[Problem], *, as_printed: bool = False) -> None:
        self.name = name
        self.problems = problems
        self.builder = Builder("", name)
        self.numbering, self.styles = Numbering(), WordStyles()
        self.addresses: dict[str, str] = {}  # of the links of the part that is read
        self.sources = Sources(name, problems)
        self.as_printed = as_printed  # the records of other programs are passed over, and their lists read
        self.fields = Fields(self.sources, as_printed=as_printed)
        self.runs = Runs(self.builder, self.styles)
        self.known: dict[str, Reference] = {}
        self.has_list = self.lacks_record = False  # a list that is made of records, something that cites without one
        self.controls: list[bool] = []  # those around the paragraph, and whether each prints a bibliography
        self.citing = 0  # the controls within it that hold records
        self.note: str | None = None  # the key of the note that is read
        self.noted: dict[str, list[str]] = {}  # the works that the fields of a note hold
        self.pointers: list[tuple[Span, str]] = []  # at notes
        self.pointed: set[str] = set()

    @property
    def is_without_list(self) -> bool:
        """Whether works are named in a list alone that was passed over, for records were looked for instead."""
        return self.has_list and (self.lacks_record or not self.known)

    def document(self) -> Document:
        """Return what was read."""
        if self.as_printed:
            said = "not every citation has its record in the file: the list is read as it is printed"
            self.problems.append(Problem(code="bad-field", stage="read", message=said, place=self.name))
        self._uncited()
        for span, key in self.pointers:
            self.builder.marker(span.start, "footnote", tuple(dict.fromkeys(self.noted.get(key, [key]))), span.end)
        made = self.builder.document(tuple(self.problems))
        return Document(made.text, self.name, made.text, made.blocks, (), made.problems, made.citations, made.markers)

    def _point(self, key: str) -> None:
        self.runs.flush("")
        at = self.builder.length
        self.builder.insert(f"[{key}]", 0)
        self.pointers.append((Span(at, self.builder.length), key))
        self.pointed.add(key)

    def _control(self, tag: str, start: int) -> None:
        self.citing -= 1
        self.runs.flush("")
        self._works(
            () if self.as_printed else records.of_control(tag, self.problems, self.name),
            start,
            is_citing=records.is_citing_control(tag),
        )

    def _uncited(self) -> None:
        """Print the sources that the list of the file prints and nothing cites."""
        for tag, reference in self.sources.known.items() if self.sources.is_listed else ():
            if (key := f"word:{tag}") not in self.known:
                at = self.builder.length
                self.builder.insert(printed(reference), 0)
                self.builder.citation(at, key, "field", reference)
                self.builder.block(at, "paragraph")
                self.builder.insert("\n\n", 0)

    def _field(self, code: str, start: int) -> None:
        """Take the records of a field that ended."""
        held = () if self.as_printed else records.of_field(code, self.problems, self.name)
        self._works(chain(held, self.sources.of_field(code)), start, is_citing=records.is_citing(code))

    def _works(self, works: Iterable[tuple[str, Reference]], start: int, *, is_citing: bool) -> None:
        """Take the records that a field or control holds; what is shown of it is their marker."""
        builder = self.builder
        keys = []
        for called, reference in works:
            keys.append(key := self._key(called, reference))
            if key not in self.known and builder.length > start:
                self.known[key] = reference
                builder.citation(start, key, "field", reference)
        self.lacks_record |= is_citing and not keys and builder.length > start
        if keys and self.note:
            self.noted.setdefault(self.note, []).extend(keys)
        elif keys:
            builder.marker(start, "key", tuple(dict.fromkeys(keys)))

    def _key(self, called: str, reference: Reference) -> str:
        """The key of a work. Libraries number alike: what one of them calls 12 may be another work in the next."""
        if "://" in called:
            return called
        for number in range(1, _LIBRARIES):
            key = called if number == 1 else f"{called}-{number}"
            one, two = self.known.get(key, reference).title or "", reference.title or ""
            if one == two or not one or not two or titles.similarity(one, two) >= _SAME:
                return key
        return called

    def _address(self, address: str, start: int) -> None:
        """Print the address behind words that links to a work, unless they name that themselves."""
        self.runs.flush("")
        known = ids.parse(address) if address else None
        if known is None or known.scheme in ("url", "issn") or self.builder.length == start:
            return
        if known.value.casefold() not in self.builder.tail(self.builder.length - start).casefold():
            self.builder.insert(f" {address}", 0)
