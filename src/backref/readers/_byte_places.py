"""Places that a parser of bytes tells -> those of the text that the bytes are. They are asked for one after the other,
and counted from one to the next.
"""

from __future__ import annotations


class BytePlaces:
    """The code points of a text by their bytes, in UTF-8.

    >>> places = BytePlaces("a\u00e9b", "a\u00e9b".encode())
    >>> [places.of(byte) for byte in (1, 3, 4)]
    [1, 2, 3]
    """

    def __init__(self, text: str, data: bytes) -> None:
        self._data = None if text.isascii() else data
        self._byte = self._at = 0

    def of(self, byte: int) -> int:
        """Return how many code points stand before a byte at which one begins."""
        if self._data is None:
            return byte
        if byte < self._byte:
            self._byte = self._at = 0
        self._at += len(self._data[self._byte : byte].decode("utf-8", "replace"))
        self._byte = byte
        return self._at
