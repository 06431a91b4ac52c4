"""Numbers of entries with places in them: narrowed text -> "[2, с. 15; 3]", "[4: 12-15]", "[see 3, p. 7]"; with what
they are before them ("[Ref. 3]", "as in refs. 1 and 2"); and "有効である2,3)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..model import Marker, Span
from ..text import words
from .script_names import EAST

_PLACE = r"\s?\d{1,5}(?:\s?[-–—]\s?\d{1,5})?(?:,\s?\d{1,5}(?:\s?[-–—]\s?\d{1,5})?){0,3}"
# Behind the letters of a sentence, for nothing else closes a bracket there that none opened.
_RAISED = re.compile(rf"(?<=[{EAST}])(?P<keys>\d{{1,3}}(?:\s?[,–-]\s?\d{{1,3}}){{0,10}})\)")
_NUMBERS = r"(?P<keys>\d{1,3}(?:\s?(?:[,–-]|and|&)\s?\d{1,3}){0,10})"
_CALLED = re.compile(
    rf"\[[Rr]ef(?:erence)?s?\.?\s{_NUMBERS}\]|\([Rr]ef(?:erence)?s?\.?\s{_NUMBERS.replace('keys', 'round')}\)"
    rf"|(?<![^\W_])[Rr]efs?\.\s{_NUMBERS.replace('keys', 'bare')}(?![^\W_]|[.,]\d)"
)


@cache
def _located() -> re.Pattern[str]:
    page = rf"(?:,\s?(?:{words.pattern('page', 'volume')}\.?{_PLACE}\.?){{1,2}}|:{_PLACE})"
    see = rf"(?P<see>(?i:{words.pattern('see')}|e\.\s?g\.)[.,]?\s)?"
    return re.compile(rf"\[{see}(?P<keys>\d{{1,3}}(?:{page})?(?:\s?[;,]\s?\d{{1,3}}(?:{page})?){{0,15}})\](?!\()")


def find_markers(text: str, blocks: Sequence[Span], taken: Sequence[Span], labels: frozenset[str]) -> list[Marker]:
    """Return the markers inside `blocks` and outside `taken` all of whose numbers are `labels` of a list.

    >>> [marker.keys for marker in find_markers("Помогает [2, с. 15; 3].", [Span(0, 23)], [], frozenset("123"))]
    [('2', '3')]
    """
    if not labels:
        return []
    found = [marker for block in blocks for marker in _in_block(text, block)]
    return [m for m in found if labels.issuperset(m.keys) and not m.span.meets(taken)]


def _in_block(text: str, block: Span) -> Iterator[Marker]:
    for match in _located().finditer(text, *block):
        bare = re.sub(rf",\s?{words.pattern('page', 'volume')}\.?{_PLACE}\.?|:{_PLACE}", "", match["keys"])
        if bare != match["keys"] or match["see"]:
            keys = tuple(dict.fromkeys(re.findall(r"\d+", bare)))
            yield Marker(Span(*match.span()), "numeric", keys)
    for match in _CALLED.finditer(text, *block):
        yield Marker(Span(*match.span()), "numeric", _expanded(match["keys"] or match["round"] or match["bare"]))
    for match in _RAISED.finditer(text, *block):
        opened = text.rfind("(", max(block.start, match.start() - 40), match.start())
        if opened < text.rfind(")", max(block.start, match.start() - 40), match.start()) or opened < 0:
            yield Marker(Span(*match.span()), "numeric", _expanded(match["keys"]))


def _expanded(keys: str) -> tuple[str, ...]:
    from .markers import expand

    return expand(re.sub(r"\s?(?:and|&)\s?", ",", keys))
