"""Work that is no longer waited for ends, also work that computes and asks nobody."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("starlette", reason="Starlette is not installed: pip install backref[serve]")

from starlette.requests import Request

from backref.serving.bodies import while_there
from backref.serving.bounds import Bounds, Refused
from backref.serving.desks import Desks
from backref.serving.job import Job
from backref.serving.jobs import Jobs


def endless(*_):
    while True:
        pass


async def forever():
    await asyncio.Event().wait()


def test_computing_that_takes_too_long_is_told_and_frees_its_thread():
    async def work():
        desks = Desks([[]], Bounds(work_s=0.05))
        said = await asyncio.gather(*(desks.run(endless, asks=False) for _ in range(4)), return_exceptions=True)
        desks._bounds = Bounds(work_s=60)
        done = await asyncio.gather(*(desks.run(lambda *_: "done", asks=False) for _ in range(4)))
        desks.stop()
        return said, done

    said, done = asyncio.run(work())
    assert {(each.status, each.code) for each in said} == {(504, "too-long")}
    assert done == ["done"] * 4


def test_computing_that_is_cancelled_frees_its_thread():
    async def work():
        desks = Desks([[]], Bounds())
        begun = [asyncio.create_task(desks.run(endless, asks=False)) for _ in range(2)]
        await asyncio.sleep(0)
        for task in begun:
            task.cancel()
        await asyncio.wait(begun)
        done = await desks.run(lambda *_: "done", asks=False)
        desks.stop()
        return done

    assert asyncio.run(work()) == "done"


def test_a_client_that_goes_ends_what_it_asked_for():
    async def receive():
        return {"type": "http.disconnect"}

    async def work():
        doing = forever()
        with pytest.raises(Refused) as refused:
            await while_there(Request({"type": "http"}, receive), doing)
        await asyncio.sleep(0)
        return refused.value.code, doing.cr_running or doing.cr_frame is not None

    assert asyncio.run(work()) == ("gone", False)


def test_a_client_that_stays_has_its_answer():
    async def stays():
        await forever()

    async def answer():
        return "answer"

    assert asyncio.run(while_there(Request({"type": "http"}, stays), answer())) == "answer"


def test_a_stream_ends_with_the_end_whatever_a_thread_still_says():
    async def followed():
        job = Job("one", ())
        job.tell("cancelled")
        job.tell("progress", done=1, total=2, source="crossref")
        async with asyncio.timeout(20):
            return [each async for each in job.stream()]

    assert asyncio.run(followed()) == ["event: cancelled\ndata: {}\n\n"]


def test_a_job_that_is_cancelled_before_it_began_is_over():
    async def work():
        desks = Desks([[]], Bounds())
        jobs = Jobs(desks, Bounds())
        job = jobs.begin([])
        await jobs.cancel(job)
        await asyncio.sleep(0)
        desks.stop()
        return job.events

    assert asyncio.run(work()) == [("cancelled", {})]
