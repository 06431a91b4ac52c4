"""The files around a document that name its bibliography: a document -> the settings of what makes a site or a book of
it, and the LaTeX root whose part it says it is, with the parts of that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .. import files
from ..checking import named_root, read_before
from ..errors import UnreadableInput
from ..files import real_path
from ..model import Document, Input
from .library import shown
from .looking import Root, looked_for
from .parts import read_part, with_parts

_TEXTS = (".md", ".markdown", ".qmd", ".rmd", ".mdx", ".ipynb", ".rst", ".txt")
# Quarto's, MyST's, Jupyter Book's, bookdown's and Sphinx's.
_SETTINGS = ("_metadata.yml", "_quarto.yml", "_quarto.yaml", "myst.yml", "_config.yml", "_bookdown.yml", "index.Rmd", "conf.py")  # fmt: skip
_DEEPEST = 12  # folders above a document
_LEVELS = 3  # of files that are read before a text
_LARGEST = 1_000_000  # bytes of settings


class Namer(NamedTuple):
    """A file that may name bibliographies: how it is printed, its text, and the folder that its paths count from."""

    name: str
    text: str
    folder: Path


class Neighbours:
    """Those of several documents; each is read once."""

    def __init__(self) -> None:
        self._settings: dict[Path, Sequence[Namer]] = {}
        self._before: dict[Path, Namer | None] = {}
        self._roots: dict[Path, Sequence[Namer]] = {}

    def settings(self, document: Path, within: Sequence[Path]) -> Iterator[Namer]:
        """Yield the settings in the folder of a document and in those above it, up to the topmost of those `within`."""
        if document.suffix.lower() not in _TEXTS:
            return
        for folder in list(document.parents)[:_DEEPEST]:
            if not any(folder.is_relative_to(each) for each in within):
                return
            if folder not in self._settings:
                self._settings[folder] = list(_in_folder(folder))
            yield from (each for each in self._settings[folder] if folder / Path(each.name).name != document)

    def before(self, namer: Namer, within: Sequence[Path]) -> Iterator[Namer]:
        """Yield what LaTeX reads before the text of a file begins, where it is beside the file: each file once."""
        return self._before_it(namer, within, 0, {})

    def _before_it(self, namer: Namer, within: Sequence[Path], depth: int, seen: dict[Path, int]) -> Iterator[Namer]:
        """The same, `depth` files below; `seen` are those that were yielded, with the least depth."""
        key = namer.folder / Path(namer.name).name
        for named in read_before(namer.name, namer.text) if depth < _LEVELS else ():
            path, _ = looked_for(named, key, Root(key, namer.folder, tuple(within)), is_moved=False)
            if path is None or seen.get(path, _LEVELS) <= depth:
                continue
            if path not in self._before:
                self._before[path] = _read(path, namer.folder)
            is_new, seen[path] = path not in seen, depth
            if (read := self._before[path]) is not None:
                if is_new:
                    yield read
                yield from self._before_it(read, within, depth + 1, seen)

    def root(self, document: Document, within: tuple[Path, ...]) -> tuple[Sequence[Namer], Input | None, str]:
        """Return the LaTeX root that a document names and the parts of that, or what it names and why that is not
        read.
        """
        named = named_root(document.name, document.source or document.text)
        if named is None:
            return (), None, ""
        key = real_path(document.name)
        path, why = looked_for(named, key, Root(key, key.parent, within), is_moved=False)
        if path is None or path == key:
            return (), named if path is None else None, why
        if path not in self._roots:
            self._roots[path] = _with_parts(path)
        return self._roots[path], None, ""


def _with_parts(path: Path) -> list[Namer]:
    try:
        read = with_parts([read_part(path, ".tex")], read_part)
    except UnreadableInput:
        return []
    return [Namer(each.name, each.source or each.text, path.parent) for each in read]


def _in_folder(folder: Path) -> Iterator[Namer]:
    read = (_read(folder / name, folder) for name in _SETTINGS)
    yield from (each for each in read if each is not None)


def _read(path: Path, folder: Path) -> Namer | None:
    try:
        if path.is_file() and path.stat().st_size <= _LARGEST:
            return Namer(shown(path), files.decoded(path.read_bytes()).text, folder)
    except OSError:
        return None
    return None
