"""Whether the files of an index are as they were written: each ends in a checksum of what stands before it."""

from __future__ import annotations

import os
import re
import struct
import zlib
from pathlib import Path

_MAGIC = 1337  # behind a footer
_FOOTED = re.compile(rb'"crc":(\d{1,10})')
_SEGMENT = re.compile(r"[0-9a-f]{32}\.\w+")


def damaged(at: Path) -> list[str]:
    """Return the files of an index that are not as they were written: each ends in a footer with the checksum of what
    is before it.

    Source: tantivy, `directory/footer.rs`: JSON, its length, and a number that says what this is (read 2026-11).
    """
    named = (path for path in sorted(at.iterdir()) if _SEGMENT.fullmatch(path.name))
    return [path.name for path in named if not _is_whole(path)]


def _is_whole(path: Path) -> bool:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - 8, 0))
        length, magic = struct.unpack("<II", file.read(8).rjust(8, b"\0"))
        if magic != _MAGIC or length + 8 > size:
            return False
        file.seek(size - 8 - length)
        said = _FOOTED.search(file.read(length))
        file.seek(0)
        left, checksum = size - 8 - length, 0
        while left and (piece := file.read(min(left, 1 << 20))):
            checksum = zlib.crc32(piece, checksum)
            left -= len(piece)
    return said is not None and int(said[1]) == checksum
