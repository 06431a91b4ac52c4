"""Readers: bytes of one kind of file -> a Document. Pure; the directory is the registry.

A reader is a module with NAME, SUFFIXES, MEDIA_TYPES and `read(source: str, name: str) -> Document`. What decodes the
bytes is shared, so that a reader sees text; one of a binary format has `read_bytes(data: bytes, name: str)` too. Others can add readers through the entry-point group `backref.readers`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import PurePath
from pkgutil import iter_modules
from typing import Protocol, cast

from .. import files
from ..errors import UnknownPlugin, UnreadableInput
from ..model import Document, Problem, Span


class Reader(Protocol):
    """What a module of this directory offers."""

    NAME: str
    SUFFIXES: tuple[str, ...]
    MEDIA_TYPES: tuple[str, ...]

    def read(self, source: str, name: str) -> Document: ...


def names() -> tuple[str, ...]:
    """Return the names of our own readers."""
    return tuple(sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_")))


def by_name(name: str) -> Reader:
    """Return the reader called `name`. Raises UnknownPlugin."""
    if name in names():
        return cast("Reader", import_module(f".{name}", __name__))
    for point in entry_points(group="backref.readers", name=name):
        return cast("Reader", point.load())
    raise UnknownPlugin("reader", name, names())


def read(data: bytes, name: str = "-", reader: str | None = None) -> Document:
    """Return the document in `data`, read by the reader named, else by the one that the suffix of `name` calls for.

    Bytes that are no UTF-8 are read as Windows-1252, with a Problem at the first of them. Raises UnreadableInput for
    what is not text at all.

    >>> read(b"a <i>b</i>", "x.html").text.strip()
    'a b'
    """
    chosen = by_name(reader) if reader else by_name(_suffixes().get(PurePath(name).suffix.lower(), "plain"))
    if (read_bytes := getattr(chosen, "read_bytes", None)) is not None:
        found: Document = read_bytes(data, name)
        return found
    source, problems = decoded(data, name)
    document = (by_name(reader) if reader else _for(name, source)).read(source, name)
    if not problems:
        return document
    return replace(document, problems=(*problems, *document.problems))


def decoded(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file's bytes, and what was wrong with them. Raises UnreadableInput for what is not text at all.

    >>> text, problems = decoded(b"M\\xfcller", "x.bib")
    >>> text, problems[0].message
    ('Müller', 'not UTF-8 at byte 1; read as Windows-1252')
    """
    text, encoding, odd = files.decoded(data)
    if odd is not None and encoding == "utf-16":
        raise UnreadableInput(name, "it begins like UTF-16 but is not")
    if encoding != "utf-16" and (b"\0" in data[:65536] or data[:4] in (b"%PDF", b"PK\x03\x04")):
        raise UnreadableInput(name, "a binary file, not text")
    if odd is None:
        return text, ()
    message = f"not UTF-8 at byte {odd}; read as Windows-1252"
    return text, (Problem(code="not-utf-8", stage="read", message=message, span=Span(odd, odd + 1), place=name),)


def read_text(text: str, name: str = "-") -> Document:
    """Return a plain-text document of `text`."""
    return by_name("plain").read(text, name)


def _for(name: str, source: str) -> Reader:
    suffix = PurePath(name).suffix.lower()
    found = _suffixes().get(suffix)
    if found is None and re.match(r"\s{0,100}(?:<!doctype html|<html\b)", source[:200], re.IGNORECASE):
        found = "html"
    return by_name(found or "plain")


@cache
def _suffixes() -> dict[str, str]:
    return {suffix: name for name in names() for suffix in by_name(name).SUFFIXES}
