"""Python's collector of cycles, left alone for a while."""

from __future__ import annotations

import gc
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 5_000  # values that were made meanwhile; to walk over fewer takes no time
_MOST = 500_000  # values that are put among the old ones before those are all looked at
# From Python 3.14 on, and without the GIL, freezing walks over what it freezes.
_FREEZES_AT_ONCE = sys.version_info < (3, 14) and not sysconfig.get_config_var("Py_GIL_DISABLED")


class _Ageing:
    """Young values put among the old ones without a look at them.

    The collector would walk over all that a moment has made as soon as it is let go on, and find no cycle. `gc.freeze`
    and `gc.unfreeze` put every young value among the old ones at once, but begin the collector's own count anew. So
    that cycles of the program which went with them do not stay, all is looked at whenever as many values went there as
    the program had, and half a million at least. A program that has frozen values of its own is left alone.
    """

    def __init__(self) -> None:
        self.left = _MOST

    def age(self) -> None:
        """Put the young values among the old ones, if they are many."""
        made = gc.get_count()[0]
        if made < _MANY or not _FREEZES_AT_ONCE or gc.get_freeze_count():
            return
        gc.freeze()
        gc.unfreeze()
        self.left -= made
        if self.left < 0:
            gc.collect()
            self.left = max(_MOST, len(gc.get_objects()))


_ageing = _Ageing()


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the cycles of a moment to a later one: whoever makes many small values and no cycle loses an eighth of the
    time, or more, by looking for one.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        _ageing.age()
        gc.enable()
