"""What a list holds that was taken for no reference: each such line is named, none is dropped without a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..model import Block, Document, Problem, RawCitation, Span
from . import headed, signs
from .debris import is_debris
from .least import LEAST

_LISTED = ("list", "caret", "run-on")
_NEAR = 3  # blocks between two entries that belong to their list where no heading says so
_NAMED = 20  # different buttons that are named
_SHOWN = 60  # code points of a line that are quoted


def unread(
    document: Document, citations: Sequence[RawCitation], listed: Sequence[int], remarks: Sequence[Span] = ()
) -> list[Problem]:
    """Return a problem for each line of a list that is in none of its entries; `listed` are the blocks under a heading
    of one, `remarks` notes that only explain.

    Between the first and the last entry every line is one of the list; before and behind them, those that have a label
    or look like one.
    """
    entries = [citation.span for citation in citations if citation.context in _LISTED]
    if not entries and not listed:
        return []
    covered = sorted([*(citation.span for citation in citations), *remarks])
    holding = {at for at, block in enumerate(document.blocks) if block.span.meets(entries)}
    pointing = [marker.span for marker in document.markers]
    text = document.text
    found: list[Problem] = []
    buttons: dict[str, Span] = {}
    for at, certain in sorted(_of_lists(document.blocks, holding, frozenset(listed)).items()):
        begin = headed.start(text, document.blocks[at])
        for line in _lines(text, document.blocks[at]):
            printed = " ".join(line.of(text).split())
            if line.start < begin or line.meets(covered):
                continue
            if is_debris(printed):
                buttons.setdefault(_short(printed), line)
            elif (certain and document.blocks[at].kind == "item") or (
                (certain or _is_likely(printed)) and not line.meets(pointing)
            ):
                message = f"a line of the list that was taken for no reference: {_short(printed)}"
                found.append(Problem(code="unread-line", stage="find", message=message, span=line, place=document.name))
    if buttons:
        message = f"lines of the list that were taken for buttons of a page: {', '.join(list(buttons)[:_NAMED])}"
        first = next(iter(buttons.values()))
        found.append(Problem(code="unread-buttons", stage="find", message=message, span=first, place=document.name))
    return found


def _of_lists(blocks: Sequence[Block], holding: set[int], listed: frozenset[int]) -> dict[int, bool]:
    """The blocks of lists, and whether each is certain to be: those between entries are, those that stand beside them
    may be.
    """
    found = dict.fromkeys(holding, True)
    ordered = sorted(holding)
    for first, last in pairwise(ordered):
        between = range(first + 1, last)
        same = all(at in listed for at in between) or len(between) <= _NEAR
        if same and not any(blocks[at].kind in ("heading", "code") for at in between):
            found.update(dict.fromkeys(between, True))
    found.update((at, blocks[at].kind == "item") for at in listed if at not in found)
    return {at: certain for at, certain in found.items() if blocks[at].kind not in ("heading", "code", "footnote")}


def _lines(text: str, block: Block) -> Iterator[Span]:
    """The lines of a block that hold a word."""
    at = block.span.start
    for line in block.span.of(text).split("\n"):
        if any(c.isalpha() for c in line):
            start = at + len(line) - len(line.lstrip())
            yield Span(start, start + len(line.strip()))
        at += len(line) + 1


def _is_likely(line: str) -> bool:
    return signs.starts_like_one(line) and signs.score(line) >= LEAST.listed


def _short(line: str) -> str:
    line = " ".join(line.split())
    return f'"{line}"' if len(line) <= _SHOWN else f'"{line[: _SHOWN - 1]}…"'
