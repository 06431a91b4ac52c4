"""What a claim and a sentence share: words and numbers of either, met by stem, sense, abbreviation and rounding."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..model import Mark, Span
from .hedges import Said, said_of
from .numerals import Number, agreement, numbers_of
from .words import Term, alike, terms_of

_ABBREVIATION = re.compile(r"\b[A-Z][A-Za-z0-9-]{0,8}[A-Z0-9]s?\b")
_NUMBER_WEIGHT = 2.0  # of a number of the claim, where a word that says something has 1
_SENSE = 0.85


class Text(NamedTuple):
    """A claim or a sentence, made ready: its terms, each once, its numbers, and what it takes back."""

    text: str
    terms: tuple[Term, ...]
    stems: Mapping[str, Term]
    senses: Mapping[str, Term]
    begins: Mapping[str, tuple[Term, ...]]
    numbers: tuple[Number, ...]
    said: Said


class Shared(NamedTuple):
    """What the claim finds in a sentence: for each of its terms and numbers how far (0 to 1), and where it is met."""

    terms: tuple[float, ...]
    numbers: tuple[float, ...]
    marks: tuple[Mark, ...]
    met: frozenset[Span]


def ready(text: str, long: Mapping[str, str]) -> Text:
    """Return a text made ready; `long` says what abbreviations stand for."""
    numbers = tuple(numbers_of(text))
    taken = sorted(number.span for number in numbers)
    terms = [term for term in terms_of(text) if not term.span.meets(taken)]
    if long:
        terms = _written_out(text, terms, long)
    stems: dict[str, Term] = {}
    senses: dict[str, Term] = {}
    begins: dict[str, list[Term]] = {}
    for term in terms:
        if term.stem not in stems:
            stems[term.stem] = term
            begins.setdefault(term.stem[:4], []).append(term)
        if term.sense:
            senses.setdefault(term.sense, term)
    starts = {stem: tuple(found) for stem, found in begins.items()}
    return Text(text, tuple(stems.values()), stems, senses, starts, numbers, said_of(text))


def _written_out(text: str, terms: list[Term], long: Mapping[str, str]) -> list[Term]:
    """The terms, with those of its words in place of each abbreviation, standing where it stands."""
    spans = {
        Span(*match.span()): found
        for match in _ABBREVIATION.finditer(text)
        if (found := long.get(match.group()) or long.get(match.group().removesuffix("s")))
    }
    if not spans:
        return terms
    taken = sorted(spans)
    kept = [term for term in terms if not term.span.meets(taken)]
    return kept + [term._replace(span=span) for span, words in spans.items() for term in terms_of(words)]


def weights(claim: Text) -> list[float]:
    """Return how much each term, then each number, of a claim counts."""
    return [term.weight for term in claim.terms] + [_NUMBER_WEIGHT] * len(claim.numbers)


def shared(claim: Text, sentence: Text) -> Shared:
    """Return what of the claim the sentence holds.

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
    return Shared(tuple(found), tuple(levels), tuple(marks[span] for span in sorted(marks)), frozenset(met))


def _meets(term: Term, sentence: Text) -> tuple[float, Term | None]:
    if (equal := sentence.stems.get(term.stem)) is not None:
        return 1.0, equal
    if term.sense and (same := sentence.senses.get(term.sense)) is not None:
        return _SENSE, same
    for near in sentence.begins.get(term.stem[:4], ()):
        if level := alike(term.stem, near.stem):
            return level, near
    return 0.0, None
