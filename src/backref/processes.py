"""Work spread over processes: batches go out in order, and what became of each comes back in order, as a stream.

The values that pass between them are those of `model`: a reference has a hundred fields, and a dozen of them say something.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple, TypeVar

from .errors import WorkerLost
from .model import Frozen

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 2  # batches that are out for each process


def spread(work: Callable[[list[T]], list[R]], batches: Iterable[Sequence[T]], workers: int) -> Iterator[list[R]]:
    """Yield what `work` makes of each batch, in order; at most two batches for each process are out.

    The processes are started as they are needed, and end with the stream. They are new ones, which import the main module
    again: one that has no `if __name__ == "__main__":` cannot be it. Raises WorkerLost where one of them ends before its time.
    """
    out: deque[Future[list[Any]]] = deque()
    executor = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin)
    try:
        for batch in batches:
            with _uninterrupted():
                out.append(executor.submit(partial(_worked, work), list(batch)))
            if len(out) >= _AHEAD * workers:
                yield _unpacked(out.popleft().result())
        while out:
            yield _unpacked(out.popleft().result())
    except BrokenProcessPool as error:
        raise WorkerLost(workers) from error
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back: a process that is started here never sees it, and says nothing of it. Where that cannot be, it is let through."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Leave Ctrl-C to the process that asked, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)


def _worked(work: Callable[[list[T]], list[R]], batch: list[T]) -> list[Any]:
    return [_packed(made) for made in work(batch)]


class _Made(NamedTuple):
    """A model on its way: its kind, and what is set in it."""

    kind: type[Frozen]
    held: dict[str, Any]


def _packed(value: Any) -> Any:
    """A value with its models taken apart."""
    kind = type(value)
    if kind is str or kind is float:
        return value
    if kind is tuple:
        return tuple(map(_packed, value))
    if isinstance(value, Frozen):
        held = value.__dict__
        return _Made(kind, {name: _packed(held[name]) for name in value.model_fields_set})
    if isinstance(value, tuple) and any(isinstance(part, Frozen) for part in value):
        return kind(*map(_packed, value))
    return value


def _unpacked(packed: Sequence[Any]) -> list[Any]:
    return [_again(each) for each in packed]


def _again(value: Any) -> Any:
    kind = type(value)
    if kind is tuple:
        return tuple(map(_again, value))
    if kind is _Made:
        return value.kind.made({name: _again(each) for name, each in value.held.items()})
    if isinstance(value, tuple) and any(type(part) is _Made for part in value):
        return kind(*map(_again, value))
    return value
