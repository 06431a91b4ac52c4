"""Labels that the prose points at: a text -> numbers in brackets within its lines. What they stand before is an entry,
even where it has no other sign of one.
"""

from __future__ import annotations

import re
from collections.abc import Container

from . import limits, signs
from .unit import Unit

_WITHIN = re.compile(r"\[(?:(?<=\S\[)|(?<=\S[ \t]\[))(\d{1,3}(?:,[ \t]?\d{1,3}){0,9})\]")


def pointed_at(text: str) -> frozenset[str]:
    """Return the labels that markers within lines have.

    >>> sorted(pointed_at("As [1, 3] says.\\n\\n[2] Roe A. Heat."))
    ['1', '3']
    """
    return frozenset(label.strip() for match in _WITHIN.finditer(text) for label in match[1].split(","))


def is_pointed_at(text: str, unit: Unit, before: Unit | None, labels: Container[str], *, is_listed: bool) -> bool:
    """Whether a unit is an entry because a marker has its label: under the heading of a list, or behind `before`, an
    entry whose number comes before its own.
    """
    if not unit.label or unit.label not in labels or unit.span.end - unit.span.start > limits.SOURCE:
        return False
    follows = before is not None and before.label == str(int(unit.label) - 1) and unit.block - before.block <= 1
    return (is_listed or follows) and not signs.is_prose(unit.span.of(text))
