"""Where a file is that a document names: below the folder of its root or of the project, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ..files import real_path
from ..model import Input


class Root(NamedTuple):
    """Who is read: the folder that its paths count from, and those in which files may be."""

    key: Path
    folder: Path
    within: tuple[Path, ...]


def looked_for(named: Input, key: Path, root: Root, *, is_moved: bool) -> tuple[Path | None, str]:
    """Return where the file is that the one at `key` names, or None and why it is not to be read.

    Where a file above it was brought in from its own folder (`is_moved`), that folder comes before the root's.
    """
    bases = [root.folder, key.parent]
    if is_moved or named.base == "here":
        bases.reverse()
    is_outside = False
    for path in ((base / name) for base in bases for name in named.paths):
        try:
            real = real_path(path)
            is_inside = any(real.is_relative_to(folder) for folder in root.within)
            if is_inside and real.is_file():
                return real, ""
            is_outside |= not is_inside
        except (OSError, ValueError, RuntimeError):  # a name that no file can have; a link to itself
            continue
    return None, "it is outside the folder of the document and of the project" if is_outside else "no such file"
