"""JSON of any arrangement -> its objects, one by one: an object a line, a list of them, or a list under "items".

Only what is neither is read whole. What is no object is told, with its number.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain
from json import JSONDecoder
from typing import IO, Any

from ..text import json_values
from ._kinds import CUT_OFF, Place
from ._packed import LARGEST, whole

LONGEST = 20_000_000  # characters of one item; the largest of Crossref's have 10 million
_PIECE = 1 << 20
_BLANK = " \t\r\n,"


def objects(stream: IO[bytes], place: Place) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each object with its number. Raises UnreadableInput for one text that is too large to be read whole."""
    first = stream.readline(_PIECE).removeprefix(codecs.BOM_UTF8)
    while first and not first.strip():
        first = stream.readline(_PIECE)
    began = first.lstrip()[:40]
    if began.startswith(b"[") or b"".join(began.split()).startswith(b'{"items":['):
        yield from _listed(first, stream, place)
        return
    if not first.endswith(b"\n"):
        first += stream.readline(LONGEST + 1)
    begun = [first]
    if _value(first) is None:  # a broken line, or the first one of a text that goes over many
        begun.append(stream.readline(LONGEST + 1))
        if not isinstance(_value(begun[1]), dict):
            yield from _whole(b"".join(begun) + whole(stream, place.name), place)
            return
    yield from _lines(chain(begun, iter(lambda: stream.readline(LONGEST + 1), b"")), place)


def _lines(lines: Iterable[bytes], place: Place) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST and not line.endswith(b"\n"):
            place.say(
                "too-large", f"line {number} is longer than {LONGEST:,} characters; it and what follows is not read"
            )
            return
        if not line.strip():
            continue
        said = _value(line)
        rows = _rows(said) if isinstance(said, dict) else [said]
        for at, row in enumerate(rows, number if len(rows) == 1 else 1):
            yield from _object(at, row, place)


def _listed(start: bytes, stream: IO[bytes], place: Place) -> Iterator[tuple[int, dict[str, Any]]]:
    """The items of one long list; what stands behind it is passed over."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    text = decoder.decode(start)
    at, number, size, is_end = text.find("[") + 1, 0, _PIECE, False
    parse = JSONDecoder().raw_decode
    while True:
        while at < len(text) and text[at] in _BLANK:
            at += 1
        if text[at : at + 1] == "]":
            return
        try:
            said, end = parse(text, at)
            is_whole = end < len(text) or is_end  # a number may go on
        except (ValueError, RecursionError):
            is_whole = False
        if not is_whole:
            if is_end or len(text) - at > LONGEST:
                rest = text[at:].rstrip()
                code = "too-large" if not is_end else "not-json" if rest.endswith(("]", "]}", "]}}")) else CUT_OFF
                place.say(code, f"item {number + 1} is no JSON; it and what follows is not read")
                return
            piece = stream.read(size)
            text, at, is_end, size = text[at:] + decoder.decode(piece, not piece), 0, not piece, 2 * size
            continue
        number, at, size = number + 1, end, _PIECE
        yield from _object(number, said, place)


def _whole(body: bytes, place: Place) -> Iterator[tuple[int, dict[str, Any]]]:
    said = _value(body[: LARGEST + 1])
    if said is None:
        if body.strip():
            place.say("not-json", "no JSON")
        return
    for number, row in enumerate(_rows(said), 1):
        yield from _object(number, row, place)


def _rows(said: object) -> list[Any]:
    """What a value holds: the items within it, those of a list, or itself."""
    found = _within(said) if isinstance(said, dict) else said
    return found if isinstance(found, list) else [said]


def _within(said: dict[str, Any]) -> list[Any] | None:
    """The items of an object that holds items: an answer of Crossref's, a list, a lock."""
    message, locked = said.get("message"), said.get("references")
    if "version" in said and isinstance(locked, list) and "DOI" not in said:
        return [each["record"] for each in locked if isinstance(each, dict) and each.get("record")]
    if isinstance(message, dict):
        items = message.get("items", [message])
        return items if isinstance(items, list) else [items]
    return said["items"] if isinstance(said.get("items"), list) else None


def _object(number: int, said: object, place: Place) -> Iterator[tuple[int, dict[str, Any]]]:
    if isinstance(said, dict):
        yield number, said
    else:
        place.say("bad-line", f"item {number} is no JSON object")


def _value(text: bytes) -> object:
    try:
        return json_values.loads(text)
    except RecursionError:
        return None
    except ValueError:
        pass
    try:
        return json_values.loads(text.decode("utf-8", "replace")) if text.strip() else None
    except (ValueError, RecursionError):
        return None
