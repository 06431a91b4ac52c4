"""The bibliographies that documents name and that nobody gave: what was given, or documents -> those.

They are looked for below the folder of the document, of the project or of whoever asks, and nowhere else. Parts of one
document share what any of them names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from .. import formats
from ..checking import is_everything
from ..model import Bibliography, Document, Entry, Problem
from .given import Given
from .seeking import Seeking, Sought

Keys = Mapping[str, tuple[str, int]]
Unread = Sequence[tuple[str, str]]
"""What is not read, each with the document that names it first, and why."""


def with_bibliographies(given: Sequence[Given], project: Path | None) -> list[Given]:
    """Return what was given, with the bibliographies that its documents name; one that is not there is a problem of the
    document.
    """
    seeking = Seeking((each.name for each in given), project)
    told: set[str] = set()  # what settings name is told once
    documents = [each.document for each in given if each.document is not None]
    failing = {name for each in documents for name in _kin(each) if any(one.why for one in seeking.sought(each))}
    made: list[Given] = []
    for each in given:
        found = seeking.sought(each.document) if each.document is not None else ()
        problems = tuple(_problem(one, each.name) for one in found if one.why and one.said not in told)
        told |= {one.said for one in found if one.by}
        is_partial = each.document is not None and not failing.isdisjoint(_kin(each.document))
        made.append(each._replace(problems=(*each.problems, *problems), is_partial=is_partial))
    return [*made, *seeking.found.values()]


def _kin(document: Document) -> tuple[str, ...]:
    return (document.name, *document.roots)


def cited_in(documents: Sequence[Document], given: Collection[str]) -> tuple[list[tuple[str, Bibliography]], Unread]:
    """Return the bibliographies that documents name, but those that were given, by name, each with those entries alone
    that a document which names it cites by key; and what is not read of them.
    """
    seeking = Seeking(given, None)
    cited: dict[Path, set[str]] = {}
    whole: set[Path] = set()
    for members, paths in _families(documents, seeking):
        keys = {key.casefold() for document in members for marker in document.markers for key in marker.keys}
        for path in paths:
            cited.setdefault(path, set()).update(keys)
        if any(is_everything(document.source or document.text) for document in members):
            whole.update(paths)
    found = []
    for path, keys in cited.items():
        every = _entries(seeking.found[path])
        entries = tuple(entry for entry in every if path in whole or entry.key.casefold() in keys)
        found += [(seeking.found[path].name, Bibliography(entries=entries))] if entries else []
    return found, _unread(documents, seeking)


def keys_in(documents: Sequence[Document], given: Collection[str]) -> tuple[dict[str, Keys], Unread]:
    """Return of each document, by name, the keys of the bibliographies that it names, in small letters, each with its
    file and the index of its entry there; and what is not read of them.
    """
    seeking = Seeking(given, None)
    indexed: dict[Path, dict[str, tuple[str, int]]] = {}
    keys: dict[str, Keys] = {}
    for members, paths in _families(documents, seeking):
        shared: dict[str, tuple[str, int]] = {}
        for path in paths:
            if path not in indexed:
                read = seeking.found[path]
                rows = enumerate(_entries(read))
                indexed[path] = {entry.key.casefold(): (read.name, at) for at, entry in reversed(list(rows))}
            shared = indexed[path] | shared
        for document in members:
            keys[document.name] = {**keys[document.name], **shared} if keys.get(document.name) else shared
    return keys, _unread(documents, seeking)


def _families(documents: Sequence[Document], seeking: Seeking) -> Iterator[tuple[list[Document], list[Path]]]:
    """The documents with a root in common, with where the bibliographies are that any of them names, where one of them
    cites.
    """
    members: dict[str, list[Document]] = {}
    for document in documents:
        for name in _kin(document):
            members.setdefault(name, []).append(document)
    for family in members.values():
        if any(document.markers for document in family):
            found = (one.path for document in family for one in seeking.sought(document) if not one.why)
            yield family, [path for path in dict.fromkeys(found) if path is not None]


def _entries(read: Given) -> tuple[Entry, ...]:
    return formats.loader(read.format).load(read.text).bibliography().entries


def _unread(documents: Iterable[Document], seeking: Seeking) -> Unread:
    told: dict[str, str] = {}
    for document in documents:
        for one in seeking.known(document):
            if one.why:
                told.setdefault(one.said, document.name)
    return [(name, said) for said, name in told.items()]


def _problem(one: Sought, name: str) -> Problem:
    return Problem(code="input-not-read", stage="read", message=one.said, span=one.span, place=name)
