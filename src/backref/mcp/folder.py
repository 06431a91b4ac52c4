"""The one folder that an assistant may have read: a path in it -> the file's bytes, within bounds."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from ..errors import UnreadableInput

LARGEST = 10_000_000  # bytes of a file
_SEPARATOR = re.compile(r"[\\/]")
# A link in the last place is not followed, and a pipe is not waited for, where the system can be told so.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder by its real path; `Folder.at(path)` makes sure that there is one."""

    path: Path

    @classmethod
    def at(cls, path: str | Path) -> Folder:
        """Return the folder at `path`. Raises UnreadableInput where there is none."""
        try:
            real = Path(path).resolve(strict=True)
        except (OSError, ValueError, RuntimeError) as error:
            raise UnreadableInput(str(path), _said(error)) from error
        if not real.is_dir():
            raise UnreadableInput(str(path), "not a folder")
        return cls(real)

    def read(self, name: str) -> bytes:
        """Return the bytes of a file in the folder or below it.

        Raises UnreadableInput for a path that leaves the folder or goes over a link, for what is no file, and for a
        file larger than LARGEST.
        """
        parts = [part for part in _SEPARATOR.split(name) if part not in ("", ".")]
        has_drive = os.name == "nt" and ":" in name
        if not parts or name.startswith(("/", "\\", "~")) or ".." in parts or "\0" in name or has_drive:
            raise UnreadableInput(
                name, "give the path of a file in the server's folder, relative to it and without '..'"
            )
        try:
            found, data = self._opened(name, parts)
        except OSError as error:
            raise UnreadableInput(name, _said(error)) from error
        except UnicodeError as error:
            raise UnreadableInput(name, "no name that a file can have") from error
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableInput(name, "not a file")
        if len(data) > LARGEST:
            raise UnreadableInput(name, f"a file larger than {LARGEST // 10**6} MB")
        return data

    def _opened(self, name: str, parts: list[str]) -> tuple[os.stat_result, bytes]:
        """What the path names, and its first bytes, where that is a file."""
        at = self.path
        found = at.lstat()
        for part in parts:
            at /= part
            found = at.lstat()
            if _is_link(found):
                raise UnreadableInput(name, "links are not followed")
        if not stat.S_ISREG(found.st_mode):
            return found, b""
        with open(os.open(at, _FLAGS), "rb") as file:
            if not os.path.samestat(found, os.fstat(file.fileno())):
                raise UnreadableInput(name, "it was replaced while it was opened")
            return found, file.read(LARGEST + 1)


def _is_link(found: os.stat_result) -> bool:
    return stat.S_ISLNK(found.st_mode) or bool(getattr(found, "st_reparse_tag", 0))  # the latter is Windows' junctions


def _said(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
