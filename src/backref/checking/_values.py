"""The values of checking: files with their entries and places in, faults out. All frozen."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, Literal, NamedTuple

from ..model import Parsed, Pointer, Problem, Reference, Resolution, Span, Written
from ..model import Value as Value

Level = Literal["error", "warning", "note"]
START = Span(0, 0)
_END = re.compile(r"\r\n|\n|\r")
UNCHECKED = "BR305"  # the rule that is no finding: what could not be checked


class FieldsRead(dict[str, tuple[str, ...]]):
    """The fields that each CSL variable is read from in one format; one value for all entries of it."""

    __hash__ = object.__hash__  # type: ignore[assignment]


_NO_PLACES = FieldsRead()


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """One reference of a file: how it is called, what it says, and where. `kind` is its type as the file names it.

    `key` is unique in its file; `written` is what the file prints. `places` say which fields a CSL variable is read
    from. `span` is where the key stands, `whole` all of the entry, `how` is all that the loader says of how it is
    written. `parsed` is what sources are asked about, and `verdict` what came of it; None where nobody was to be asked.
    """

    key: str
    reference: Reference
    span: Span = START
    written: str = ""
    kind: str = ""
    places: FieldsRead = _NO_PLACES
    whole: Span = START
    parsed: Parsed | None = None
    verdict: Resolution | None = None
    how: Written | None = None

    @property
    def values(self) -> tuple[Value, ...]:
        """Its fields as the file writes them."""
        return self.how.values if self.how is not None else ()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep its values meanwhile, for several that ask for them."""
        if self.how is None:
            yield
            return
        self.how.hold()
        try:
            yield
        finally:
            self.how.let_go()

    def values_of(self, attribute: str) -> Iterator[Value]:
        """Yield the fields that an attribute of `reference` is read from, as the file writes them."""
        if self.how is None:
            return
        names = self.places.get(attribute)
        if names and self.how.has(names):
            values = self.values
            for name in names:
                for value in values:
                    if value.name == name:
                        yield value

    def place(self, attribute: str) -> Span:
        """Return where an attribute of `reference` stands; the entry itself where it stands nowhere."""
        return next((value.span for value in self.values_of(attribute)), self.span)


@dataclass(frozen=True)
class CheckedFile:
    """One file: a bibliography in the format named, or, where `format` is "", a document with its citations and
    markers.

    Spans count in `text`. `macros` are those that a .bib file defines, `commas` the places where it lacks one;
    `headings`, where lists of a document have one.
    A document `is_partial` where a bibliography that serves it was looked for and not read.
    """

    name: str
    text: str
    format: str = ""
    entries: tuple[CheckedEntry, ...] = ()
    problems: tuple[Problem, ...] = ()
    markers: tuple[Pointer, ...] = ()
    macros: frozenset[str] = frozenset()
    commas: Sequence[int] = ()
    headings: tuple[int, ...] = ()
    is_partial: bool = False

    @property
    def is_bib(self) -> bool:
        """Whether the values are LaTeX."""
        return self.format in ("bibtex", "biblatex")

    @cached_property
    def lines(self) -> Sequence[int]:
        """The offsets at which lines begin; "\\r\\n", "\\n" and "\\r" end one. Packed, for there may be a million."""
        return array("Q", chain((0,), (match.end() for match in _END.finditer(self.text))))

    def line_of(self, at: int) -> int:
        """Return the line that an offset stands in, from 1."""
        return bisect_right(self.lines, at)


@dataclass(frozen=True, slots=True)
class CheckedProject:
    """The files that are checked together. `this_year` says which years are to come; `looked_up` holds the keys, in
    small letters, of the bibliographies that documents name and that are not checked, by their name.
    """

    files: tuple[CheckedFile, ...]
    this_year: int = 9999
    looked_up: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Edit(NamedTuple):
    """What to put in place of a span of the file's text."""

    span: Span
    text: str


class Hit(NamedTuple):
    """Where a rule is broken, and how to mend it where that is certain."""

    file: CheckedFile
    span: Span
    message: str
    key: str = ""
    edits: tuple[Edit, ...] = ()


class Example(NamedTuple):
    """A small file, what the sources know of its works (as Crossref describes them), and a document beside it.

    Sources that know nothing answer that there is no such work; where `records` is None they do not answer.
    """

    text: str
    records: tuple[str, ...] | None = ()
    document: str = ""
    format: str = "bibtex"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code and name, what it says in one line, and a bad and a good example. `is_certain`: it can mend.

    `look(project)` yields a hit for each place where it is broken, with the edits that mend it where that is certain.
    `asks`: it looks at what the sources say. `is_pedantic`: it is about taste, and looks only where it is selected.
    `url` is its page, where it is none of ours.
    """

    code: str
    name: str
    summary: str
    look: Callable[[CheckedProject], Iterable[Hit]]
    bad: Example
    good: Example
    level: Level = "warning"
    is_certain: bool = False
    asks: bool = False
    url: str = ""
    is_pedantic: bool = False

    def __reduce_ex__(self, protocol: Any) -> str | tuple[Any, ...]:
        """Go to another process by its code, for there it is plugged in, too, and many looks are made by functions."""
        from . import rules

        return (_called, (self.code,)) if self in rules() else object.__reduce_ex__(self, protocol)


def _called(code: str) -> Rule:
    from . import rules

    return next(rule for rule in rules() if rule.code == code)


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule broken at one place. `line` and `column` count from 1, `end_column` is behind the last code point."""

    rule: Rule
    file: CheckedFile
    span: Span
    message: str
    key: str = ""
    edits: tuple[Edit, ...] = ()
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


Look = Callable[[CheckedFile, CheckedEntry], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class EachEntry:
    """A rule's look at a project, entry by entry; who has many rules can look at each entry with all of them."""

    look: Look
    formats: tuple[str, ...]

    def __call__(self, project: CheckedProject) -> Iterator[Hit]:
        """Yield what it finds in the entries of the files that it looks at."""
        for file in project.files:
            if self.is_for(file):
                for entry in file.entries:
                    yield from self.look(file, entry)

    def is_for(self, file: CheckedFile) -> bool:
        """Whether the file is a bibliography of a format that it knows."""
        return bool(file.format) and (not self.formats or file.format in self.formats)


def each_entry(look: Look, *formats: str) -> EachEntry:
    """Return a rule's look at a project from its look at one entry of a bibliography, in all `formats` or in these."""
    return EachEntry(look, formats)


BIB = ("bibtex", "biblatex")


def bib(text: str) -> Example:
    """Return the example of a .bib file."""
    return Example(text)
