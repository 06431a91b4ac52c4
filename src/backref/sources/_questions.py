"""What one source on the network is asked together: queries in, requests out, and the answer to each query."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..errors import SourceError
from ..model import Answer, Outcome, Query, Record
from ._requests import Offline, Rate, Request, Task
from ._searches import OTHER_SEARCH

if TYPE_CHECKING:
    from ._networked import Networked

_AMISS = (400, 413, 414, 422)  # said of a request, not of the service: one identifier in a list may be to blame
_SPLITS = 64  # requests that finding such may cost; 14 find one in a hundred
OTHER_WORK = "answered about another work than was asked for"


class Asking:
    """What one source is asked together, and its answers so far. `_whole` says of each answer sent whether it lacked
    nothing.
    """

    def __init__(
        self, source: Networked, tasks: deque[tuple[Task, Rate]], heard: Callable[[Query], None] | None
    ) -> None:
        self._source = source
        self._tasks = tasks
        self._heard = heard
        self._put: set[Query] = set()
        self._doubted: set[Query] = set()
        detail = "nothing that this source can be asked"
        self._unasked = Answer(source=source.name, outcome=Outcome.NO_QUESTION, detail=detail)
        self._answers: dict[Query, Answer] = {}
        self._whole: dict[str, bool] = {}
        self._splits = _SPLITS

    def ask(self, queries: Sequence[Query]) -> None:
        """Have those of these queries asked together that were not asked yet."""
        fresh = [query for query in dict.fromkeys(queries) if query not in self._put]
        self._put.update(fresh)
        if fresh:
            self._ask(fresh)

    def end(self) -> None:
        """Have answers believed for long that lacked nothing."""
        for key, is_whole in self._whole.items():
            if is_whole:
                self._source.http.cache.trust(key)

    def answers(self, queries: Sequence[Query]) -> list[Answer]:
        """Return the answer to each query, as it is now."""
        return [self._answers.get(query, self._unasked) for query in queries]

    def _ask(self, queries: Sequence[Query]) -> None:
        try:
            requests = self._source.requests_for(queries)
        except SourceError as error:
            for query in queries:
                self._tell(query, self._failed(error.detail))
            return
        self._tasks.extend((self._settle(request), self._source.rate) for request in requests)
        asked = {query for request in requests for query in request.queries}
        for query in queries:
            if query not in asked:
                self._tell(query, self._answers.get(query, self._unasked))

    def _tell(self, query: Query, answer: Answer) -> None:
        self._answers[query] = answer
        if self._heard:
            self._heard(query)

    def _settle(self, request: Request) -> Task:
        """Ask what a request asks, and answer its queries."""
        sent: list[str] = []
        queries = request.queries
        try:
            records, is_whole = yield from self._source.records(request, sent)
        except SourceError as error:
            outcome = Outcome.NOT_ASKED if isinstance(error, Offline) else Outcome.FAILED
            failed = self._failed(error.detail, outcome, error.retry_after_s)
            if error.status in _AMISS and len(queries) > 1 and self._splits > 0:
                self._splits -= 2
                self._answers.update((query, failed) for query in queries)
                self._ask(queries[: len(queries) // 2])
                self._ask(queries[len(queries) // 2 :])
            else:
                for query in queries:
                    self._tell(query, failed)
            if outcome == Outcome.FAILED and len(queries) == 1 and self._source.ranks(queries[0]):
                for doubted in self._source.searches.failed(queries[0]):
                    self._doubt(doubted)
            return
        if len(queries) == 1 and queries[0].identifier is None:
            self._searched(queries[0], records, sent, is_whole=is_whole)
        else:
            self._told(queries, records, sent, is_whole=is_whole)

    def _searched(self, query: Query, records: list[Record], sent: Sequence[str], *, is_whole: bool) -> None:
        """Answer a search. Where the same came for two that have nothing in common, the worse one is asked once
        more.
        """
        doubted = self._source.searches.heard(query, records) if self._source.ranks(query) else None
        self._note(sent, is_whole=is_whole and bool(records))
        self._answers[query] = self._answered(records) if is_whole else self._failed(OTHER_WORK)
        if doubted is not None:
            self._doubt(doubted)
        if doubted != query:
            self._tell(query, self._answers[query])

    def _doubt(self, query: Query) -> None:
        """Have a search asked once more that was given another one's answer; one that was before has failed."""
        for request in self._source.requests_for([query]):
            self._source.http.cache.forget(request.key)
        if query in self._doubted:
            self._tell(query, self._failed(OTHER_SEARCH))
        elif query in self._put:
            self._ask([query])
        self._doubted.add(query)

    def _told(self, queries: Sequence[Query], records: list[Record], sent: Sequence[str], *, is_whole: bool) -> None:
        """Answer lookups. What a list leaves open is asked for singly, unless it was to add to what others know."""
        found = self._source.fitting(queries, records)
        self._note(sent, is_whole=is_whole and all(found.values()))
        for query, fitting in found.items():
            answer = self._answered(fitting) if fitting or is_whole else self._failed(OTHER_WORK)
            is_own = query.identifier is None or query.identifier.scheme in self._source.schemes
            if not fitting and len(queries) > 1 and is_own and (query.identifier or not is_whole):
                self._answers[query] = answer
                self._ask([query])
            else:
                self._tell(query, answer)

    def _note(self, sent: Sequence[str], *, is_whole: bool) -> None:
        for key in sent:
            self._whole[key] = self._whole.get(key, True) and is_whole

    def _answered(self, records: Sequence[Record]) -> Answer:
        return Answer(source=self._source.name, outcome=Outcome.ANSWERED, records=tuple(records))

    def _failed(self, detail: str, outcome: Outcome = Outcome.FAILED, retry_after_s: float | None = None) -> Answer:
        return Answer(source=self._source.name, outcome=outcome, detail=detail, retry_after_s=retry_after_s)
