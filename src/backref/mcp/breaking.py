"""Breaking off work that computes and asks nobody, in the thread where it runs."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from threading import Lock, get_ident
from typing import TypeVar

from ..asking import Progress
from ..errors import Interrupted

T = TypeVar("T")


class Pure:
    """Breaks off work that computes and asks nobody: it says how far it is to nobody, so it is interrupted where it
    stands.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._thread: int | None = None

    def heeding(self, work: Callable[[Progress], T]) -> Callable[[Progress], T]:
        """Return the work, during which `stop` raises Interrupted in its thread."""

        def heeded(progress: Progress) -> T:
            try:
                with self._lock:
                    self._thread = get_ident()
                try:
                    return work(progress)
                finally:
                    with self._lock:
                        self._thread = None
            except Interrupted:  # also one that came as the work ended
                raise Interrupted("the call was cancelled") from None

        return heeded

    def stop(self) -> bool:
        """Interrupt the work at its next step in Python, and say whether there is any. What is interrupted in a
        destructor goes on: Python drops what is raised there.
        """
        with self._lock:
            if self._thread is not None:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), ctypes.py_object(Interrupted))
            return self._thread is not None
