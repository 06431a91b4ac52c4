"""What stands under the heading of a reference list: a document -> blocks; and headings that are the first line of
their list.
"""

from __future__ import annotations

import re

from ..model import Block, Document
from ..text.words import is_heading
from . import owned, signs

_INLINE = re.compile(r"\s{0,8}(?P<heading>[^\W\d_][^\n:：.]{2,58})[:：.]\s{1,4}(?=(?:\[1\]|\(1\)|1[.)])\s?\S)")


def under_heading(document: Document) -> set[int]:
    """Return the indices of blocks that stand under a heading of a reference list, up to the next heading; without the
    notes behind a list, which a file keeps at its end.
    """
    inside = False
    has_list = False  # under this heading
    listed = set()
    for index, block in enumerate(document.blocks):
        printed = block.span.of(document.text)
        first, _, rest = printed.partition("\n")
        is_word = block.kind == "code" and not rest  # "sources", the name of an argument
        if _INLINE.match(printed) and start(document.text, block) > block.span.start:
            listed.add(index)  # "References: 1. Roe A. ... 2. ..."
            inside = has_list = True
        elif is_heading(first) and not is_word:
            inside, has_list = True, bool(rest)
            if rest:  # "Sources:", and its list in the lines below
                listed.add(index)
        elif block.kind == "heading" and not signs.starts_like_one(printed):
            inside = False
        elif inside and not (has_list and block.kind == "footnote" and block.label[:1] in ("", "^")):
            has_list = has_list or block.kind != "footnote"
            listed.add(index)
    return listed | owned.blocks(document)


def start(text: str, block: Block) -> int:
    """Return where a block of a list begins: behind the heading, where that is its first line.

    >>> from ..model import Span
    >>> start("Sources:\\nRoe A. Heat.", Block(Span(0, 21), "paragraph"))
    9
    """
    inline = _INLINE.match(text, *block.span) if block.kind in ("paragraph", "item") else None
    if inline and is_heading(inline["heading"]):
        return inline.end()
    end = text.find("\n", block.span.start, block.span.end)
    return end + 1 if end >= 0 and is_heading(text[block.span.start : end]) else block.span.start
