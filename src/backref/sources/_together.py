"""Sources that are asked at the same time, and more of them while their answers come in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from ..model import Answer, Query, Source
from ._http import Http
from ._networked import Networked
from ._questions import Asking
from ._requests import Rate, Task


def _none() -> bool:
    return False


class Together:
    """One asking of several sources. `heard` is called with a source's number and a query whenever there is an answer
    to it, which a later one may replace. `meanwhile` is called while answers are awaited: it does a little of what can
    be done by then, and says whether there was anything.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        heard: Callable[[int, Query], None] | None = None,
        meanwhile: Callable[[], bool] = _none,
    ) -> None:
        self._sources = sources
        self._heard = heard
        self._meanwhile = meanwhile
        self._tasks: dict[Http, deque[tuple[Task, Rate]]] = {}
        self._askings: dict[int, Asking] = {}
        self._plain: dict[int, dict[Query, Answer]] = {}
        self._running: Http | None = None

    def put(self, number: int, queries: Sequence[Query]) -> None:
        """Have a source asked; while others are, only one of which `can_put` says so."""
        source = self._sources[number]
        if isinstance(source, Networked):
            if number not in self._askings:
                tasks = self._tasks.setdefault(source.http, deque())
                self._askings[number] = source.begin(tasks, lambda query: self._tell(number, query))
            self._askings[number].ask(queries)
        else:
            self._plain.setdefault(number, {}).update(zip(queries, source.ask(list(queries)), strict=True))
            for query in queries:
                self._tell(number, query)

    def can_put(self, number: int, query: Query) -> bool:
        """Whether a source can be asked a query now, while others are: one on the network, under the same policy, and
        not by a search of which it takes many in one request.
        """
        source = self._sources[number]
        if not isinstance(source, Networked) or source.http is not self._running:
            return False
        return query.identifier is not None or source.ranks(query)

    def run(self) -> None:
        """Ask until nothing is left to ask. Raises Interrupted where the settings say to stop."""
        for http, tasks in self._tasks.items():
            self._running = http
            http.run(tasks, self._meanwhile)
        self._running = None

    def answers(self, number: int, queries: Sequence[Query]) -> list[Answer]:
        """Return a source's answers to queries that it was asked, as they are now."""
        if asking := self._askings.get(number):
            return asking.answers(queries)
        return [self._plain[number][query] for query in queries]

    def end(self) -> None:
        """Have answers believed for long that lacked nothing."""
        for asking in self._askings.values():
            asking.end()

    def _tell(self, number: int, query: Query) -> None:
        if self._heard:
            self._heard(number, query)


def ask_together(asked: Sequence[tuple[Source, list[Query]]]) -> list[list[Answer]]:
    """Return what each source answers to its queries; those on the network are asked at the same time."""
    together = Together([source for source, _ in asked])
    for number, (_, queries) in enumerate(asked):
        together.put(number, queries)
    together.run()
    together.end()
    return [together.answers(number, queries) for number, (_, queries) in enumerate(asked)]
