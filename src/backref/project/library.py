"""What a project's own files say of its references: the bibliography, the libraries beside it, and the lock. No
network.

Whatever is wrong with an entry is a problem with its place; the entries around it are there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from .. import files, formats
from ..errors import UnreadableInput
from ..files import real_path
from ..model import Problem, Reference, Written
from . import lock
from .alike import nearest
from .configuration import Configuration
from .lock import Lock


class BibliographyFile(NamedTuple):
    """One file of a library: its text, and the entries as it writes them."""

    text: str
    written: Sequence[Written | None]


@dataclass(frozen=True)
class Library:
    """References by key, the bibliography's first; `keys` are theirs by identifier; `lock` is what was found out of
    them.

    `written` says how the files write them, `files` what each holds.
    `kept` is what whoever prints works of it need not make twice.
    """

    references: Mapping[str, Reference]
    keys: Mapping[str, str]
    lock: Lock
    problems: tuple[Problem, ...] = ()
    written: Mapping[str, Written] = field(default_factory=dict)
    files: Mapping[Path, BibliographyFile] = field(default_factory=dict, repr=False, compare=False)
    kept: dict[tuple[str, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def key_of(self, cited: str) -> str | None:
        """Return the key of what is cited by its key or an identifier; None for what nothing is known of."""
        if cited in self.references:
            return cited
        mark = lock.mark(cited)
        if mark in self.keys:
            return self.keys[mark]
        locked = self.lock.find(cited)
        return locked.key if locked and locked.key in self.references else None

    def advice(self, cited: str) -> str:
        """Return what to do about a citation that has no key: `backref sync` helps only where it has not asked yet."""
        if lock.citable(cited) is None:
            near = self.nearest(cited)
            return f"no entry has this key{f'; did you mean {near!r}?' if near else ''}"
        if self.lock.find(cited) is not None:
            return "no source knows it; mend it, or ask again with `backref sync --retry`"
        return "run `backref sync`"

    def nearest(self, cited: str, *, is_name: bool = False) -> str:
        """Return the key that may be meant by one that no entry has; "" for none. `is_name`: it may be somebody's."""
        at = ("nearest", cited, str(is_name))
        if at not in self.kept:
            self.kept[at] = nearest(cited, self.references, is_name=is_name)
        found: str = self.kept[at]
        return found

    def is_retracted(self, key: str) -> bool:
        """Whether the lock knows of a retraction of the work."""
        locked = self.lock.find(key)
        return locked is not None and locked.is_retracted


def read(configuration: Configuration) -> Library:
    """Return the library of a project; what is not there yet is empty.

    Raises LockError, and UnreadableInput for a file that is no bibliography.
    """
    held = lock.read(configuration.path(configuration.lock))
    path = configuration.path(configuration.bibliography)
    references: dict[str, Reference] = {}
    places: dict[str, str] = {}
    written: dict[str, Written] = {}
    problems: list[Problem] = []
    lines: dict[str, str] = {}
    every = [path] if path.exists() else []
    every += map(configuration.path, configuration.libraries)
    texts = {each: read_text(each, strict=each == path) for each in every}
    loaders = {each: _loader(each, text) for each, text in texts.items()}
    with formats.together((loaders[each].name, text) for each, text in texts.items()):
        loads = {each: loaders[each].load(text) if text.strip() else formats.Loaded(()) for each, text in texts.items()}
    found = [(shown(each), text, loads[each]) for each, text in texts.items()]
    for name, text, loaded in found:
        problems += formats.placed(loaded.problems, text, name)
        written |= {h.unique: h for h in loaded.written if h is not None and h.unique not in references}
        there = _lines(loaded, text, name)
        for reference in loaded.references:
            if reference.id not in references:
                references[reference.id], places[reference.id] = reference, name
                lines[reference.id] = there.get(reference.id, name)
            elif places[reference.id] != name and references[reference.id] != reference:
                message = (
                    f"{reference.id!r} is defined differently in {lines[reference.id]}, which is used; "
                    "rename one of the two or make them equal"
                )
                at = there.get(reference.id, name)
                problems.append(Problem(code="key-defined-twice", stage="load", message=message, place=at))
    keys = {str(i): r.id for r in reversed(references.values()) for i in lock.identifiers(r)}
    each_file = {each: BibliographyFile(text, loads[each].written) for each, text in texts.items()}
    return Library(references, keys, held, tuple(problems), written, each_file)


def _loader(path: Path, text: str) -> formats.Loader:
    loader = formats.recognised(str(path), text)
    if loader is None:
        raise UnreadableInput(shown(path), "no bibliography: its suffix is that of no format that is read")
    return loader


def _lines(loaded: formats.Loaded, text: str, name: str) -> dict[str, str]:
    """The place of each entry, "name:line", by its key; the first one's where there are more."""
    ends = [match.start() for match in re.finditer("\n", text)]
    known = (how for how in reversed(loaded.written) if how is not None)
    return {how.unique: f"{name}:{bisect_left(ends, how.span[0]) + 1}" for how in known}


def with_records(library: Library) -> Library:
    """Return the library with the records of the lock for those of its entries that the bibliography lacks."""
    records = {r.key: r.reference for r in library.lock.references if r.written and r.reference is not None}
    references = records | dict(library.references)
    return Library(references, library.keys, library.lock, library.problems, library.written)


def read_text(path: Path, *, strict: bool = True) -> str:
    """Return the text of a file with its line ends as "\\n". Raises UnreadableInput, also for what is not UTF-8 if
    `strict`.
    """
    try:
        data = files.read(path)
    except OSError as error:
        raise UnreadableInput(str(path), error.strerror or str(error)) from error
    text, encoding, odd = files.decoded(data)
    if strict and (odd is not None or encoding == "utf-16"):
        raise UnreadableInput(str(path), f"not UTF-8 at byte {odd or 0}; save it as UTF-8 first, nothing was written")
    return text.replace("\r\n", "\n")


def shown(path: Path) -> str:
    """Return a path as it is printed: from the current folder where it is below that, with "/" between its parts."""
    try:
        return real_path(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
