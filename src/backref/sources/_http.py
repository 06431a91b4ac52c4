"""The HTTP policy, in one place for all sources: what is sent, how fast, how often, how much comes back, what is
believed.

A source describes a `Request` and reads a `Payload`; this sends it. Every failure comes out as SourceError, and says
nothing about whether a work exists. A 404 may be an answer: the source knows its shape.

One thread, the caller's, decides and keeps all state, the cache too; each exchange has a thread of its own, which can
be left behind at any moment. Whose turn it is, `_turns` knows.

Source: Crossref REST API, "Access and authentication" (limits since 2025-12-01); NCBI E-utilities, "Usage guidelines"
(2026-11).
"""

from __future__ import annotations

import logging
import os
import queue
import re
import threading
import time
import zlib
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from weakref import WeakSet

from ..errors import BackrefError, Interrupted, SourceError
from ..model import Payload
from ._cache import Cache
from ._hops import is_public
from ._hops import redirected as _redirected
from ._outcome import Tried, amiss, check_length, never_connected, retry_after, said
from ._reaching import keys_for, reach_of
from ._requests import WHO, Offline, Rate, Request, Task
from ._settings import Settings
from ._stopping import stopping
from ._turns import Lane, Turns

if TYPE_CHECKING:
    import requests

    from ._paced import PacedSession

RETRIED = frozenset((408, 425, 429, 500, 502, 503, 504))
MAX_WAIT_S = 60.0  # that a Retry-After is heeded for; a longer one is reported instead
_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.5, 8.0  # before the next try, where the service names no time; doubled each time
_REDIRECTS = 3
_CHUNK = 1 << 16
_TICK = 1e-6  # seconds that a turn may be early: sums of floats
_POLL_S = 0.5  # that an answer is waited for at a time; some systems cannot interrupt a longer wait
_QUICK_S = 0.05  # the same, where somebody may stop the asking


