"""The three streams of the command: UTF-8 whatever the locale says, and a failure of one of them a message, not a
traceback.

A stream that is closed before the command starts is one that fails; its number is taken, so that no file that is opened
later gets it. What cannot be told on stderr is not told.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from typing import Any, TextIO, cast

READER_GONE = 141  # as shells say of a program that a closed pipe ended

_MODES = ((0, os.O_RDONLY), (1, os.O_WRONLY), (2, os.O_WRONLY))


def prepare() -> None:
    """Make the streams fit for any text, and for the command to be told when they fail."""
    closed = [number for number, _ in _MODES if not _is_open(number)]
    for number, mode in _MODES:
        if number in closed:
            _occupy(number, mode)
    sys.stdin = _text(_Closed("r")) if 0 in closed or sys.stdin is None else sys.stdin
    sys.stdout = _text(_Closed("w")) if 1 in closed or sys.stdout is None else sys.stdout
    sys.stderr = open(os.devnull, "w", encoding="utf-8") if 2 in closed or sys.stderr is None else sys.stderr  # noqa: SIM115
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    sys.stderr = cast("TextIO", _Lossy(sys.stderr))


def finish() -> OSError | None:
    """Write out what stdout still holds, and return why it cannot be, or None."""
    try:
        sys.stdout.flush()
    except OSError as error:
        abandon()
        return error
    except ValueError:  # it was closed
        return None
    return None


def abandon() -> None:
    """Let nothing more be written to stdout, so that Python does not try it again at its end."""
    try:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        os.close(sink)
        sys.stdout.flush()
    except (OSError, ValueError):
        sys.stdout = open(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8", closefd=False)  # noqa: SIM115


class _Closed(io.RawIOBase):
    """A stream that was closed before the command began."""

    def __init__(self, mode: str) -> None:
        self.mode = mode

    def readable(self) -> bool:
        """Say whether it would be read."""
        return self.mode == "r"

    def writable(self) -> bool:
        """Say whether it would be written."""
        return self.mode == "w"

    def readinto(self, buffer: object) -> int:
        """Fail."""
        raise OSError(errno.EBADF, "it is closed")

    def write(self, data: object) -> int:
        """Fail."""
        raise OSError(errno.EBADF, "it is closed")


class _Lossy:
    """stderr: what cannot be written is lost."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, or do not."""
        with suppress(OSError, ValueError):
            self._stream.write(text)
            self._stream.flush()
        return len(text)

    def flush(self) -> None:
        """Flush, or do not."""
        with suppress(OSError, ValueError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _occupy(number: int, mode: int) -> None:
    opened = os.open(os.devnull, mode)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)


def _text(raw: io.RawIOBase) -> TextIO:
    buffer = io.BufferedReader(raw) if raw.readable() else io.BufferedWriter(raw)
    return io.TextIOWrapper(buffer, encoding="utf-8", errors="replace")
