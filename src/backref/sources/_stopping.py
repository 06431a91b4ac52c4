"""Stopping from outside: whoever waits for an asking in another thread can end it, whatever sources it uses.

The event travels with the context of the thread, so that two askings of one source are stopped each by its own.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from threading import Event
from typing import TypeVar

T = TypeVar("T")

_event: ContextVar[Event | None] = ContextVar("backref_stopped", default=None)


def stoppable(stopped: Event, work: Callable[[], T]) -> T:
    """Return what `work` returns; once `stopped` is set, the asking in it ends with Interrupted.

    >>> stoppable(Event(), lambda: stopping() is not None)
    True
    """
    token = _event.set(stopped)
    try:
        return work()
    finally:
        _event.reset(token)


def stopping() -> Event | None:
    """Return the event by which the asking in this thread is stopped, if there is one."""
    return _event.get()
