"""The asking verbs for asyncio: `resolve`, `resolve_many` and `verify`, each in a thread, each ended by its
cancellation.

A call that is cancelled sends nothing more and returns once its thread has ended, within a second whatever a service
does: an answer that is under way is left behind. What was answered by then is in the cache, so that the next call goes
on from there.

    async with asyncio.timeout(10):
        bibliography = await aio.resolve(text, sources)
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextvars import copy_context
from threading import Event
from typing import TypeVar

from . import asking, pipeline
from .asking import Progress
from .errors import Interrupted
from .model import Bibliography, Document, Entry, Parsed, Reference, Resolution, Source
from .sources import stoppable

__all__ = ["resolve", "resolve_many", "verify"]

_GRACE_S = 1.0  # that a cancelled call waits for its thread; one that parses a large text ends later, by itself

T = TypeVar("T")


async def resolve(
    inputs: str | Document | Iterable[str | Document],
    sources: Sequence[Source] | None = None,
    *,
    progress: Progress | None = None,
) -> Bibliography:
    """Return the verified bibliography of one or more documents; see `backref.resolve`.

    >>> asyncio.run(resolve("See doi:10.1136/bmj.g6380.", [])).entries[0].resolution.status.value
    'not-asked'
    """
    return await _run(lambda told: pipeline.resolve(inputs, sources, progress=told), progress)


async def resolve_many(
    citations: Iterable[str | Reference | Parsed],
    sources: Sequence[Source] | None = None,
    *,
    progress: Progress | None = None,
) -> list[Entry]:
    """Return an entry with its verdict for each citation, in order; see `backref.resolve_many`.

    >>> asyncio.run(resolve_many(["Deyo RA. Opioids for low back pain. BMJ. 2015."], []))[0].key
    'deyo2015'
    """
    return await _run(lambda told: list(pipeline.resolve_many(citations, sources, progress=told)), progress)


async def verify(
    parsed: Sequence[Parsed], sources: Sequence[Source], *, progress: Progress | None = None
) -> list[Resolution]:
    """Return a verdict for each reference, in order; see `backref.asking.verify`.

    >>> from backref import parse
    >>> asyncio.run(verify([parse("PMID 1")], []))[0].status.value
    'not-asked'
    """
    return await _run(lambda told: asking.verify(parsed, sources, progress=told), progress)


async def _run(work: Callable[[Progress], T], progress: Progress | None) -> T:
    """Return what `work` returns, in a thread that heeds this task's cancellation; `progress` is called in this one."""
    loop = asyncio.get_running_loop()
    stopped, begun = Event(), Event()

    def begin() -> T:
        begun.set()
        go_on()
        return stoppable(stopped, lambda: work(told))

    def go_on() -> None:
        if stopped.is_set():
            raise Interrupted("the call was cancelled")

    def told(done: int, total: int, source: str) -> None:
        go_on()
        if progress:
            loop.call_soon_threadsafe(progress, done, total, source)

    future = loop.run_in_executor(None, copy_context().run, begin)
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        stopped.set()
        future.add_done_callback(_heard)
        if begun.is_set():  # a future of asyncio's says of itself that it can be cancelled while its thread is at work
            await asyncio.wait([future], timeout=_GRACE_S)
        else:
            future.cancel()
        raise
    finally:
        stopped.set()  # also where the loop was closed, and nobody waits any more


def _heard(future: asyncio.Future[T]) -> None:
    """Take note of how it ended; nobody waits for that any more."""
    if not future.cancelled():
        future.exception()
