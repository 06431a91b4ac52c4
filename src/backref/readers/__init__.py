"""Readers: bytes of one kind of file -> a Document. Pure; the directory is the registry.

A reader is a module with READER, a `Reader`. Others can add readers through the entry-point group `backref.readers`;
see `backref.plugins`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from .. import files
from ..errors import UnreadableInput
from ..model import Document, Problem, Span
from ..registry import Group
from ..text import escape
from ..text.collecting import uncollected
from ._builder import Builder
from ._lines import limit, too_many
from ._other_kinds import as_text, refused
from ._unified import placed, unified
from ._values import Reader

__all__ = [
    "READERS",
    "Builder",
    "Reader",
    "by_name",
    "by_suffix",
    "decoded",
    "names",
    "read",
    "read_part",
    "read_text",
    "synced_suffixes",
]

READERS = Group("reader", __name__, "READER", Reader)
names = READERS.names
by_name = READERS.get


def by_suffix(path: str) -> Reader | None:
    """Return the reader that a file's suffix calls for, or None.

    >>> by_suffix("notes.md").title, by_suffix("notes")
    ('Markdown', None)
    """
    return next(iter(READERS.with_suffix(path)), None)


def synced_suffixes() -> tuple[str, ...]:
    """Return the suffixes of the files that `backref sync` reads in a folder."""
    return tuple(suffix for reader in READERS.every() if reader.is_synced for suffix in reader.suffixes)


def read(data: bytes, name: str = "-", reader: str | None = None) -> Document:
    """Return the document in `data`, read by the reader named, else by the one that the suffix of `name` calls for.

    Bytes that are no UTF-8 are read as Windows-1252, with a Problem at the first of them. Raises UnreadableInput for
    what is not text at all.

    >>> read(b"a <i>b</i>", "x.html").text.strip()
    'a b'
    """
    chosen = by_name(reader) if reader else by_suffix(name)
    if chosen is not None and chosen.read_bytes is not None:
        return chosen.read_bytes(data, name)
    source, problems = decoded(data, name)
    document = _within(chosen or _recognised(source), source, name)
    if chosen is None:
        problems += _broken(name)
        if told := as_text(name):
            problems += (Problem(code="read-as-plain-text", stage="read", message=told, place=name),)
    if not problems:
        return document
    return replace(document, problems=(*problems, *document.problems))


def read_part(document: Document, definitions: str) -> Document:
    r"""Return a document that was read, read again as a part of one that defines this.

    >>> part = read(rb"So it is \src{deyo}.", "one.tex")
    >>> len(part.markers), read_part(part, r"\newcommand{\src}[1]{\cite{#1}}").markers[0].keys
    (0, ('deyo',))
    """
    reader = by_suffix(document.name)
    if reader is None or reader.read_part is None:
        return document
    made = _within(reader, document.source or document.text, document.name, definitions)
    before = max(len(document.problems) - len(made.problems), 0)  # what is wrong with its bytes
    return replace(made, problems=(*document.problems[:before], *made.problems))


def decoded(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file's bytes, and what was wrong with them. Raises UnreadableInput for what is not text at
    all.

    >>> text, problems = decoded(b"M\\xfcller", "x.bib")
    >>> text, problems[0].message
    ('Müller', 'not UTF-8 at byte 1; read as Windows-1252')
    """
    text, encoding, odd = files.decoded(data)
    if odd is not None and encoding == "utf-16":
        raise UnreadableInput(name, "it begins like UTF-16 but is not")
    if encoding != "utf-16" and (b"\0" in data[:65536] or data[:4] in (b"%PDF", b"PK\x03\x04")):
        raise UnreadableInput(name, refused(name))
    if odd is None:
        return text, ()
    message = f"not UTF-8 at byte {odd}; read as Windows-1252"
    return text, (Problem(code="not-utf-8", stage="read", message=message, span=Span(odd, odd + 1), place=name),)


def read_text(text: str, name: str = "-") -> Document:
    """Return a plain-text document of `text`."""
    return _within(by_name("plain"), text, name)


@uncollected()
def _within(reader: Reader, source: str, name: str, definitions: str = "") -> Document:
    """The document of a text, up to where there are too many lines; its source is all of it."""
    at = limit(source)
    text, parts = unified(source[:at])
    read = reader.read_part(text, name, definitions) if definitions and reader.read_part else reader.read(text, name)
    document = placed(read, source[:at], parts)
    if at is None:
        return document
    return replace(document, source=source, problems=(*document.problems, too_many(at, name)))


def _broken(name: str) -> tuple[Problem, ...]:
    """What is wrong with installed readers, one of which may be for this suffix."""
    broken = READERS.broken() if PurePath(name).suffix else ()
    return tuple(Problem(code="broken-plugin", stage="read", message=escape.plain(str(e)), place=name) for e in broken)


def _recognised(source: str) -> Reader:
    """The reader of a text whose name does not say what it is."""
    return next((each for each in READERS.every() if each.recognises and each.recognises(source)), by_name("plain"))
