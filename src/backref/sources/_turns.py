"""Whose turn it is: requests that wait, by host and lane, and when each may be sent. Neither sends nor waits.

A host has so many requests at once; a lane is a kind of request with a rate of its own ("list" at Crossref). A request
that waits for its next try lets the others pass, and goes first when its time has come.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Generic, TypeVar

from ..errors import SourceError

SLACK = 1.02  # of the gap between two requests, and of the time in which a limit counts: on their way they come closer
MOST_AT_ONCE = 16  # whatever a header says
IN_A_ROW = 3  # refusals that are no accident any more, and failures after which a host is given up
DOWN_S = 30.0  # that a host which was given up is not asked again
LONGEST_DOWN_S = 3600.0  # the same, whatever it says
_MOST_COUNTED = 64  # requests that a window of one second is looked through for
_LONGEST_GAP_S, _SHORTEST_GAP_S = 60.0, 0.001  # between two requests, whatever a header says

J = TypeVar("J")


@dataclass(slots=True)
class Host:
    """What is known of a host: how many requests it takes at once, has now, and has failed at in a row."""

    at_once: int
    in_flight: int = 0
    failures: int = 0
    down: SourceError | None = None
    down_until: float = 0.0

    def why_down(self, now: float) -> SourceError | None:
        """Return why the host is not asked now, or None."""
        return self.down if now < self.down_until else None

    def failed(self, error: SourceError, now: float, *, is_down: bool) -> None:
        """Count a request that was given up; the host is too, if it says so or failed several times in a row."""
        self.failures += 1
        if is_down or self.failures >= IN_A_ROW:
            self.down, self.down_until = error, now + min(max(DOWN_S, error.retry_after_s or 0.0), LONGEST_DOWN_S)


@dataclass(slots=True)
class Lane(Generic[J]):
    """The requests of one kind that wait for a host: fresh ones in their order, and those to be tried again, by time.

    `share` is how many ask side by side; what a header allows is parted among them. `moments` are when the last ones
    were really sent, each in a list that a thread can correct: on a busy machine that is later than their turn.
    """

    host: Host
    gap: float
    share: int = 1
    turn_at: float = float("-inf")
    moments: deque[list[float]] = field(default_factory=lambda: deque(maxlen=_MOST_COUNTED))
    paused_until: float = float("-inf")
    refusals: int = 0
    fresh: deque[J] = field(default_factory=deque)
    again: list[tuple[float, int, J]] = field(default_factory=list)

    def due(self, now: float) -> float | None:
        """Return when the next request may be sent; None if there is none, or as many as the host takes are under
        way.
        """
        if not self.fresh and not self.again:
            return None
        if self.host.why_down(now):
            return now
        if self.host.in_flight >= self.host.at_once:
            return None
        return self.free_at() if self.fresh else max(self.free_at(), self.again[0][0])

    def free_at(self) -> float:
        """Return when the next turn is: on schedule, but not while as many were sent within a second as is allowed.

        What is sent late so does not delay all that follow, as long as the limit is kept.
        """
        counted = max(1, min(int(1 / self.gap + 1e-6), _MOST_COUNTED))
        window = counted * self.gap * SLACK
        earliest = self.moments[-counted][0] + window if len(self.moments) >= counted else float("-inf")
        return max(self.turn_at + self.gap * SLACK, earliest, self.paused_until)

    def take(self, now: float) -> J:
        """Remove and return the next request."""
        if self.again and (not self.fresh or self.again[0][0] <= now):
            return heapq.heappop(self.again)[2]
        return self.fresh.popleft()

    def spend(self, now: float) -> list[float]:
        """Give the turn to a request, and return its moment, to be corrected when it is on its way. One that comes a
        little late does not delay those after it.
        """
        due = self.free_at()
        self.turn_at = due if now - due < self.gap else now
        self.moments.append([now])
        self.host.in_flight += 1
        return self.moments[-1]

    def refused(self, until: float) -> None:
        """Count a "too many requests". One is an accident and delays that request; several in a row are meant for
        all.
        """
        self.refusals += 1
        if self.refusals >= IN_A_ROW:
            self.paused_until = max(self.paused_until, until)

    def heed(self, headers: Mapping[str, str]) -> None:
        """Take over the limits that an answer's headers state: so many requests in such an interval, so many at
        once.
        """
        limit = _number(headers.get("x-rate-limit-limit"))
        interval = _number((headers.get("x-rate-limit-interval") or "1").rstrip("s"))
        if limit and interval and interval < 3600:
            self.gap = min(max(self.share * interval / limit, _SHORTEST_GAP_S), _LONGEST_GAP_S)
        if at_once := _number(headers.get("x-concurrency-limit")):
            self.host.at_once = max(1, min(int(at_once), MOST_AT_ONCE) // self.share)


class Turns(Generic[J]):
    """All lanes of all hosts."""

    def __init__(self) -> None:
        self._hosts: dict[str, Host] = {}
        self._lanes: dict[tuple[str, str], Lane[J]] = {}
        self._numbers: Iterator[int] = count()

    def lane(self, host: str, name: str, per_second: float, at_once: int, share: int = 1) -> Lane[J]:
        """Return a lane; the limits are those to begin with."""
        known = self._hosts.setdefault(host, Host(max(1, at_once // share)))
        return self._lanes.setdefault((host, name), Lane(known, share / per_second, share))

    def retry(self, lane: Lane[J], ready: float, job: J) -> None:
        """Let a request wait until `ready` before it is tried again."""
        heapq.heappush(lane.again, (ready, next(self._numbers), job))

    def next(self, now: float) -> tuple[float, Lane[J] | None]:
        """Return the lane whose turn comes first, and when; infinity and None if no request can be sent."""
        best: tuple[float, Lane[J] | None] = (float("inf"), None)
        for lane in self._lanes.values():
            due = lane.due(now)
            if due is not None and due < best[0]:
                best = (due, lane)
        return best

    def clear(self) -> None:
        """Forget every request, and nothing about the hosts."""
        for lane in self._lanes.values():
            lane.fresh.clear()
            lane.again.clear()
            lane.host.in_flight = 0


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 < value < float("inf") else None
