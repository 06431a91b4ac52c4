"""Parse with several processes: batches of raw citations go out in order, and their parses come back in order, as a stream."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

from ..errors import WorkerLost
from ..model import Date, FieldSpan, Frozen, Name, Parsed, Reference

_AHEAD = 2  # batches that are out for each process
_MADE = {model.__name__: model for model in (Date, FieldSpan, Name, Parsed, Reference)}


def parsed_by(batches: Iterable[Sequence[str]], workers: int) -> Iterator[list[Parsed]]:
    """Yield the parses of each batch of raw citations, in order; at most two batches for each process are out.

    The processes are started as they are needed, and end with the stream. They are new ones, which import the main module
    again: one that has no `if __name__ == "__main__":` cannot be it. Raises WorkerLost where one of them ends before its time.
    """
    out: deque[Future[list[Any]]] = deque()
    executor = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin)
    try:
        for batch in batches:
            with _uninterrupted():
                out.append(executor.submit(_work, list(batch)))
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


def _work(raws: list[str]) -> list[Any]:
    from . import parse_batches

    return [_packed(parsed) for parses in parse_batches([raws]) for parsed in parses]


def _packed(value: Any) -> Any:
    """A value as plain ones, of models what is set: a reference has a hundred fields, and a dozen of them say something."""
    kind = type(value)
    if kind is str or kind is float:
        return value
    if kind is tuple:
        return tuple(map(_packed, value))
    if kind.__name__ in _MADE and isinstance(value, Frozen):
        held = value.__dict__
        return [kind.__name__, {name: _packed(held[name]) for name in value.model_fields_set}]
    return value


def _unpacked(packed: Sequence[Any]) -> list[Any]:
    return [_again(each) for each in packed]


def _again(value: Any) -> Any:
    kind = type(value)
    if kind is tuple:
        return tuple(map(_again, value))
    if kind is list:
        return _MADE[value[0]].made({name: _again(each) for name, each in value[1].items()})
    return value
