"""Where entries and their fields stand in the text of a bibliography. Text -> spans. Never raises.

The loaders say what a file means; this only says where it stands, so that a fault has a place and a mend changes nothing else.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..formats.bib import scan
from ..model import Span
from ._values import Value


class Placed(NamedTuple):
    """One entry as it stands in the text: its type, its key and where that is (else where the entry begins), its fields."""

    kind: str
    key: str
    span: Span
    values: tuple[Value, ...]
    whole: Span


_ENTRY = re.compile(r"@\s{0,5}(?P<kind>\w{1,40})\s{0,20}(?P<open>[{(])")
_NEXT_ENTRY = re.compile(r"\n[ \t]{0,20}@\s{0,5}\w{1,40}\s{0,20}[{(]")
_KEY = re.compile(r"\s{0,200}(?P<key>[^,={}\n]{0,300}?)\s{0,200}(?=[,}\n])")
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w:+./-]{0,60})\s{0,20}=\s{0,200}")
_LATER_FIELD = re.compile(r"[\s,]" + _FIELD.pattern)
_NEXT_FIELD = re.compile(r"\n[ \t]*[A-Za-z][\w:+./-]{0,60}\s{0,20}=")
_WORD = re.compile(r"[^\s,#{}()\"=%]{1,200}")
_GAP = re.compile(r"(?:\s+|,|%[^\n]*)+")
_STRING = re.compile(r"@\s{0,5}string\s{0,20}[{(]\s{0,200}(?P<name>[^\s={}]{1,60})\s{0,20}=", re.IGNORECASE)


def in_bib(text: str) -> list[Placed]:
    """Return the entries of a .bib file in order.

    >>> [(b.key, [(v.name, v.text, v.span.start) for v in b.values]) for b in in_bib("@book{a, title = {One}, year=1999}")]
    [('a', [('title', 'One', 18), ('year', '1999', 29)])]
    """
    found = []
    at = 0
    closing = _Closings(text).find
    starts = [match.start() for match in _NEXT_ENTRY.finditer(text)]
    heads = [match.start() for match in _ENTRY.finditer(text)]
    while head := _ENTRY.search(text, at):
        at = head.end()
        kind = head["kind"].lower()
        stop = _after(starts, at, len(text))
        if kind in ("comment", "preamble", "string"):
            closed = closing(head.end() - 1, stop)
            at = closed + 1 if closed >= 0 else at
            continue
        key = _KEY.match(text, at, stop)
        span = (
            Span(*key.span("key")) if key and key["key"] and "=" not in key["key"] else Span(head.start(), head.end())
        )
        values: list[Value] = []
        at = key.end() if key else at
        for value, end in _fields(text, at, stop, heads, closing):
            values.append(value)
            at = end
        whole = Span(head.start(), max(at, head.end()))
        found.append(Placed(kind, key["key"].strip() if key else "", span, tuple(values), whole))
    return found


def macros_in(text: str) -> frozenset[str]:
    """Return the names of the macros that a .bib file defines, in small letters.

    >>> sorted(macros_in('@string{spine = "Spine"} @STRING(BMJ = {The BMJ})'))
    ['bmj', 'spine']
    """
    return frozenset(match["name"].lower() for match in _STRING.finditer(text))


def in_json(text: str) -> list[Placed]:
    """Return the items of a CSL-JSON text in order: an array, an object with "items", one item, or one a line.

    >>> [(b.key, [(v.name, v.text) for v in b.values]) for b in in_json('[{"id": "a", "volume": 7}]')]
    [('a', [('id', 'a'), ('volume', '7')])]
    """
    found: list[Placed] = []
    at = 0
    try:
        while (at := _blank(text, at)) < len(text):
            at = _json_items(text, at, found, 0)
    except (ValueError, RecursionError, IndexError):
        pass
    return found


def in_tagged(text: str, first: str, key: str) -> list[Placed]:
    """Return the records of RIS or nbib in order; each begins with the tag `first` and is called by the tag `key`.

    >>> [(b.key, b.values[1].text) for b in in_tagged("TY  - JOUR\\nTI  - Heat\\nID  - a\\nER  - ", "TY", "ID")]
    [('a', 'Heat')]
    """
    found: list[tuple[Span, list[Value]]] = []
    for match in re.finditer(
        r"^[ \t\ufeff]*(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,2}-(?:[ \t]+(?P<value>[^\r\n]*?))?[ \t]*\r?$", text, re.MULTILINE
    ):
        span = Span(*match.span("value")) if match["value"] else Span(match.end(), match.end())
        if match["tag"] == first:
            found.append((Span(match.start("tag"), match.end("tag")), []))
        if found:
            found[-1][1].append(Value(match["tag"], match["value"] or "", span, span))
    blocks = []
    for start, values in found:
        named = next((value for value in values if value.name == key and value.text), None)
        kind = next((value.text for value in values if value.name in ("TY", "PT")), "")
        whole = Span(start.start, values[-1].whole.end)
        blocks.append(Placed(kind, named.text if named else "", named.span if named else start, tuple(values), whole))
    return blocks


class _Closings:
    """Finds the mark that closes another; once one is missing, all of them in one pass."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all: dict[int, int] | None = None

    def find(self, start: int, stop: int) -> int:
        """Return the place of the mark that closes the one at `start`, before `stop`, or -1."""
        if self.text[start] == "(":
            return self.text.find(")", start, stop)
        if self.all is None:
            if (found := scan.closing(self.text, start, stop)) >= 0:
                return found
            self.all = scan.closings(self.text)
        found = self.all.get(start, -1)
        return found if found < stop else -1


