"""Sources: everything that can answer with Records. The only package that does I/O.

A networked source is a module of this directory with SOURCE, a `Service`, which describes and reads; `_http` sends for all of them.
Others can add sources through the entry-point group `backref.sources`; see `backref.plugins`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from functools import partial

from ..errors import BrokenPlugin, SourceError
from ..fields import ids
from ..model import Answer, Outcome, Payload, Problem, Query, Record, Source
from ..registry import Group
from ._asking import base, batches, lookups, parted
from ._cache import default_path as default_cache
from ._http import Http, Offline, Rate, Request, Settings, Task
from ._reading import json_of, xml_of
from ._service import Service

__all__ = [
    "SERVICES",
    "Networked",
    "Rate",
    "Request",
    "Service",
    "Settings",
    "ask_together",
    "base",
    "batches",
    "by_name",
    "check",
    "default_cache",
    "json_of",
    "lookups",
    "names",
    "open_sources",
    "parted",
    "xml_of",
]

SERVICES = Group("source", __name__, "SOURCE", Service, besides=("catalogue", "retraction_watch"))
names = SERVICES.names
by_name = SERVICES.get

_STEPS = 4  # requests in a row that settle one question


def open_sources(chosen: Iterable[str] | None = None, settings: Settings | None = None) -> list[Source]:
    """Return networked sources ready to be asked, in the order of asking; by default all that are asked unnamed.

    They share one HTTP policy, one cache and one memory of who cannot be reached.
    """
    http = Http(settings or Settings())
    asked = [each for each in SERVICES.every() if each.is_default] if chosen is None else map(by_name, chosen)
    return [Networked(service, http) for service in sorted(asked, key=lambda service: service.priority)]


def check(chosen: Iterable[str], settings: Settings) -> list[Problem]:
    """Return what these sources would answer faster to, where it is not set: an e-mail address.

    >>> [problem.code for problem in check(["crossref"], Settings(mailto=None))]
    ['no-mailto']
    """
    if settings.mailto:
        return []
    lost = []
    for service in map(by_name, chosen):
        if better := service.rate_with.get("mailto"):
            lost.append(f"{service.name} {service.rate.per_second:.2g} instead of {better.per_second:.2g}")
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
    """A Source over a service: it sends what the service describes and reads what comes back."""

    def __init__(self, service: Service, http: Http) -> None:
        self._service = service
        self.http = http
        self._rate = service.rate_for(http.settings)
        self.name = service.name
        self.schemes = service.schemes
        self.can_search = service.can_search
        self.completes = service.completes

    def ask(self, queries: list[Query]) -> list[Answer]:
        """Return one answer for each query, in order; a failure of one request is the failure of its queries alone."""
        tasks: deque[tuple[Task, Rate]] = deque()
        answers = self.begin(queries, tasks)
        self.http.run(tasks)
        return answers()

    def begin(self, queries: list[Query], tasks: deque[tuple[Task, Rate]]) -> Callable[[], list[Answer]]:
        """Append what must be done to `tasks`, and return what gives the answers when all of it is done."""
        distinct = list(dict.fromkeys(queries))
        try:
            shared = self._service.requests_for(distinct, self.http.settings)
        except BrokenPlugin as error:
            failed = self._failed(error)
            return lambda: [failed for _ in queries]
        found: list[dict[Query, Answer]] = [{} for _ in shared]
        confirmed: dict[Query, Answer] = {}

        def single(request: Request) -> Task:
            yield from self._settle(request, confirmed)

        def first(request: Request, answers: dict[Query, Answer]) -> Task:
            yield from self._settle(request, answers)
            if len(request.queries) > 1 and self._service.confirm_misses:
                missing = [query for query in request.queries if _knows_nothing(answers[query])]
                for query in missing:
                    again = self._service.requests_for([query], self.http.settings)
                    tasks.extend((single(request), self._rate) for request in again)

        tasks.extend((first(request, answers), self._rate) for request, answers in zip(shared, found, strict=True))
        unasked = Answer(source=self.name, outcome=Outcome.NO_QUESTION, detail="nothing that this source can be asked")

        def collected() -> list[Answer]:
            answers = {query: answer for part in (*found, confirmed) for query, answer in part.items()}
            return [answers.get(query, unasked) for query in queries]

        return collected

    def _settle(self, request: Request, answers: dict[Query, Answer]) -> Task:
        """Ask what a request asks, and put the answer to each of its queries into `answers`."""
        try:
            records = yield from self._records(request)
            answers.update({query: self._answer(request, query, records) for query in request.queries})
        except (SourceError, BrokenPlugin) as error:
            failed = self._failed(error)
            answers.update((query, failed) for query in request.queries)

    def _failed(self, error: SourceError | BrokenPlugin) -> Answer:
        return Answer(
            source=self.name,
            outcome=Outcome.NOT_ASKED if isinstance(error, Offline) else Outcome.FAILED,
            detail=error.detail,
            retry_after_s=error.retry_after_s if isinstance(error, SourceError) else None,
        )

    def _records(self, request: Request) -> Generator[Request, Payload, list[Record]]:
        """Send a request, and those that its answer calls for, and read the last answer."""
        follow = self._service.follow
        is_lookup = len(request.queries) == 1 and request.queries[0].identifier is not None
        is_new = True
        for _ in range(_STEPS):
            payload = yield request
            try:
                if payload.status != 200 and not is_lookup:
                    raise SourceError(self.name, f"HTTP {payload.status}")  # of a list or a search it says nothing
                further = follow(request, payload) if follow else None
                if further is None:
                    return self._service.read(payload)
            except SourceError:
                self.http.cache.forget(request.key)
                if not is_new:
                    raise
                is_new = False  # what cannot be read is asked for once more
                continue
            request = further
        raise SourceError(self.name, "answered with ever more to ask")

    def _fits(self, query: Query, record: Record) -> bool:
        if self._service.fits is not None:
            return self._service.fits(query, record)
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
