"""Sources: everything that can answer with Records. The only package that does I/O.

A networked source is a module of this directory that describes and reads, and does neither send nor wait: NAME, SCHEMES,
CAN_SEARCH, RATE, PRIORITY (lower is asked first), BASE_URL, `requests_for(queries, settings)` and
`read(payload)`. `_http` sends for all of them. Others can add sources through the entry-point group `backref.sources`.

What a module may leave out: RATE_WITH (the rate for those who give "mailto", or a key by the name of its environment
variable), IS_DEFAULT (False for one that is asked only by name), COMPLETES (schemes by which it is also
asked about a work that others have described, for what it alone knows), `follow(request, payload)` (the request whose
answer holds the records, where the first one brings only their numbers), and `fits(query, record)` (which of the records
in a shared answer belong to which query; those that bear the identifier asked for, if it is left out).

Whatever a list leaves out is asked for singly before it counts as unknown. A 404 is an answer only where `read` knows it by the
shape that the service gives it.

A record may hold identifiers alone: then the other sources are asked for those.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import Protocol, cast

from ..errors import UnknownPlugin
from ..model import Answer, Payload, Problem, Query, Record, Source
from ._http import Http, Rate, Request, Settings, Task
from ._networked import Networked
from ._stopping import stoppable

__all__ = [
    "Networked",
    "Settings",
    "SourceModule",
    "ask_together",
    "by_name",
    "check",
    "names",
    "open_sources",
    "stoppable",
]

_NO_MODULES = ("catalogue", "retraction_watch")  # Sources of their own, opened with a path


class SourceModule(Protocol):
    """What a module of this directory offers."""

    NAME: str
    SCHEMES: tuple[str, ...]
    CAN_SEARCH: bool
    RATE: Rate
    PRIORITY: int
    BASE_URL: str

    def requests_for(self, queries: Sequence[Query], settings: Settings) -> list[Request]: ...
    def read(self, payload: Payload) -> list[Record]: ...


def names() -> tuple[str, ...]:
    """Return the names of our own networked sources."""
    found = (module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(sorted(name for name in found if name not in _NO_MODULES))


def by_name(name: str) -> SourceModule:
    """Return the networked source called `name`. Raises UnknownPlugin."""
    if name in names():
        return cast("SourceModule", import_module(f".{name}", __name__))
    for point in entry_points(group="backref.sources", name=name):
        return cast("SourceModule", point.load())
    raise UnknownPlugin("source", name, (*names(), "catalogue"))


def open_sources(chosen: Iterable[str] | None = None, settings: Settings | None = None) -> list[Source]:
    """Return networked sources ready to be asked, in the order of asking; by default all of ours that are asked unnamed.

    They share one HTTP policy, one cache and one memory of who cannot be reached.
    """
    http = Http(settings or Settings())
    modules = [by_name(name) for name in (names() if chosen is None else chosen)]
    if chosen is None:
        modules = [module for module in modules if getattr(module, "IS_DEFAULT", True)]
    ordered = sorted(modules, key=lambda module: module.PRIORITY)
    return [Networked(module, http, rate_of(module, http.settings)) for module in ordered]


def rate_of(module: SourceModule, settings: Settings) -> Rate:
    """Return how fast a source may be asked by whoever the settings and the environment say we are."""
    better: Mapping[str, Rate] = getattr(module, "RATE_WITH", {})
    for name, rate in better.items():
        if settings.mailto if name == "mailto" else os.environ.get(name):
            return rate
    return module.RATE


def check(chosen: Iterable[str], settings: Settings) -> list[Problem]:
    """Return what these sources would answer faster to, where it is not set: an e-mail address.

    >>> [problem.code for problem in check(["crossref"], Settings(mailto=None))]
    ['no-mailto']
    """
    if settings.mailto:
        return []
    lost = []
    for module in map(by_name, chosen):
        better: Rate | None = getattr(module, "RATE_WITH", {}).get("mailto")
        if better:
            lost.append(f"{module.NAME} {module.RATE.per_second:.2g} instead of {better.per_second:.2g}")
    message = (
        f"no e-mail address (--mailto or BACKREF_MAILTO), so services take fewer requests a second: {', '.join(lost)}"
    )
    return [Problem(code="no-mailto", stage="resolve", message=message)] if lost else []


def ask_together(asked: Sequence[tuple[Source, list[Query]]]) -> list[list[Answer]]:
    """Return what each source answers to its queries; those on the network are asked at the same time."""
    tasks: dict[Http, deque[tuple[Task, Rate]]] = {}
    collected: list[Callable[[], list[Answer]]] = []
    for source, queries in asked:
        if isinstance(source, Networked):
            collected.append(source.begin(queries, tasks.setdefault(source.http, deque())))
        else:
            collected.append(partial(source.ask, queries))
    for http, waiting in tasks.items():
        http.run(waiting)
    return [answers() for answers in collected]
