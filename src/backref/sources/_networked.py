"""A source on the network: what its service describes is sent, what comes back is read, and checked item by item.

An answer counts for what it is about. What a list leaves out, doubles or mistakes says nothing: it is asked for singly
before anybody says that no such work is known. A search that was answered with another search's answer is asked once
more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ..errors import BrokenPlugin, SourceError
from ..fields import ids
from ..model import Answer, Outcome, Payload, Query, Record
from ._asking import Incomplete
from ._http import Http
from ._requests import Offline, Rate, Request, Task
from ._searches import Searches, is_foreign

if TYPE_CHECKING:
    from ._service import Service

_AMISS = (400, 413, 414, 422)  # said of a request, not of the service: one identifier in a list may be to blame
_SPLITS = 64  # requests that finding such may cost; 14 find one in a hundred
_STEPS = 5  # requests in a row that settle one question, one of them asked twice
_OTHER_SEARCH = "answered another search than was asked for"
_OTHER_WORK = "answered about another work than was asked for"

T = TypeVar("T")


class Networked:
    """A Source over a service: it sends what the service describes and reads what comes back."""

    def __init__(self, service: Service, http: Http) -> None:
        self._service = service
        self.http = http
        self.rate = service.rate_for(http.settings)
        self.name = service.name
        self.schemes = service.schemes
        self.can_search = service.can_search
        self.completes = service.completes
        self.knows_all = service.knows_all
        self.covers = service.covers

    def ask(self, queries: list[Query]) -> list[Answer]:
        """Return one answer for each query, in order; a failure of one request is the failure of its queries alone."""
        tasks: deque[tuple[Task, Rate]] = deque()
        answers = self.begin(queries, tasks)
        self.http.run(tasks)
        return answers()

    def begin(self, queries: list[Query], tasks: deque[tuple[Task, Rate]]) -> Callable[[], list[Answer]]:
        """Append what must be done to `tasks`, and return what gives the answers when all of it is done."""
        inquiry = _Asking(self, tasks)
        inquiry.ask(list(dict.fromkeys(queries)))
        return lambda: inquiry.collected(queries)

    def requests_for(self, queries: Sequence[Query]) -> list[Request]:
        """Return the requests that settle these queries. Raises SourceError, whatever the service raises."""
        return self._sound(partial(self._service.requests_for, queries, self.http.settings))

    def records(self, request: Request, sent: list[str]) -> Generator[Request, Payload, tuple[list[Record], bool]]:
        """Send a request, and those that its answer calls for, and read the last answer: its records, and whether it
        was whole.

        What cannot be read is asked for once more. `sent` are the keys of the answers that led there. Raises
        SourceError.
        """
        is_lookup = len(request.queries) == 1 and request.queries[0].identifier is not None
        is_new = True
        for _ in range(_STEPS):
            payload = yield request
            try:
                if payload.status != 200 and not is_lookup:
                    raise SourceError(self.name, f"HTTP {payload.status}")  # of a list or a search it says nothing
                further = self._further(request, payload)
                found = self._read(payload) if further is None else []
                self._check(request, found)
            except SourceError as error:
                self.http.cache.forget(request.key)
                if is_new:
                    is_new = False
                    continue
                if isinstance(error, Incomplete):
                    return self._rest(payload), False
                raise
            sent.append(request.key)
            if further is None:
                return found, True
            request = further
        raise SourceError(self.name, "answered with ever more to ask")

    def fitting(self, query: Query, records: Sequence[Record]) -> tuple[Record, ...]:
        """Return the records that are about a query, each once."""
        own = self._service.fits
        asked = ids.normalise(query.identifier) if query.identifier else None
        found: list[Record] = []
        for record in records:
            known = () if own else map(ids.normalise, record.identifiers())
            is_it = self._sound(partial(own, query, record)) if own else asked is not None and asked in known
            if is_it and record not in found:
                found.append(record)
        return tuple(found)

    def ranks(self, query: Query) -> bool:
        """Whether a query is a search whose answer is the best of many, and not one that is known by its parts."""
        return query.identifier is None and self._service.fits is None

    def _further(self, request: Request, payload: Payload) -> Request | None:
        follow = self._service.follow
        return self._sound(partial(follow, request, payload)) if follow else None

    def _read(self, payload: Payload) -> list[Record]:
        return self._sound(partial(self._service.read, payload))

    def _rest(self, payload: Payload) -> list[Record]:
        """What can be used of an answer that lacks something."""
        try:
            return self._read(payload)
        except SourceError:
            return []

    def _sound(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except SourceError:
            raise
        except BrokenPlugin as error:
            raise SourceError(self.name, error.detail) from error
        except Exception as error:
            raise SourceError(self.name, f"answered with what cannot be read ({type(error).__name__})") from error

    def _check(self, request: Request, records: Sequence[Record]) -> None:
        """Raise SourceError for an answer to another question: Incomplete, where its queries can still be asked
        singly.
        """
        queries = request.queries
        if not records or not queries:
            return
        if queries[0].identifier is None:
            if len(queries) == 1 and self.ranks(queries[0]) and is_foreign(queries[0], records):
                raise SourceError(self.name, _OTHER_SEARCH)
        elif not any(self.fitting(query, records) for query in queries):
            raise (SourceError if len(queries) == 1 else Incomplete)(self.name, _OTHER_WORK)


class _Asking:
    """What one source is asked together, and its answers so far. `_whole` says of each answer sent whether it lacked
    nothing.
    """

    def __init__(self, source: Networked, tasks: deque[tuple[Task, Rate]]) -> None:
        self._source = source
        self._tasks = tasks
        self._searches = Searches()
        self._answers: dict[Query, Answer] = {}
        self._whole: dict[str, bool] = {}
        self._splits = _SPLITS

    def ask(self, queries: Sequence[Query]) -> None:
        """Have these queries asked together."""
        try:
            requests = self._source.requests_for(queries)
        except SourceError as error:
            self._answers.update((query, self._failed(error.detail)) for query in queries)
            return
        self._tasks.extend((self._settle(request), self._source.rate) for request in requests)

    def collected(self, queries: Sequence[Query]) -> list[Answer]:
        """Return the answer to each query, and have answers believed for long that lacked nothing."""
        for key, is_whole in self._whole.items():
            if is_whole:
                self._source.http.cache.trust(key)
        detail = "nothing that this source can be asked"
        unasked = Answer(source=self._source.name, outcome=Outcome.NO_QUESTION, detail=detail)
        return [self._answers.get(query, unasked) for query in queries]

    def _settle(self, request: Request) -> Task:
        """Ask what a request asks, and answer its queries."""
        sent: list[str] = []
        queries = request.queries
        try:
            records, is_whole = yield from self._source.records(request, sent)
        except SourceError as error:
            outcome = Outcome.NOT_ASKED if isinstance(error, Offline) else Outcome.FAILED
            failed = self._failed(error.detail, outcome, error.retry_after_s)
            self._answers.update((query, failed) for query in queries)
            if error.status in _AMISS and len(queries) > 1 and self._splits > 0:
                self._splits -= 2
                self.ask(queries[: len(queries) // 2])
                self.ask(queries[len(queries) // 2 :])
            return
        if len(queries) == 1 and queries[0].identifier is None:
            self._searched(queries[0], records, sent, is_whole=is_whole)
        else:
            self._told(queries, records, sent, is_whole=is_whole)

    def _searched(self, query: Query, records: list[Record], sent: Sequence[str], *, is_whole: bool) -> None:
        """Answer a search. Where the same came for two that have nothing in common, the worse one is asked once
        more.
        """
        was_doubted = query in self._searches.doubted
        doubted = self._searches.heard(query, records) if self._source.ranks(query) else None
        self._note(sent, is_whole=is_whole and bool(records))
        self._answers[query] = self._answered(records) if is_whole else self._failed(_OTHER_WORK)
        if doubted is None:
            return
        for request in self._source.requests_for([doubted]):
            self._source.http.cache.forget(request.key)
        if doubted == query and was_doubted:
            self._answers[query] = self._failed(_OTHER_SEARCH)
        else:
            self.ask([doubted])

    def _told(self, queries: Sequence[Query], records: list[Record], sent: Sequence[str], *, is_whole: bool) -> None:
        """Answer lookups. What a list leaves open is asked for singly, unless it was to add to what others know."""
        found = {query: self._source.fitting(query, records) for query in queries}
        self._note(sent, is_whole=is_whole and all(found.values()))
        for query, fitting in found.items():
            if fitting or is_whole:
                self._answers[query] = self._answered(fitting)
            else:
                self._answers[query] = self._failed(_OTHER_WORK)
            is_own = query.identifier is None or query.identifier.scheme in self._source.schemes
            if not fitting and len(queries) > 1 and is_own and (query.identifier or not is_whole):
                self.ask([query])

    def _note(self, sent: Sequence[str], *, is_whole: bool) -> None:
        for key in sent:
            self._whole[key] = self._whole.get(key, True) and is_whole

    def _answered(self, records: Sequence[Record]) -> Answer:
        return Answer(source=self._source.name, outcome=Outcome.ANSWERED, records=tuple(records))

    def _failed(self, detail: str, outcome: Outcome = Outcome.FAILED, retry_after_s: float | None = None) -> Answer:
        return Answer(source=self._source.name, outcome=outcome, detail=detail, retry_after_s=retry_after_s)
