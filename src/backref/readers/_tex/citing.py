r"""The commands that cite: their names, and the keys that stand behind them. "\textcites[12]{a}[see][]{b}" has two."""

from __future__ import annotations

import re

from ...model import Span
from .arguments import Tex

# natbib, biblatex, apacite, REVTeX, the ACL's style: any command with "cite" in its name, but for those that set
# something up.
# Besides, bibentry's, and csquotes' quotations with the key of their source.
NAME = r"[a-zA-Z]{0,16}[cC]ite[a-zA-Z]{0,16}|bibentry|(?:foreign|hyphen|hybrid)?(?:text|block)cquote"
_NO_CITING = re.compile(
    r"(?:Declare|AtEvery|AtNext|set|def|bib|if|renew|the)[cC]ite\w*|newcites|newcitecommand|cite(?:proc\w*|style|text|name\w*|setup|reset\w*|dash|punct|left|right|mid|form|numfont|index\w*|tracker\w*)|harvardcite|[a-z]*[cC]itep?alias"
)
_BEFORE = re.compile(r"[a-zA-Z]*volcites?|(?:foreign|hyphen|hybrid)[a-z]+cquote")  # a volume, a language
_BEHIND = ("citefield", "citelist")  # a field of the entry
_ANGLE = re.compile(r"\s{0,9}<[^<>{}\n]{0,300}>(?=\s{0,9}[\[{<])")  # apacite's words before the citation
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
    if angle := _ANGLE.match(tex.source, at, stop):
        at = angle.end()
    before = 1 if _BEFORE.fullmatch(name) else 0  # braces before those of the keys
    most = _MOST if several else 1 + before
    found = tex.arguments(at, stop, most=most, options=4 if several else 2, round_too=several)
    if len(found.given) <= before:
        return None
    spans = found.given[1::2] if before else found.given
    end = tex.arguments(found.end, stop, options=0).end if name.endswith(_BEHIND) else found.end
    return tuple(key for span in spans for key in listed(span.of(tex.source))), Span(at, end)


def listed(said: str) -> list[str]:
    """Return the keys in braces.

    >>> listed("roe2001, % doe1999,\\n poe2010, *")
    ['roe2001', 'poe2010']
    """
    parts = re.sub(r"%[^\n]*\n?", "", said).split(",")
    return [key for part in parts if (key := " ".join(part.split())) and key != "*" and not set("{}\\#") & set(key)]
