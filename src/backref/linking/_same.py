"""The people of a citation that prints a dash for them: those of the entry before. "———. 2001." -> "Roe, Anna.
2001.".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..fields.back import people_before
from ..model import RawCitation
from ._names import YEAR

_STOP = re.compile(r"(?<=[^\W\d_]{2})\.\s")
_LONGEST = 200  # characters of the people of one entry


def with_people(citations: Sequence[RawCitation]) -> tuple[RawCitation, ...]:
    """Return the citations, each dash in the place of people replaced by the people of the entry before it.

    >>> from ..model import Span
    >>> raws = ("Roe, Anna. 1990. *Heat*.", "———. 2001. Cold.", "——— and B. Doe. 2004. Rain.")
    >>> [c.raw for c in with_people([RawCitation(Span(n, n + 1), raw) for n, raw in enumerate(raws)])][1:]
    ['Roe, Anna. 2001. Cold.', 'Roe, Anna and B. Doe. 2004. Rain.']
    """
    found: list[RawCitation] = []
    people = ""
    for citation in citations:
        if citation.context in ("embedded", "identifier") or citation.reference is not None:
            found.append(citation)
            continue
        if people and (end := people_before(citation.raw)):
            citation = replace(citation, raw=f"{people}{citation.raw[end:]}")
        else:
            people = _people(citation.raw)
        found.append(citation)
    return tuple(found)


def _people(raw: str) -> str:
    """What an entry prints before its year, or before its title."""
    head = raw[:_LONGEST]
    end = YEAR.search(head) or _STOP.search(head)
    return head[: end.start()].rstrip(" .,;:([") if end else ""
