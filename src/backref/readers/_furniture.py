"""What the breaks of pages leave between the lines of a text: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..model import Span

_NUMBER = re.compile(
    r"\W{0,6}(?:(?:page|p\.|seite|s\.)\s?)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s?(?:/|of|von|de)\s?\d{1,4})?\W{0,6}",
    re.IGNORECASE,
)
_LONGEST = 100  # code points of a running head
_OFTEN = 2  # pages that print it
_NEAR = 2  # lines at the ends of a page


def furniture(text: str, lines: Sequence[Span]) -> frozenset[int]:
    """Return the lines that are page numbers, or heads and feet that pages repeat, numbers apart.

    A page ends at a form feed, or at a number alone between blank lines.

    >>> text = "Heat for backs:\\n\\n12\\n\\na trial in adults."
    >>> spans = [Span(*match.span()) for match in re.finditer(r".+", text)]
    >>> furniture(text, spans)
    frozenset({1})
    """
    numbers = {at for at, line in enumerate(lines) if line.end - line.start < 30 and _is_number(text, lines, at)}
    breaks = {at for at in range(1, len(lines)) if "\f" in text[lines[at - 1].end : lines[at].start + 1]}
    if not numbers and not breaks:
        return frozenset()
    near: set[int] = set()
    for at in breaks:
        near.update(range(max(at - _NEAR, 0), min(at + _NEAR, len(lines))))
    for at in numbers:
        near.update(other for other in (at - 1, at + 1) if 0 <= other < len(lines))
    cores = {at: core for at in near - numbers if (core := _core(text, lines[at]))}
    often = Counter(cores.values())
    heads = {at for at, core in cores.items() if often[core] > _OFTEN - 1}
    printed = {at for at in numbers if at in near or _alone(text, lines, at)}
    return frozenset(printed | heads)


def _is_number(text: str, lines: Sequence[Span], at: int) -> bool:
    return _NUMBER.fullmatch(lines[at].of(text).strip()) is not None and (
        _alone(text, lines, at) or _at_break(text, lines, at)
    )


def _alone(text: str, lines: Sequence[Span], at: int) -> bool:
    """Whether blank lines stand on both sides."""
    before = text[lines[at - 1].end : lines[at].start] if at else "\n\n"
    after = text[lines[at].end : lines[at + 1].start] if at + 1 < len(lines) else "\n\n"
    return all(gap.count("\n") > 1 or "\f" in gap for gap in (before, after))


def _at_break(text: str, lines: Sequence[Span], at: int) -> bool:
    before = text[lines[at - 1].end : lines[at].start + 1] if at else ""
    after = text[lines[at].end : lines[at + 1].start + 1] if at + 1 < len(lines) else ""
    return "\f" in before or "\f" in after


def _core(text: str, line: Span) -> str:
    """The words of a line, numbers apart; nothing for a line that is too long to be a head."""
    printed = line.of(text)
    return " ".join(re.findall(r"[^\W\d_]+", printed)).casefold() if len(printed) <= _LONGEST else ""
