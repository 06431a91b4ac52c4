"""The numbers that Word prints before paragraphs and the file does not hold: lists, their levels, formats and restarts
-> labels.

Source: ECMA-376 part 1, 17.9; what Word does where lists share their numbering (read 2026-11).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...text.numerals import whole
from .forms import formatted
from .parts import W, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_LONGEST = 60  # characters of what a level prints
_LARGEST = 100_000  # a number that a list begins with


@dataclass
class _Level:
    """How one level of a list counts."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None  # behind which level it begins anew; None for each above it


@dataclass
class _NumberedList:
    """A list, or several that count on: its levels, and how far each has counted."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a file, which count while its paragraphs are read in order."""

    def __init__(self) -> None:
        self._lists: dict[str, _NumberedList] = {}
        self._of: dict[str, str] = {}  # the list of each number that paragraphs name
        self._starts: dict[str, dict[int, int]] = {}  # where such a number has its list begin anew
        self._linked: dict[str, str] = {}  # the style that a list takes its levels from
        self._styled: dict[str, str] = {}  # the list that defines a style's levels

    def take(self, element: Element) -> None:
        """Take an `abstractNum` or a `num` of the part that numbers."""
        if element.tag == f"{W}abstractNum":
            key = value(element, "abstractNumId")
            self._lists[key] = _NumberedList(
                {
                    n: _level(each)
                    for each in element.iterfind(f"{W}lvl")
                    if (n := whole(value(each, "ilvl"))) is not None
                }
            )
            for tag, kept in (("numStyleLink", self._linked), ("styleLink", self._styled)):
                if style := value(element.find(f"{W}{tag}")):
                    kept[key if tag == "numStyleLink" else style] = style if tag == "numStyleLink" else key
            return
        key = value(element, "numId")
        self._of[key] = value(element.find(f"{W}abstractNumId"))
        for override in element.iterfind(f"{W}lvlOverride"):
            start = whole(value(override.find(f"{W}startOverride")))
            level = whole(value(override, "ilvl"))
            if start is not None and level is not None:
                self._starts.setdefault(key, {})[level] = min(start, _LARGEST)

    def label(self, number: str, level: int) -> str:
        """Count one paragraph on, and return what is printed before it without its brackets and stops; "" for a
        bullet.
        """
        key = self._of.get(number, "")
        key = self._styled.get(self._linked.get(key, ""), key)
        found = self._lists.get(key)
        if found is None or not 0 <= level < _LEVELS:
            return ""
        begin = self._starts.get(number, {})
        if level in begin:
            found.counts[level] = begin.pop(level) - 1  # once: the next paragraph of this number counts on
        how = found.levels.get(level, _Level())
        found.counts[level] = found.counts.get(level, how.start - 1) + 1
        for deeper in [n for n in found.counts if n > level]:
            restart = found.levels.get(deeper, _Level()).restart
            if restart != 0 and (restart is None or level < restart):
                del found.counts[deeper]
        if how.form in ("bullet", "none"):
            return ""
        printed = _PLACE.sub(lambda match: self._number(found, int(match[1]) - 1), how.text or f"%{level + 1}")
        return printed.strip(" \t\u00a0.,:;()[]{}-–")

    @staticmethod
    def _number(found: _NumberedList, level: int) -> str:
        how = found.levels.get(level, _Level())
        return formatted(found.counts.get(level, how.start), how.form)


def _level(element: Element) -> _Level:
    start = whole(value(element.find(f"{W}start")))
    return _Level(
        1 if start is None else min(start, _LARGEST),
        value(element.find(f"{W}numFmt")) or "decimal",
        value(element.find(f"{W}lvlText"))[:_LONGEST],
        whole(value(element.find(f"{W}lvlRestart"))),
    )
