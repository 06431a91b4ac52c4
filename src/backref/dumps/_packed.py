"""A file as it lies there -> what it holds, unpacked as far as an honest one could be."""

from __future__ import annotations

import gzip
import io
from types import TracebackType
from typing import IO, Any, Self

from ..errors import UnreadableInput
from ._kinds import Head

LARGEST = 256_000_000  # bytes, unpacked, of a file that is read whole
_PIECE = 1 << 20  # bytes that are read at once
_RATIO, _LEAST = 50, 1_000_000  # how often its size a gzipped file may unpack to, and what any may; JSON's is below 30


class Packed:
    """A file that may be gzipped, told by its first bytes; `stream` is what it holds. A context that closes it."""

    def __init__(self, file: IO[bytes], name: str, size: int) -> None:
        self._file = file
        self._name = name.removesuffix(".gz")
        buffered = io.BufferedReader(_Raw(file), _PIECE)
        is_packed = buffered.peek(2)[:2] == b"\x1f\x8b"
        self.stream: io.BufferedReader[Any] = (
            io.BufferedReader(_Unpacked(buffered, name, _LEAST + _RATIO * size), _PIECE) if is_packed else buffered
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def head(self) -> Head:
        """Return how it begins; it is read all the same. Raises what reading raises."""
        return Head(self._name, self.stream.peek(_PIECE))


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
    """What a gzipped file holds, as far as an honest one could: `most` bytes. Raises UnreadableInput for more."""

    def __init__(self, file: IO[bytes], name: str, most: int) -> None:
        self._stream = gzip.GzipFile(fileobj=file)
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
