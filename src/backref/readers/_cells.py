"""The cells of a Jupyter notebook: its JSON as written -> where the texts stand that people wrote, and those that code
put out.

Source: nbformat 4.5, "The notebook file format": the text of a cell is a string, or a list of strings that follow each
other.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from ..model import Problem, Span
from ..text.kept import kept
from ._json_strings import Literal, literals

_BREAK = re.compile(r"\\(?P<letter>.)", re.DOTALL)


def texts(source: str) -> Iterator[tuple[list[tuple[int, int]], bool]]:
    """Yield the texts in a notebook, each as the places of its strings, and whether a person wrote it."""

    def cell(literal: Literal) -> tuple[str | int, ...]:
        at = literal.path.index("cells") if "cells" in literal.path[:3] else -2
        return literal.path[: at + 2]

    for place, members in groupby(literals(source), cell):
        if len(place) < 2:
            continue
        kinds: list[str] = []
        written: list[tuple[int, int]] = []
        put: list[list[tuple[int, int]]] = []
        last: tuple[str | int, ...] = ()
        for each in members:
            path = each.path[len(place) :]
            if path == ("cell_type",):
                kinds.append(source[each.start : each.end])
            elif path[:1] == ("source",):
                written.append((each.start, each.end))
            elif path[:1] == ("outputs",) and path[2:4] == ("data", "text/markdown"):
                put += [[]] if path[:4] != last else []
                put[-1].append((each.start, each.end))
            last = path[:4]
        if kinds == ["markdown"] and written:
            yield written, True
        yield from ((spans, False) for spans in put)


def problems(source: str, name: str) -> Iterator[Problem]:
    """Yield what is wrong with the file; what can be told of it is read nevertheless."""
    message = ""
    try:
        book = json.loads(source) if source.strip() else {"cells": []}
        if not isinstance(book, dict) or not {"cells", "worksheets"} & book.keys():
            message = "a notebook of Jupyter has cells; this file has none"
    except (ValueError, RecursionError) as error:
        message = f"no JSON, so nothing is rewritten in it: {error}"
    if message:
        yield Problem(code="not-well-formed", stage="read", message=message, place=name)


@kept(1, longest=20_000_000)
def _written(source: str) -> tuple[tuple[int, int], ...]:
    """Where the strings stand that people wrote."""
    if any(problems(source, "-")):
        return ()
    return tuple(sorted(span for spans, is_written in texts(source) if is_written for span in spans))


def may_edit(source: str, span: Span) -> bool:
    """Whether a citation may be replaced here: inside one string of the text of a cell.

    >>> may_edit('{"cells": [{"cell_type": "markdown", "source": "a [1]"}]}', Span(50, 53)), may_edit("{}", Span(0, 1))
    (True, False)
    """
    strings = _written(source)
    at = bisect_right(strings, (span.start, len(source))) - 1
    return at >= 0 and span.end <= strings[at][1]


def line(source: str, start: int, end: int) -> tuple[int, int, int]:
    """Return where a line of a cell begins, where its text ends, and where it ends with its break."""
    strings = _written(source)
    at = bisect_right(strings, (start, len(source))) - 1
    first, last = strings[at] if at >= 0 else (start, end)
    for match in _BREAK.finditer(source, first, last):
        if match["letter"] == "n" and match.end() <= start:
            first = match.end()
        elif match["letter"] == "n" and match.start() >= end:
            return first, match.start(), match.end()
    return first, last, last
