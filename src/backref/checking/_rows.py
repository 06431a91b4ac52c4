"""Rows that are many -> JSON, a row at a time: written as one value, they take five times the memory of their text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..text.escape import json_text


def json_of(rows: Iterable[Any], head: Mapping[str, Any] | None = None, name: str = "") -> str:
    """Return the rows as an array, or `head` with them in the stead of its only empty array, the one called `name`.

    >>> print(json_of([1, {"a": 2}], {"b": {"c": []}, "d": 0}, "c"), end="")
    {
     "b": {
      "c": [
       1,
       {
        "a": 2
       }
      ]
     },
     "d": 0
    }
    >>> json_of([]), json_of([1])
    ('[]\\n', '[\\n 1\\n]\\n')
    """
    around = "[]" if head is None else json_text(head, indent=1)
    at = around.index("[]" if head is None else f'"{name}": []') + (len(name) + 4 if head is not None else 0)
    line = around[around.rfind("\n", 0, at) + 1 : at]
    margin = "\n" + " " * (len(line) - len(line.lstrip(" ")))
    pieces: list[str] = []
    for row in rows:
        pieces += (f"{margin} ", json_text(row, indent=1).replace("\n", f"{margin} "), ",")
    if pieces:
        pieces[-1] = margin
    return "".join((around[: at + 1], *pieces, around[at + 1 :], "\n"))
