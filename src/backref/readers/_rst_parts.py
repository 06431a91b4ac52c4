"""The parts of a paragraph of reStructuredText that need no blank line between them: source[start:stop] -> kinds and
places.

A directive ends where a line is not indented below it, footnotes and citations follow each other, a doctest runs to the
end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

# The blank before the bracket is often forgotten where the key is a number.
TARGET = re.compile(
    r"(?P<indent>[ \t]*)\.\.(?:[ \t]+|(?=\[\d{1,3}\]:?[ \t]))\[(?P<key>#?[\w.:+-]{0,60}|\*)\](?::(?=[ \t]))?[ \t]*"
)
DIRECTIVE = re.compile(r"[ \t]*\.\.(?:[ \t]+(?:\|[^|\n]{1,60}\|[ \t]+)?(?P<name>[\w:+.-]{1,40})::|[ \t]|\Z|\n)")
_DOCTEST = re.compile(r"[ \t]*(?:>>>(?:[ \t]|\Z|\n)|In \[\d*\]:|\$ )")
# What a directive holds is text as any other, its first line too; or the first line is a name, a file or code, and the
# rest text.
_PROSE = frozenset(
    "note warning tip important caution danger error hint attention admonition topic epigraph seealso versionadded versionchanged deprecated versionremoved "
    "rubric sidebar todo compound pull-quote highlights details dropdown card theorem lemma proof exercise solution definition example remark".split()
)
_NAMED = frozenset(
    "only container figure function class method attribute data module exception option describe object table grid grid-item grid-item-card tab-set tab-item".split()
)
_OPTIONS = re.compile(r"[ \t]*(?:\n[ \t]*:[\w-]{1,40}:(?:[ \t][^\n]*)?(?=\n|\Z))++")

Kind = Literal["text", "targets", "directive", "code"]


class IndentedPart(NamedTuple):
    """A part of a paragraph, and how far its first line is indented."""

    kind: Kind
    start: int
    end: int
    indent: int


def parts(source: str, lines: Iterable[tuple[int, int]]) -> Iterator[IndentedPart]:
    """Yield the parts of a paragraph of these lines.

    >>> source = ".. versionadded:: 1.2\\nIt helps [1]_.\\n.. [1] Roe."
    >>> lines, at = [], 0
    >>> for line in source.splitlines():
    ...     lines, at = [*lines, (at, at + len(line))], at + len(line) + 1
    >>> [(part.kind, source[part.start : part.end]) for part in parts(source, lines)][1:]
    [('text', 'It helps [1]_.'), ('targets', '.. [1] Roe.')]
    """
    now: IndentedPart | None = None
    for start, end in lines:
        indent = indent_of(source, start)
        kind: Kind = "text"
        if TARGET.match(source, start, end):
            kind = "targets"
        elif DIRECTIVE.match(source, start, end):
            kind = "directive"
        elif _DOCTEST.match(source, start, end):
            kind = "code"
        if now is not None and _goes_on(now, kind, indent):
            now = now._replace(end=end)
            continue
        if now is not None:
            yield now
        now = IndentedPart(kind, start, end, indent)
    if now is not None:
        yield now


def prose_of(source: str, part: IndentedPart) -> int | None:
    """Return where the text of a directive begins, at its end where that is another paragraph, or None where it has
    none.
    """
    found = DIRECTIVE.match(source, part.start, part.end)
    name = (found and found["name"]) or ""
    if found and name in _PROSE:
        options = _OPTIONS.match(source, found.end(), part.end)
        return options.end() if options else found.end()
    return part.end if name in _NAMED or (":" in name and not name.startswith(("code", "math"))) else None


def indent_of(source: str, at: int) -> int:
    """Return how many blanks stand at a place."""
    end = at
    while end < len(source) and source[end] in " \t":
        end += 1
    return end - at


def _goes_on(now: IndentedPart, kind: Kind, indent: int) -> bool:
    if now.kind == "code":
        return True
    if kind != "text":
        return kind == now.kind == "targets"
    return now.kind != "directive" or indent > now.indent
