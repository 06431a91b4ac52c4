"""Sources: everything that can answer with Records. The only package that does I/O.

A networked source is a module of this directory that describes and reads, and does neither send nor wait: NAME, SCHEMES,
CAN_SEARCH, RATE, PRIORITY (lower is asked first), BASE_URL, CONFIRM_MISSES, `requests_for(queries, settings)` and
`read(payload)`. `_http` sends for all of them. Others can add sources through the entry-point group `backref.sources`.

What a module may leave out: RATE_WITH (the rate for those who give "mailto", or a key by the name of its environment
variable), IS_DEFAULT (False for one that is asked only by name), COMPLETES (schemes by which it is also
asked about a work that others have described, for what it alone knows), KNOWS_ALL (schemes of which it knows every
identifier, so that one which it does not know is none), `follow(request, payload)` (the request whose
answer holds the records, where the first one brings only their numbers), and `fits(query, record)` (which of the records
in a shared answer belong to which query; those that bear the identifier asked for, if it is left out).

A record may hold identifiers alone: then the other sources are asked for those.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import Protocol, cast

from ..errors import SourceError, UnknownPlugin
from ..fields import ids
from ..model import Answer, Outcome, Payload, Problem, Query, Record, Source
from ._http import Http, Offline, Rate, Request, Settings, Task

__all__ = ["Networked", "Settings", "SourceModule", "ask_together", "by_name", "check", "names", "open_sources"]

_NO_MODULES = ("catalogue", "retraction_watch")  # Sources of their own, opened with a path
_STEPS = 4  # requests in a row that settle one question
_AMISS = (400, 413, 414, 422)  # said of a request, not of the service: one identifier in a list may be to blame
_SPLITS = 32  # requests that finding it may cost; 14 find one in a hundred


class SourceModule(Protocol):
    """What a module of this directory offers."""

    NAME: str
    SCHEMES: tuple[str, ...]
    CAN_SEARCH: bool
    RATE: Rate
    PRIORITY: int
    BASE_URL: str
    CONFIRM_MISSES: bool

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
    return [Networked(module, http) for module in sorted(modules, key=lambda module: module.PRIORITY)]


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


class Networked:
    """A Source over a module of this directory: it sends what the module describes and reads what comes back."""

    def __init__(self, module: SourceModule, http: Http) -> None:
        self._module = module
        self.http = http
        self._rate = rate_of(module, http.settings)
        self.name = module.NAME
        self.schemes = module.SCHEMES
        self.can_search = module.CAN_SEARCH
        self.completes: tuple[str, ...] = getattr(module, "COMPLETES", ())
        self.knows_all: tuple[str, ...] = getattr(module, "KNOWS_ALL", ())

    def ask(self, queries: list[Query]) -> list[Answer]:
        """Return one answer for each query, in order; a failure of one request is the failure of its queries alone."""
        tasks: deque[tuple[Task, Rate]] = deque()
        answers = self.begin(queries, tasks)
        self.http.run(tasks)
        return answers()

    def begin(self, queries: list[Query], tasks: deque[tuple[Task, Rate]]) -> Callable[[], list[Answer]]:
        """Append what must be done to `tasks`, and return what gives the answers when all of it is done."""
        distinct = list(dict.fromkeys(queries))
        shared = self._module.requests_for(distinct, self.http.settings)
        found: list[dict[Query, Answer]] = [{} for _ in shared]
        confirmed: dict[Query, Answer] = {}

        def single(request: Request) -> Task:
            yield from self._settle(request, confirmed)

        def halves(request: Request, left: list[int]) -> None:
            """Ask for less at once, since something in a list is taken amiss; `left` is how many requests that may cost."""
            middle = len(request.queries) // 2
            for part in (request.queries[:middle], request.queries[middle:]):
                for again in self._module.requests_for(list(part), self.http.settings) if left[0] > 0 else ():
                    left[0] -= 1
                    tasks.append((half(again, left), self._rate))

        def half(request: Request, left: list[int]) -> Task:
            refused = yield from self._settle(request, confirmed)
            if refused and len(request.queries) > 1:
                halves(request, left)

        def first(request: Request, answers: dict[Query, Answer]) -> Task:
            refused = yield from self._settle(request, answers)
            if refused and len(request.queries) > 1:
                halves(request, [_SPLITS])
            if len(request.queries) > 1 and self._module.CONFIRM_MISSES:
                missing = [query for query in request.queries if _knows_nothing(answers[query])]
                for query in missing:
                    again = self._module.requests_for([query], self.http.settings)
                    tasks.extend((single(request), self._rate) for request in again)

        tasks.extend((first(request, answers), self._rate) for request, answers in zip(shared, found, strict=True))
        unasked = Answer(source=self.name, outcome=Outcome.NO_QUESTION, detail="nothing that this source can be asked")

        def collected() -> list[Answer]:
            answers = {query: answer for part in (*found, confirmed) for query, answer in part.items()}
            return [answers.get(query, unasked) for query in queries]

        return collected

    def _settle(self, request: Request, answers: dict[Query, Answer]) -> Generator[Request, Payload, bool]:
        """Ask what a request asks, and put the answer to each of its queries into `answers`; True if it is taken amiss."""
        try:
            records = yield from self._records(request)
        except SourceError as error:
            failed = Answer(
                source=self.name,
                outcome=Outcome.NOT_ASKED if isinstance(error, Offline) else Outcome.FAILED,
                detail=error.detail,
                retry_after_s=error.retry_after_s,
            )
            answers.update((query, failed) for query in request.queries)
            return error.status in _AMISS
        answers.update((query, self._answer(request, query, records)) for query in request.queries)
        return False

    def _records(self, request: Request) -> Generator[Request, Payload, list[Record]]:
        """Send a request, and those that its answer calls for, and read the last answer."""
        follow = getattr(self._module, "follow", None)
        is_lookup = len(request.queries) == 1 and request.queries[0].identifier is not None
        is_new = True
        for _ in range(_STEPS):
            payload = yield request
            try:
                if payload.status != 200 and not is_lookup:
                    raise SourceError(self.name, f"HTTP {payload.status}")  # of a list or a search it says nothing
                further = follow(request, payload) if follow else None
                if further is None:
                    return self._module.read(payload)
            except SourceError:
                self.http.cache.forget(request.key)
                if not is_new:
                    raise
                is_new = False  # what cannot be read is asked for once more
                continue
            request = further
        raise SourceError(self.name, "answered with ever more to ask")

    def _fits(self, query: Query, record: Record) -> bool:
        own = getattr(self._module, "fits", None)
        if own is not None:
            return bool(own(query, record))
        return query.identifier is not None and ids.normalise(query.identifier) in map(
            ids.normalise, record.identifiers()
        )

    def _answer(self, request: Request, query: Query, records: list[Record]) -> Answer:
        if query.identifier is None and len(request.queries) == 1:
            return Answer(source=self.name, outcome=Outcome.ANSWERED, records=tuple(records))
        fitting = tuple(record for record in records if self._fits(query, record))
        if not fitting and records and query.identifier and len(request.queries) == 1:
            self.http.cache.forget(request.key)
            return Answer(
                source=self.name, outcome=Outcome.FAILED, detail="answered about another work than was asked for"
            )
        return Answer(source=self.name, outcome=Outcome.ANSWERED, records=fitting)


def _knows_nothing(answer: Answer) -> bool:
    return answer.outcome == Outcome.ANSWERED and not answer.records
