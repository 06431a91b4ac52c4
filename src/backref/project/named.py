"""The bibliographies that documents name and that nobody gave: what was given, or a document -> those.

They are looked for below the folder of the document, of the project or of whoever asks, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from .. import formats
from ..checking import named_bibliographies
from ..errors import UnreadableInput
from ..files import real_path
from ..model import Bibliography, Document, Entry, Input, Problem
from .given import Given
from .library import shown
from .looking import Root, looked_for

_LARGEST = 64_000_000  # bytes of all of them


class _Following:
    """The bibliographies that documents name and nobody gave, as they are met: those that were read, by where they are,
    and why others were not.
    """

    def __init__(self, given: Iterable[str], project: Path | None) -> None:
        self._given = {PurePath(name).name for name in given}
        self._project = project
        self.found: dict[Path, Given] = {}
        self._failed: dict[Path, str] = {}

    def follow(self, document: Document | None) -> Iterator[tuple[Input, Path | None, str]]:
        """Yield what a document names, where that is, and why it is not read, "" where it is."""
        if document is None or document.name == "-":
            return
        for named in named_bibliographies(document.name, document.source):
            if PurePath(named.paths[0]).name not in self._given:
                path, why = self._looked_for(named, document.name)
                yield named, path, why if path is None else self._taken(path)

    def _looked_for(self, named: Input, name: str) -> tuple[Path | None, str]:
        key = real_path(name)
        within = (key.parent, Path.cwd(), *([real_path(self._project)] if self._project else ()))
        return looked_for(named, key, Root(key, key.parent, within), is_moved=False)

    def _taken(self, path: Path) -> str:
        """Read a file that was not read yet, and return why it cannot be."""
        if path not in self.found and path not in self._failed:
            read, why = _read(path, sum(len(other.text) for other in self.found.values()))
            if read is None:
                self._failed[path] = why
            else:
                self.found[path] = read
        return self._failed.get(path, "")


def with_bibliographies(given: Sequence[Given], project: Path | None) -> list[Given]:
    """Return what was given, with the bibliographies that its documents name; one that is not there is a problem of the
    document.
    """
    following = _Following((each.name for each in given), project)
    made: list[Given] = []
    for each in given:
        told = [
            Problem(code="input-not-read", stage="read", message=f"{named.paths[0][:80]} is not read: {why}", span=named.span, place=each.name)
            for named, _, why in following.follow(each.document)
            if why
        ]  # fmt: skip
        made.append(each._replace(problems=(*each.problems, *told)))
    return [*made, *following.found.values()]


def cited_in(documents: Sequence[Document], given: Collection[str]) -> list[tuple[str, Bibliography]]:
    """Return the bibliographies that documents name, but those that were given, by name, each with those entries alone
    that a document which names it cites by key.
    """
    found = []
    for name, every, keys in _named(documents, given):
        entries = tuple(entry for entry in every if entry.key.casefold() in keys)
        found += [(name, Bibliography(entries=entries))] if entries else []
    return found


def keys_in(documents: Sequence[Document], given: Collection[str]) -> dict[str, tuple[str, int]]:
    """Return the keys of the bibliographies that documents name, in small letters, each with its file and the index of
    its entry there.
    """
    named = [(name, at, entry) for name, every, _ in _named(documents, given) for at, entry in enumerate(every)]
    return {entry.key.casefold(): (name, at) for name, at, entry in reversed(named)}


def _named(documents: Sequence[Document], given: Collection[str]) -> Iterator[tuple[str, tuple[Entry, ...], set[str]]]:
    """The name and the entries of each bibliography that documents name, and the keys that those documents cite."""
    following = _Following(given, None)
    cited: dict[Path, set[str]] = {}
    for document in documents:
        keys = {key.casefold() for marker in document.markers for key in marker.keys}
        for _, path, why in following.follow(document) if keys else ():
            if path is not None and not why:
                cited.setdefault(path, set()).update(keys)
    for path, keys in cited.items():
        read = following.found[path]
        yield read.name, formats.loader(read.format).load(read.text).bibliography().entries, keys


def _read(path: Path, before: int) -> tuple[Given | None, str]:
    """The bibliography in a file, or why it is none."""
    try:
        if before + path.stat().st_size > _LARGEST:
            return None, f"more than {_LARGEST // 10**6} MB are not read beside what was given"
        given = Given.of(path.read_bytes(), shown(path))
    except (OSError, UnreadableInput) as error:
        return None, getattr(error, "detail", None) or getattr(error, "strerror", None) or str(error)
    return (given._replace(data=b"", is_looked_up=True), "") if given.format else (None, "it is no bibliography")
