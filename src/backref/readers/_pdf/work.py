"""How much of a PDF may be unpacked and drawn, and how long that may take."""

from __future__ import annotations

import time
from typing import Any

LARGEST = 100_000_000  # bytes of a file
MOST_PAGES = 3000
MOST_LETTERS = 500_000  # of a page, which are all held while it is read: a whole site may be printed on one
MOST_TEXT = 20_000_000  # code points
# Bytes of streams that are read, unpacked, each time that a page uses them: so many, and so many for each byte of the
# file.
_WORK, _WORK_EACH = 1_000_000, 20  # honest text is packed to a tenth at most, and fonts and pictures stand beside it
_CODES = 500_000  # of all fonts, and one for each four bytes; most name as many as they have letters
LONGEST_S = 120.0  # an honest page takes a fiftieth of a second


class Budget:
    """How many bytes of unpacked streams may still be read. Pages can share a stream, and draw one again and again."""

    def __init__(self, size: int) -> None:
        self.left = _WORK + _WORK_EACH * size
        self._codes = _CODES + size // 4
        self.is_full = False  # whether a page has more letters than are read
        self._end = time.monotonic() + LONGEST_S

    @property
    def is_late(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() > self._end

    def maps(self, codes: int) -> None:
        """Take off what a font says of so many codes, which a few letters in the file may do of all."""
        self._codes -= codes
        if self._codes < 0:
            self.left = -1

    def takes(self, stream: Any) -> bool:
        """Take off what a stream, or an array of them, unpacks to; return whether that was left."""
        said = stream.get_object() if hasattr(stream, "get_object") else stream
        for part in said if isinstance(said, list) else [said]:
            found = part.get_object() if part is not None and hasattr(part, "get_object") else part
            if self.left >= 0 and hasattr(found, "get_data"):
                self.left -= len(found.get_data())
        return self.left >= 0
