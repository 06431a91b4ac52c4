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
        inside = [(each.path[len(place) :], each) for each in members] if len(place) > 1 else []
        kinds = [source[each.start : each.end] for path, each in inside if path == ("cell_type",)]
        if kinds == ["markdown"]:
            spans = [(each.start, each.end) for path, each in inside if path[:1] == ("source",)]
            if spans:
                yield spans, True
        for _, parts in groupby(inside, lambda each: each[0][:4]):
            put = [
                (each.start, each.end)
                for path, each in parts
                if path[:1] == ("outputs",) and path[2:4] == ("data", "text/markdown")
            ]
            if put:
                yield put, False


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
