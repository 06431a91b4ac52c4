"""Marks that the answers of assistants leave in their text, and links in text that is no Markdown: narrowed text ->
markers and citations.

"[12†source]" (printed in ideographic brackets), "citeturn0search3", ":contentReference[oaicite:2]{index=2}" and
"[web:3]" point at sources that the text does not hold, and never at a number of its list; "[cite: 1, 2]" and "[^1^]"
do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Marker, RawCitation, Span
from ..text import answers
from .markers import expand

_MARK = re.compile(
    r"\[(?P<dagger>\d{1,4}(?::\d{1,4})?†[^\[\]\n]{0,200})\]"
    r"|[\ue200-\ue20f]?cite[\ue200-\ue20f]?(?P<turns>turn\d{1,4}[a-z]{2,12}\d{1,4}(?:[\ue200-\ue20f]?turn\d{1,4}[a-z]{2,12}\d{1,4}){0,20})[\ue200-\ue20f]?"
    r"|:contentReference\[(?P<reference>oaicite:\d{1,4})\](?:\{index=\d{1,4}\})?"
    r"|\[(?P<found>(?:web|post|doc|source):\d{1,4}(?:,\s?(?:(?:web|post|doc|source):)?\d{1,4}){0,20})\]"
    r"|\[cite:\s?(?P<cited>\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,30})\]|\[\^(?P<raised>\d{1,3})\^\]"
)
_HINTS = ("†", "turn", "oaicite", "[web:", "[post:", "[doc:", "[source:", "[cite:", "^]")
_TURN = re.compile(r"turn\d+[a-z]+\d+")
_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]{1,300}|\\?\[\^?\d{1,3}\^?\\?\])\]\((?P<address>https?://[^()\s]{1,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,200}){0,3})\)"
)


def find_marks(text: str, blocks: Sequence[Span], taken: Sequence[Span]) -> list[Marker]:
    """Return the marks inside `blocks` and outside `taken`."""
    if not any(hint in text for hint in _HINTS):
        return []
    found = [marker for block in blocks for marker in _in_block(text, block)]
    return [marker for marker in found if not marker.span.meets(taken)]


def _in_block(text: str, block: Span) -> Iterator[Marker]:
    for match in _MARK.finditer(text, *block):
        if match["turns"]:
            keys = tuple(dict.fromkeys(_TURN.findall(match["turns"])))
        elif match["cited"]:
            keys = expand(match["cited"])
        elif match["raised"]:  # a note, if there are any, else an entry of the list
            keys = (f"^{match['raised']}",)
        elif match["found"]:
            kind = match["found"].partition(":")[0]
            keys = tuple(f"{kind}:{number}" for number in re.findall(r"\d+", match["found"]))
        else:
            keys = (match["dagger"] or match["reference"],)
        yield Marker(Span(*match.span()), "numeric", keys)


def find_links(text: str, block: Span) -> Iterator[RawCitation]:
    """Yield the links in a block that cite, as Markdown writes them.

    >>> text = "It fails ([BMJ, 2015](https://www.bmj.com/a))."
    >>> [citation.raw for citation in find_links(text, Span(0, len(text)))]
    ['[BMJ, 2015](https://www.bmj.com/a)']
    """
    for match in _LINK.finditer(text, *block):
        start, end = match.span()
        in_brackets = text[max(start - 1, 0) : start] in ("(", " ") and text[end : end + 1] in (")", ",", ";", "]")
        if answers.cites(match["text"], match["address"], in_brackets=in_brackets):
            yield RawCitation(Span(start, end), text[start:end], None, "embedded")
