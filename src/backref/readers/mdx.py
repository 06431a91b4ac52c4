"""MDX: Markdown with components, and with JavaScript in braces and in lines that import and export, which is code.

Source: mdxjs.com, "What is MDX?", "MDX syntax" (read 2026-11): nothing is code because it is indented; a brace begins
code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from ..model import Document
from . import Reader, markdown
from ._masked import instead, shown

_PIECE = re.compile(
    r"(?P<fence>^[ \t]*+(?:`{3,}+|~{3,}+)[^`\n]*+$)"
    r"|(?P<module>^(?:import\s*(?:['\"{*]|[\w$][^\n]{0,300}?\sfrom\s)|export\s+(?:const|let|var|default|function|async|class|type|\{|\*))(?:[^\n]+\n?)+)"
    r"|(?<!`)(?P<code>`++)(?P<inside>[^`\n]{1,500})(?P=code)|\\[{}<]|(?P<brace>\{(?!#))"  # "{#refs}" names a heading
    r"|</?(?P<name>[A-Za-z][\w.:-]{0,100})(?=[\s/>])",
    re.MULTILINE,
)
_CLOSED = re.compile(r"^[ \t]*+(?:`{3,}+|~{3,}+)[ \t]*+$", re.MULTILINE)
_BRACE = re.compile(r"[{}]")
_TAG = re.compile(r"=\s?(?:\"[^\"]{0,2000}\"|'[^']{0,2000}')|(?P<brace>\{)|(?P<end>>)|(?P<other><)")
_LONGEST = 5000  # characters of one expression
_LONGEST_TAG = 300  # of one that Markdown knows
_BARE = re.compile(r"\w+(?:[:.#$%&+?~/-]\w+)*")


def read(source: str, name: str = "-") -> Document:
    """Return the document of an MDX file.

    >>> page = read("<A.B x={y[1]}>It helps [@deyo2015].</A.B> {z[2]}")
    >>> page.text.strip(), [marker.keys for marker in page.markers], [block.kind for block in page.blocks]
    ('It helps [@deyo2015]. z[2]', [('deyo2015',)], ['paragraph', 'code'])
    """
    return shown(markdown.read_as(_hidden(source), name, has_indented_code=False), source)


def _hidden(source: str) -> str:
    """The source with comments in the place of code, and with elements of one letter in the place of components."""
    pieces: list[str] = []
    partners = _partners(source)
    fences = [(match.group().strip()[0], match.end()) for match in _CLOSED.finditer(source)]
    closing = {mark: [end for each, end in fences if each == mark] for mark in "`~"}
    at = begin = 0
    while match := _PIECE.search(source, at):
        start, at = match.span()
        if match["fence"]:
            ends = closing[match["fence"].lstrip()[0]]
            index = bisect_right(ends, at)
            at = ends[index] if index < len(ends) else at
        elif match["brace"]:
            at = partners.get(start, at)
        elif match["name"]:
            at = _tag_end(source, start, partners)
        is_code = bool(match["module"] or match["brace"]) and at > start + 1
        if is_code or (match["name"] and at > start + 1):
            pieces += [source[begin:start], instead(source[start:at]) if is_code else _element(source[start:at])]
            begin = at
        at = max(at, match.end() if not match["name"] else start + 1)
    return "".join([*pieces, source[begin:]])


def _partners(source: str) -> dict[int, int]:
    """Where each brace that is closed soon is closed."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACE.finditer(source):
        if match.group() == "{":
            opened.append(match.start())
        elif opened and match.end() - (start := opened.pop()) <= _LONGEST:
            found[start] = match.end()
    return found


def _tag_end(source: str, start: int, partners: Mapping[int, int]) -> int:
    """Where a tag ends; behind its first letter where another begins first."""
    at = start + 1
    while match := _TAG.search(source, at, min(len(source), start + _LONGEST)):
        if match["end"] or match["other"]:
            return match.end() if match["end"] else start + 1
        at = partners.get(match.start(), match.end()) if match["brace"] else match.end()
    return start + 1


def _element(tag: str) -> str:
    """A tag of the same length that Markdown knows."""
    if len(tag) > _LONGEST_TAG:
        return instead(tag)
    inside = "".join(c if c == "\n" else " " for c in tag[3 if tag[1] == "/" else 2 : -1])
    return f"{'</a' if tag[1] == '/' else '<a'}{inside}>"


def spell(key: str) -> str | None:
    """Return the key as MDX can hold it: without braces, which are code there.

    >>> spell("enke2018"), spell("enke 2018")
    ('enke2018', None)
    """
    return key if _BARE.fullmatch(key) else None


READER = Reader(
    name="mdx", title="MDX", read=read, suffixes=(".mdx",), media_types=("text/mdx",), is_synced=True, cite=markdown.cite, spell=spell,
)  # fmt: skip
