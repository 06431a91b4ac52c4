"""Writing the project's own files: several are written together, whole or not at all."""

from __future__ import annotations

import codecs
import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ...errors import UnwritableOutput


def write(files: Mapping[Path, str]) -> None:
    """Write texts to files: all of them, or none where one cannot be. Line ends stay those that a file has.

    Raises UnwritableOutput.
    """
    ready: list[tuple[str, Path]] = []
    path = Path()
    try:
        for path, text in files.items():
            target = path.resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists() and not target.is_file():
                raise OSError(errno.EINVAL, "it is no file")  # a device would be destroyed
            if target.exists() and not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, "the file is read-only")
            ready.append((_temporary(target, text), target))
        for temporary, target in ready:
            path = target
            os.replace(temporary, target)
    except OSError as error:
        for temporary, _ in ready:
            Path(temporary).unlink(missing_ok=True)
        raise UnwritableOutput(str(path), error.strerror or str(error)) from error


def _temporary(target: Path, text: str) -> str:
    before = target.read_bytes() if target.exists() else b""
    if b"\r\n" in before and "\r" not in text:
        text = text.replace("\n", "\r\n")
    encoding = "utf-8-sig" if before.startswith(codecs.BOM_UTF8) else "utf-8"
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    with os.fdopen(handle, "w", encoding=encoding, newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(name, target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
    return name


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
