"""The bibliographies that documents name and that nobody gave: what was given, or a document -> those.

They are looked for below the folder of the document, of the project or of whoever asks, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePath

from .. import formats
from ..checking import named_bibliographies
from ..errors import UnreadableInput
from ..model import Bibliography, Document, Entry, Input, Problem
from .given import Given
from .library import shown
from .looking import Root, looked_for

_LARGEST = 64_000_000  # bytes of all of them


def with_bibliographies(given: Sequence[Given], project: Path | None) -> list[Given]:
    """Return what was given, with the bibliographies that its documents name; one that is not there is a problem of the
    document.
    """
    known = {PurePath(each.name).name for each in given}
    found: dict[Path, Given] = {}
    made: list[Given] = []
    for each in given:
        problems = []
        for named in _names(each.document):
            if PurePath(named.paths[0]).name in known:
                continue
            path, why = _looked_for(named, each.name, project)
            if path is not None and path not in found:
                read, why = _read(path, sum(len(other.text) for other in found.values()))
                found |= {path: read} if read else {}
            if why:
                message, code = f"{named.paths[0][:80]} is not read: {why}", "input-not-read"
                problems.append(Problem(code=code, stage="read", message=message, span=named.span, place=each.name))
        made.append(each._replace(problems=(*each.problems, *problems)))
    return [*made, *found.values()]


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
    known = {PurePath(name).name for name in given}
    cited: dict[Path, set[str]] = {}
    for document in documents:
        keys = {key.casefold() for marker in document.markers for key in marker.keys}
        for named in _names(document) if keys else ():
            path, _ = _looked_for(named, document.name, None)
            if path is not None and path.name not in known:
                cited.setdefault(path, set()).update(keys)
    for path, keys in cited.items():
        read, _ = _read(path, 0)
        if read is not None:
            yield read.name, formats.loader(read.format).load(read.text).bibliography().entries, keys


def _names(document: Document | None) -> tuple[Input, ...]:
    return named_bibliographies(document.name, document.source) if document and document.name != "-" else ()


def _looked_for(named: Input, name: str, project: Path | None) -> tuple[Path | None, str]:
    key = Path(name).resolve()
    within = (key.parent, Path.cwd(), *([project.resolve()] if project else ()))
    return looked_for(named, key, Root(key, key.parent, within), is_moved=False)


def _read(path: Path, before: int) -> tuple[Given | None, str]:
    """The bibliography in a file, or why it is none."""
    try:
        if before + path.stat().st_size > _LARGEST:
            return None, f"more than {_LARGEST // 10**6} MB are not read beside what was given"
        given = Given.of(path.read_bytes(), shown(path))
    except (OSError, UnreadableInput) as error:
        return None, getattr(error, "detail", None) or getattr(error, "strerror", None) or str(error)
    return (given._replace(data=b"", is_looked_up=True), "") if given.format else (None, "it is no bibliography")
