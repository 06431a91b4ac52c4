"""Org mode: headings, paragraphs, list entries, and citations by key, "[cite:@deyo2015;@roe2001]".

Source: "The Org Manual" (9.7), "Headlines", "Plain Lists", "Citations".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from backref.plugins import BlockKind, Builder, Document, Reader

_LINE = re.compile(r"[^\n]+")
_HEADLINE = re.compile(r"(?P<stars>\*{1,20})[ \t]+")
_ITEM = re.compile(r"[ \t]*(?:[-+]|(?P<number>\d{1,4})[.)])[ \t]+")
_CITATION = re.compile(r"\[cite(?:/[\w/-]{1,20})?:(?P<keys>[^\[\]\n]{1,400})\]")
_KEY = re.compile(r"@([\w:.#$%&+?<>~/-]{1,200})")


def read(source: str, name: str) -> Document:
    """Return the document; comments, keywords ("#+title:") and drawers are left out.

    >>> document = read("* Pain\\nIt helps [cite:@deyo2015].\\n# a note\\n", "a.org")
    >>> document.text, [marker.keys for marker in document.markers]
    ('Pain\\nIt helps [cite:@deyo2015].\\n', [('deyo2015',)])
    """
    builder = Builder(source, name)
    for line in _LINE.finditer(source):
        start, end = line.span()
        headline = _HEADLINE.match(source, start, end)
        if headline is None and re.match(r"[ \t]*(?:#|:[\w-]{1,30}:)", line.group()):
            continue
        began = builder.length
        begin = headline.end() if headline else start
        at = begin
        for cited in _CITATION.finditer(source, begin, end):
            builder.copy(at, cited.start())
            first = builder.length
            builder.copy(*cited.span())
            builder.marker(first, "key", tuple(_KEY.findall(cited["keys"])))
            at = cited.end()
        builder.copy(at, min(end + 1, len(source)))
        item = _ITEM.match(source, start, end)
        kind: BlockKind = "heading" if headline else "item" if item else "paragraph"
        label = (item["number"] or "") if item else ""
        builder.block(began, kind, label, len(headline["stars"]) if headline else 0)
    return builder.document()


def cite(source: str, keys: Sequence[str]) -> str:
    """Return a citation of these keys.

    >>> cite("", ["deyo2015", "roe2001"])
    '[cite:@deyo2015;@roe2001]'
    """
    return f"[cite:{';'.join(f'@{key}' for key in keys)}]"


READER = Reader(
    name="org",
    title="Org mode",
    read=read,
    suffixes=(".org",),
    media_types=("text/org",),
    is_synced=True,  # `backref sync` reads them in a folder
    cite=cite,
)
