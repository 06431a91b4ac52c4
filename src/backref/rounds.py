"""A round of asking: questions to several sources at the same time, and what can be done while answers are awaited."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence

from .model import Answer, Query, Source
from .sources import Together

Question = tuple[int, int, Query]
"""The number of the source, the index of the reference, and what is asked."""


class Round:
    """Asks until every question is answered. `settle` is given what a reference was answered: (source, query, answer),
    in the order of asking; `then` returns what is asked next, as soon as all that a reference was asked is answered,
    and, given None, what is asked when there is none of these.

    Both are called in the time that waiting takes, a reference at a time; and `settle` once more in the end, where an
    answer has changed.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        settle: Callable[[int, list[tuple[int, Query, Answer]]], None],
        then: Callable[[int | None], Iterable[Question]],
    ) -> None:
        self._together = Together(sources, self._heard, self._meanwhile)
        self._settle = settle
        self._then = then
        self._of: dict[int, dict[tuple[int, Query], None]] = {}
        self._whose: dict[tuple[int, Query], list[int]] = {}
        self._awaited: dict[int, int] = {}
        self._answered: set[tuple[int, Query]] = set()
        self._ready: deque[int] = deque()
        self._seen: dict[int, list[Answer]] = {}
        self.can_put = self._together.can_put

    def put(self, questions: Sequence[Question]) -> None:
        """Ask these as well."""
        of: dict[int, list[Query]] = {}
        for number, index, query in questions:
            mine = self._of.setdefault(index, {})
            if (number, query) in mine:
                continue
            mine[number, query] = None
            if (number, query) in self._answered:
                self._ready.append(index)
                continue
            waiting = self._whose.setdefault((number, query), [])
            if not waiting:
                of.setdefault(number, []).append(query)
            waiting.append(index)
            self._awaited[index] = self._awaited.get(index, 0) + 1
        for number in sorted(of):
            self._together.put(number, of[number])

    def run(self) -> None:
        """Ask, and settle all. Raises Interrupted where the settings say to stop."""
        self._together.run()
        self._together.end()
        for index in self._of:
            self._settled(index)

    def _heard(self, number: int, query: Query) -> None:
        self._answered.add((number, query))
        for index in self._whose.pop((number, query), ()):
            self._awaited[index] -= 1
            self._ready.append(index)

    def _meanwhile(self) -> bool:
        index = self._ready.popleft() if self._ready else None
        if index is not None:
            if self._awaited.get(index):
                return True
            self._settled(index)
        more = [each for each in self._then(index) if self.can_put(each[0], each[2])]
        self.put(more)
        return index is not None or bool(more)

    def _settled(self, index: int) -> None:
        asked = list(self._of[index])
        answers = [self._together.answers(number, [query])[0] for number, query in asked]
        seen = self._seen.get(index)
        if seen is None or len(seen) != len(answers) or any(map(lambda a, b: a is not b, seen, answers)):
            self._seen[index] = answers
            self._settle(
                index, [(number, query, answer) for (number, query), answer in zip(asked, answers, strict=True)]
            )
