"""What a note holds, seen before it is read: a work, nothing but pointers at works, or words of which the finding
decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal

from ...model import Span
from ...text import templates
from . import parameters, short
from .references import reference_of
from .shown import names_a_work

_LINK = re.compile(r"https?://[^\s\[\]{}|<>]{4}|\b10\.\d{4,9}/\S|\b(?:PMID|PMC|ISBN(?:-1[03])?:?|arXiv:)\s?\d")
Kind = Literal["cited", "short", "plain", "missing"]


def kind_of(
    source: str, ends: Mapping[int, int], content: Span, words: Callable[[], Mapping[str, int]]
) -> tuple[Kind, list[short.Short]]:
    """What a note holds: a work, nothing but pointers at works, or words, of which the finding decides."""
    rest: list[str] = []
    pointers: list[short.Short] = []
    is_cited = False
    at = content.start
    while (begin := source.find("{{", at, content.end)) >= 0:
        rest.append(source[at:begin])
        end = ends.get(begin, begin + 2)
        at = min(end, content.end)
        if end == begin + 2 or end > content.end:
            continue
        name, given = parameters.parts(source, begin, end)
        if templates.sort_of(name) == "short":
            pointers += short.of_template(name, parameters.values(source, given))
        else:
            is_cited |= names_a_work(name) or reference_of(name, parameters.values(source, given)) is not None
    rest.append(source[at : content.end])
    printed = " ".join("".join(rest).replace("''", "").split())
    if is_cited or _LINK.search(printed):
        return "cited", []
    pointers = pointers or short.of_note(printed, words())
    return ("short", pointers) if pointers else ("plain", [])
