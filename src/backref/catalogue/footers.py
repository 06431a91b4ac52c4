"""Whether the files of an index are as they were written: each ends in a checksum of what stands before it."""

from __future__ import annotations

import json
import os
import re
import struct
import zlib
from pathlib import Path

_MAGIC = 1337  # behind a footer
_FOOTED = re.compile(rb'"crc":(\d{1,10})')


def damaged(at: Path) -> list[str]:
    """Return the files of an index that are not as they were written: each ends in a footer with the checksum of what
    is before it. What a writer left that was killed is no part of the index.

    Source: tantivy, `directory/footer.rs`: JSON, its length, and a number that says what this is (read 2026-11).
    """
    segments = json.loads((at / "meta.json").read_text(encoding="utf-8"))["segments"]
    parts = {segment["segment_id"].replace("-", "") for segment in segments}
    named = (path for path in sorted(at.iterdir()) if path.name.partition(".")[0] in parts)
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
