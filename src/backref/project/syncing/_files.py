"""The project's own files: what stands in them, and several written together, whole or not at all."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path

from ... import files
from ...errors import UnwritableOutput
from ...files import real_path


def text_of(path: Path) -> str:
    """Return what a file holds, with its line ends as "\\n", to be compared; "" where nothing can be read."""
    try:
        return files.decoded(files.read(path)).text.replace("\r\n", "\n")
    except OSError:
        return ""


def write(texts: Mapping[Path, str], read: Mapping[Path, str] | None = None) -> None:
    """Write texts to files: all of them, or none where one cannot be. Line ends and the mark of UTF-8 stay as they are.

    `read` is what each file held when it was read; where one holds something else by now, nothing is written.
    Raises UnwritableOutput, and ChangedMeanwhile in that case.
    """
    known = read or {}
    made = {}
    for path, text in texts.items():
        try:
            if path.exists() and not path.is_file():
                raise UnwritableOutput(str(path), "it is no file")
            real_path(path).parent.mkdir(parents=True, exist_ok=True)
            made[path] = _as_before(path, text)
        except (OSError, ValueError, RuntimeError) as error:
            if isinstance(error, UnwritableOutput):
                raise
            raise UnwritableOutput(str(path), getattr(error, "strerror", None) or str(error)) from error
    files.write(made, may_replace=lambda path: path not in known or text_of(path) == known[path])


def _as_before(path: Path, text: str) -> bytes:
    before = path.read_bytes() if path.is_file() else b""
    if b"\r\n" in before and "\r" not in text:
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8-sig" if before.startswith(codecs.BOM_UTF8) else "utf-8")
