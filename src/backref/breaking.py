"""Breaking off work that computes and asks nobody, in the thread where it runs."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from importlib import import_module
from threading import Lock, get_ident
from typing import ParamSpec, TypeVar

from .errors import Interrupted

P = ParamSpec("P")
T = TypeVar("T")

_ONCE = ("numpy",)  # whose import is not broken off: a process that began it cannot begin it again


class Pure:
    """Breaks off work that computes and asks nobody: it says how far it is to nobody, so it is interrupted where it
    stands.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._thread: int | None = None

    def heeding(self, work: Callable[P, T]) -> Callable[P, T]:
        """Return the work, during which `stop` raises Interrupted in its thread."""

        def heeded(*args: P.args, **kwargs: P.kwargs) -> T:
            for name in _ONCE:
                import_module(name)
            try:
                with self._lock:
                    self._thread = get_ident()
                try:
                    return work(*args, **kwargs)
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
