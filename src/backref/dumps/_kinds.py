"""What a dump is, what it is told by, and where what it says goes wrong is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import IO, Any, ClassVar, NamedTuple

from ..catalogue import Item
from ..model import Problem
from ..text import json_values

OnProblem = Callable[[Problem], None]
CUT_OFF = "cut-off"
"""The code of the problem that a file ends before its end: what it holds besides is not known, and it is to be read again."""


@dataclass(frozen=True)
class Head:
    """How a file begins, unpacked; `name` is without ".gz"."""

    name: str
    start: bytes

    @cached_property
    def text(self) -> str:
        """Its beginning as text."""
        return self.start.decode("utf-8-sig", "replace")

    @cached_property
    def item(self) -> dict[str, Any]:
        """The first JSON object: that of the first line, or of the first list; an empty one where there is none, or it
        is not whole.
        """
        text = self.text.lstrip()
        line = text.partition("\n")[0]
        for said in (line, _first_object(text)):
            try:
                found = json_values.loads(said)
            except (ValueError, RecursionError):
                continue
            if isinstance(found, dict) and not isinstance(found.get("items"), list):
                return found
        return {}


def _first_object(text: str) -> str:
    """The text of the first object in a list, as far as its end can be told cheaply."""
    from json import JSONDecoder

    start = text.find("{", 1) if text.startswith(("[", '{"items"', '{ "items"')) else -1
    if start < 0:
        return ""
    try:
        _, end = JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return ""
    return text[start:end]


class Place(NamedTuple):
    """The name of a file that is read, and whom to tell what is amiss in it."""

    name: str
    report: OnProblem

    def say(self, code: str, message: str) -> None:
        """Tell of something amiss."""
        self.report(Problem(code=code, stage="load", message=message, place=self.name))


@dataclass(frozen=True, slots=True)
class Dump:
    """A kind of file that records come in: DUMP of a module.

    `recognises` says of the beginning of a file whether it is one; those of lower `priority` are asked first. `read`
    yields the records of a stream, unpacked, and what it says is Gone, in bounded memory; what is amiss it tells its
    place. A record has the day of what it says as `dated`. `origin` is what its records are marked with that say
    nothing else.
    """

    RETURNS: ClassVar[dict[str, type]] = {"recognises": bool}

    name: str
    title: str
    recognises: Callable[[Head], bool]
    read: Callable[[IO[bytes], Place], Iterator[Item]]
    origin: str = ""
    priority: int = 50
