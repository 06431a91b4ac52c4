"""How a page is to cite: the options, the library of the project, and the style that fits both. Reads files, keeps what
did not change.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from .. import styles
from ..errors import BackrefError
from ..model import Problem
from ..project import configuration, library, quoted
from ..project.configuration import Configuration
from ..project.library import Library
from ..project.quoted import Quoted
from ._works import NOTATIONS, Notation

_HELP = {
    "citations": "numeric, footnote or author-date",
    "style": "of the list: ama, cs1, ieee...; with author-date: apa, chicago; or a .csl file",
    "heading": "of the list; '' for none",
    "cards": "show the entry beside a citation; false: as a title alone",
    "backlinks": "lead from an entry to where it is cited",
    "config": "a backref.toml or pyproject.toml, if it is not the project's",
    "strict": "a key without an entry ends the conversion",
}


@dataclass(frozen=True, slots=True)
class Options:
    """What can be set."""

    citations: Notation = "numeric"
    style: str = ""
    heading: str = "References"
    cards: bool = True
    backlinks: bool = True
    config: str = ""
    strict: bool = False

    @classmethod
    def of(cls, given: dict[str, Any]) -> Options:
        """Return the options of a table. Raises BackrefError.

        >>> Options.of({"citations": "footnote"}).cards
        True
        """
        said = {each.name: given.get(each.name, each.default) for each in fields(cls)}
        for name, value in said.items():
            if not isinstance(value, type(getattr(cls(), name))):
                raise BackrefError(f"option {name!r} cannot be {value!r}")
        if said["citations"] not in NOTATIONS:
            raise BackrefError(f"option 'citations' must be one of {', '.join(NOTATIONS)}, not {said['citations']!r}")
        return cls(**said)


# As Python-Markdown asks for them.
OPTIONS = {each.name: (each.default, _HELP[each.name]) for each in fields(Options)}


@dataclass(frozen=True, eq=False)
class ProjectRead:
    """What a project's files say: its configuration, its library with the records of the lock, and the passages that
    are kept beside it.
    """

    settings: Configuration
    library: Library
    quoted: tuple[Quoted, ...] = ()
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, folder: Path, config: str = "") -> ProjectRead:
        """Read the project of a folder; one that did not change since it was read last is what it was. Raises
        BackrefError.
        """
        settings = _settings(folder, config)
        kept = quoted.path_of(settings)
        names = (settings.file, settings.bibliography, settings.lock, *settings.libraries, kept)
        stamps = tuple(_stamp(settings.path(str(name))) for name in names)
        known = _read.get((folder, config))
        if known is None or known[0] != stamps:
            own = library.with_records(library.read(settings))
            known = _read[folder, config] = stamps, cls(settings, own, *quoted.read(kept, library.shown(kept)))
        return known[1]


def _settings(folder: Path, config: str) -> Configuration:
    """The configuration, which is read anew where a file changed, came or went that may hold it."""
    if config:  # it may be a file that says nothing of us
        return configuration.load(folder / config) or Configuration(folder=folder)
    start = folder.resolve()
    names = (*configuration.FILES, ".git")
    stamps = tuple(_stamp(os.path.join(up, name)) for up in (start, *start.parents) for name in names)
    known = _found.get(folder)
    if known is None or known[0] != stamps:
        known = _found[folder] = stamps, configuration.find(folder)
    return known[1]


_Stamps = tuple[tuple[int, int], ...]
_found: dict[Path, tuple[_Stamps, Configuration]] = {}
_read: dict[
    tuple[Path, str], tuple[_Stamps, ProjectRead]
] = {}  # the projects that pages are converted for: one, as a rule


def _stamp(path: str | Path) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return (0, -1)
    return (found.st_mtime_ns, found.st_size)


def chosen_style(options: Options, settings: Configuration, folder: Path) -> str:
    """Return the name of the style, or the path of its CSL file, which counts from the file that says it. Raises
    BackrefError.
    """
    is_numbered = options.citations != "author-date"
    fitting = [name for name in styles.names() if styles.is_numbered(name) == is_numbered]

    def fits(style: str) -> bool:
        return styles.is_numbered(style) == is_numbered if styles.is_file(style) else style in fitting

    style = _placed(options.style, folder)
    if style and not fits(style):
        known = ", ".join(fitting)
        raise BackrefError(f"style {style!r} does not fit citations {options.citations!r}; those that do: {known}")
    of_project = _placed(settings.style, settings.folder)
    return style or (of_project if fits(of_project) else "vancouver" if is_numbered else "apa")


def _placed(style: str, folder: Path) -> str:
    return str(folder / style) if styles.is_file(style) else style
