"""What stands before a Markdown text and is about it is no prose, save the values that are: metadata -> those."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Span

# Values that pandoc, Quarto and journals print as text, which may cite; "nocite" does nothing else.
_PROSE = re.compile(
    r"^(?:abstract|summary|thanks|nocite|acknowledge?ments?|key-points|plain-language-summary|description):[ \t]*+"
    r"(?P<said>[|>][+\-\d]{0,2}[ \t]*\n(?:[ \t]++[^\n]*+\n|\n)*+|[^\n]*+\n(?:[ \t]++[^\n]*+\n)*+)",
    re.MULTILINE,
)
_MARK = re.compile(r"[|>][+\-\d]{0,2}[ \t]*\n|[\"']")


def prose(source: str, end: int) -> Iterator[Span]:
    r"""Yield the values of metadata that are text.

    >>> from backref.text.front_matter import metadata
    >>> said = "---\ntitle: Heat\nabstract: |\n  It rises [@roe2001].\ndate: 2001\n---\n"
    >>> [span.of(said) for span in prose(said, metadata(said))]
    ['  It rises [@roe2001].\n']
    """
    for match in _PROSE.finditer(source, 0, end):
        mark = _MARK.match(source, *match.span("said"))
        yield Span(mark.end() if mark else match.start("said"), match.end("said"))
