"""The numbers of lists as few print them: "1 - Roe", "1.- Roe", "1: Roe", "#1 Roe", "Ref. 1: Roe", "[Ref 1] Roe"; and
those that stand in a line of their own.
"""

from __future__ import annotations

import re

_NAMES = r"(?:[Rr]efs?|[Rr]éfs?|[Rr]eference|[Ss]ource|[Ll]it|[Qq]uelle)"
LABEL = (
    rf"(?:\[{_NAMES}\.?\s?(?P<named>\d{{1,3}})\]:?\s?|{_NAMES}\.?\s(?P<word>\d{{1,3}})\s?[:.)\]–-]\s?|(?P<lettered>[RS]\d{{1,3}})[.:)]\s(?=[^\W\d_a-z])|#(?P<hash>\d{{1,3}})[.:)]?\s"
    r"|(?P<dash>\d{1,3})(?:\.[-–]\s?|\s?[-–—/]\s|\.\)\s?|\]\s|\s?[:°º]\s|[,、])(?=[^\W\d_a-zß-ʯ]|[\"“„«]))"
)
_ALONE = re.compile(r"\s*(?:\[(?P<square>\d{1,3})\]|\((?P<round>\d{1,3})\)|(?P<bare>\d{1,3})[.)]?)\s*")


def alone(line: str) -> int | None:
    """Return the number that a line consists of.

    >>> alone("[12]"), alone("3."), alone("3. Roe A.")
    (12, 3, None)
    """
    found = _ALONE.fullmatch(line) if len(line) < 20 else None
    return int(found[found.lastgroup or ""]) if found else None
