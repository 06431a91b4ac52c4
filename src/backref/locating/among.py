"""What the other lines of a list say of one: numbers that count up through entries, and lines that name no people between entries.

A list holds what it holds: a newspaper's page without an author, a web site, a letter. A line that stays out is named in a Problem.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..model import Document, Problem, RawCitation, Span

_DATED = re.compile(r"(?<![\w/.])(?:1[5-9]|20)\d\d[a-z]?(?!\d)|https?://|www\.|(?<![\w.])10\.\d{4,9}/")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LINE = re.compile(r"[^\n]+")
_NOTICE = re.compile(r"\W{0,3}(?:page|seite|p\.)?\s?\d{0,4}\W{0,3}\Z|[\d\s.,;:|()\[\]–-]+\Z", re.IGNORECASE)
LIKELY = 2.5
_SHARE = 0.5  # of the lines of a list that must be entries by their own signs
_SHORTEST = 12  # characters of a line that is missed


def counted_runs(labels: Sequence[int | None], scores: Sequence[float]) -> set[int]:
    """Return which lines belong to a run of numbers that count up of which at least half are likely to be references.

    >>> sorted(counted_runs([None, 1, 2, 3, None, 7], [0, 5, 0.5, 5, 0, 5]))
    [1, 2, 3]
    """
    found: set[int] = set()
    begin = 0
    for at in range(1, len(labels) + 1):
        before, label = labels[at - 1], labels[at] if at < len(labels) else None
        if before is not None and label == before + 1:
            continue
        run = range(begin, at)
        if len(run) > 1 and sum(scores[n] >= LIKELY for n in run) >= max(2, _SHARE * len(run)):
            found.update(run)
        begin = at
    return found


def is_dated(text: str) -> bool:
    """Whether a line holds a year or an address."""
    return _DATED.search(text) is not None


def dense_blocks(blocks: Sequence[int], scores: Sequence[float]) -> set[int]:
    """Return the blocks under headings whose lines are entries for the most part; `blocks` are those of the lines."""
    found: set[int] = set()
    begin = 0
    for at in range(1, len(blocks) + 1):
        if at < len(blocks) and blocks[at] - blocks[at - 1] <= 1:
            continue
        run = range(begin, at)
        if sum(scores[n] >= LIKELY for n in run) >= max(2, _SHARE * len(run)):
            found.update(blocks[n] for n in run)
        begin = at
    return found


def unread(document: Document, listed: Sequence[int], citations: Sequence[RawCitation]) -> Iterator[Problem]:
    """Yield a Problem for each line between the entries of a list under a heading that became no entry."""
    spans = [c.span for c in citations if c.context not in ("embedded", "identifier")]
    starts = [span.start for span in spans]
    regions: list[list[int]] = []
    for index in sorted(listed):
        if regions and index == regions[-1][-1] + 1:
            regions[-1].append(index)
        else:
            regions.append([index])
    for region in regions:
        first, last = (document.blocks[n].span for n in (region[0], region[-1]))
        inside = spans[bisect_left(starts, first.start) : bisect_left(starts, last.end)]
        for index in region if len(inside) > 1 else ():
            for line in _LINE.finditer(document.text, *document.blocks[index].span):
                span = Span(*line.span())
                if (
                    inside[0].start < span.start < inside[-1].start
                    and _is_missed(line.group())
                    and not span.meets(inside)
                ):
                    message = "a line of a reference list that is not read as an entry"
                    yield Problem(code="unread-entry", stage="find", span=span, message=message)


def _is_missed(line: str) -> bool:
    return len(line.strip()) >= _SHORTEST and len(_LETTERS.findall(line)) > 1 and _NOTICE.match(line) is None
