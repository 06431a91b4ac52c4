"""Where problems stand, for people: offsets in a text -> line and column, counted from 1."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from ..model import Problem
from ..text.told import MOST, Tally

_END = re.compile(r"\r\n|\n|\r")


def placed(problems: Iterable[Problem], text: str, name: str = "") -> tuple[Problem, ...]:
    """Return the problems of a text with their place, "name:line:column", or "line:column" where the text has no name.

    >>> from backref.model import Span
    >>> placed([Problem(code="junk", stage="load", message="x", span=Span(3, 4))], "a\\nbc", "refs.bib")[0].place
    'refs.bib:2:2'
    """
    listed = _fewer(problems, len(text)) if text else tuple(problems)
    if not any(problem.span for problem in listed):
        return tuple(_at(each, name) for each in listed)
    starts = [0, *(match.end() for match in _END.finditer(text))]

    def place(problem: Problem) -> str:
        if problem.span is None:
            return name
        line = bisect_right(starts, problem.span[0])
        return ":".join([*([name] if name else []), str(line), str(problem.span[0] - starts[line - 1] + 1)])

    return tuple(each if each.place else _at(each, place(each)) for each in listed)


def _fewer(problems: Iterable[Problem], length: int) -> tuple[Problem, ...]:
    """The problems as many as are told of each kind; what a loader counted already is one of them."""
    told: Tally[Problem] = Tally(length, most=MOST + 1)
    listed = [each for each in problems if told.has_room(each.code, each)]
    return (*listed, *(Problem.made({**vars(rest.place), "message": rest.message}) for rest in told.rest()))


def _at(each: Problem, place: str) -> Problem:
    """The problem with a place, unless it has one."""
    return each if each.place else Problem.made({**vars(each), "place": place})
