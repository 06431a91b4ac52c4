"""How much work something is, in calls of functions: no other program moves that."""

from __future__ import annotations

import functools
import gc
import sys
from collections.abc import Callable

from backref.text.kept import Kept


def caches() -> list[Callable[[], None]]:
    """Return what empties each cache that there is."""
    found = []
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper) and each.cache_parameters()["maxsize"]:
            found.append(each.cache_clear)
        elif isinstance(each, Kept):
            found.append(each.clear)
    return found


def calls(work: Callable[[], object], clears: list[Callable[[], None]] | None = None) -> int:
    """Return how many functions are called, ours, Python's and C's, and how often a generator goes on."""
    count = 0

    def seen(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    for clear in caches() if clears is None else clears:  # what was made before would not be made again
        clear()
    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
