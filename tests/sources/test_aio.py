"""The asking verbs for asyncio: they say what the others say, and a cancellation ends them at once and loses
nothing.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from backref import aio, parsing, pipeline
from backref.errors import BackrefError, UnreadableInput
from backref.model import Answer, Outcome, Status
from backref.sources import Settings, open_sources
from backref.sources._stopping import stopping
from backref.testing import fake_services

TEXT = "Opioids [1].\n\n1. Deyo RA, Von Korff M, Duhrkoop D. Opioids for low back pain. BMJ. 2015;350:g6380. doi:10.1136/bmj.g6380\n"
RAWS = ["doi:10.1136/bmj.g6380", "PMID: 25561513", "doi:10.5555/nobody"]


@pytest.fixture
def services(works):
    with fake_services(works) as running:
        yield running


def opened(services, **changes):
    real = Settings()
    settings = replace(services.settings(), clock=real.clock, now=real.now, sleep=real.sleep, **changes)
    return open_sources(["crossref", "pubmed"], settings)


def test_they_say_what_the_others_say(services):
    sources = opened(services)
    parsed = list(parsing.parse_many(RAWS))

    async def ask():
        return await asyncio.gather(
            aio.resolve(TEXT, sources), aio.resolve_many(RAWS, sources), aio.verify(parsed, sources)
        )

    bibliography, entries, verdicts = asyncio.run(ask())
    assert bibliography == pipeline.resolve(TEXT, sources)
    assert entries == list(pipeline.resolve_many(RAWS, sources))
    assert [verdict.status for verdict in verdicts] == [Status.MATCHED, Status.MATCHED, Status.NOT_FOUND]


def test_progress_is_told_in_the_loop_s_own_thread(services):
    told = []
    asyncio.run(aio.resolve_many(RAWS, opened(services), progress=lambda *_: told.append(threading.current_thread())))
    assert set(told) == {threading.main_thread()}


@pytest.mark.parametrize("fault", ["timeout", "drip", "429"])
def test_a_cancelled_call_sends_nothing_more_and_keeps_what_came(services, tmp_path, fault):
    path = tmp_path / "payloads.sqlite"
    services.retry_after_s = 50  # which the call waits for
    sources = opened(services, cache=path, read_timeout_s=30.0, answer_timeout_s=30.0, deadline_s=90.0)
    assert next(pipeline.resolve_many(RAWS[:1], sources)).resolution.status == Status.MATCHED
    services.fault = fault
    services.requests.clear()

    async def ask() -> int:
        task = asyncio.create_task(aio.resolve_many([f"doi:10.5555/{n}" for n in range(60)], sources))
        while not services.requests:
            await asyncio.sleep(0.005)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return len(services.requests)

    sent = asyncio.run(ask())  # which also waits for the thread: it has ended
    services.reset()
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    again = open_sources(["crossref", "pubmed"], replace(sources[0].http.settings, offline=True))
    assert next(pipeline.resolve_many(RAWS[:1], again)).resolution.status == Status.MATCHED
    assert services.requests == []
    assert sent <= 3
    assert (
        next(pipeline.resolve_many(RAWS[:1], sources)).resolution.status == Status.MATCHED
    )  # the source can be asked again


def test_one_of_two_calls_on_one_source_is_cancelled_and_the_other_goes_on(services):
    sources = opened(services)

    async def ask():
        one = asyncio.create_task(aio.resolve_many(RAWS, sources))
        two = asyncio.create_task(aio.resolve_many([f"doi:10.5555/{n}" for n in range(5)], sources))
        await asyncio.sleep(0)
        two.cancel()
        return await asyncio.gather(one, two, return_exceptions=True)

    one, two = asyncio.run(ask())
    assert [entry.resolution.status for entry in one] == [Status.MATCHED, Status.MATCHED, Status.NOT_FOUND]
    assert isinstance(two, asyncio.CancelledError)


def test_a_time_limit_is_one_of_asyncio(services):
    services.fault = "timeout"
    sources = opened(services, read_timeout_s=30.0, answer_timeout_s=30.0)

    async def ask():
        async with asyncio.timeout(0.05):
            await aio.resolve_many(RAWS, sources)

    with pytest.raises(TimeoutError):
        asyncio.run(ask())


class Deaf:
    """A source that heeds nobody, and ends when it is let."""

    name, schemes, can_search, completes = "deaf", ("doi",), False, ()

    def __init__(self):
        self.asked, self.let, self.has_ended = threading.Event(), threading.Event(), False
        self.stopped = None

    def ask(self, queries):
        self.stopped = stopping()
        self.asked.set()
        self.let.wait(20)
        self.has_ended = True
        return [Answer(source="deaf", outcome=Outcome.ANSWERED) for _ in queries]


@pytest.mark.parametrize(("cancels", "has_ended"), [(1, True), (2, False)])
def test_a_cancelled_call_waits_for_its_thread_unless_it_is_cancelled_again(cancels, has_ended):
    source = Deaf()

    async def ask() -> bool:
        loop = asyncio.get_running_loop()
        task = loop.create_task(aio.resolve_many(RAWS, [source]))
        await loop.run_in_executor(None, source.asked.wait)
        for _ in range(cancels):
            task.cancel()
            await asyncio.sleep(0)  # until the call has heard of it
        if cancels == 1:
            loop.call_soon(source.let.set)
        with pytest.raises(asyncio.CancelledError):
            await task
        ended = source.has_ended
        source.let.set()
        return ended

    assert asyncio.run(ask()) is has_ended


def test_a_call_that_is_closed_with_its_loop_sends_nothing_more():
    source = Deaf()

    async def ask() -> bool:
        call = aio.resolve_many(RAWS, [source])
        call.send(None)
        await asyncio.get_running_loop().run_in_executor(None, source.asked.wait)
        was_stopped = source.stopped.is_set()
        call.close()
        source.let.set()
        return was_stopped

    assert asyncio.run(ask()) is False
    assert source.stopped.is_set()


def test_a_call_that_is_cancelled_before_it_begins_asks_nobody():
    source, busy = Deaf(), threading.Event()

    async def ask() -> None:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(1))
        loop.run_in_executor(None, busy.wait)
        task = loop.create_task(aio.resolve_many(RAWS, [source]))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        busy.set()

    asyncio.run(ask())
    assert not source.asked.is_set()


def test_errors_come_out_as_they_are():
    class Broken:
        name, schemes, can_search, completes = "broken", ("doi",), False, ()

        def ask(self, queries):
            raise UnreadableInput("x", "y")

    with pytest.raises(BackrefError, match="x: y"):
        asyncio.run(aio.resolve_many(RAWS, [Broken()]))
