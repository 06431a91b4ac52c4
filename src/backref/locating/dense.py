"""How far markers are looked for: a text with far too many signs of them holds markers up to a place, and text behind
it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from ..model import Document, Problem, Span
from ..text.allowance import allowance
from ..text.raised import CIRCLED

_SIGN = re.compile(rf"\[\^?\d|\^\(|[⁰¹²³⁴-⁹](?<![⁰¹²³⁴-⁹].)|[{CIRCLED}]")  # what a marker of numbers begins with
_EACH = 12  # characters for each of which a text may have one; of honest texts the densest seen has one in 200


def reach(text: str) -> int | None:
    """Return where the first sign of a marker stands that is beyond the text's allowance, None where there is none.

    >>> reach("It helps [1]. " * 1000), reach("[1]" * 10_000)
    (None, 22500)
    """
    most = allowance(len(text), _EACH)
    return next((match.start() for match in islice(_SIGN.finditer(text), most, None)), None)


def before(prose: Sequence[Span], at: int) -> list[Span]:
    """Return the stretches of prose that stand before a place, the last of them up to there."""
    return [Span(span.start, min(span.end, at)) for span in prose if span.start < at]


def too_many(document: Document, at: int) -> Problem:
    """Return the Problem of a text in which markers are looked for up to a place."""
    message = "from here on nothing is taken for a marker: there are far too many signs of them for the text's length"
    return Problem(code="too-many-markers", stage="find", message=message, span=Span(at, at), place=document.name)
