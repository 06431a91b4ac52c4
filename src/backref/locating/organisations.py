"""Organisations in the place of authors: brackets -> matches of a name of several words, taken whole, and its years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Span
from ..text.folding import CAPITALS
from .named_words import SMALL

YEAR = r"(?:1[5-9]|20)\d\d[a-z]?(?![\w])"
JOINED = r"\s?[,;&]\s?|,?\s(?:and|und|et|y|e)\s"  # "2001, 2003", "2001; 2003", "2001 and 2003"
LETTERS = r"\s?,\s?[a-z](?![a-z]|\.\s?\d)"  # "2015a, b"
# "World Health Organization [WHO], 2019", and an organisation from the bracket or the semicolon on.
_ABBREVIATED = re.compile(
    rf"[(;]\s?(?P<who>[{CAPITALS}][^()\[\];\n]{{2,100}}?)\s\[[{CAPITALS}][\w&-]{{1,11}}\],?\s(?P<years>{YEAR})"
)
_WHOLE = re.compile(
    rf"(?P<who>[{CAPITALS}][\w'’.&-]{{0,30}}(?:,?\s(?:{SMALL}|&|[{CAPITALS}][\w'’&-]{{0,30}})){{1,11}}),?\s(?P<years>{YEAR}(?:(?:{JOINED}){YEAR}|{LETTERS}){{0,6}})"
)
_LEAD = re.compile(r"\s?(?:(?:see(?:\salso)?|e\.g\.|i\.e\.|cf\.|vgl\.|siehe|voir|ver|reviewed\sin|for\sexample),?\s)?")
_ORGANISED = re.compile(rf"\s(?:{SMALL})\s")
# What the last or the first word of an organisation's name may be where no small word joins them.
_KIND = frozenset(
    "team group association society institute institutes commission committee council bureau agency office organization organisation foundation department "
    "ministry center centre college university network consortium collaboration collaborators initiative project programme program trust fund bank union service services "
    "board academy company corporation inc ltd press investigators force federation alliance authority administration survey statistics".split()
)
_OPENS_SENTENCE = frozenset("in on at for from since by with see as during after before the this that these".split())


def abbreviated(text: str, block: Span) -> Iterator[re.Match[str]]:
    """Yield those that say how they are abbreviated: "(World Health Organization [WHO], 2019)"."""
    yield from _ABBREVIATED.finditer(text, *block) if text.find(" [", *block) >= 0 else ()


def wholes(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Those of one bracket that begin it, or a part of it, with several words that all are of one name."""
    at = start
    while at < end:
        lead = _LEAD.match(text, at, end)
        begin = lead.end() if lead else at
        match = _WHOLE.match(text, begin, end)
        if match and is_organisation(match["who"]):
            yield match
        semicolon = text.find(";", at, end)
        at = semicolon + 1 if semicolon >= 0 else end


def is_organisation(name: str) -> bool:
    """Whether several capitalised words are the name of one body.

    >>> [is_organisation(name) for name in ("R Core Team", "Centers for Disease Control and Prevention", "Smith and Jones", "In Spain Roe")]
    [True, True, False, False]
    """
    parts = name.replace(",", "").split()
    if parts[0].lower() in _OPENS_SENTENCE or len(parts) < 2:
        return False
    if all(len(part) > 1 and part.isupper() for part in parts):
        return True  # "UN DESA"
    if parts[-1].lower() in _KIND or parts[0].lower() in _KIND:
        return True
    small = _ORGANISED.findall(name)
    joins = sum(each.strip() in ("and", "und", "y", "e", "et") for each in small)
    return len(small) > joins and not any(part[0].islower() for part in (parts[0], parts[-1]))
