"""The strings of a JSON file that are values, with what leads to each and where it stands: text -> literals. Nothing is
too deep or too broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(r"\"(?P<string>[^\"\\]*+(?:\\.[^\"\\]*+)*+)(?:\"|(?P<open>\\?\Z))|(?P<sign>[\[\]{},:])", re.DOTALL)
_DEEPEST = 20  # names and numbers that lead to a string; no text of a notebook is deeper


class Literal(NamedTuple):
    """A string of the file, between its quotes, and the names and numbers that lead to it: ("cells", 3, "source",
    0).
    """

    path: tuple[str | int, ...]
    start: int
    end: int


def literals(source: str) -> Iterator[Literal]:
    """Yield the strings that are values, in the order of the file; of what is no JSON, those that can be told."""
    path: list[str | int] = []
    kinds: list[str] = []
    key = ""
    is_key = False
    for match in _TOKEN.finditer(source):
        sign = match["sign"]
        if match["open"] is not None:
            return  # a string that never ends
        if sign is None:
            if is_key:
                key = match["string"]
            elif len(path) <= _DEEPEST:
                yield Literal((*path, key) if kinds and kinds[-1] == "{" else tuple(path), *match.span("string"))
        elif sign in "[{":
            if kinds and kinds[-1] == "{":
                path.append(key)
            kinds.append(sign)
            is_key = sign == "{"
            if sign == "[":
                path.append(0)
        elif sign in "]}" and kinds:
            if kinds.pop() == "[":
                path.pop()
            if kinds and kinds[-1] == "{" and path:
                path.pop()
        elif sign == "," and kinds:
            is_key = kinds[-1] == "{"
            if not is_key:
                path[-1] = int(path[-1]) + 1
        elif sign == ":":
            is_key = False
