"""Abbreviations that a work explains: its text -> what each stands for, so that "MI" meets "myocardial infarction".

"randomised controlled trial (RCT)" and "RCT (randomised controlled trial)"; and the work's own subject headings, whose
initials the text prints as one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SHORT = re.compile(r"\((?P<short>[A-Z][A-Za-z0-9-]{1,9})s?\)")
_FIRST = re.compile(r"\b(?P<short>[A-Z][A-Z0-9-]{1,9}) \((?P<long>[a-z][^()]{4,80})\)")
_WORD = re.compile(r"[^\W_]{1,40}")
_MOST = 200  # of one work


def abbreviations_of(text: str, headings: Iterable[str] = ()) -> dict[str, str]:
    """Return what each abbreviation stands for, as the text prints it.

    >>> abbreviations_of("After acute myocardial infarction (AMI), 40 had an MI.", ["Myocardial Infarction"])
    {'AMI': 'acute myocardial infarction', 'MI': 'Myocardial Infarction'}
    >>> abbreviations_of("LBP eased, BMI fell, NO rose.", ["Pain, Low Back", "body mass index (BMI)", "Nitric Oxide"])
    {'LBP': 'Pain, Low Back', 'BMI': 'body mass index', 'NO': 'Nitric Oxide'}
    """
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        if len(found) < _MOST and (long := _before(text[max(match.start() - 120, 0) : match.start()], match["short"])):
            found.setdefault(match["short"], long)
    for match in _FIRST.finditer(text):
        if len(found) < _MOST and _before(match["long"], match["short"]):
            found.setdefault(match["short"], match["long"])
    for heading in headings:
        for match in _SHORT.finditer(heading[:300]):  # "body mass index (BMI)" among the keywords
            if len(found) < _MOST and (long := _before(heading[: match.start()], match["short"])):
                found.setdefault(match["short"], long)
        words = _WORD.findall(" ".join(reversed(heading[:200].split(", "))))
        short = "".join(word[0] for word in words).upper()
        if len(short) > 1 and short not in found and len(found) < _MOST and re.search(rf"\b{short}s?\b", text):
            found[short] = heading
    return found


def _before(text: str, short: str) -> str:
    """The words at the end of `text` whose initials make the abbreviation; "" where there are none."""
    letters = [char.lower() for char in short if char.isalpha()]
    if len(letters) < 2:
        return ""
    words = list(_WORD.finditer(text))
    for count in range(len(letters), max(len(letters) - 3, 0), -1):
        for begin in range(max(len(words) - count - 3, 0), max(len(words) - count, -1) + 1):
            part = words[begin:]
            if part and part[0].group()[0].lower() == letters[0] and _spells(part, letters):
                return text[part[0].start() : part[-1].end()]
    return ""


def _spells(words: list[re.Match[str]], letters: list[str]) -> bool:
    """Whether the letters follow each other in the words, each word but small ones giving at least its first."""
    at = 0
    for word in words:
        low = word.group().lower()
        if at < len(letters) and low[0] == letters[at]:
            at += 1
            rest = low[1:]
            while at < len(letters) and letters[at] in rest and word is words[-1]:
                rest = rest[rest.index(letters[at]) + 1 :]
                at += 1
        elif low not in ("of", "and", "the", "for", "in", "to", "with", "on"):
            return False
    return at == len(letters)
