"""What stands before a Markdown text and is about it: metadata as YAML between "---", as TOML between "+++". It is no
prose, save the values that are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Span

_LARGEST = 100_000  # characters of metadata
_YAML = re.compile(r"\A\ufeff?---[ \t]*\n(?=[ \t]*(?:[\w\"'-][^\n:]{0,99}:(?:\s|$)|#))")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\n")
_TOML_END = re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE)
# Values that pandoc, Quarto and journals print as text, which may cite; "nocite" does nothing else.
_PROSE = re.compile(
    r"^(?:abstract|summary|thanks|nocite|acknowledge?ments?|key-points|plain-language-summary|description):[ \t]*+"
    r"(?P<said>[|>][+\-\d]{0,2}[ \t]*\n(?:[ \t]++[^\n]*+\n|\n)*+|[^\n]*+\n(?:[ \t]++[^\n]*+\n)*+)",
    re.MULTILINE,
)
_MARK = re.compile(r"[|>][+\-\d]{0,2}[ \t]*\n|[\"']")


def metadata(source: str) -> int:
    r"""Return where the metadata before a text end, 0 where it has none; a line of its own at the beginning is none.

    >>> metadata("---\ntitle: Heat\n---\n\nIt rises."), metadata("---\n\nIt rises.\n\n---\n"), metadata("+++\ntitle = 'Heat'\n+++\n")
    (20, 0, 23)
    """
    for begin, end in ((_YAML, _YAML_END), (_TOML, _TOML_END)):
        if (found := begin.match(source)) and (closed := end.search(source, found.end(), _LARGEST)):
            return closed.end()
    return 0


def prose(source: str, end: int) -> Iterator[Span]:
    r"""Yield the values of metadata that are text.

    >>> said = "---\ntitle: Heat\nabstract: |\n  It rises [@roe2001].\ndate: 2001\n---\n"
    >>> [span.of(said) for span in prose(said, metadata(said))]
    ['  It rises [@roe2001].\n']
    """
    for match in _PROSE.finditer(source, 0, end):
        mark = _MARK.match(source, *match.span("said"))
        yield Span(mark.end() if mark else match.start("said"), match.end("said"))
