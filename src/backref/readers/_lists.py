"""Wrapped lists of plain text: the lines of a file -> those that are entries, each of one line or more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..model import Span
from ..text.words import is_heading
from ..wrapping import EntryLines, Line, entries, longest_list
from ._columns import WIDEST, columns
from ._furniture import furniture

_MOST = 0.1  # share of lines that may be wider: a long address is not wrapped
_QUOTED = re.compile(r"[ \t]{0,3}(?:[>|][ \t]?){1,9}")
_HEADING = 60  # code points of a heading at most

Measure = Callable[[str], float]


class ListedLines(NamedTuple):
    """One entry: the lines from `first` up to `end`, and the words of those that are its own."""

    first: int
    end: int
    spans: tuple[Span, ...]
    is_item: bool = True


def lists(
    text: str, lines: Sequence[Span], heads: Sequence[bool], measure: Measure = columns
) -> tuple[list[ListedLines], frozenset[int]]:
    """Return the entries of the lists in a text, in order, and the lines that page breaks left between them.

    `heads` says which lines are headings, `measure` how wide a text is.
    """
    found: list[ListedLines] = []
    gone = furniture(text, lines)
    start = 0
    is_list = False
    for end in [*(at for at, is_head in enumerate(heads) if is_head and at not in gone), len(lines)]:
        kept = [at for at in range(start, end) if at not in gone]
        found += _within(text, lines, kept, is_list, measure)
        if end < len(lines):
            printed = lines[end].of(text)
            is_list = len(printed) < _HEADING and is_heading(printed.lstrip("> |").strip())
        start = end + 1
    return found, gone


def _within(
    text: str, lines: Sequence[Span], kept: Sequence[int], is_list: bool, measure: Measure
) -> Iterator[ListedLines]:
    """The entries of a stretch between two headings, if it is a list and wrapped."""
    if len(kept) < 2 or 2 * sum(lines[at].end - lines[at].start > 2 * WIDEST for at in kept) > len(kept):
        return
    quoted = _are_quoted(text, [lines[at] for at in kept])
    starts = [_start(text, lines[at], quoted) for at in kept]
    measured = [_measured(text, lines, kept, number, start, measure) for number, start in enumerate(starts)]
    wide = sum(line.right - line.left > WIDEST for line in measured)
    if wide > max(_MOST * len(measured), 1):
        return
    some: list[EntryLines] = entries(measured) if is_list else longest_list(measured)
    for entry in some:
        spans = [Span(starts[number], lines[kept[number]].end) for number in range(entry.first, entry.end)]
        spans[0] = Span(spans[0].start + entry.skip, spans[0].end)
        first, last = kept[entry.first], kept[entry.end - 1]
        yield ListedLines(first, last + 1, tuple(_trimmed(text, span) for span in spans), entry.is_item)


def _measured(text: str, lines: Sequence[Span], kept: Sequence[int], number: int, start: int, measure: Measure) -> Line:
    """A line with its columns, and how many blank lines stand above it."""
    span = lines[kept[number]]
    gap = 0
    if number:
        between = text[lines[kept[number - 1]].end : span.start]
        gap = (between.count("\n") or between.count("\r")) - 1 if kept[number] == kept[number - 1] + 1 else 0
    left = columns(text[span.start : start])
    words = text[start : span.end].rstrip()
    apart = bool(number) and (kept[number] != kept[number - 1] + 1 or "\f" in text[lines[kept[number - 1]].end : start])
    return Line(words, left, left + measure(words), max(gap, 0), apart)


def _are_quoted(text: str, lines: Sequence[Span]) -> bool:
    """Whether the lines are quoted as in a letter: ">" before each of them."""
    return all(_QUOTED.match(text, *line) for line in lines)


def _start(text: str, line: Span, quoted: bool) -> int:
    """Where the words of a line begin."""
    at = line.start
    if quoted and (mark := _QUOTED.match(text, *line)):
        at = mark.end()
    while at < line.end and text[at].isspace():
        at += 1
    return at


def _trimmed(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(span.of(text).rstrip()))
