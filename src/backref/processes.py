"""Work spread over processes: batches go out in order, and what became of each comes back in order, as a stream.

The values that pass between them are those of `model`: a reference has a hundred fields, and a dozen of them say
something. Each process has a pipe of its own, so that one which is killed, even in the middle of an answer, is noticed
by the end of its pipe.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple, TypeVar, cast

from .errors import WorkerLost
from .model import Frozen

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 2  # batches for each process that are out, or back and not yet asked for


def spread(work: Callable[[list[T]], list[R]], batches: Iterable[Sequence[T]], workers: int) -> Iterator[list[R]]:
    """Yield what `work` makes of each batch, in order; at most two batches for each process are out.

    The processes are started as they are needed, and end with the stream. They are new ones, which import the main
    module again: one that has no `if __name__ == "__main__":` cannot be it. Raises WorkerLost where one of them ends
    before its time, and what `work` raises.
    """
    crew = _Crew(work, workers)
    try:
        asked = given = 0
        for batch in batches:
            crew.give(asked, list(batch))
            asked += 1
            while asked - given >= _AHEAD * workers:
                yield _unpacked(crew.made(given))
                given += 1
        while given < asked:
            yield _unpacked(crew.made(given))
            given += 1
    finally:
        crew.end()


class _Crew:
    """The processes, what each works on, and what came back out of order. A process has one batch at a time: neither
    end waits to write.
    """

    def __init__(self, work: Callable[[list[Any]], list[Any]], workers: int) -> None:
        self._work, self._workers = work, workers
        self._processes: list[BaseProcess] = []
        self._idle: list[Connection] = []
        self._busy: dict[Connection, int] = {}
        self._made: dict[int, list[Any]] = {}

    def give(self, number: int, batch: list[Any]) -> None:
        """Give a batch to a process that has nothing to do, once there is one."""
        if not self._idle and len(self._processes) < self._workers:
            self._start()
        while not self._idle:
            self._receive()
        pipe = self._idle.pop()
        self._busy[pipe] = number
        with self._heeding_loss():
            pipe.send(batch)

    def made(self, number: int) -> list[Any]:
        """Return what became of a batch, once it is there."""
        while number not in self._made:
            self._receive()
        return self._made.pop(number)

    def end(self) -> None:
        """End all processes."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join()
            process.close()
        for pipe in (*self._idle, *self._busy):
            pipe.close()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(self._work, there), daemon=True)
        with _uninterrupted():
            process.start()
        there.close()  # so that the pipe ends with the process
        self._processes.append(process)
        self._idle.append(here)

    def _receive(self) -> None:
        for pipe in cast("list[Connection]", wait([*self._busy])):
            with self._heeding_loss():
                made, error = pipe.recv()
            if error is not None:
                raise error
            self._made[self._busy.pop(pipe)] = made
            self._idle.append(pipe)

    @contextmanager
    def _heeding_loss(self) -> Iterator[None]:
        try:
            yield
        except (EOFError, OSError) as error:
            raise WorkerLost(self._workers) from error


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back: a process that is started here never sees it, and says nothing of it. Where that cannot be, it
    is let through.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Callable[[list[Any]], list[Any]], pipe: Connection) -> None:
    """Answer batches until the pipe ends; leave Ctrl-C to the process that asked, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            batch = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[list[Any] | None, Exception | None] = [_packed(made) for made in work(batch)], None
        except Exception as error:  # noqa: BLE001  it is raised where the batch came from
            answer = None, error
        pipe.send(answer)


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)


class _Underway(NamedTuple):
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
        return _Underway(kind, {name: _packed(held[name]) for name in value.model_fields_set})
    if isinstance(value, tuple) and any(isinstance(part, Frozen) for part in value):
        return kind(*map(_packed, value))
    return value


def _unpacked(packed: Sequence[Any]) -> list[Any]:
    return [_again(each) for each in packed]


def _again(value: Any) -> Any:
    kind = type(value)
    if kind is tuple:
        return tuple(map(_again, value))
    if kind is _Underway:
        return value.kind.made({name: _again(each) for name, each in value.held.items()})
    if isinstance(value, tuple) and any(type(part) is _Underway for part in value):
        return kind(*map(_again, value))
    return value
