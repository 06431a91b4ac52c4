"""What a claim and a sentence share: words and numbers of either, met by stem, sense, abbreviation and rounding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..model import Mark, Span
from .numbers import agreement
from .readying import Readied
from .words import Term, alike

_NUMBER_WEIGHT = 2.0  # of a number of the claim, where a word that says something has 1
_SENSE = 0.85


class Shared(NamedTuple):
    """What the claim finds in a sentence: for each of its terms and numbers how far (0 to 1), and where it is met."""

    terms: tuple[float, ...]
    numbers: tuple[float, ...]
    marks: tuple[Mark, ...]
    met: frozenset[Span]


def weights(claim: Readied) -> list[float]:
    """Return how much each term, then each number, of a claim counts."""
    return [term.weight for term in claim.terms] + [_NUMBER_WEIGHT] * len(claim.numbers)


def shared(claim: Readied, sentence: Readied) -> Shared:
    """Return what of the claim the sentence holds.

    >>> from backref.passages.readying import ready
    >>> both = shared(ready("Falls dropped by 12 %.", {}), ready("The fall rate declined by 11.8 percent.", {}))
    >>> both.numbers, [mark.kind for mark in both.marks]
    ((0.8,), ['word', 'word', 'number'])
    """
    marks: dict[Span, Mark] = {}
    found = []
    for term in claim.terms:
        level, other = _meets(term, sentence)
        found.append(level)
        if other is not None:
            marks[other.span] = Mark(span=other.span, kind="word")
    levels = []
    met: set[Span] = set()
    for number in claim.numbers:
        best, at = max(
            ((agreement(number, each), each) for each in sentence.numbers),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )
        levels.append(best)
        if at is not None and best:
            marks[at.span] = Mark(span=at.span, kind="number")
            met.update((number.span, at.span))
    return Shared(tuple(found), tuple(levels), tuple(_apart(marks)), frozenset(met))


def _apart(marks: dict[Span, Mark]) -> Iterator[Mark]:
    """The marks in order; of two that overlap, the one that begins first, or the longer one."""
    end = 0
    for span in sorted(marks, key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            end = span.end
            yield marks[span]


def _meets(term: Term, sentence: Readied) -> tuple[float, Term | None]:
    if (equal := sentence.stems.get(term.stem)) is not None:
        return 1.0, equal
    if term.sense and (same := sentence.senses.get(term.sense)) is not None:
        return _SENSE, same
    for near in sentence.begins.get(term.stem[:4], ()):
        if level := alike(term.stem, near.stem):
            return level, near
    return 0.0, None
