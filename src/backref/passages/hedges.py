"""Words by which a sentence takes back what it says, in each language: hedges ("may", "könnte") and negations ("did
not", "aucun").
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from ..model import Span, Unlike
from .prose import prose


class TakenBack(NamedTuple):
    """The first hedge and the first negation of a sentence, each as a span, or None."""

    hedge: Span | None
    negation: Span | None


def said_of(text: str, code: str = "en") -> TakenBack:
    """Return what a sentence takes back, and where.

    >>> said_of("It may not help.")
    TakenBack(hedge=Span(start=3, end=6), negation=Span(start=7, end=10))
    >>> said_of("Es hilft nicht nur, es heilt.", "de")
    TakenBack(hedge=None, negation=None)
    """
    words = prose(code)
    hedge = words.hedge.search(text)
    negation = words.negation.search(words.exempt.sub(lambda match: " " * len(match.group()), text))
    return TakenBack(Span(*hedge.span()) if hedge else None, Span(*negation.span()) if negation else None)


def unlike(claim: str, here: TakenBack, sentence: str, there: TakenBack) -> list[Unlike]:
    """Return the hedge or the negation that one side has and the other lacks.

    >>> one, other = "It helps.", "It may help."
    >>> [(each.kind, each.there) for each in unlike(one, said_of(one), other, said_of(other))]
    [('hedge', 'may')]
    """
    pairs: tuple[tuple[Literal["hedge", "negation"], Span | None, Span | None], ...]
    pairs = ("hedge", here.hedge, there.hedge), ("negation", here.negation, there.negation)
    return [
        Unlike(kind=kind, here=_of(one, claim), there=_of(other, sentence), span=other)
        for kind, one, other in pairs
        if (one is None) != (other is None)
    ]


def _of(span: Span | None, text: str) -> str:
    return span.of(text) if span else ""
