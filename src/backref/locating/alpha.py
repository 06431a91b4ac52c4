"""Labels made of names and years: "[RDP01]", "[Moe02, FG03]", "[Knu97, p. 5]", "[ABC+99]". They are markers where a
list prints some.

One that the list does not print is one as well where the list is made of such labels.
"""

from __future__ import annotations

import re
from collections import Counter
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


class Alpha:
    """The labels of a list, counted once for all blocks.

    >>> text = "See [Knu97, p. 5] and [ABC+99, Moe02], but [ISO9001]."
    >>> [marker.keys for marker in Alpha({"Knu97", "ABC+99", "Moe02"}).find(text, Span(0, len(text)))]
    [('Knu97',), ('ABC+99', 'Moe02')]
    >>> text = "As [vdBK13, dlC99] say."
    >>> [marker.keys for marker in Alpha({"vdBK13", "dlC99"}).find(text, Span(0, len(text)))]
    [('vdBK13', 'dlC99')]
    """

    def __init__(self, labels: Collection[str]) -> None:
        self._labels = labels
        self._is_any = any(label[:1].isalpha() for label in labels)
        self._is_named = sum(_LETTERS.fullmatch(label) is not None for label in labels) >= _LEAST
        self._digits = Counter(map(_digits, labels)) if self._is_named else Counter()

    def find(self, text: str, block: Span) -> Iterator[Marker]:
        """Yield the markers of such labels in a block."""
        for match in _GROUP.finditer(text, *block) if self._is_any else ():
            keys = tuple(dict.fromkeys(_KEY.findall(match["keys"])))
            known = sum(key in self._labels for key in keys)
            if match["keys"][0].isdecimal():
                continue  # a number
            if known == len(keys) or (self._is_named and (known or all(map(self._is_like, keys)))):
                yield Marker(Span(*match.span()), "numeric", keys)

    def _is_like(self, key: str) -> bool:
        """Whether a label is built as those of the list are, with as many digits."""
        return bool(_LETTERS.fullmatch(key)) and self._digits[_digits(key)] >= _LEAST


def _digits(label: str) -> int:
    return sum(c.isdigit() for c in label)
