"""The lines of an Org file: what each begins, and where that ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

LINE = re.compile(r"[^\n]*\n?")
HEADLINE = re.compile(r"(?P<stars>\*{1,30})[ \t]+(?:(?:TODO|DONE|NEXT|WAITING)[ \t]+)?(?:\[#[A-Z]\][ \t]+)?")
ITEM = re.compile(r"[ \t]*(?:[-+]|[ \t]\*|(?P<number>\d{1,4})[.)])[ \t]+(?:\[@\d{1,4}\][ \t]+)?(?:\[[ X-]\][ \t]+)?")
NOTE = re.compile(r"\[fn:(?P<name>[\w-]{1,60})\][ \t]*")
KEYWORD = re.compile(r"[ \t]*#\+(?P<name>[\w-]{1,40})(?:\[[^\[\]\n]{0,200}\])?:[ \t]*", re.IGNORECASE)
BEGIN = re.compile(r"[ \t]*#\+begin_(?P<name>[\w-]{1,40})", re.IGNORECASE)
DRAWER = re.compile(r"[ \t]*:(?!END:)[\w-]{1,40}:[ \t]*$")
NO_PROSE = re.compile(
    r"[ \t]*(?:#(?:\s|\Z|\+)|:(?:\s|\Z)|\|-|(?:CLOSED|DEADLINE|SCHEDULED):|bibliography(?:style)?:|\[\[bibliography(?:style)?:)"
)


def closers(source: str, lines: Sequence[tuple[int, int]]) -> dict[str, list[int]]:
    """Return the lines that close blocks and drawers, by what they say."""
    found: dict[str, list[int]] = {}
    for at, (start, end) in enumerate(lines):
        line = source[start:end].strip().lower()
        if line.startswith(("#+end_", ":end:")):
            found.setdefault(line, []).append(at)
    return found


def closed(those_closers: Mapping[str, list[int]], at: int, mark: str) -> int:
    """Return the line that closes what the line `at` opens; `at` itself where none does."""
    those = those_closers.get(mark.lower(), [])
    index = bisect_right(those, at)
    return those[index] if index < len(those) else at


def paragraph(source: str, lines: Sequence[tuple[int, int]], at: int) -> int:
    """Return the last line of the paragraph, item or note that begins at a line."""
    last = at
    while last + 1 < len(lines):
        line = source[slice(*lines[last + 1])]
        begins = BEGIN.match(line) or HEADLINE.match(line) or ITEM.match(line) or NOTE.match(line) or DRAWER.match(line)
        if not line.strip() or begins or NO_PROSE.match(line) or line.lstrip().startswith("|"):
            break
        last += 1
    return last
