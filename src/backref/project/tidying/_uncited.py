"""What of a document shows text as it is and cites nothing: code, literals, addresses. Text -> spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span

TEX = (".tex", ".ltx", ".sty", ".cls", ".rnw")
RST = ".rst"

_FENCE = re.compile(r"[ \t>]{0,12}(?P<sign>`{3,}|~{3,})(?![ \t]*\{)")  # one with braces may hold text, or run
_VERBATIM = re.compile(r"\\(?P<way>begin|end)\{(?P<name>[vV]erbatim|lstlisting|minted|alltt)\*?\}")
_DIRECTIVE = re.compile(r"(?P<indent>[ \t]*)\.\.[ \t]+(?:code|code-block|sourcecode|parsed-literal)::")
_INDENT = re.compile(r"[ \t]*")
# Code that is no role, addresses, and a sign that is none: "`[@a]`", "https://a.org/@a", "a.org/@a", "\\@a".
_OF_MARKDOWN = re.compile(
    r"(?<![}:`\\])(?P<sign>`{1,3})(?!`)[^`\n]+(?P=sign)(?!`)|(?:https?://|www\.)[^\s<>()\]\"'`]+"
    r"|(?<![\w@/.-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}/[^\s<>()\]\"'`]*|\\@"
)
_OF_TEX = re.compile(r"\\(?:verb|lstinline)\*?(?P<sign>[^\w\s*{\[])[^\n]*?(?P=sign)")
_OF_RST = re.compile(r"``(?!`)(?:[^`\n]|`(?!`))+`{2,3}")


def uncited(text: str, suffix: str) -> Iterator[Span]:
    """Yield the spans of a document in which nothing is cited, in order and apart.

    >>> text = "See `[@a]`, https://a.org/@a and\\n```\\n[@a]\\n```\\n"
    >>> [span.of(text) for span in uncited(text, ".md")]
    ['`[@a]`', 'https://a.org/@a', '```\\n[@a]\\n```\\n']
    """
    inline = _OF_TEX if suffix in TEX else _OF_RST if suffix == RST else _OF_MARKDOWN
    at = 0
    for block in _blocks(text, suffix):
        yield from (Span(*match.span()) for match in inline.finditer(text, at, block.start))
        yield block
        at = block.end
    yield from (Span(*match.span()) for match in inline.finditer(text, at))


def _blocks(text: str, suffix: str) -> Iterator[Span]:
    """The blocks of code; one that nothing ends is none."""
    return (_directives if suffix == RST else _verbatims if suffix in TEX else _fences)(text)


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield Span(at, at + len(line))
        at += len(line)


def _fences(text: str) -> Iterator[Span]:
    start, sign = -1, ""
    for line in _lines(text):
        fence = _FENCE.match(text, *line)
        if fence and start < 0:
            start, sign = line.start, fence["sign"]
        elif fence and fence["sign"].startswith(sign) and not text[fence.end() : line.end].strip():
            yield Span(start, line.end)
            start = -1


def _verbatims(text: str) -> Iterator[Span]:
    start, name = -1, ""
    for found in _VERBATIM.finditer(text):
        if found["way"] == "begin" and start < 0:
            start, name = found.end(), found["name"]
        elif found["way"] == "end" and start >= 0 and found["name"] == name:
            yield Span(start, found.start())
            start = -1


def _directives(text: str) -> Iterator[Span]:
    start, end, indent = -1, -1, 0
    for line in _lines(text):
        blank = _INDENT.match(text, *line)
        width = blank.end() - line.start if blank else 0
        if start >= 0 and (not line.of(text).strip() or width > indent):
            end = line.end
            continue
        if start >= 0:
            yield Span(start, end)
        found = _DIRECTIVE.match(text, *line)
        start, end, indent = (found.end(), line.end, len(found["indent"])) if found else (-1, -1, 0)
    if start >= 0:
        yield Span(start, end)
