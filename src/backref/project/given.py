"""One file that is checked: its bytes -> a bibliography's text and format, or a document."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from .. import checking, files, formats, readers
from ..checking import CheckedFile
from ..errors import UnreadableInput
from ..model import Document, Problem, Span


class Given(NamedTuple):
    """One input: its bytes, and, where it is a bibliography, its text, how that was decoded, and its format.

    `reader` reads a document whose name does not say what it is; `document` is one that was read before. A bibliography
    `is_looked_up` where a document names it and nobody gave it: it tells its keys, and is neither checked nor changed.
    `problems` are what was found of the file beside its text, each with its place in it; a document `is_partial` where
    a bibliography that serves it is not read.
    """

    name: str
    data: bytes
    format: str
    text: str = ""
    encoding: str = ""
    odd: int | None = None
    reader: str = ""
    document: Document | None = None
    is_looked_up: bool = False
    problems: tuple[Problem, ...] = ()
    is_partial: bool = False

    @classmethod
    def of(cls, data: bytes, name: str, format: str | None = None) -> Given:
        """Return what a file's bytes are; `format` is that of a bibliography. Raises UnreadableInput and
        UnknownPlugin.
        """
        text, encoding, odd = files.decoded(data)
        kind = checking.kind_of(name, text)
        if format and (kind or not _is_document(name)):
            formats.loader(format)
            kind = format
        if kind and b"\0" in data[:65536] and not encoding.startswith("utf-16"):
            raise UnreadableInput(name, "a binary file, not text")
        return cls(name, data, kind, text, encoding, odd)

    def file(self) -> CheckedFile:
        """Return the bibliography with the places of its entries."""
        file = checking.load(self.name, self.text, self.format)
        if self.encoding != "cp1252":
            return file
        at = self.odd or 0
        problem = Problem(
            code="not-utf-8", stage="read", message="not UTF-8; read as Windows-1252", span=Span(at, at + 1)
        )
        return replace(file, problems=(problem, *file.problems))


def _is_document(name: str) -> bool:
    """Whether the suffix is that of a document with markup; plain text can be anything."""
    reader = readers.by_suffix(name)
    return reader is not None and reader.name != "plain"