class Http:
    """Sends requests for all sources: one cache, one memory of each host's limits, connections that are kept open."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.cache = Cache(settings.cache, settings.now)
        self.requests_sent = 0
        self.begin()
        _heed_forks()
        _MADE.add(self)

    def begin(self) -> None:
        """Know nothing of any host, have no connection, and be used by nobody: so it is in a process that was forked,
        whose connections are the other's, and so is the thread that asked.
        """
        self._turns: Turns[_Job] = Turns()
        self._idle: list[PacedSession] = []
        self._running = threading.Lock()
        self._asker = 0

    def send(self, request: Request, rate: Rate) -> Payload:
        """Return the answer, from the cache or from the service. Raises SourceError (Offline where nothing may be
        sent).
        """
        answers: list[Payload] = []

        def task() -> Task:
            answers.append((yield request))

        self.run(deque([(task(), rate)]))
        return answers[0]

    def run(self, tasks: deque[tuple[Task, Rate]], meanwhile: Callable[[], bool] | None = None) -> None:
        """Carry every task to its end, as many at once and as fast as the services allow; a task may append others.
        While nothing is due and nothing has come, `meanwhile` does a little, and says whether there was anything to do.

        Each payload is in the cache before its task goes on, so that an interrupted run can be taken up again. Raises
        Interrupted where the settings say to stop, and BackrefError where this is called from within itself.
        """
        settings = self.settings
        done: _Done = queue.SimpleQueue()
        flights: dict[int, _Flight] = {}
        self._take_turn()
        try:
            self.cache.open()
            while True:
                self._check_stopped()
                while tasks:
                    self._resume(_Job(*tasks.popleft()), None)
                now = settings.clock()
                due, lane = self._turns.next(now)
                if lane is not None and due <= now + _TICK:
                    self._start(lane.take(now), lane, now, done, flights)
                elif meanwhile is not None and done.empty() and meanwhile():
                    continue
                elif flights:
                    self._land(done, flights, due - now)
                elif lane is not None:
                    self._pause(due - now)
                else:
                    return
        finally:
            try:
                self._turns.clear()
                self._keep(done, flights)
                self.cache.settle()
            finally:
                self._asker = 0
                self._running.release()

    def _check_stopped(self) -> None:
        stopped = stopping()
        if self.settings.is_stopped() or (stopped is not None and stopped.is_set()):
            raise Interrupted("the asking was stopped")

    def _take_turn(self) -> None:
        """Wait until nobody else asks."""
        if self._asker == threading.get_ident():
            raise BackrefError("sources cannot be asked by what is called while they are, such as a progress")
        while not self._running.acquire(timeout=_POLL_S if stopping() is None else _QUICK_S):
            self._check_stopped()
        self._asker = threading.get_ident()

    def _pause(self, seconds: float) -> None:
        """Wait for the next turn, or a part of it where somebody may stop the asking."""
        settings = self.settings
        stopped = stopping()
        if stopped is not None and settings.sleep is time.sleep:
            stopped.wait(seconds)
        else:
            settings.sleep(seconds if not settings.can_stop else min(seconds, _POLL_S))

    def _land(self, done: _Done, flights: dict[int, _Flight], seconds: float) -> None:
        """Wait for what is under way, no longer than until the next turn; what never comes is left behind."""
        quick = stopping() is not None or self.settings.can_stop
        try:
            number, outcome = done.get(timeout=min(_QUICK_S if quick else _POLL_S, seconds))
        except queue.Empty:
            now = time.monotonic()
            for number in [number for number, flight in flights.items() if now > flight.until]:
                late = flights.pop(number)
                error = SourceError(late.job.request.source, "no answer in time")
                self._finish(late.job, late.lane, Tried(error, is_passing=True))
            return
        if number in flights:
            flight = flights.pop(number)
            self._idle.append(flight.session)
            self._finish(flight.job, flight.lane, outcome)

    def _resume(self, job: _Job, outcome: Payload | SourceError | None) -> None:
        """Let a task go on until it asks for what must be sent."""
        while True:
            try:
                if outcome is None:
                    request = next(job.task)
                elif isinstance(outcome, SourceError):
                    request = job.task.throw(outcome)
                else:
                    request = job.task.send(outcome)
            except StopIteration:
                return
            outcome = self._known(request)
            if outcome is None:
                goes_on = job.began is not None
                job.begin(request)
                waiting = self._lane(job).fresh
                (waiting.appendleft if goes_on else waiting.append)(job)  # what was begun comes to its end first
                return

    def _lane(self, job: _Job) -> Lane[_Job]:
        request, rate = job.request, job.rate
        per_second = rate.lanes.get(request.lane, rate.per_second)
        host, share = urlsplit(request.url).netloc, self.settings.share
        return self._turns.lane(host, request.lane, per_second, rate.at_once, share)

    def _known(self, request: Request) -> Payload | SourceError | None:
        """What can be said without sending: the cached answer, or why nothing is sent."""
        is_lone = len(request.queries) == 1
        if cached := self.cache.get(request.key, stale=self.settings.offline, is_lone=is_lone):
            return cached
        return Offline(request.source, "offline") if self.settings.offline else None

    def _start(self, job: _Job, lane: Lane[_Job], now: float, done: _Done, flights: dict[int, _Flight]) -> None:
        """Send a request whose turn it is, unless it is settled by now."""
        known = self._known(job.request)
        if known is None and (down := lane.host.why_down(now)):
            known = SourceError(job.request.source, down.detail, retry_after_s=down.retry_after_s)
        if known is not None:
            self._resume(job, known)
            return
        moment = lane.spend(now)
        job.tries += 1
        job.began = now if job.began is None else job.began
        self.requests_sent += 1
        number = self.requests_sent
        session = self._idle.pop() if self._idle else _session(self.settings)
        session.when_sent = lambda: moment.__setitem__(0, max(moment[0], self.settings.clock()))
        flights[number] = _Flight(job, lane, session, time.monotonic() + self.settings.deadline_s)
        request = job.request

        def work() -> None:
            outcome = Tried(SourceError(request.source, "gave no answer"), is_passing=True)
            try:
                outcome = self._outcome(request, session)
            finally:  # whatever happens to this thread, the one that waits hears of it
                done.put((number, outcome))

        try:
            threading.Thread(target=work, name=f"backref {request.source}", daemon=True).start()
        except RuntimeError:  # this system gives us no more of them
            done.put((number, Tried(SourceError(request.source, "no thread to ask in"), is_passing=True)))

    def _finish(self, job: _Job, lane: Lane[_Job], outcome: Tried) -> None:
        """Take an outcome in: keep the answer, or let the request wait for its next try, or give it up."""
        now = self.settings.clock()
        lane.host.in_flight -= 1
        lane.heed(outcome.headers)
        if outcome.payload is not None:
            lane.host.failures = lane.refusals = 0
            self.cache.put(job.request.key, outcome.payload)
            self._resume(job, outcome.payload)
            return
        if outcome.error is None:
            raise AssertionError("an exchange ends with a payload or an error")
        wait = outcome.wait_s
        if wait is None:
            wait = min(_FIRST_WAIT_S * 2 ** (job.tries - 1), _LONGEST_WAIT_S) * (0.5 + self.settings.dice() / 2)
        too_late = now - (job.began or now) + wait > self.settings.deadline_s
        if outcome.is_refusal:
            lane.refused(now + min(wait, MAX_WAIT_S))
        if outcome.is_passing and job.tries < self.settings.tries and wait <= MAX_WAIT_S and not too_late:
            self._turns.retry(lane, now + wait, job)
            return
        if outcome.is_passing or outcome.is_hosts or outcome.is_closed:
            lane.host.failed(outcome.error, now, is_down=outcome.is_closed or wait > MAX_WAIT_S)
        self._resume(job, outcome.error)

    def _keep(self, done: _Done, flights: Mapping[int, _Flight]) -> None:
        """Put answers into the cache that came while the run was being interrupted."""
        while True:
            try:
                number, outcome = done.get_nowait()
            except queue.Empty:
                return
            if outcome.payload is not None and number in flights:
                self.cache.put(flights[number].job.request.key, outcome.payload)

    def _outcome(self, request: Request, session: PacedSession) -> Tried:
        """Send a request once and judge the answer. Touches nothing of this object that changes, and never raises."""
        import requests
        import urllib3

        source = request.source
        try:
            response, body, address = self._exchange(request, session)
        except SourceError as error:
            return Tried(error)
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidHeader) as error:
            return Tried(SourceError(source, said(error)))
        except requests.exceptions.SSLError as error:
            return Tried(SourceError(source, said(error)), is_hosts=True)
        except (
            requests.exceptions.RequestException,
            urllib3.exceptions.HTTPError,
            OSError,
            zlib.error,
            ValueError,
        ) as error:
            nobody = never_connected(error)
            is_passing = not nobody and not amiss(error)
            return Tried(SourceError(source, said(error)), is_passing=is_passing, is_closed=nobody)
        except Exception as error:  # noqa: BLE001  a thread's edge: the caller must hear of it, and not wait for ever
            return Tried(SourceError(source, said(error)))
        headers = response.headers
        status = response.status_code
        wait = retry_after(headers.get("Retry-After"), self.settings.now())
        failed = SourceError(source, f"HTTP {status}", retry_after_s=wait, status=status)
        if status in RETRIED:
            return Tried(failed, headers=headers, is_passing=True, is_refusal=status in (429, 503), wait_s=wait)
        if status not in (200, 404, 410):
            return Tried(failed, headers=headers, is_hosts=status in (401, 403))
        media_type = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if status == 200 and media_type not in request.accept:
            strange = f"answered with {media_type[:40] or 'no content type'}, not {request.accept[0]}"
            return Tried(SourceError(source, strange), headers=headers, is_passing=True)
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.settings.now()))
        payload = Payload(
            source=source,
            url=request.url,
            status=status,
            media_type=media_type,
            body=body,
            retrieved=stamp,
            redirected=address if address != request.url else "",
        )
        return Tried(payload=payload, headers=headers)

    def _exchange(self, request: Request, session: PacedSession) -> tuple[requests.Response, bytes, str]:
        """Send, follow allowed redirects by hand, and read the whole body within bounds; the last is where it came
        from.
        """
        settings = self.settings
        url = request.url
        params: list[tuple[str, str]] | None = list(request.params)
        session.may_reach = lambda address: True  # the first address is the user's or ours
        session.reached = session.refused = ""
        reach = reach_of(request.source, settings.reaches)
        timeout = (
            reach.connect_timeout_s or settings.connect_timeout_s,
            reach.read_timeout_s or settings.read_timeout_s,
        )
        keys = keys_for(request.source, url)  # never sent on to where a redirect leads
        for _ in range(_REDIRECTS + 1):
            try:
                response = session.request(
                    "POST" if request.post else "GET", url, params=None if request.post else params, data=request.params if request.post else None,
                    headers={"Accept": ", ".join(request.accept)} | keys, timeout=timeout, stream=True, allow_redirects=False, **reach.sending(),
                )  # fmt: skip
            except Exception:
                if session.refused:
                    host = urlsplit(url).hostname
                    raise SourceError(
                        request.source, f"redirected to {host}, which is at {session.refused}, where we do not go"
                    ) from None
                raise
            with response:
                if response.is_redirect or response.status_code in (301, 302, 303, 307, 308):
                    url = _redirected(request, url, response.headers.get("Location", ""))
                    params = None  # they are in the new address, if they are meant to be
                    keys = {}
                    session.may_reach = _same_or_public(session.reached)
                    continue
                body = bytearray()
                for chunk in response.iter_content(_CHUNK):
                    body += chunk
                    if len(body) > settings.max_body:
                        raise SourceError(request.source, f"answer larger than {settings.max_body >> 20} MiB")
                check_length(response, body)
                return response, bytes(body), url
        raise SourceError(request.source, "redirected in a circle")


_MADE: WeakSet[Http] = WeakSet()


@cache
def _heed_forks() -> None:
    """Have all begin anew in a process that is forked."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_begin_all)


