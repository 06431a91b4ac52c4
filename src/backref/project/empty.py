"""What to say of a library without an entry, or without the file that is named: a configuration -> words."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from .configuration import BIBLIOGRAPHY, Configuration
from .library import shown

_MOST = 200  # files or folders that are looked through for a bibliography


def is_gone(configuration: Configuration) -> bool:
    """Whether the bibliography has a name of the project's own, and no file has it: the name may be wrong. One of the
    name that is taken where none is given may be yet to come.
    """
    return configuration.bibliography != BIBLIOGRAPHY and not (configuration.path(configuration.bibliography).exists())


def why_empty(configuration: Configuration) -> str:
    """Return what to say of a library without an entry: which file has none, or is not there, and who names it."""
    path = configuration.path(configuration.bibliography)
    if path.exists():
        return f"{shown(path)}: no entries; run `backref sync`"
    named = f", which {shown(Path(configuration.file))} names" if configuration.file else ""
    others = [] if configuration.libraries else _bibliographies(configuration.folder)
    other = f"; name {others[0]} as `bibliography` in backref.toml, or" if others else ";"
    return f"{shown(path)}: there is no such file{named}{other} run `backref sync`"


def _bibliographies(folder: Path) -> list[str]:
    """The bibliographies that lie in a folder, or in one of its own."""
    try:
        below = [each for each in sorted(folder.iterdir())[:_MOST] if each.is_dir() and each.name[:1] != "."]
        found = [path for each in (folder, *below) for path in sorted(islice(each.glob("*.bib"), _MOST))]
    except OSError:
        return []
    return [path.relative_to(folder).as_posix() for path in found if path.is_file()]
