"""Lines that begin with a tag ("TI  - ", "PMID- ") -> records of tags and values, each with its place. RIS and nbib
share it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..fields import names
from ..model import Name, Problem, Span, Written
from ..text.escape import one_line
from ._strays import Strays

_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,2}-(?:[ \t](?P<value>.*)|(?P<none>)$)")


class Tag(NamedTuple):
    """One row of a table: the tag that is written, our attribute, tags that are read too, and how a value changes."""

    tag: str
    attribute: str
    also: tuple[str, ...] = ()
    load: Callable[[str], str | None] = str
    dump: Callable[[str], str] = str


class TaggedLine(NamedTuple):
    """One line with its continuations: where its value stands on it, and where all of it does."""

    tag: str
    value: str
    span: Span = Span(0, 0)
    whole: Span = Span(0, 0)


class Records(NamedTuple):
    """The records of a text, and what was wrong with it."""

    records: list[list[TaggedLine]]
    problems: list[Problem]


def split(text: str, first: str, last: str = "") -> Records:
    """Return the records: each begins with the tag `first`, and ends with `last` or where the next begins.

    Tags right before the first one belong to its record, and what ends without it is a record too. Without a `last` tag
    a blank line ends a record, and any tag begins one.

    >>> split("TY  - JOUR\\nTI  - A long\\n title\\nER  - ", "TY", "ER").records[0][1].value
    'A long title'
    >>> [line.tag for line in split("TI  - A\\nTY  - JOUR\\nER  - ", "TY", "ER").records[0]]
    ['TI', 'TY']
    """
    cutter = _Cutter(first, last)
    for line, span in split_lines(text):
        cutter.feed(line, span)
    cutter.end(whole=not last)
    return Records(cutter.records, cutter.strays.problems())


def split_lines(text: str, blanks: str = " \t\ufeff\u200b\0") -> Iterator[tuple[str, Span]]:
    """Yield the lines of a text without `blanks` at their ends, each with where that stands.

    >>> list(split_lines("a\\r\\n b"))[:2]
    [('a', Span(start=0, end=1)), ('b', Span(start=4, end=5))]
    """
    for match in re.finditer(r"[^\r\n]*+(?:\r\n|\r|\n|\Z)", text):
        raw = match.group().rstrip("\r\n")
        line = raw.strip(blanks)
        start = match.start() + len(raw) - len(raw.lstrip(blanks)) if line else match.start()
        yield line, Span(start, start + len(line))


def written(text: str, record: Sequence[TaggedLine], kinds: Sequence[str], keys: Sequence[str]) -> Written:
    """Return how a record is written; its type stands behind one of the tags `kinds`, its key behind one of `keys`.

    >>> text = "TY  - BOOK\\nTI  - Heat\\nER  - "
    >>> [value.span.of(text) for value in written(text, split(text, "TY", "ER").records[0], ("TY",), ("ID",)).values]
    ['BOOK', 'Heat']
    """
    named = next((line for key in keys for line in record if line.tag == key and line.value), None)
    kind = next((line.value for line in record if line.tag in kinds), "")
    begin = record[0].whole.start if record else 0
    whole = Span(begin, record[-1].whole.end if record else 0)
    span = named.span if named else Span(begin, min(begin + 2, whole.end))
    marks = [at for line in record for at in (*line.span, *line.span)]
    key = named.value if named else ""
    return Written(text, kind, key, span, whole, [line.tag for line in record], marks, language="tags")


class _Cutter:
    """The records so far, and the one that is open: its lines, with what they go on with."""

    def __init__(self, first: str, last: str) -> None:
        self.first, self.last = first, last
        self.records: list[list[TaggedLine]] = []
        self.strays = Strays()
        self._open: list[tuple[TaggedLine, list[str]]] = []
        self._begun = False  # the open record has its first tag
        self._is_filled = False  # it has more than that
        self._parted = False  # a blank line stands behind lines that no first tag has followed yet

    def feed(self, line: str, span: Span) -> None:
        match = _LINE.match(line)
        tag = match["tag"] if match else ""
        if not line:
            self._blank()
        elif tag == self.last and tag:
            self.end(whole=bool(self._open))
        elif match:
            if tag == self.first and self._begun and not self._is_bare():
                self.end(whole=True)
            elif self._parted and not self._begun:
                self.end(whole=False)
            self._begun = self._begun or tag == self.first or not self.last
            self._is_filled = self._is_filled or tag != self.first
            value = (match["value"] or "").strip()
            at = span.end - len(value)
            self._open.append((TaggedLine(tag, value, Span(at, span.end), span), []))
        elif self._open and not self._parted:
            tagged, more = self._open[-1]
            more.append(line)
            self._is_filled = True
            self._open[-1] = tagged._replace(whole=Span(tagged.whole.start, span.end)), more
        elif not (len(line) < 12 and line.strip(". ").isdigit()):
            self.strays.add(line, span, len(self.records))

    def end(self, *, whole: bool) -> None:
        """Close the open record; one that is not `whole` is lines outside a record, but for one that has begun."""
        lines = [tagged._replace(value=" ".join([tagged.value, *more]).strip()) for tagged, more in self._open]
        if lines and (whole or self._begun):
            self.records.append(lines)
        elif lines:
            self.strays.add(f"{lines[0].tag}  - {lines[0].value}", lines[0].whole, len(self.records))
        self._open, self._begun, self._is_filled, self._parted = [], False, False, False

    def _blank(self) -> None:
        if not self.last:
            self.end(whole=True)
        elif not self._begun:
            self._parted = bool(self._open)

    def _is_bare(self) -> bool:
        """Whether the open record holds nothing but its first tag."""
        return not self._is_filled


def lines(pairs: Iterator[tuple[str, str]], width: int = 2) -> str:
    """Return one line for each tag and value; no value can begin a line of its own."""
    return "".join(
        f"{tag:<{width}}{'  - ' if width == 2 else '- '}{one_line(value)}".rstrip() + "\n"
        for tag, value in pairs
        if value
    )


def person(text: str) -> Name | None:
    """Return a name as "Family, Given, Suffix"; one that ends in a comma, or is an organisation's, is literal."""
    text = " ".join(text.split()).rstrip(";")
    if not text.strip(" ,."):
        return None
    if text.endswith(","):
        return Name(literal=text.rstrip(", "))
    if "," not in text:
        if names.is_organisation(text) or any(mark in text for mark in "&()/") or " and " in text:
            return Name(literal=text)
        return names.from_inverted(text) if " " in text else Name(family=text)
    return names.from_inverted(text)


def printed(name: Name) -> str:
    """Return the name as `person` reads it."""
    if name.literal or not (name.given or name.suffix):
        family = names.family(name)
        return f"{family}," if " " in family or name.literal else family
    family = names.family(unquoted(name))
    return ", ".join(part for part in (family, name.given, name.suffix) if part)


def unquoted(name: Name) -> Name:
    """Return the name without quotes around its family name, Zotero's mark for "these words belong together"."""
    family = name.family or ""
    return (
        name.model_copy(update={"family": family[1:-1]}) if len(family) > 2 and family[0] == family[-1] == '"' else name
    )
