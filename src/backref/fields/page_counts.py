"""Whether a printed number counts the pages of a work ("240 с.", "467 p.") or names one of them ("p. 467")."""

from __future__ import annotations

import re
from functools import cache

from ..text import words

_FOLLOWING = re.compile(r"\d\s?[sS]\b")
_MOST = 12  # characters beside the number that are looked at


def counted(raw: str, start: int, end: int) -> str:
    """Return the number at start to end of `raw` if it counts pages: if the word stands behind it and none before it;
    else "". Pages that are counted apart, before the first, are told too.

    >>> counted("Churchill; 1998. xii, 230 p.", 17, 21), counted("Colin, 1949. XV-1160 p.", 13, 23)
    ('xii, 230', 'XV-1160')
    >>> counted("М.: Наука, 2003. 240 с.", 17, 20), counted("Wiley, 2014. 267 p.", 13, 19), counted("In X, p. 267.", 9, 12), counted("12: 45-67 p.", 4, 9)
    ('240', '267', '', '')
    """
    match = _behind().match(raw, start, min(end + _MOST, len(raw)))
    if not match or _before().search(raw, max(start - _MOST, 0), start):
        return ""
    return match[1]


def is_sure(raw: str, start: int, end: int) -> bool:
    """Whether the number at start to end counts pages by a word that says nothing else: "75 s." may be those from 75 on.

    >>> is_sure("Wiley, 2014. 267 p.", 13, 16), is_sure("Torino, 1992, 75 s.", 14, 16)
    (True, False)
    """
    return bool(counted(raw, start, end)) and not _FOLLOWING.search(raw, start, end + _MOST)


def is_gost(raw: str, start: int, end: int) -> bool:
    """Whether a Cyrillic word for pages stands behind the number at start to end, which names none: "240 с.".

    >>> is_gost("2003. 240 с.", 6, 9), is_gost("2014. 267 p.", 6, 9)
    (True, False)
    """
    return raw.find("с", start, end + 2) >= 0 or raw.find("С", start, end + 2) >= 0


@cache
def _behind() -> re.Pattern[str]:
    known = r"(?:pp?|pages?|[sсcSС]|str|стр|seiten|bl|leaves|págs?|hlm|l|л)"
    return re.compile(
        rf"((?:[ivxlc]{{1,8}}(?:[,+]?\s|[+–-]))?\d{{1,4}})\s?(?:{known}(?![^\W_])|{words.pattern('page')})\.?(?=\s*(?:$|[.,;)\]:—–-]))",
        re.IGNORECASE,
    )


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b(?:pp?|[sсS]|pages?|стр|str)\.?|{words.pattern('page')}|[:;(]|\d[–/-])\s{{0,2}}$", re.IGNORECASE
    )
