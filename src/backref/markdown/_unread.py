"""Citations that stand where Markdown is not read: in HTML that the author wrote. Blocks of HTML -> what they print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from ..project.library import Library
from ._clusters import GROUP, parse

_OPENED = re.compile(r"<(?P<name>pre|code|kbd|samp|script|style|textarea|template|svg|math)\b|<!--", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_GROUP = re.compile(GROUP)


def unread(blocks: Iterable[object], library: Library) -> Iterator[tuple[str, str]]:
    """Yield what stands in HTML like a citation of a work that is known, and its block; code, scripts and comments are
    no text.

    >>> from backref.model import Reference
    >>> from backref.project.lock import Lock
    >>> known = Library({"a2001": Reference(type="book", title="A")}, {}, Lock())
    >>> [said for said, _ in unread(["<div>As [@a2001] <code>[@a2001]</code> [@b2002] say.</div>", "<!-- [@a2001] -->"], known)]
    ['[@a2001]']
    """
    for block in blocks:
        if isinstance(block, str) and "@" in block and "[" in block and block.lstrip().startswith("<"):
            for match in _GROUP.finditer(_TAG.sub(" ", _said(block))):
                if any(library.key_of(item.key) is not None for item in parse(unescape(match[1]))):
                    yield match.group(), block.strip()


def _said(html: str) -> str:
    """HTML without what is no text of it."""
    made, end = [], 0
    low = html.lower()
    while opened := _OPENED.search(html, end):
        made.append(html[end : opened.start()])
        closing = f"</{opened['name'].lower()}" if opened["name"] else "-->"
        at = low.find(closing, opened.end())
        end = at + len(closing) if at >= 0 else len(html)
    return " ".join([*made, html[end:]])
