"""What a source is asked with: requests as data, and how fast a service may be asked."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from ..errors import SourceError
from ..model import Payload, Query

WHO = ("mailto", "email", "api_key", "tool")  # parameters that say who asks, not what


@dataclass(frozen=True, slots=True)
class Rate:
    """How fast a service may be asked until its own headers say otherwise: requests a second, and how many at once.

    `lanes` are kinds of requests with a rate of their own: {"list": 3} is for a `Request` with lane="list".
    """

    per_second: float
    at_once: int = 1
    lanes: Mapping[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        """Say it in words.

        >>> str(Rate(10, at_once=3, lanes={"list": 3}))
        '10 requests a second (list: 3), 3 at once'
        """
        lanes = "".join(f", {lane}: {rate:g}" for lane, rate in self.lanes.items())
        return f"{self.per_second:g} requests a second{f' ({lanes[2:]})' if lanes else ''}, {self.at_once} at once"


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask a source: pure data. `queries` are those that its answer settles; `accept` the media types believed.

    `lane` is the kind of request, where the service counts kinds apart (see `Rate`).
    `redirects` are further hosts that the service may send us on to. `witness` is asked for beside a lone identifier: a
    work that the service is sure to have.
    """

    source: str
    url: str
    params: tuple[tuple[str, str], ...] = ()
    accept: tuple[str, ...] = ("application/json",)
    post: bool = False
    queries: tuple[Query, ...] = ()
    lane: str = ""
    redirects: tuple[str, ...] = ()
    witness: Query | None = None

    @property
    def key(self) -> str:
        """What the cache calls it: address and parameters, without who asks."""
        kept = sorted((name, value) for name, value in self.params if name not in WHO)
        return f"{self.source} {self.url}?{urlencode(kept)}"


class Offline(SourceError):
    """The payload is not in the cache and no socket may be opened."""


Task = Generator[Request, Payload, None]
"""Yields the requests that it needs; is sent the payload of each, or thrown the SourceError."""
