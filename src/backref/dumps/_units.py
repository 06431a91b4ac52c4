"""A path -> the files that are read one by one: itself, those of a folder, the members of a tar archive.

A file is known again by its size and by what it begins with, whatever it is called.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ..errors import UnreadableInput
from ..model import Problem
from ._kinds import CUT_OFF, OnProblem
from ._packed import Packed, faults

_HEAD = 1 << 20  # bytes that a file is known again by
_SKIPPED = (
    ".md5",
    ".sha1",
    ".sha256",
    ".asc",
    ".sig",
    ".txt",
    ".md",
    ".html",
    ".pdf",
    ".dtd",
    ".rnc",
    ".xsd",
    ".torrent",
)  # what stands beside dumps, in their folders
_TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")


@dataclass(frozen=True, slots=True)
class DumpFile:
    """One file to read: its name, its size as it lies there, and how it is opened."""

    name: str
    size: int
    begin: Callable[[], IO[bytes]]

    def opened(self) -> Packed:
        """Return the file, opened and unpacked. Raises OSError."""
        return Packed(self.begin(), self.name, self.size)

    def digest(self) -> str:
        """Return what tells its content from that of others: a digest of its size and its beginning. Raises OSError."""
        with self.begin() as file:
            return hashlib.sha256(f"{self.size} ".encode() + file.read(_HEAD)).hexdigest()[:32]


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
            if not name.startswith(".") and not name.lower().endswith(_SKIPPED):
                yield from _of_file(Path(folder, name), report)


def _of_file(path: Path, report: OnProblem) -> Iterator[DumpFile]:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableInput(str(path), error.strerror or str(error)) from error
    if path.name.lower().endswith(_TARS):
        yield from _members(path, report)
    else:
        yield DumpFile(str(path), size, lambda: path.open("rb"))


def _members(path: Path, report: OnProblem) -> Iterator[DumpFile]:
    """The members of an archive; a packed one is read as a stream, so each must be read before the next is asked
    for.
    """
    try:
        with tarfile.open(path, "r:" if path.suffix == ".tar" else "r|*") as archive:
            for member in archive:
                if member.isfile() and not member.name.lower().endswith(_SKIPPED):
                    yield DumpFile(f"{path}!{member.name}", member.size, _Member(archive, member))
                vars(archive)["members"] = []  # it would keep them all
    except faults(tarfile.TarError) as error:
        report(Problem(code=CUT_OFF, stage="load", message=f"no whole archive: {error}", place=str(path)))


class _Member:
    """Opens a member; what was read of its beginning is read again where the archive cannot go back."""

    def __init__(self, archive: tarfile.TarFile, member: tarfile.TarInfo) -> None:
        self._archive, self._member = archive, member
        self._kept: bytes | None = None
        self._file: IO[bytes] | None = None

    def __call__(self) -> IO[bytes]:
        if self._file is None:
            found: Any = self._archive.extractfile(self._member)
            self._file = found
            self._kept = _piece(found, _HEAD)
        return io.BufferedReader(_Again(self._kept or b"", self._file))


class _Again(io.RawIOBase):
    """A beginning, and behind it the rest of a file; closing it leaves the file open."""

    def __init__(self, start: bytes, rest: IO[bytes]) -> None:
        self._start, self._rest = start, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._start:
            piece, self._start = self._start[: len(buffer)], self._start[len(buffer) :]
        else:
            piece = _piece(self._rest, len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def _piece(file: IO[bytes], size: int) -> bytes:
    """Up to `size` bytes of a member. Raises OSError where the archive ends before the member does."""
    try:
        return file.read(size)
    except tarfile.TarError as error:
        raise OSError(str(error)) from error
