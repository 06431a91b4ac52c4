"""The inline markup of Org mode: citations, notes, links, code, emphasis. Source[start:end] -> the builder's text."""

from __future__ import annotations

import re

from ..text.raised import is_part, raised
from . import _works
from ._builder import Builder

_KEY = r"[\w][\w:./+#$%&?<>~!'*^{}-]{0,198}"
_ORG_REF = r"[Cc]ite(?:p|t|alp|alt|author|year|yearpar|num|title|text)?(?:\*)?|(?:paren|text|foot|auto|full|super|smart|no)cite[s]?|[Pp]arencite|[Tt]extcite"
_INLINE = re.compile(
    rf"\[cite(?:/[\w/-]{{1,40}})?:(?P<cited>[^\[\]\n]{{0,600}}(?:\n[^\[\]\n]{{1,600}}){{0,3}})\]"
    rf"|\[\[(?:{_ORG_REF}):(?P<linked>[^\[\]\n]{{1,600}})\](?:\[[^\[\]\n]{{0,300}}\])?\]"
    rf"|(?<![\w\[/:@])(?:{_ORG_REF}):(?P<bare>&?[\w][\w:./+-]{{0,120}}(?:,&?[\w][\w:./+-]{{0,120}}){{0,30}})"
    r"|\[fn:(?P<note>[\w-]{1,60})\]|\[fn:(?P<named>[\w-]{0,60}):(?P<said>(?:[^\[\]]|\[[^\[\]]{0,300}\]){1,2000})\]"
    r"|(?P<anchor><{2,3}[^<>\n]{1,200}>{2,3}[ \t]*\n?)|\[\[(?P<target>[^\[\]\n]{1,1000})\](?:\[(?P<text>[^\[\]\n]{1,500})\])?\]"
    r"|(?<![\w])(?P<mark>[=~])(?=\S)(?P<code>[^=~\n]{0,300}[^=~\s])(?P=mark)(?!\w)"
    r"|(?P<math>\$(?=\S)[^$\n]{1,300}\$(?!\w)|\\\((?:[^\\\n]|\\(?![()])){0,500}+\\\)|\\\[(?:[^\\]|\\(?![\[\]])){0,1000}+\\\])"
    r"|(?P<raised>\^\{(?P<digits>[\d,;\s–-]{1,40})\})|(?<![\w*/])(?P<open>[*/+])(?=[^\s*/+])|(?<=[^\s*/+])(?P<close>[*/+])(?![\w*/])"
)
_AT = re.compile(rf"@({_KEY})")
_AND = re.compile(rf"&({_KEY})")


def copy_inline(builder: Builder, start: int, end: int) -> list[tuple[str, int, int]]:
    """Copy a stretch with what it cites, and return its inline notes: their labels, and where they stand.

    Code and mathematics are blocks of their own kind, links are their words.
    """
    notes: list[tuple[str, int, int]] = []
    at = start
    for match in _INLINE.finditer(builder.source, start, end):
        if match.start() < at:
            continue
        builder.copy(at, match.start())
        at = match.end()
        begin = builder.length
        if match["cited"] is not None or match["linked"] or match["bare"]:
            at = _cited(builder, match)
        elif match["note"] or match["said"]:
            label = f"^{match['note'] or match['named'] or match.start()}"
            builder.insert(f"[{label}]", match.start(), len(match.group()))
            builder.marker(begin, "footnote", (label,))
            notes += [(label, *match.span("said"))] if match["said"] else []
        elif match["target"]:
            _linked(builder, match)
        elif match["code"] or match["math"]:
            builder.copy(*match.span("code" if match["code"] else "math"))
            builder.block(begin, "code")
        elif match["raised"] and is_part(
            builder.tail(50), match["digits"], builder.source[match.end() : match.end() + 6]
        ):
            builder.insert(raised(match["digits"]), match.start(), len(match.group()))
        elif match["raised"]:
            builder.insert("[", match.start(), 2)
            builder.copy(*match.span("digits"))
            builder.insert("]", match.end("digits"), 1)
    builder.copy(at, end)
    return notes


def _cited(builder: Builder, match: re.Match[str]) -> int:
    """Copy a citation, and return where it ends: a stop behind a bare key is the sentence's."""
    begin = builder.length
    end = match.end()
    if match["cited"] is not None:
        keys = _AT.findall(match["cited"])
    elif "&" in (match["linked"] or match["bare"]):
        keys = _AND.findall(match["linked"] or match["bare"])
    else:
        keys = (match["linked"] or match["bare"]).split(",")
    if match["bare"]:
        end -= len(match["bare"]) - len(match["bare"].rstrip(".:/+-"))
    builder.copy(match.start(), end)
    kept = dict.fromkeys(key.strip().rstrip(".:") for key in keys)
    builder.marker(begin, "key", tuple(key for key in kept if key))
    return end


def _linked(builder: Builder, match: re.Match[str]) -> None:
    """A link is its words; one to a work that they do not name keeps it, and one without words is its address."""
    target, text = match["target"], match["text"]
    if text is None:
        builder.insert(target, match.start(), len(match.group()))
        return
    builder.copy(*match.span("text"))
    if _works.names_work(target, text):
        builder.insert(" ", match.end("text"))
        builder.copy(*match.span("target"))
