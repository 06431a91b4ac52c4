"""Which lines of a plain text are headings."""

from __future__ import annotations

import re

from ..fields import ids
from ..model import Span

_SENTENCE_END = re.compile(r"[.,;!?。।][\"”’)」』]?(?:\[[^\[\]]{1,20}\]|\s?[⁰¹²³⁴-⁹]{1,3}){0,9}$")
_WITHIN = re.compile(r"[。！？]\s?[^\W\d_]")  # a sentence, and another one
# "as said [1,2]", "again.^5", "again.5": a line with a marker is a sentence, though no stop ends it.
_MARKER = re.compile(
    r"\w\s?\[\^?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\]|[a-z)][.,]?\^\d|[^\W\d_A-Z]{2}\.\d{1,3}(?:[,–-]\d{1,3})*$"
)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
# "..., 2016" at the end, a name with a comma and a stop at the beginning, the codes of GB/T 7714, and "[1932] AC 562"
# are of references.
_CITED = re.compile(
    r"^[^\W\d_][\w'’-]{1,30},\s[^\W\d_][\w'’ -]{0,30}\.\s[^\W\d_]|[,;，；]\s?(?:1[5-9]|20)\d\d[a-z]?$|\[(?:[JMDCNRSPGZA]|EB|DB|CP)(?:/OL)?\]"
    r"|\[(?:1[5-9]|20)\d\d\]\s[^\n]{0,40}\d"
)
_STATUTE = re.compile(r"\b(?:Act|Code|Rules|Order|Regulations?)\s(?:1[2-9]|20)\d\d$")
_NAME_OR_NUMBERS = re.compile(
    r"\b[A-Z][\w'’-]{1,30},? [A-Z]{1,3}[.,](?:\s|[A-Z]\.)|\d\s?[;:(]\s?\d"
)  # "Smith J.", "12(3)", "2015;1"


def is_heading(text: str, lines: list[Span], at: int, printed: str) -> bool:
    """Whether a line stands alone, is short, and reads like no sentence and no reference."""
    if at and text.count("\n", lines[at - 1].end, lines[at].start) <= 1:
        return False  # as most lines are not
    stripped = printed.strip()
    if (
        len(stripped) > 90
        or stripped[0] in "^[(•-*"
        or not any(c.isalpha() for c in stripped)
        or _SENTENCE_END.search(stripped)
        or _MARKER.search(stripped)
        or _WITHIN.search(stripped)
        or _CITED.search(stripped)
        or ids.find(stripped)
        or (_YEAR.search(stripped) and _NAME_OR_NUMBERS.search(stripped))
    ):
        return False
    following = lines[at + 1].start if at + 1 < len(lines) else len(text)
    alone_after = text.count("\n", lines[at].end, following) > 1
    is_apart = alone_after or (len(stripped) < 40 and not _goes_on(text, lines, at) and not _STATUTE.search(stripped))
    return is_apart and len(stripped.split()) <= 14


def _goes_on(text: str, lines: list[Span], at: int) -> bool:
    """Whether the next line begins with a small letter, as one within a sentence does."""
    return at + 1 < len(lines) and lines[at + 1].of(text).lstrip("> \t")[:1].islower()
