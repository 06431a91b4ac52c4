"""Which keys were added in a run, in memory of a fixed size."""

from __future__ import annotations

from mmap import mmap

_BITS = 1 << 29  # of the filter: of 10 million keys it takes 1 in 700 for one that it knows


class Seen:
    """A filter that knows every key that was added, and takes some others for known."""

    def __init__(self) -> None:
        self._bits = mmap(-1, _BITS >> 3)  # which takes the memory of the pages that are written

    def added(self, key: str) -> bool:
        """Add a key, and say whether it may have been there before."""
        mixed = hash(key)
        one, two = mixed & (_BITS - 1), (mixed >> 32) & (_BITS - 1)
        bits = self._bits
        known = bits[one >> 3] >> (one & 7) & bits[two >> 3] >> (two & 7) & 1
        bits[one >> 3] |= 1 << (one & 7)
        bits[two >> 3] |= 1 << (two & 7)
        return bool(known)
