"""The commands that cite in a document and that other files define: its root, and what LaTeX reads before the text of
either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from .. import readers
from ..files import real_path
from ..model import Document
from .following import Read
from .neighbours import Namer, Neighbours
from .parts import with_parts


def whole(documents: Sequence[Document], read: Read, project: Path | None = None) -> list[Document]:
    """Return the documents and the parts that they name, as `with_parts` does, each read with the commands that are
    defined above it.
    """
    return with_parts(documents, read, project, Definitions(project).known)


class Definitions:
    """What is defined above several documents; each file is read once."""

    def __init__(self, project: Path | None) -> None:
        self._project = project
        self._neighbours = Neighbours()
        self._found: dict[str, str] = {}  # the definitions in a file, by its name

    def known(self, document: Document, roots: Sequence[Document]) -> Document:
        """Return a document, read again where something above it defines commands that cite."""
        reader = readers.by_suffix(document.name)
        if document.name == "-" or reader is None or reader.definitions is None:
            return document
        namers = self._above(document, roots)
        above = "\n".join(filter(None, (self._defined(namer, reader.definitions) for namer in namers)))
        return readers.read_part(document, above) if above else document

    def _above(self, document: Document, roots: Sequence[Document]) -> Iterator[Namer]:
        """The files above a document, in the order in which LaTeX reads them."""
        key = real_path(document.name)
        own = Namer(document.name, document.source or document.text, key.parent)
        above = [Namer(root.name, root.source or root.text, real_path(root.name).parent) for root in roots]
        within = (*(root.folder for root in above), key.parent, Path.cwd())
        within += (real_path(self._project),) if self._project else ()
        for root in above or list(self._neighbours.root(document, within)[0])[:1]:
            yield from self._neighbours.before(root, within)
            yield root
        yield from self._neighbours.before(own, within)

    def _defined(self, namer: Namer, definitions: Callable[[str], str]) -> str:
        if namer.name not in self._found:
            self._found[namer.name] = definitions(namer.text)
        return self._found[namer.name]
