"""Documents that are written in parts: those that were given -> those and the files that they name, each read once.

A reader says which files a document names; `following` looks for them and reads them. Each stays a document of its own,
so that a place is one in its own file; `roots` says with whom it shares its list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from .. import files, readers
from ..errors import UnreadableInput
from ..files import real_path
from ..model import Document
from .following import Following, Read
from .library import shown
from .looking import Root

Again = Callable[[Document, Sequence[Document]], Document]
"""Reads a document again with what is defined above it, in its roots or elsewhere."""


def with_parts(
    documents: Sequence[Document], read: Read, project: Path | None = None, again: Again | None = None
) -> list[Document]:
    """Return the documents, each with the parts behind it that it names and that were not given, and what is not read
    as problems.

    `project` is the folder of the project: parts may be there, too. A document that is no file names nothing.
    """
    if not any(document.inputs for document in documents):
        return [again(document, ()) if again else document for document in documents]
    keys = [None if document.name == "-" else real_path(document.name) for document in documents]
    known = {key: document for key, document in zip(keys, documents, strict=True) if key is not None}
    reading = Following(read, known)
    for key, document in list(known.items()):
        if document.inputs:
            within = (key.parent, real_path(project)) if project else (key.parent,)
            reading.follow(Root(key, key.parent, within))
    named = {each.name: each for each in reading.documents.values()}

    def done(place: Path, document: Document) -> Document:
        if again:
            roots = [named[name] for name in reading.roots.get(place, ())]
            document = reading.documents[place] = again(document, roots)
        return _joined(reading, place, document)

    made: list[Document] = []
    for place, document in zip(keys, documents, strict=True):
        made.append(done(place, document) if place else document)
        parts = reading.after.pop(place, ()) if place else ()
        made += [done(part, reading.documents[part]) for part in parts]
    return made


def read_part(path: Path, suffix: str) -> Document:
    """Return the document in a file, which is of the kind of the one that names it where its own suffix says nothing.

    Raises UnreadableInput.
    """
    kind = None if readers.by_suffix(path.name) else readers.by_suffix(f"x{suffix}")
    try:
        return readers.read(files.read_given(path), shown(path), kind.name if kind else None)
    except OSError as error:
        raise UnreadableInput(shown(path), error.strerror or str(error)) from error


def _joined(reading: Following, key: Path, document: Document) -> Document:
    roots = tuple(sorted(reading.roots.get(key, ())))
    problems = tuple(reading.problems(key))
    return replace(document, roots=roots, problems=(*document.problems, *problems)) if roots or problems else document
