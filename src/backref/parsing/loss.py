"""The words of a citation that no field took up -> problems with their places. Words that only hold fields together are
no loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..model import Problem, Span
from ..text import words
from ..text.folding import fold

_GLUE = frozenset(
    "at of the from by for de doi pmid pmcid pmc isbn issn url http https www access online link published publisher art article id arxiv preprint electronic "
    "print epub em am unter b c d version ver release rev patent pat director dir host producer contrib p rfc std also crossref pubmed google scholar medline n º as to with th st nd rd oclc jg band heft".split()
)
_GLUE_KEYS: tuple[words.Key, ...] = (
    "and", "et_al", "in", "editor", "edited_by", "translator", "translated_by", "volume", "issue", "page", "edition", "accessed", "available", "see", "circa",
)  # fmt: skip


def left_over(raw: str, loose: Sequence[Sequence[tuple[int, int]]]) -> Iterator[Problem]:
    """Yield a problem for each run of words that no field took up."""
    for run in loose:
        if lost := [(start, end) for start, end in run if fold(raw[start:end]) not in _glue()]:
            span = Span(lost[0][0], lost[-1][1])
            yield Problem(code="unassigned-text", stage="parse", span=span, message=f"no field for {span.of(raw)!r}")


@cache
def _glue() -> frozenset[str]:
    """The folded words that only hold fields together; they are no loss."""
    return _GLUE | {
        piece for key in _GLUE_KEYS for word in words.union(key) for piece in re.findall(r"[^\W\d_]+", fold(word))
    }
