"""The items that a JSON text lists, each with where it stands: an array, an answer's items, one object, or one object a
line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..model import Problem, Span, Value, Written
from ..text.escape import plain
from ._strays import not_too_many

_DECODER = json.JSONDecoder()
_BLANK = re.compile(r"[\s\ufeff]*+")
_LISTS = ("message", "items", "references")  # what answers and exports hold their items in
_NEAR, _TOKEN = 4096, 20  # letters that are decoded at first; at whose end a token may be cut off
_DEEPEST = 3  # such members in each other


class Element(NamedTuple):
    """One element of the list, and how it is written; None where it is no object."""

    value: Any
    written: Written | None

    @property
    def span(self) -> Span | None:
        """Where it begins, for whoever tells of it."""
        return self.written.span if self.written else None


class WrittenItem(Written):
    """An object of JSON. Its members are looked for when somebody asks."""

    __slots__ = ()

    def has(self, names: object) -> bool:
        """Say whether it may have a member of one of these names."""
        return True

    def value_of(self, name: str) -> Value | None:
        """Return the first member of a name; it is looked for no further."""
        values = self._each() if self._held is None else iter(self._held)
        return next((value for value in values if value.name == name), None)

    def _made(self) -> tuple[Value, ...]:
        """Its members in order."""
        return tuple(self._each())

    def _each(self) -> Iterator[Value]:
        for name, at, end in _members(self.text, self.whole.start):
            quoted = self.text[at] == '"'
            yield Value(
                name, self._text(at, end), Span(at + quoted, end - quoted), Span(at, end), '"' if quoted else ""
            )

    def _text(self, at: int, end: int) -> str:
        return str(json.loads(self.text[at:end], strict=False)) if self.text[at] == '"' else self.text[at:end]


def items(text: str, problems: list[Problem]) -> Iterator[Element]:
    """Yield what a JSON text lists. Where it breaks, what stands before that is there, and a problem has the place.

    >>> [(item.value["id"], item.written.whole) for item in items('{"items": [{"id": "a"}, {"id": "b"}]}', [])]
    [('a', Span(start=11, end=22)), ('b', Span(start=24, end=35))]
    """
    at = _blank(text, 0)
    if at == len(text):
        return
    try:
        begun = _list_of(text, at)
        if text[begun] == "[":
            yield from _elements(text, begun)
            return
        value, end = _decoded(text, begun)
        if begun != at or _blank(text, end) == len(text):
            yield _item(text, value, begun, end)
            return
        broken = _broken("Extra data", _blank(text, end))
    except _BrokenJson as error:
        broken = error
    if text[at] == "{" and len(text.strip().splitlines()) > 1 and (lines := list(_lines(text, at, problems))):
        yield from lines
    else:
        problems.append(_told(str(broken), broken.at))


def objects(text: str, problems: list[Problem]) -> Iterator[tuple[int, Element]]:
    """Yield the objects that a JSON text lists, as many as one of its length can have, each with its number among all
    that is listed; what is no object is a problem.

    >>> problems: list[Problem] = []
    >>> [number for number, _ in objects('[{}, 7, {}]', problems)], problems[0].message
    ([0, 2], 'item 1 is no object')
    """
    return not_too_many(_objects(text, problems), text, problems, lambda each: each[1].span)


def _objects(text: str, problems: list[Problem]) -> Iterator[tuple[int, Element]]:
    for number, element in enumerate(items(text, problems)):
        if isinstance(element.value, dict):
            yield number, element
        else:
            problems.append(Problem(code="not-an-item", stage="load", message=f"item {number} is no object"))


class _BrokenJson(Exception):
    """What is no JSON, and where."""

    at = 0


def _broken(message: str, at: int) -> _BrokenJson:
    error = _BrokenJson(message)
    error.at = at
    return error


def _decoded(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise _broken(error.msg, error.pos) from error
    except (ValueError, RecursionError, IndexError) as error:
        raise _broken("nested too deep, or a number that is too long", at) from error


def _decoded_near(text: str, at: int) -> tuple[Any, int]:
    """The value at a place, decoded from as much as it takes: what is wrong with a text is counted from its beginning,
    and there may be something wrong in each of its lines.
    """
    wide = _NEAR
    while True:
        piece = text[at : at + wide]
        is_all = at + wide >= len(text)
        try:
            value, end = _decoded(piece, 0)
            if is_all or end < len(piece):
                return value, at + end
        except _BrokenJson as error:
            if is_all or (error.at < len(piece) - _TOKEN and not str(error).startswith("Unterminated")):
                raise _broken(str(error), at + error.at) from error
        wide *= 4


def _list_of(text: str, at: int) -> int:
    """Where the list begins that an object wraps; the object itself where it wraps none."""
    for _ in range(_DEEPEST):
        if text[at : at + 1] != "{":
            break
        held = next((start for name, start, _ in _members(text, at) if name in _LISTS and text[start] in "[{"), None)
        if held is None:
            break
        at = held
    return at


def _members(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """The names of an object's members, and where their values stand; no more of them than are whole."""
    try:
        at = _blank(text, at + 1)
        while text[at] == '"':
            name, at = _DECODER.raw_decode(text, at)
            at = _blank(text, at)
            if text[at] != ":":
                return
            start = _blank(text, at + 1)
            end = _DECODER.raw_decode(text, start)[1]
            yield name, start, end
            at = _blank(text, end)
            if text[at] != ",":
                return
            at = _blank(text, at + 1)
    except (ValueError, RecursionError, IndexError):
        return


def _elements(text: str, at: int) -> Iterator[Element]:
    at = _blank(text, at + 1)
    while text[at : at + 1] != "]":
        value, end = _decoded(text, at)
        yield _item(text, value, at, end)
        at = _blank(text, end)
        if text[at : at + 1] == ",":
            at = _blank(text, at + 1)
        elif text[at : at + 1] != "]":
            raise _broken("Expecting ',' delimiter", at)


def _lines(text: str, at: int, problems: list[Problem]) -> Iterator[Element]:
    for line in re.finditer(r"[^\r\n]+", text[at:]):
        start = at + line.start()
        if line.group().strip():
            try:
                begin = _blank(text, start)
                value, end = _decoded_near(text, begin)
                yield _item(text, value, begin, end)
            except _BrokenJson as error:
                problems.append(_told(str(error), min(error.at, at + line.end())))


def _item(text: str, value: Any, at: int, end: int) -> Element:
    if not isinstance(value, dict):
        return Element(value, None)
    key, kind = (str(said) if isinstance(said := value.get(name), str | int) else "" for name in ("id", "type"))
    written = WrittenItem(text, kind, key, Span(at, at + 1), Span(at, end), language="json")
    if key and (named := written.value_of("id")):
        written.span = named.span
    return Element(value, written)


def _blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _told(message: str, at: int) -> Problem:
    return Problem(code="not-json", stage="load", message=plain(message)[:300], span=Span(at, at + 1))
