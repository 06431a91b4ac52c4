"""How many lines of one text are read. A line of a letter or two asks for as much work as one of a hundred, so their
number is bounded by the length of the text.
"""

from __future__ import annotations

import re
from itertools import islice

from ..model import Problem, Span
from ..text.allowance import allowance

# Tables of wikitext have six letters a line, and are short; texts have 30 and more, blank lines among them.
FEW, EACH = 40_000, 12
EACH_OF_MARKDOWN = 30  # where a row of a table is one line, and a line costs more
_END = re.compile(r"\r\n|\n|\r")


def lines_of(length: int, each: int = EACH) -> int:
    """Return how many lines of a text of so many characters are read."""
    return allowance(length, each, FEW)


def limit(source: str, each: int = EACH) -> int | None:
    """Return where reading stops in a text of too many lines, None where all of it is read.

    >>> limit("a\\n" * 150_000), limit("Heat helps the back, most say.\\n" * 150_000)
    (130000, None)
    """
    most = lines_of(len(source), each)
    if source.count("\n") + source.count("\r") <= most:
        return None
    return next((match.end() for match in islice(_END.finditer(source), most - 1, None)), None)


def too_many(at: int, name: str) -> Problem:
    """Return the Problem of a text that was read up to a place."""
    message = f"only the first {at:,} characters were read: there are far too many lines for their length"
    return Problem(code="too-many-lines", stage="read", message=message, span=Span(at, at), place=name)
