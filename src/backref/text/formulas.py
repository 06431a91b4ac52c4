"""Formulas that hold nothing but a raised number, "$^{1,2}$": a formula -> the numbers, where they may be a marker."""

from __future__ import annotations

import re

from .raised import is_part

_RAISED = re.compile(r"\$\s?(?:\{\})?\^\s?\{?\s?(?P<numbers>\d{1,3}(?:\s?(?:,|;|-{1,3}|–)\s?\d{1,3}){0,20})\s?\}?\s?\$")
_HAS_LIST = re.compile(
    r"^[ \t]*(?:\[1\]|1[.)])[ \t]|\\begin\{(?:thebibliography|enumerate)\}|\\bibitem\b", re.MULTILINE
)


def is_numbered(source: str) -> bool:
    """Whether a text has a list that counts from 1, which raised numbers may point at."""
    return "$" in source and _HAS_LIST.search(source) is not None


def marked(formula: str, before: str, behind: str) -> str:
    """Return the numbers of a formula that is a marker, "" for another one.

    >>> marked("$^{1,2}$", "It helps.", " Rest"), marked("$^2$", "25 m", "."), marked("$x^2$", "of ", ".")
    ('1,2', '', '')
    """
    found = _RAISED.fullmatch(formula)
    if found is None or not before.strip() or before[-1:].isspace() or is_part(before, found["numbers"], behind):
        return ""
    return found["numbers"].replace("---", "-").replace("--", "-")
