"""One file of a dump: how it is called, opened and known again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from ._packed import Packed

HEAD = 1 << 20  # bytes that a file is known again by
_SKIPPED = (
    ".md5", ".sha1", ".sha256", ".asc", ".sig", ".txt", ".md", ".html", ".pdf", ".dtd", ".rnc", ".xsd", ".torrent",
)  # fmt: skip  # what stands beside dumps, in their folders


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
            return hashlib.sha256(f"{self.size} ".encode() + file.read(HEAD)).hexdigest()[:32]


def is_beside(name: str) -> bool:
    """Whether a file stands beside dumps and is none: by its name, without folders.

    >>> [is_beside(name) for name in ("dblp.xml.md5", "README.txt", "._0.json.gz", "0.json.gz")]
    [True, True, True, False]
    """
    return name.startswith(".") or name.lower().endswith(_SKIPPED)
