"""Where the bibliographies are that a document names itself, or that files around it name: a document -> what was
sought, each read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from .. import files
from ..checking import embedded, named_bibliographies
from ..errors import UnreadableInput
from ..files import real_path
from ..model import Document, Span
from .given import Given
from .library import shown
from .looking import Root, looked_for
from .neighbours import Namer, Neighbours

_LARGEST = 64_000_000  # bytes of all of them


class Sought(NamedTuple):
    """A file that is named: where it is, or why it is not read, and where the document names it. `by` is who else
    does.
    """

    name: str
    span: Span
    path: Path | None
    why: str = ""
    by: str = ""

    @property
    def said(self) -> str:
        """Why it is not read, in a sentence."""
        return f"{self.name[:80]}{f', which {self.by} names,' if self.by else ''} is not read: {self.why}"


class Seeking:
    """The bibliographies that documents name and nobody gave, as they are met: those that were read, by where they are,
    and why others were not.
    """

    def __init__(self, given: Iterable[str], project: Path | None) -> None:
        self._given = {PurePath(name).name for name in given}
        self._project = project
        self._neighbours = Neighbours()
        self._sought: dict[str, list[Sought]] = {}
        self.found: dict[Path, Given] = {}
        self._failed: dict[Path, str] = {}

    def sought(self, document: Document) -> Sequence[Sought]:
        """Return what a document names."""
        if document.name not in self._sought:
            self._sought[document.name] = list(self._seek(document)) if document.name != "-" else []
        return self._sought[document.name]

    def known(self, document: Document) -> Sequence[Sought]:
        """Return what a document names, where it was asked for before."""
        return self._sought.get(document.name, ())

    def _seek(self, document: Document) -> Iterator[Sought]:
        key = real_path(document.name)
        folders = [*(real_path(name).parent for name in document.roots if name != document.name), key.parent]
        within = (*folders, Path.cwd(), *([real_path(self._project)] if self._project else ()))
        own = Namer(document.name, document.source or document.text, folders[0])
        namers = [own, *self._neighbours.before(own, within)]
        for namer in namers:
            yield from self._named(namer, document, key, within)
        if not document.roots:
            above, named, why = self._neighbours.root(document, within)
            if named is not None:
                yield Sought(named.paths[0], named.span, None, why)
            for namer in above:
                for each in (namer, *self._neighbours.before(namer, within)):
                    yield from self._named(each, document, key, within)
        for namer in self._neighbours.settings(key, within):
            yield from self._named(namer, document, key, within)

    def _named(self, namer: Namer, document: Document, key: Path, within: tuple[Path, ...]) -> Iterator[Sought]:
        by = "" if namer.name == document.name else namer.name
        for named in named_bibliographies(namer.name, namer.text):
            if PurePath(named.paths[0]).name in self._given:
                continue
            path, why = looked_for(named, key, Root(key, namer.folder, within), is_moved=False)
            if path is None and (inside := embedded(namer.text, named.paths[0])):
                path = namer.folder / named.paths[0]
                self.found.setdefault(path, Given.of(inside.encode(), named.paths[0])._replace(is_looked_up=True))
            why = self._taken(path) if path is not None else why
            yield Sought(named.paths[0], Span(0, 0) if by else named.span, path, why, by)

    def _taken(self, path: Path) -> str:
        """Read a file that was not read yet, and return why it cannot be."""
        if path not in self.found and path not in self._failed:
            read, why = _read(path, sum(len(other.text) for other in self.found.values()))
            if read is None:
                self._failed[path] = why
            else:
                self.found[path] = read
        return self._failed.get(path, "")


def _read(path: Path, before: int) -> tuple[Given | None, str]:
    """The bibliography in a file, or why it is none."""
    try:
        if before + path.stat().st_size > _LARGEST:
            return None, f"more than {_LARGEST // 10**6} MB are not read beside what was given"
        given = Given.of(files.read(path), shown(path))
    except (OSError, UnreadableInput) as error:
        return None, getattr(error, "detail", None) or getattr(error, "strerror", None) or str(error)
    return (given._replace(data=b"", is_looked_up=True), "") if given.format else (None, "it is no bibliography")
