"""A file as it lies there -> what it holds, unpacked as far as an honest one could be: gzip, bzip2, xz."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from types import TracebackType
from typing import IO, Any, Self

from ..errors import UnreadableInput
from ._kinds import Head

LARGEST = 256_000_000  # bytes, unpacked, of a file that is read whole
_PIECE = 1 << 20  # bytes that are read at once
_TWICE = {b"\x1f\x8b": "gzip once more", b"BZh": "bzip2 once more", b"\xfd7zXZ": "xz once more"}
_FOREIGN = _TWICE | {b"PK\x03\x04": "zip", b"\x28\xb5\x2f\xfd": "zstd", b"7z\xbc\xaf": "7z", b"Rar!": "rar"}
_RATIO, _LEAST = 50, 1_000_000  # how often its size a packed file may unpack to, and what any may; JSON's is below 30


class Packed:
    """A file that may be packed, told by its first bytes; `stream` is what it holds. A context that closes it."""

    def __init__(self, file: IO[bytes], name: str, size: int) -> None:
        self._file = file
        self._name = plain_name(name)
        buffered = io.BufferedReader(_Raw(file), _PIECE)
        unpack = _unpacker(buffered.peek(8)[:8])
        self.stream: io.BufferedReader[Any] = (
            io.BufferedReader(_Unpacked(unpack(buffered), name, _LEAST + _RATIO * size), _PIECE) if unpack else buffered
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def head(self) -> Head:
        """Return how it begins; it is read all the same. Raises what reading raises."""
        return Head(self._name, self.stream.peek(_PIECE))


def plain_name(name: str) -> str:
    """Return the name that a packed file had before.

    >>> [plain_name(name) for name in ("refs.bib.gz", "dblp.xml.xz", "refs.bib")]
    ['refs.bib', 'dblp.xml', 'refs.bib']
    """
    return next((name.removesuffix(suffix) for suffix in (".gz", ".bz2", ".xz") if name.endswith(suffix)), name)


def foreign(start: bytes) -> str | None:
    """Return how a file is packed that cannot be unpacked here, by its first bytes; None for any other."""
    if is_tar(start):
        return "tar within another archive"
    return next((name for magic, name in _FOREIGN.items() if start.startswith(magic)), None)


def is_tar(start: bytes) -> bool:
    """Whether a file begins like a tar archive."""
    return start[257:262] == b"ustar"


def faults(*besides: type[Exception]) -> tuple[type[Exception], ...]:
    """Return what reading a damaged file raises."""
    from lzma import LZMAError

    return (OSError, EOFError, zlib.error, LZMAError, *besides)


def _unpacker(start: bytes) -> Callable[[Any], io.BufferedIOBase] | None:
    if start.startswith(b"\x1f\x8b"):
        return lambda file: gzip.GzipFile(fileobj=file)
    if start.startswith(b"BZh"):
        import bz2

        return bz2.BZ2File
    if start.startswith(b"\xfd7zXZ\x00"):
        import lzma

        return lzma.LZMAFile
    return None


class _Raw(io.RawIOBase):
    """A file's bytes, whatever reads them."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


class _Unpacked(io.RawIOBase):
    """What a packed file holds, as far as an honest one could: `most` bytes. Raises UnreadableInput for more."""

    def __init__(self, file: io.BufferedIOBase, name: str, most: int) -> None:
        self._stream = file
        self._name, self._left = name, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read1(len(buffer))
        self._left -= len(piece)
        if self._left < 0:
            raise UnreadableInput(
                self._name, f"it unpacks to more than {_RATIO} times its size, as no bibliography does"
            )
        buffer[: len(piece)] = piece
        return len(piece)


def whole(stream: IO[bytes], name: str) -> bytes:
    """Return all of a file that cannot be read as a stream. Raises UnreadableInput for one that is too large."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise UnreadableInput(name, f"larger than {LARGEST // 10**6} MB, unpacked; divide it")
    return b"".join(pieces)
