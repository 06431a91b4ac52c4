"""Cut a run-on list at its numbers: "1. Roe A. ... 2. Doe B. ..." in one paragraph -> where the entries begin."""

from __future__ import annotations

import re
from unicodedata import normalize

from ..model import Span

_NUMBER = re.compile(
    r"\s(?<=[.\w)\]/;”\"»]\s)\s{0,2}(?=(?:(?P<square>\[)|(?P<round>\())?(?P<number>\d{1,3})(?P<close>\]:?|[).])(?:\s?|\s{2,16}(?=http))(?:[^\W\d_a-zà-öø-ÿ]|[\"“„‘«]|https?:)"
    r"|(?P<high>[⁰¹²³⁴-⁹]{1,3})\s?(?:[^\W\d_a-zà-öø-ÿ]|[\"“„‘«]))"
)
_FIRST = re.compile(r"\s{0,8}(?:(?P<open>[\[(])?(?P<number>\d{1,3})(?P<close>\]:?|[).])|(?P<high>[⁰¹²³⁴-⁹]{1,3}))\s?\S")
_LINE = re.compile(r"\n\s{0,8}[\[(]?(?P<number>\d{1,3})[\]).]\s?\S")
_COUNTED = re.compile(r"\b(?:vol|no|nr|bd|band|t|pp?|ch|art|ed|part|issue|series?|heft|tome|vols)\.?\Z", re.IGNORECASE)
_SHORTEST = 20  # characters of an entry
_FEWEST = 2  # numbers that must follow the first one where no heading tells of a list


def numbered_within(text: str, block: Span, *, is_listed: bool) -> list[int]:
    """Return where the second and every further entry of a run-on list begins, its number included; none where they do
    not count up.

    >>> text = "[1] Roe A. Heat for backs. Spine 2001. [2] Doe B. Rest for backs in 3 trials. Spine 2002. [3] Poe C. Cold."
    >>> [text[at : at + 7] for at in numbered_within(text, Span(0, len(text)), is_listed=True)]
    ['[2] Doe', '[3] Poe']
    >>> numbered_within("¹ Roe A. Heat for backs. ² Doe B. Rest.", Span(0, 39), is_listed=False)
    [25]
    """
    first = _FIRST.match(text, *block)
    if first is None:
        return []
    is_high = first["high"] is not None  # as below the text of a slide
    expected, begin = _number(first) + 1, block.start
    if not is_high and text.find(str(expected), first.end(), block.end) < 0:
        return []
    lines = {match["number"] for match in _LINE.finditer(text, first.end(), block.end)}
    found: list[int] = []
    for match in _NUMBER.finditer(text, first.end(), block.end):
        opening = "[" if match["square"] else "(" if match["round"] else None
        if opening != first["open"] or match["close"] != first["close"] or _number(match) != expected:
            continue
        if (
            not is_high
            and "\n" not in match.group()
            and (match["number"] in lines or _COUNTED.search(text, max(begin, match.start() - 12), match.start()))
        ):
            continue  # of a volume, not of an entry
        if match.end() - begin >= _SHORTEST:
            found.append(match.end())
            begin = match.end()
            expected += 1
    return found if is_listed or is_high or len(found) >= _FEWEST else []


def _number(match: re.Match[str]) -> int:
    return int(match["number"] or normalize("NFKC", match["high"]))
