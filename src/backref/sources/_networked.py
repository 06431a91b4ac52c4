"""A source on the network: what its service describes is sent, what comes back is read, and checked item by item.

An answer counts for what it is about. What a list leaves out, doubles or mistakes says nothing: it is asked for singly
before anybody says that no such work is known. A search that was answered with another search's answer is asked once
more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ..errors import BrokenPlugin, SourceError
from ..fields import ids
from ..model import Answer, Identifier, Payload, Query, Record
from ._asking import Incomplete
from ._http import Http
from ._questions import OTHER_WORK, Asking
from ._requests import Rate, Request, Task
from ._searches import OTHER_SEARCH, Searches, is_foreign

if TYPE_CHECKING:
    from ._service import Service

_STEPS = 5  # requests in a row that settle one question, one of them asked twice

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
        self.searches = Searches()

    def ask(self, queries: list[Query]) -> list[Answer]:
        """Return one answer for each query, in order; a failure of one request is the failure of its queries alone."""
        tasks: deque[tuple[Task, Rate]] = deque()
        asking = self.begin(tasks)
        asking.ask(queries)
        self.http.run(tasks)
        asking.end()
        return asking.answers(queries)

    def begin(self, tasks: deque[tuple[Task, Rate]], heard: Callable[[Query], None] | None = None) -> Asking:
        """Return what takes queries: it appends what must be done to `tasks`, and calls `heard` for each answer."""
        return Asking(self, tasks, heard)

    def requests_for(self, queries: Sequence[Query]) -> list[Request]:
        """Return the requests that settle these queries. Raises SourceError, whatever the service raises."""
        requests = self._sound(partial(self._service.requests_for, queries, self.http.settings))
        return list(map(self._witnessed, requests)) if self._service.witnesses else requests

    def _witnessed(self, request: Request) -> Request:
        """The request for a lone identifier with the service's witness beside it."""
        identifier = request.queries[0].identifier if len(request.queries) == 1 else None
        value = self._service.witnesses.get(identifier.scheme) if identifier else None
        if identifier is None or value is None or ids.normalise(identifier).value == value:
            return request
        witness = Query(Identifier(identifier.scheme, value))
        both = [*request.queries, witness]
        [asked] = self._sound(partial(self._service.requests_for, both, self.http.settings))
        return replace(asked, queries=request.queries, witness=witness)

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
                found = self._asked_for(request, self._read(payload)) if further is None else []
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

    def fitting(self, queries: Sequence[Query], records: Sequence[Record]) -> dict[Query, tuple[Record, ...]]:
        """Return the records that are about each query, each once: those that bear the identifier asked for, or else
        those of which the service says so.
        """
        bearing: dict[Identifier, list[Record]] = {}
        for record in records:
            for identifier in set(map(ids.normalise, record.identifiers())):
                bearing.setdefault(identifier, []).append(record)
        own = self._service.fits
        found: dict[Query, tuple[Record, ...]] = {}
        for query in queries:
            those = bearing.get(ids.normalise(query.identifier), []) if query.identifier else []
            if not those and own:
                those = [record for record in records if self._sound(partial(own, query, record))]
            found[query] = tuple(record for at, record in enumerate(those) if record not in those[:at])
        return found

    def ranks(self, query: Query) -> bool:
        """Whether a query is a search whose answer is the best of many, and not one that is known by its parts."""
        return query.identifier is None and self._service.fits is None

    def _asked_for(self, request: Request, records: list[Record]) -> list[Record]:
        """The records without the witness's. Raises SourceError where not even that came."""
        if request.witness is None:
            return records
        if not records:
            raise SourceError(self.name, "answered with nothing, not even with what it is sure to have")
        seen = self.fitting([request.witness], records)[request.witness]
        return [record for record in records if record not in seen]

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
                raise SourceError(self.name, OTHER_SEARCH)
        elif not any(self.fitting(queries, records).values()):
            raise (SourceError if len(queries) == 1 else Incomplete)(self.name, OTHER_WORK)
