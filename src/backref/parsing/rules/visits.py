"""When somebody looked a work up, printed behind all else: runs of labels -> runs that tell it.

"Accessed 3 May 2020." says nothing of the work itself, be it a book or a page of the web.
"""

from __future__ import annotations

import re
from functools import cache

from ...text import words
from ...text.spotting import beginnings
from ..glance import family
from ..tagging.segments import Run
from .relabelled import relabelled

FAMILY = family(words=lambda: (*beginnings(words.union("accessed")).first, "web"))
_ENDS = re.compile(r"(?:1[5-9]|20)\d\d\W{0,3}$|\d{1,2}\.?\s?[^\W\d_]{3,9}\W{0,3}$")
_CHANGED = re.compile(r"(?:updated|modified)\s$")
# As MLA ended citations once: "Web. 22 June 2021."; and in brackets before an identifier.
_WEB = re.compile(r"(?<=[.”\"] )Web\. (?P<said>\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})\.?$")
_BRACKETED = re.compile(
    r"[（(](?P<han>\d{4}年\d{1,2}月\d{1,2}日)\s?(?:閲覧|アクセス|参照|取得|访问|检索)[)）]|[(\[][Aa]ccessed:?(?: on)?:? (?P<said>\d{1,2}[-/.]\d{1,2}[-/.]\d{4})[)\]]"
)
_TAIL, _DAY = 72, 20  # characters at the end that are looked at, and in which the day stands
_WHOLE = frozenset(("title", "container-title"))


def told(raw: str, runs: list[Run]) -> tuple[list[Run], int]:
    """Return the runs of a text, such a day in none but its own, and where the words begin that tell it, else the end.

    >>> raw = "Eco U. Opera aperta. Milano: Bompiani, 1962. Accessed 3 May 2020."
    >>> runs, at = told(raw, [Run("date", 39, 44, 0.9), Run("note", 45, 65, 0.9)])
    >>> [run.label for run in runs], raw[at:]
    (['date', 'accessed'], 'Accessed 3 May 2020.')
    """
    runs = _last_of_two(raw, runs)
    found = _found(raw) or _WEB.search(raw, max(len(raw) - 32, 0)) or _BRACKETED.search(raw)
    if found is None:
        return runs, len(raw)
    start, end = found.span("han" if found.groupdict().get("han") else "said")
    is_within = runs and runs[0].label in _WHOLE and runs[0].start <= found.start() + 1 < runs[0].end - 4
    if is_within or any(run.label == "accessed" for run in runs):
        return runs, start
    return relabelled(runs, "accessed", start, end), start


def _last_of_two(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, when a page was changed no visit: "[updated 2002 May 16; cited 2002 Jul 9]"."""
    if "dated " not in raw and "odified " not in raw:
        return runs
    return [
        run for run in runs if not (run.label == "accessed" and _CHANGED.search(raw, max(run.start - 12, 0), run.start))
    ]


def _found(raw: str) -> re.Match[str] | None:
    if not raw[-12:].rstrip(" .)]")[-2:].isdigit() or not _ENDS.search(raw, max(len(raw) - _DAY, 0)):
        return None
    return _looked_up().search(raw, max(len(raw) - _TAIL, 0))


@cache
def _looked_up() -> re.Pattern[str]:
    word = words.pattern("accessed")
    return re.compile(
        rf"(?<=[.;,)(\[] )\W?(?P<said>(?i:{word})(?:\s(?:on|am|le|el|em|il|the))?:?\s(?:\w{{1,12}}[ .,/-]{{0,2}}){{1,5}})[.)\]]{{0,3}}$"
    )
