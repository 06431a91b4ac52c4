"""Desks at which work is done: each has sources of its own, so that whoever waits for a slow service holds up one desk,
not all.

Work that asks nobody has threads of its own beside them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from threading import Event
from typing import TypeVar

from ..asking import Progress
from ..breaking import Pure
from ..errors import Interrupted
from ..mcp.tools import Desk
from ..model import Source
from ..sources import stoppable
from .bounds import Bounds, Refused

T = TypeVar("T")
Work = Callable[[Desk, Progress], T]

_THINKERS = 2  # threads for work that asks nobody


class Desks:
    """The desks, and who waits for one."""

    def __init__(self, sources: Sequence[Sequence[Source]], bounds: Bounds) -> None:
        self._bounds = bounds
        self._all = [Desk(each) for each in sources]
        self._free: asyncio.Queue[Desk] = asyncio.Queue()
        for desk in self._all:
            self._free.put_nowait(desk)
        self._asking = ThreadPoolExecutor(len(self._all), "backref asking")
        self._thinking = ThreadPoolExecutor(_THINKERS, "backref thinking")
        self._waiting = 0
        self._stopping: set[Event] = set()

    async def run(self, work: Work[T], *, asks: bool, progress: Progress | None = None) -> T:
        """Return what `work` returns, in a thread that heeds this task's cancellation. Raises Refused where too many
        wait.
        """
        if self._waiting >= self._bounds.waiting:
            raise Refused(503, "busy", "too many are waiting; try again later")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._bounds.work_s):
                return await (self._asked(work, progress) if asks else self._thought(work, progress))
        except TimeoutError:
            raise Refused(504, "too-long", f"it was not done within {self._bounds.work_s:g} seconds") from None
        finally:
            self._waiting -= 1

    def stop(self) -> None:
        """Stop whatever is under way, and take on nothing more."""
        for event in self._stopping:
            event.set()
        for pool in (self._asking, self._thinking):
            pool.shutdown(wait=False, cancel_futures=True)

    async def _asked(self, work: Work[T], progress: Progress | None) -> T:
        desk = await self._free.get()
        loop = asyncio.get_running_loop()
        try:
            future = self._begun(self._asking, partial(work, desk), progress)
        except BaseException:
            self._free.put_nowait(desk)
            raise
        # The desk is free once its thread has ended, which may be after whoever asked has gone.
        future[0].add_done_callback(lambda _: loop.call_soon_threadsafe(self._free.put_nowait, desk))
        return await self._ended(*future)

    async def _thought(self, work: Work[T], progress: Progress | None) -> T:
        pure = Pure()
        future, stopped = self._begun(self._thinking, partial(work, self._all[0]), progress, pure)
        try:
            return await self._ended(future, stopped)
        finally:
            pure.stop()

    def _begun(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[Progress], T],
        progress: Progress | None,
        pure: Pure | None = None,
    ) -> tuple[asyncio.Future[T], Event]:
        loop = asyncio.get_running_loop()
        stopped = Event()

        def told(done: int, total: int, source: str) -> None:
            if stopped.is_set():
                raise Interrupted("the work was cancelled")
            if progress:
                loop.call_soon_threadsafe(progress, done, total, source)

        def begin(progress: Progress) -> T:
            if stopped.is_set():  # while it waited for a thread
                raise Interrupted("the work was cancelled")
            return work(progress)

        self._stopping.add(stopped)
        run = partial(copy_context().run, stoppable, stopped, partial(pure.heeding(begin) if pure else begin, told))
        return loop.run_in_executor(pool, run), stopped

    async def _ended(self, future: asyncio.Future[T], stopped: Event) -> T:
        try:
            return await asyncio.shield(future)
        finally:
            stopped.set()
            self._stopping.discard(stopped)
            future.add_done_callback(lambda done: done.cancelled() or done.exception())
