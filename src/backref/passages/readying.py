"""A claim or a sentence made ready to be compared: its terms, its numbers, what it takes back, and its abbreviations
written out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..model import Span
from .hedges import TakenBack, said_of
from .numbers import Number
from .numerals import numbers_of
from .words import Term, terms_of

_ABBREVIATION = re.compile(r"\b[A-Z][A-Za-z0-9-]{0,8}[A-Z0-9]s?\b")


class Readied(NamedTuple):
    """A claim or a sentence, made ready: its terms, each once, its numbers, and what it takes back."""

    text: str
    terms: tuple[Term, ...]
    stems: Mapping[str, Term]
    senses: Mapping[str, Term]
    begins: Mapping[str, tuple[Term, ...]]
    numbers: tuple[Number, ...]
    said: TakenBack


def ready(text: str, long: Mapping[str, str], code: str = "en") -> Readied:
    """Return a text in the language of this code made ready; `long` says what abbreviations stand for."""
    numbers = tuple(numbers_of(text, code))
    taken = sorted(number.span for number in numbers)
    terms = [term for term in terms_of(text, code) if not term.span.meets(taken)]
    if long:
        terms = _written_out(text, terms, long, code)
    stems: dict[str, Term] = {}
    senses: dict[str, Term] = {}
    begins: dict[str, list[Term]] = {}
    for term in terms:
        if term.stem not in stems:
            stems[term.stem] = term
            begins.setdefault(term.stem[:4], []).append(term)
        if term.sense:
            senses.setdefault(term.sense, term._replace(span=term.around))
    starts = {stem: tuple(found) for stem, found in begins.items()}
    return Readied(text, tuple(stems.values()), stems, senses, starts, numbers, said_of(text, code))


def _written_out(text: str, terms: list[Term], long: Mapping[str, str], code: str) -> list[Term]:
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
    return kept + [
        term._replace(span=span, around=span) for span, words in spans.items() for term in terms_of(words, code)
    ]
