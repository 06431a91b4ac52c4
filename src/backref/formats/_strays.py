"""Lines of a tagged file that are in no record, one Problem for each stretch of them, and records that are too many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from ..model import Problem, Span
from ..text.allowance import allowance

T = TypeVar("T")

# An entry takes two kilobytes, however short it is; the shortest that say anything, a key and a DOI, have 33 letters.
ENTRY_EACH = 30
_NOR = {0: "", 1: ", nor is a line behind it"}


class _Stray(NamedTuple):
    """Lines in no record: the first of them, where they stand, how many records stand before them, how many lines
    follow.
    """

    line: str
    start: int
    stop: int
    records: int
    more: int = 0


class Strays:
    """The stretches so far."""

    def __init__(self) -> None:
        self._found: list[_Stray] = []

    def add(self, line: str, span: Span, records: int) -> None:
        """Keep a line before which so many records stand; lines between the same two records are one stretch."""
        last = self._found[-1] if self._found else None
        if last and last.records == records:
            self._found[-1] = last._replace(stop=span.end, more=last.more + 1)
        else:
            self._found.append(_Stray(line[:40], span.start, span.end, records))

    def problems(self) -> list[Problem]:
        """Return a Problem for each stretch.

        >>> strays = Strays()
        >>> for at in range(3):
        ...     strays.add("x", Span(at, at + 1), 0)
        >>> [problem.message for problem in strays.problems()]
        ["'x' is in no record, nor are 2 lines behind it"]
        """
        return [
            problem(
                "outside-a-record",
                f"{stray.line!r} is in no record{_NOR.get(stray.more, f', nor are {stray.more:,} lines behind it')}",
                Span(stray.start, stray.stop),
            )
            for stray in self._found
        ]


def problem(code: str, message: str, span: Span | None) -> Problem:
    """Return a Problem of a loader at a place; what it quotes is printable."""
    printable = "".join(c if c.isprintable() else "\ufffd" for c in message)
    return Problem(code=code, stage="load", message=printable, span=span)


def most_of(text: str) -> int:
    """Return how many records a text of its length can have."""
    return allowance(len(text), ENTRY_EACH)


def too_many(most: int, what: str, span: Span | None) -> Problem:
    """Return the Problem of what is not read, for there is far too much of it, with the place where that begins."""
    message = f"only the first {most:,} {what} were read: there are far too many for their length"
    return problem("too-many-entries", message, span)


def not_too_many(
    records: Iterable[T], text: str, problems: list[Problem], place: Callable[[T], Span | None]
) -> Iterator[T]:
    """Yield the records of a text, as many as one of its length can have, and tell where those begin that are not read.

    >>> problems: list[Problem] = []
    >>> len(list(not_too_many(range(9000), "", problems, lambda at: Span(at, at + 1)))), problems[0].span
    (5000, Span(start=5000, end=5001))
    """
    most = most_of(text)
    for number, record in enumerate(records):
        if number >= most:
            problems.append(too_many(most, "records", place(record)))
            return
        yield record
