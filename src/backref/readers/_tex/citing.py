r"""The commands that cite: their names, and the keys that stand behind them. "\textcites[12]{a}[see][]{b}" has two."""

from __future__ import annotations

import re

from ...model import Span
from .arguments import Tex

# natbib, biblatex, apacite, REVTeX, the ACL's style: any command with "cite" in its name, but for those that set
# something up.
NAME = r"[a-zA-Z]{0,16}[cC]ite[a-zA-Z]{0,16}"
_NO_CITING = re.compile(
    r"(?:Declare|AtEvery|AtNext|set|def|bib|if|renew|the)[cC]ite\w*|newcites|newcitecommand|cite(?:proc\w*|style|text|name\w*|setup|reset\w*|dash|punct|left|right|mid|form|numfont|index\w*|tracker\w*)|harvardcite|[a-z]*[cC]itep?alias"
)
_SEVERAL = re.compile(r"[a-zA-Z]*[cC]ites")
_MOST = 200  # braces of one command


def keys(tex: Tex, name: str, at: int, stop: int) -> tuple[tuple[str, ...], Span] | None:
    """Return the keys that a command cites, and where its arguments stand; None for one that cites nothing.

    >>> source = "(see)()[12]{a}[13]{b, c} say"
    >>> keys(Tex(source), "textcites", 0, len(source))
    (('a', 'b', 'c'), Span(start=0, end=24))
    >>> keys(Tex("{numbers}"), "citestyle", 0, 9)
    """
    if _NO_CITING.fullmatch(name):
        return None
    several = _SEVERAL.fullmatch(name) is not None
    if tex.source.startswith("*", at):
        at += 1
    found = tex.arguments(at, stop, most=_MOST if several else 1, options=4 if several else 2, round_too=several)
    if not found.given:
        return None
    cited = [
        key
        for span in found.given
        for part in re.sub(r"%[^\n]*\n?", "", span.of(tex.source)).split(",")
        if (key := " ".join(part.split())) and key != "*" and not set("{}\\#") & set(key)
    ]
    return tuple(cited), Span(at, found.end)
