"""A tar archive, packed or not -> its members, each a file to read. It is told by its content, or by its name."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from ..errors import UnreadableInput
from ..model import Problem
from ._files import HEAD, DumpFile, is_beside
from ._kinds import CUT_OFF, OnProblem
from ._packed import Packed, faults, is_tar

_TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")


def is_archive(path: Path) -> bool:
    """Whether a file is an archive; False for one that cannot be read."""
    if path.name.lower().endswith(_TARS):
        return True
    try:
        with Packed(path.open("rb"), path.name, path.stat().st_size) as packed:
            return is_tar(packed.stream.read(512))
    except faults(UnreadableInput):
        return False  # whoever reads it will say so


def members(path: Path, report: OnProblem) -> Iterator[DumpFile]:
    """The members of an archive; a packed one is read as a stream, so each must be read before the next is asked
    for. What it holds, its headers too, is bounded by what it could honestly unpack to.
    """
    try:
        with ExitStack() as stack:
            archive = stack.enter_context(_opened(path, stack))
            for member in archive:
                place = f"{path}!{member.name}"
                if member.issparse():  # of a few bytes it makes as many as it likes
                    report(Problem(code="too-large", stage="load", message="a sparse file is not read", place=place))
                elif member.isfile() and not is_beside(member.name.rpartition("/")[2]):
                    yield DumpFile(place, member.size, _Member(archive, member))
                vars(archive)["members"] = []  # it would keep them all
    except faults(tarfile.TarError, UnreadableInput) as error:
        said = error.detail if isinstance(error, UnreadableInput) else error
        report(Problem(code=CUT_OFF, stage="load", message=f"no whole archive: {said}", place=str(path)))


def _opened(path: Path, stack: ExitStack) -> tarfile.TarFile:
    if _is_plain(path):
        return tarfile.open(path, "r:")
    packed = stack.enter_context(Packed(path.open("rb"), path.name, path.stat().st_size))
    return tarfile.open(fileobj=packed.stream, mode="r|")


def _is_plain(path: Path) -> bool:
    """Whether an archive is not packed, so that it can be gone back in."""
    with path.open("rb") as file:
        return is_tar(file.read(512))


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
            self._kept = _piece(found, HEAD)
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
