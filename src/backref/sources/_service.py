"""What a service is: a source on the network, described. Frozen."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from ..model import Payload, Query, Record
from ._requests import Rate, Request
from ._settings import Settings


@dataclass(frozen=True, slots=True)
class Service:
    """A source on the network: SOURCE of a module. It describes what to ask and reads the answer, and does neither send
    nor wait.

    `schemes` are those of the identifiers that it looks up, `can_search` says whether it answers free text. `rate` is
    how fast it may be asked at first, and `rate_with` how fast by those who give "mailto", or a key by the name of its
    environment variable. `priority`: lower is asked first. Whatever a list leaves out is asked for singly before it
    counts as unknown. One that is not `is_default` is asked only by name. `completes` are schemes by which it is also
    asked about a work that others have described, for what it alone knows. `knows_all` are schemes of which it knows
    every identifier, so that one which it does not know is none. `covers` are the kinds of works that it holds
    (`fields.kinds.KINDS`), so that its silence about others says nothing; an empty one means all. A record may hold
    identifiers alone: then the other sources are asked for those.

    `requests_for(queries, settings)` returns the requests that settle these queries; `read(payload)` the records of an
    answer, and raises SourceError for what is none: a 404 is one only in the shape that the service gives it.
    `follow(request, payload)` returns the request whose answer holds the records, where the first one brings only their
    numbers; `fits(query, record)` says which records of a shared answer belong to a query whose identifier none of them
    bears, or that has none. `witnesses` are works that it is sure to have, by scheme, for a service that answers with
    an empty list when it fails, too: asked for beside a lone identifier, they say whether the other is not there.
    """

    RETURNS: ClassVar[Mapping[str, type]] = {"requests_for": list, "read": list}

    name: str
    base_url: str
    rate: Rate
    requests_for: Callable[[Sequence[Query], Settings], list[Request]]
    read: Callable[[Payload], list[Record]]
    schemes: tuple[str, ...] = ()
    can_search: bool = False
    priority: int = 70
    rate_with: Mapping[str, Rate] = field(default_factory=dict)
    is_default: bool = True
    completes: tuple[str, ...] = ()
    knows_all: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    witnesses: Mapping[str, str] = field(default_factory=dict)
    follow: Callable[[Request, Payload], Request | None] | None = None
    fits: Callable[[Query, Record], bool] | None = None

    def rate_for(self, settings: Settings) -> Rate:
        """Return how fast it may be asked by whoever the settings and the environment say we are."""
        for name, rate in self.rate_with.items():
            if settings.mailto if name == "mailto" else os.environ.get(name):
                return rate
        return self.rate
