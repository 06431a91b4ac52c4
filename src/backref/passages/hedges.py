"""Words by which a sentence takes back what it says: hedges ("may", "suggests") and negations ("did not", "no")."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ..model import Span, Unlike

_HEDGE = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|probably|potentially|presumably|likely|unlikely|appear(?:s|ed)?(?= to)|seem(?:s|ed)?|"
    r"suggest(?:s|ed|ing)?|tend(?:s|ed)?(?= to)|uncertain|unclear|inconclusive|preliminary|limited evidence)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:(?:did|does|do|was|were|is|are|has|have|had|could|can|would|will) not|cannot|can't|[a-z]{2,6}n['’]t|not|no|none|neither|never|nor|without|"
    r"fail(?:s|ed) to|lack(?:s|ed)?|absence of|unable to)\b",
    re.IGNORECASE,
)
_UNSAID = re.compile(r"\bnot only\b|\bno (?:more|less|fewer) than\b|\bwhether or not\b", re.IGNORECASE)


class TakenBack(NamedTuple):
    """The first hedge and the first negation of a sentence, each as a span, or None."""

    hedge: Span | None
    negation: Span | None


def said_of(text: str) -> TakenBack:
    """Return what a sentence takes back, and where.

    >>> said_of("It may not help.")
    TakenBack(hedge=Span(start=3, end=6), negation=Span(start=7, end=10))
    """
    masked = _UNSAID.sub(lambda match: " " * len(match.group()), text)
    hedge, negation = _HEDGE.search(masked), _NEGATION.search(masked)
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
