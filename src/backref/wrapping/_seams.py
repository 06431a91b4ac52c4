"""What stands between two lines that are one text: a blank, nothing, or nothing in the place of a hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..fields import ids

_HYPHEN = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_SOFT = re.compile("[\u00ad]$")
_RANGE = re.compile(r"\d[-\u2010\u2011\u2013\u2014]$")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org/|(?i:\bdoi:\s?)|\b10\.\d{4,9}/)\S*$")
_ON = re.compile(r"[\w./%?=&#~+:;@()\[\]<>_-]*[\w/)>\]-][.,]?(?=\s|$)")
_UNSPACED = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65]")  # Chinese and Japanese are written without blanks
_AROUND = ".,;:()[]“”\"'"
_TAIL = 300  # code points of a line in which an address can stand
_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]+$")
_NEXT = re.compile(r"[^\W\d_]+")


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """Return the words of a document in lower case, without those that are cut at a line's end.

    >>> sorted(vocabulary(("A demon-", "stration of well-known, low", "back pain.")))
    ['a', 'back', 'low', 'of', 'pain', 'well-known']
    """
    found: set[str] = set()
    is_cut = False
    for line in lines:
        words = line.split()
        kept = words[1:] if is_cut else words
        is_cut = bool(words) and _HYPHEN.search(words[-1]) is not None
        found.update(word.strip(_AROUND).lower() for word in (kept[:-1] if is_cut else kept))
    return frozenset(found)


def seam(before: str, after: str, words: frozenset[str] = frozenset()) -> tuple[int, str]:
    """Return how many code points at the end of `before` go, and what is put between it and `after`.

    A hyphen goes where a word was cut; it stays between numbers, in addresses, before capitals, and where `words`, the
    `vocabulary` of the document, hold the word with it, or both of its halves, and not the word without.

    >>> seam("a demon-", "stration"), seam("Bank-", "Mikkelsen"), seam("pages 128\u2013", "135"), seam("the", "back")
    ((1, ''), (0, ''), (0, ''), (0, ' '))
    >>> seam("https://doi.org/10.1016/j.", "spinee.2007.09.008")
    (0, '')
    """
    last = before[-_TAIL:]
    if _UNSPACED.match(last[-1:]) and _UNSPACED.match(after):
        return 0, ""
    if _ADDRESS.search(last):
        return (0, "") if _is_one_address(last, after) else (0, " ")
    if _RANGE.search(last) and after[:1].isalnum():
        return 0, ""
    if _SOFT.search(last):
        return 1, ""
    if not _HYPHEN.search(last) or not after[:1].isalpha():
        return 0, " "
    if after[:1].isupper():
        return 0, ""
    halves = _WORD.search(last[:-1]), _NEXT.match(after)
    if halves[0] and halves[1]:
        first, second = halves[0].group().lower(), halves[1].group().lower()
        if second in _CONJUNCTIONS:
            return 0, " "  # "low- and high-grade"
        if first in _HALVES:
            return 0, ""
        is_compound = f"{first}-{second}" in words or {first, second} <= words
        if is_compound and first + second not in words:
            return 0, ""
    return 1, ""


# What keeps its hyphen: "self-", "well-"; a word that TeX may cut there is rare.
_HALVES = frozenset(
    "self well meta evidence long short low high large small double single cross case open peer full part real out follow half off".split()
)
_CONJUNCTIONS = frozenset("and or und oder et ou y o e bzw to".split())


def _is_one_address(last: str, after: str) -> bool:
    """Whether an identifier or address at the end of one line goes on in the next."""
    on = _ON.match(after)
    if not on:
        return False
    if last[-1] in "/-_=?&.~#%+" and not (last[-1] == "." and not _goes_on_behind_stop(last, after)):
        return True
    whole = last + after[:_TAIL]
    end = len(last)
    grown = [s for s in ids.find(whole) if s.span.start < end < s.span.end]
    word = on.group().rstrip(".,")
    return bool(grown) and any(c.isdigit() or c in "/_=.-" for c in word) and not word[:1].isupper()


def _goes_on_behind_stop(last: str, after: str) -> bool:
    """Whether what follows "10.1016/j." or "https://www." is the rest of it, and no next sentence or entry."""
    word = after.split(maxsplit=1)[0]
    return not word[:1].isupper() and (any(c.isdigit() or c in "/." for c in word.rstrip(".,;)")) or len(last) < 12)
