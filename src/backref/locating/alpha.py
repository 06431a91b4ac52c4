"""Labels made of names and years: "[RDP01]", "[Moe02, FG03]", "[Knu97, p. 5]", "[ABC+99]". They are markers where a
list prints some.

One that the list does not print is one as well where the list is made of such labels.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..model import Marker, Span

_NAMED = r"(?:[a-zß-ž]{1,4}(?=[A-ZÀ-Þ]))?[A-ZÀ-Þ][A-Za-zÀ-ž]{0,11}[+*]?[-:]?\d{2,4}[a-z]?"
LABEL = rf"(?:[A-Za-z]{{0,4}}\d{{1,4}}[a-z]?|{_NAMED})"
_KEY = re.compile(LABEL)
_LETTERS = re.compile(_NAMED)
_GROUP = re.compile(
    rf"\[(?P<keys>{LABEL}(?:\s?[,;]\s?{LABEL}){{0,20}})(?:,\s(?:pp?\.|[Ss]ect?\.|[Ss]ections?|[Cc]h(?:ap)?\.|[Cc]hapters?|[Tt]h(?:m|eorem)\.?|[Ff]ig\.|[Tt]able|§)\s?[^\[\]\n]{{1,30}})?\](?![(\[:])"
)
_LEAST = 2  # labels of names in a list that is made of them


def find_alpha(text: str, block: Span, labels: Collection[str]) -> Iterator[Marker]:
    """Yield the markers of such labels in a block.

    >>> text = "See [Knu97, p. 5] and [ABC+99, Moe02], but [ISO9001]."
    >>> [marker.keys for marker in find_alpha(text, Span(0, len(text)), {"Knu97", "ABC+99", "Moe02"})]
    [('Knu97',), ('ABC+99', 'Moe02')]
    >>> text = "As [vdBK13, dlC99] say."
    >>> [marker.keys for marker in find_alpha(text, Span(0, len(text)), {"vdBK13", "dlC99"})]
    [('vdBK13', 'dlC99')]
    """
    if not any(label[:1].isalpha() for label in labels):
        return
    named = sum(_LETTERS.fullmatch(label) is not None for label in labels)
    for match in _GROUP.finditer(text, *block):
        keys = tuple(dict.fromkeys(_KEY.findall(match["keys"])))
        known = sum(key in labels for key in keys)
        if match["keys"][0].isdecimal():
            continue  # a number
        if (
            known == len(keys)
            or (known and named >= _LEAST)
            or (named >= _LEAST and all(_is_like(key, labels) for key in keys))
        ):
            yield Marker(Span(*match.span()), "numeric", keys)


def _is_like(key: str, labels: Collection[str]) -> bool:
    """Whether a label is built as those of the list are, with as many digits."""
    digits = _digits(key)
    return bool(_LETTERS.fullmatch(key)) and sum(_digits(label) == digits for label in labels) >= _LEAST


def _digits(label: str) -> int:
    return sum(c.isdigit() for c in label)
