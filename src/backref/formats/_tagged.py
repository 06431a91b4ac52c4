"""Lines that begin with a tag ("TI  - ", "PMID- ") -> records of tags and values, each with its line. RIS and nbib share it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..fields import names
from ..model import Name, Problem, Span
from ..text.escape import one_line

_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,2}-(?:[ \t](?P<value>.*)|(?P<none>)$)")


class Tag(NamedTuple):
    """One row of a table: the tag that is written, our attribute, tags that are read too, and how a value changes."""

    tag: str
    attribute: str
    also: tuple[str, ...] = ()
    load: Callable[[str], str | None] = str
    dump: Callable[[str], str] = str


class Tagged(NamedTuple):
    """One line with its continuations. `line` counts from 1."""

    tag: str
    value: str
    line: int


class Records(NamedTuple):
    """The records of a text, and what was wrong with it."""

    records: list[list[Tagged]]
    problems: list[Problem]


def split(text: str, first: str, last: str = "") -> Records:
    """Return the records: each begins with the tag `first`, and ends with `last` or where the next begins.

    Without a `last` tag a blank line ends a record, and any tag begins one.

    >>> split("TY  - JOUR\\nTI  - A long\\n title\\nER  - ", "TY", "ER").records[0][1].value
    'A long title'
    """
    records: list[list[Tagged]] = []
    problems: list[Problem] = []
    current: list[Tagged] | None = None
    further: dict[tuple[int, int], list[str]] = {}  # lines without a tag, by record and line that they go on from
    offset = 0
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), 1):
        line = raw.strip(" \t\ufeff\u200b\0")
        match = _LINE.match(line)
        if not last and not line:
            current = None  # a blank line ends a record that nothing else ends
        elif match and (match["tag"] == first or (current is None and not last)):
            current = [Tagged(match["tag"], (match["value"] or "").strip(), number)]
            records.append(current)
        elif match and match["tag"] == last and last:
            current = None
        elif match and current is not None:
            current.append(Tagged(match["tag"], (match["value"] or "").strip(), number))
        elif current is not None and line and current:
            further.setdefault((len(records) - 1, len(current) - 1), []).append(line)
        elif line and not (len(line) < 12 and line.strip(". ").isdigit()):
            problems.append(
                _problem("outside-a-record", f"line {number}, column 1: {line[:40]!r} is in no record", offset)
            )
        offset += len(raw) + 1
    for (record, at), more in further.items():
        begun = records[record][at]
        records[record][at] = begun._replace(value=" ".join([begun.value, *more]).strip())
    return Records(records, problems)


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


def _problem(code: str, message: str, at: int) -> Problem:
    printable = "".join(c if c.isprintable() else "\ufffd" for c in message)
    return Problem(code=code, stage="load", message=printable, span=Span(at, at + 1))
