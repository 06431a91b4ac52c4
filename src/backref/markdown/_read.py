"""What the files of a project say: its configuration and its library. They are read anew where one of them changed."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ..files import real_path
from ..model import Problem
from ..project import configuration, library, quoted
from ..project.configuration import Configuration
from ..project.library import Library
from ..project.quoted import Quoted


@dataclass(frozen=True, eq=False)
class ProjectRead:
    """What a project's files say: its configuration, its library with the records of the lock, and the passages that
    are kept beside it. `styles` are those that were chosen for it, by what was asked for.
    """

    settings: Configuration
    library: Library
    quoted: tuple[Quoted, ...] = ()
    problems: tuple[Problem, ...] = ()
    styles: dict[Any, str] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, folder: Path, config: str = "") -> ProjectRead:
        """Read the project of a folder; one that did not change since it was read last is what it was. Raises
        BackrefError.
        """
        known = _known.get((folder, config))
        if known is not None and known.stamps == _stamps(folder, known.paths):
            return known.read
        sought = _sought(folder, config)
        before = dict(zip(sought, map(_stamp, sought), strict=True))
        found = configuration.load(folder / config) if config else configuration.find(folder)
        settings = found or Configuration(folder=folder)  # of a file that says nothing of us
        kept = quoted.path_of(settings)
        names = (settings.bibliography, settings.lock, *settings.libraries, str(kept))
        held = tuple(str(settings.path(name)) for name in names)
        paths = (*_looked_at(before, settings.file), *held)
        stamps = (_place(folder), *(before[path] for path in paths[: -len(held)]), *map(_stamp, held))
        if known is None or known.read.settings != settings or known.stamps[-len(held) :] != stamps[-len(held) :]:
            own = library.with_records(library.read(settings))
            read = cls(settings, own, *quoted.read(kept, library.shown(kept)))
        else:
            read = known.read
        _known[folder, config] = _Known(paths, stamps, read)
        return read


_Stamp = tuple[int, int]


class _Known(NamedTuple):
    """What was read: the files that said so, where their folder is, and how they stood before they were read."""

    paths: tuple[str, ...]
    stamps: tuple[_Stamp, ...]
    read: ProjectRead


_known: dict[tuple[Path, str], _Known] = {}  # the projects that pages are converted for: one, as a rule


def _sought(folder: Path, config: str) -> tuple[str, ...]:
    """The files that may hold the configuration, or end the search for it, the nearest first."""
    if config:
        return (str(folder / config),)
    start = real_path(folder)
    return tuple(os.path.join(up, name) for up in (start, *start.parents) for name in (*configuration.FILES, ".git"))


def _looked_at(stamps: dict[str, _Stamp], found: str) -> list[str]:
    """Those of the files sought of which one that changes, comes or goes may make another the project's."""
    nearer = list(stamps)
    if found in stamps:
        return nearer[: nearer.index(found) + 1]
    ends = (
        at for at, path in enumerate(nearer) if stamps[path] != _ABSENT and not path.endswith(configuration.FILES[0])
    )
    each = len(configuration.FILES) + 1  # that are sought in a folder
    return nearer[: (next(ends, len(nearer)) // each + 1) * each]


_ABSENT = (0, -1)


def _stamps(folder: Path, paths: tuple[str, ...]) -> tuple[_Stamp, ...]:
    return (_place(folder), *map(_stamp, paths))


def _stamp(path: str) -> _Stamp:
    try:
        found = os.stat(path)
    except OSError:
        return _ABSENT
    return (found.st_mtime_ns, found.st_size)


def _place(folder: Path) -> _Stamp:
    """Where a folder is, which may be a link that comes to lead elsewhere."""
    try:
        found = os.stat(folder)
    except OSError:
        return _ABSENT
    return (found.st_dev, found.st_ino)
