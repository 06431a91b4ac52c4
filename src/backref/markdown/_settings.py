"""How a page is to cite: the options, and the style that fits them and the project."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from .. import styles
from ..errors import BackrefError
from ..project.configuration import Configuration
from ._cited import NOTATIONS, Notation
from ._read import ProjectRead

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
        said = {name: given.get(name, default) for name, default in _DEFAULTS.items()}
        for name, value in said.items():
            if not isinstance(value, type(_DEFAULTS[name])):
                raise BackrefError(f"option {name!r} cannot be {value!r}")
        if said["citations"] not in NOTATIONS:
            raise BackrefError(f"option 'citations' must be one of {', '.join(NOTATIONS)}, not {said['citations']!r}")
        return cls(**said)


_DEFAULTS = {each.name: each.default for each in fields(Options)}
# As Python-Markdown asks for them.
OPTIONS = {name: (default, _HELP[name]) for name, default in _DEFAULTS.items()}


def chosen_style(options: Options, read: ProjectRead, folder: Path) -> str:
    """Return the name of the style, or the path of its CSL file, which counts from the file that says it. Raises
    BackrefError.
    """
    if styles.is_file(options.style) or styles.is_file(read.settings.style):  # a file may change
        return _chosen(options, read.settings, folder)
    if options not in read.styles:
        read.styles[options] = _chosen(options, read.settings, folder)
    return read.styles[options]


def _chosen(options: Options, settings: Configuration, folder: Path) -> str:
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