def _begin_all() -> None:
    for http in list(_MADE):
        http.begin()


def _same_or_public(reached: str) -> Callable[[str], bool]:
    return lambda address: address == reached or is_public(address)


@dataclass(slots=True)
class _Job:
    """A task and the request that it waits for: how often that was sent, and when first."""

    task: Task
    rate: Rate
    request: Request = field(default_factory=lambda: Request("", ""))
    tries: int = 0
    began: float | None = None

    def begin(self, request: Request) -> None:
        self.request, self.tries, self.began = request, 0, None


@dataclass(frozen=True, slots=True)
class _Flight:
    """An exchange under way: what for, by what, and until when, of time.monotonic, it is waited for."""

    job: _Job
    lane: Lane[_Job]
    session: PacedSession
    until: float


_Done = queue.SimpleQueue[tuple[int, Tried]]


def _session(settings: Settings) -> PacedSession:
    from ._paced import PacedSession

    for name in ("urllib3.connectionpool", "urllib3.connection"):
        logging.getLogger(name).addFilter(_discreet)
    return PacedSession(settings.user_agent, settings.answer_timeout_s)


_TOLD = re.compile(rf"\b({'|'.join(WHO)})=[^&\s'\"]*")


def _discreet(record: logging.LogRecord) -> bool:
    """Take addresses and keys out of what urllib3 logs of a request."""
    record.msg, record.args = _TOLD.sub(r"\1=...", record.getMessage()), ()
    return True
