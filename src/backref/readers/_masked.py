"""Code that is written into Markdown, hidden from its reader: a source and where code stands in it -> a document whose
code is code.

The hidden source is as long as the real one, so that what is found in it stands at the same place.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..model import Document

_LEAST = 7  # code points of a comment, "<!---->"
_VISIBLE = re.compile(r"[^\r\n]")


def instead(code: str) -> str:
    """Return what stands for a stretch of code: a comment, code in backticks, or blanks, of the same length and lines.

    >>> instead("{y + 1}"), instead("{x}"), instead("{}")
    ('<!---->', '`x`', '  ')
    """
    if len(code) >= _LEAST:
        return "<!--" + _VISIBLE.sub("x", code[4:-3]) + "-->"
    if len(code) > 2 and "\n" not in code and "`" not in code:
        return f"`{'x' * (len(code) - 2)}`"
    return _VISIBLE.sub(" ", code)


def shown(document: Document, source: str) -> Document:
    """Return the document of a hidden source with what really stands there."""
    pieces = []
    at = 0
    for segment in document.segments:
        if segment.verbatim and segment.length and segment.text >= at:
            pieces += [document.text[at : segment.text], source[segment.source : segment.source + segment.length]]
            at = segment.text + segment.length
    return replace(document, text="".join([*pieces, document.text[at:]]), source=source)
