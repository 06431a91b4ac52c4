"""What a reader is. Frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..model import Document, Span


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of document: READER of a module. `read(source, name)` returns a Document whose segments lead back to the
    source.

    `name` is what it is asked for by, `title` how it is called. What decodes bytes is shared, so that a reader sees
    text; one of a binary format has `read_bytes(data, name)` too. `recognises` knows a text whose name says nothing.
    `is_synced`: `backref sync` reads such files where it is given a folder. `cite(source, keys)` is how such a file
    cites by key; without it `--rewrite` leaves the file as it is. `spell(key)` is a key as it stands in such a
    citation, None where none of this key can be written; without it a key is spelt as pandoc, LaTeX or a role would,
    whichever `cite` makes. `may_edit(source, span)` says whether a citation that stands in `span` of the file may be
    replaced there; `line(source, start, end)` is where the line that holds this stretch begins, where its text ends and
    where it ends with its break, for a file whose lines are not the text's.

    `definitions(source)` is what the parts of a document have to know of it, "" for nothing; `read_part(source, name,
    definitions)` reads one of them with that.
    """

    RETURNS: ClassVar[Mapping[str, type]] = {"read": Document, "read_bytes": Document, "cite": str}

    name: str
    title: str
    read: Callable[[str, str], Document]
    suffixes: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    read_bytes: Callable[[bytes, str], Document] | None = None
    recognises: Callable[[str], bool] | None = None
    is_synced: bool = False
    cite: Callable[[str, Sequence[str]], str] | None = None
    spell: Callable[[str], str | None] | None = None
    may_edit: Callable[[str, Span], bool] | None = None
    line: Callable[[str, int, int], tuple[int, int, int]] | None = None
    definitions: Callable[[str], str] | None = None
    read_part: Callable[[str, str, str], Document] | None = None