Closing = Callable[[int, int], int]


def _fields(text: str, at: int, stop: int, heads: Sequence[int], closing: Closing) -> Iterator[tuple[Value, int]]:
    while at < stop:
        gap = _GAP.match(text, at, stop)
        at = gap.end() if gap else at
        if at >= stop or text[at] in "})":
            return
        name = _FIELD.match(text, at, stop)
        if not name:
            following = _LATER_FIELD.search(text, at, _after(heads, at, stop))
            if not following:
                return
            at = following.start("name")
            continue
        value = _value(text, name["name"].lower(), name.end(), stop, closing)
        at = max(value.whole.end, name.end())
        yield value, at


def _after(starts: Sequence[int], at: int, stop: int) -> int:
    """The first of `starts` from `at` on that is before `stop`, else `stop`."""
    number = bisect_left(starts, at)
    return min(starts[number], stop) if number < len(starts) else stop


def _value(text: str, name: str, at: int, stop: int, closing: Closing) -> Value:
    parts: list[Span] = []
    begin = at
    mark = ""
    while at < stop:
        if text[at] in '{"':
            mark = text[at]
            end = closing(at, stop)
            if end < 0:
                following = _NEXT_FIELD.search(text, at, stop)
                end = following.start() if following else stop
                inner = Span(at + 1, max(at + 1, at + 1 + len(text[at + 1 : end].rstrip(" \t\r\n,}"))))
                parts.append(inner)
                at = end
                break
            parts.append(Span(at + 1, end))
            at = end + 1
        elif word := _WORD.match(text, at, stop):
            parts.append(Span(*word.span()))
            at = word.end()
        else:
            break
        after = _blank(text, at)
        if text[after : after + 1] != "#" or after >= stop:
            break
        at = _blank(text, after + 1)
    if len(parts) == 1:
        return Value(name, parts[0].of(text), parts[0], Span(begin, at), mark)
    return Value(name, text[begin:at].strip(), Span(begin, at), Span(begin, at), "#" if parts else "")


def _blank(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] == "\ufeff"):
        at += 1
    return at


_DECODER = json.JSONDecoder()


def _json_items(text: str, at: int, found: list[Placed], depth: int) -> int:
    """Add the items that the value at `at` lists, and return where it ends. Raises ValueError and IndexError."""
    if text[at] == "[":
        at = _blank(text, at + 1)
        while text[at] != "]":
            at = _blank(text, _json_items(text, at, found, depth + 1))
            if text[at] == ",":
                at = _blank(text, at + 1)
            elif text[at] != "]":
                raise ValueError
        return at + 1
    if text[at] != "{":
        return _DECODER.raw_decode(text, at)[1]
    start, values = at, []
    nested = False
    at = _blank(text, at + 1)
    while text[at] != "}":
        name, at = _DECODER.raw_decode(text, at)
        at = _blank(text, at)
        if text[at] != ":" or not isinstance(name, str):
            raise ValueError
        at = _blank(text, at + 1)
        if depth < 2 and name in ("items", "message") and text[at] in "[{":
            nested = True
            at = _json_items(text, at, found, depth + 1)
        else:
            value, end = _DECODER.raw_decode(text, at)
            is_text = isinstance(value, str)
            inner = Span(at + is_text, end - is_text)
            values.append(Value(name, value if is_text else text[at:end], inner, Span(at, end), '"' if is_text else ""))
            at = end
        at = _blank(text, at)
        if text[at] == ",":
            at = _blank(text, at + 1)
        elif text[at] != "}":
            raise ValueError
    if not nested:
        named = next((value for value in values if value.name == "id"), None)
        kind = next((value.text for value in values if value.name == "type"), "")
        found.append(
            Placed(
                kind,
                named.text if named else "",
                named.span if named else Span(start, start + 1),
                tuple(values),
                Span(start, at + 1),
            )
        )
    return at + 1
