"""Entries that are addresses: "[1] https://...", "- BMJ: Opioids - bmj.com/a". A line of a list of sources names its
source, whatever else it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from ..model import Document, Span
from . import limits, signs
from .unit import Unit

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]{3,2000}|(?<![\w@.])(?:[a-z0-9-]{1,63}\.){1,3}(?:com|org|net|edu|gov|int|io|info|eu|de|uk|fr|cn|jp|ru|br)(?:/[^\s<>\"“”]{0,500})?(?![\w@])"
)
_HINT = re.compile(r"://|www\.|\.(?:com|org|net|edu|gov|int|io|info|eu|de|uk|fr|cn|jp|ru|br)(?![\w@])")  # of an address
_BULLET = re.compile(r"\s{0,3}[-*•–▪◦‣+]\s")
_LEAD = re.compile(
    r"\s*(?:[-*•–▪◦‣+]\s+)?(?:[\u2190-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff][\ufe0f\u20e3\u200d]{0,3}\s*){0,3}"
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"[.!?]\s+[^\W\d_a-z][^\W\d_]*(?:\s[a-z]{1,20}){4}")
# What is said to the reader names a source only in passing: "If you want to cite it, have a look at https://...".
_SAID = re.compile(
    r"\s*(?:(?:if|when|whenever|should)\s(?:you|we)|please|(?:you|we)\s(?:can|may|should|must|will|are|have|recommend|ask|thank))\s",
    re.IGNORECASE,
)
_SHORTEST = 8
_FOOTER = re.compile(r"(?:[^\W\d_]{1,20}\s){1,4}(?:[—–-]\s)?[\"“„«]\s?https?://[^\s\"”“»]{1,500}\s?[\"”“»]\s*")


def is_entry(text: str, span: Span, label: str | None, *, is_listed: bool) -> bool:
    """Whether a stretch is an entry because it names an address: in a list of sources, or behind a label in
    brackets.
    """
    before = text[max(span.start - limits.ENDING, 0) : span.start].rstrip(" \t")
    is_bracketed = (label or "").startswith("^") or before[-1:] in ("]", ":")
    if not (is_listed or is_bracketed):
        return False
    printed = span.of(text)
    if len(printed) > limits.SOURCE or not _address_in(printed):
        return False
    if is_listed and (label or _BULLET.match(text, max(span.start - 3, 0), span.end) or _BULLET.match(printed)):
        return True
    return is_source(printed)


def is_source(text: str) -> bool:
    """Whether the text is an address, with no more than a title beside it.

    >>> is_source("https://www.bmj.com/a."), is_source("Opioids, https://www.bmj.com/a"), is_source("If you want more, see https://a.com")
    (True, True, False)
    """
    found = _address_in(text)
    if found is None or _SAID.match(text):
        return False
    beside = _WORDS.findall(text[: found.start()] + text[found.end() :])
    return len(beside) <= 25 and not _SENTENCE.search(text) and len(_WORDS.findall(text[found.end() :])) <= 12


def _address_in(text: str) -> re.Match[str] | None:
    return _ADDRESS.search(text) if _HINT.search(text) else None


def with_items(document: Document, units: Sequence[Unit], listed: Container[int], chosen: Sequence[Unit]) -> list[Unit]:
    """Return the chosen entries, and the other items of their lists: what stands between sources under the heading of a
    list is one.
    """
    blocks = {unit.block for unit in chosen}
    more = []
    for step in (range(len(units)), range(len(units) - 1, -1, -1)):
        for at in step:
            unit = units[at]
            block = document.blocks[unit.block]
            if unit.block in blocks or unit.block not in listed or block.kind != "item":
                continue
            if signs.is_prose(unit.span.of(document.text)):
                continue
            length = unit.span.end - unit.span.start
            before = unit.block - 1 if step.step > 0 else unit.block + 1
            if before in blocks and document.blocks[before].kind == "item" and _SHORTEST <= length <= limits.SOURCE:
                blocks.add(unit.block)
                more.append(unit)
    return sorted([*chosen, *more], key=lambda unit: unit.span) if more else list(chosen)


def is_footer(text: str) -> bool:
    """Whether a line says where a page of a wiki is kept: a few words, and its address in quotes.

    >>> is_footer('Retrieved from "https://a.org/index.php?title=Heat&oldid=1"'), is_footer('Roe. "Heat". https://a.org')
    (True, False)
    >>> is_footer("Abgerufen von „https://a.org/w/index.php?title=Heat“"), is_footer("Источник — «https://a.org/w/Heat»")
    (True, True)
    """
    return _FOOTER.fullmatch(text) is not None


def led(text: str, start: int, end: int) -> int:
    """Return where a line begins behind its blanks, its bullet and its picture.

    >>> led(" - 🔗 bmj.com", 0, 12)
    5
    """
    match = _LEAD.match(text, start, end)
    return match.end() if match else start
