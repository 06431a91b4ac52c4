"""When somebody looked a work up, printed behind all else: runs of labels -> runs that tell it.

"Accessed 3 May 2020." says nothing of the work itself, be it a book or a page of the web.
"""

from __future__ import annotations

import re
from functools import cache

from ..text import words
from .relabelled import relabelled
from .segments import Run

_ENDS = re.compile(r"(?:1[5-9]|20)\d\d\W{0,3}$|\d{1,2}\.?\s?[^\W\d_]{3,9}\W{0,3}$")
_TAIL = 72  # characters at the end that are looked at
_WHOLE = frozenset(("title", "container-title"))


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, such a day in none but its own.

    >>> raw = "Eco U. Opera aperta. Milano: Bompiani, 1962. Accessed 3 May 2020."
    >>> [run.label for run in told(raw, [Run("date", 39, 44, 0.9), Run("note", 45, 65, 0.9)])]
    ['date', 'accessed']
    """
    if not (found := _found(raw)) or any(run.label == "accessed" for run in runs):
        return runs
    if any(run.label in _WHOLE and run.start <= found.start() + 1 < run.end - 4 for run in runs[:1]):
        return runs
    return relabelled(runs, "accessed", found.start("said"), found.end("said"))


def begins(raw: str) -> int:
    """Return where the words begin that tell the visit, else the end.

    >>> raw = "Donoghue v Stevenson [1932] AC 562. Accessed 3 May 2020."
    >>> raw[begins(raw) :]
    'Accessed 3 May 2020.'
    """
    found = _found(raw)
    return found.start("said") if found else len(raw)


def _found(raw: str) -> re.Match[str] | None:
    start = max(len(raw) - _TAIL, 0)
    if not raw[-12:].rstrip(" .)]")[-2:].isdigit() or not _ENDS.search(raw, start):
        return None
    return _looked_up().search(raw, start)


@cache
def _looked_up() -> re.Pattern[str]:
    word = words.pattern("accessed")
    return re.compile(
        rf"(?<=[.;,)(\[] )\W?(?P<said>(?i:{word})(?:\s(?:on|am|le|el|em|il|the))?:?\s(?:\w{{1,12}}[ .,/-]{{0,2}}){{1,5}})[.)\]]{{0,3}}$"
    )
