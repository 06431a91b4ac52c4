"""A path -> the files that are read one by one: itself, those of a folder, the members of a tar archive.

A file is known again by its size and by what it begins with, whatever it is called.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..errors import UnreadableInput
from ._archives import is_archive, members
from ._files import DumpFile, is_beside
from ._kinds import OnProblem


def units(path: str | Path, report: OnProblem) -> Iterator[DumpFile]:
    """Yield the files at a path, in the order of their names. Raises UnreadableInput where nothing is there."""
    top = Path(path)
    if not top.exists():
        raise UnreadableInput(str(path), "No such file or directory")
    if not top.is_dir():
        yield from _of_file(top, report)
        return
    for folder, inner, names in os.walk(top):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            if not is_beside(name):
                yield from _of_file(Path(folder, name), report)


def _of_file(path: Path, report: OnProblem) -> Iterator[DumpFile]:
    try:
        size, is_tar = path.stat().st_size, is_archive(path)
    except OSError as error:
        raise UnreadableInput(str(path), error.strerror or str(error)) from error
    if is_tar:
        yield from members(path, report)
    else:
        yield DumpFile(str(path), size, lambda: path.open("rb"))
