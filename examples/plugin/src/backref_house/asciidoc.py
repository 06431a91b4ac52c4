"""AsciiDoc: headings, paragraphs, list entries, and citations by key, "cite:[deyo2015, roe2001]".

Source: "AsciiDoc Language", "Sections", "Lists", "Comments"; asciidoctor-bibtex, "Usage".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from backref.plugins import BlockKind, Builder, Document, Reader

_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(r"(?P<signs>={1,6})[ \t]+")
_ITEM = re.compile(r"[ \t]*(?:[*-]{1,5}|\.{1,5}|(?P<number>\d{1,4})\.)[ \t]+")
_CITATION = re.compile(r"cite(?:np)?:\[(?P<keys>[^\[\]\n]{1,400})\]")
_KEY = re.compile(r"[\w:.#$%&+?<>~/-]{1,200}")
_NO_PROSE = re.compile(r"//|:[\w!-]{1,30}:|\[[^\[\]]{0,200}\]\s*$|bibliography::")


def read(source: str, name: str) -> Document:
    """Return the document; comments, attributes (":toc:") and the lines of macros are left out.

    >>> document = read("= Pain\\nIt helps cite:[deyo2015].\\n// a note\\n", "a.adoc")
    >>> document.text, [marker.keys for marker in document.markers]
    ('Pain\\nIt helps cite:[deyo2015].\\n', [('deyo2015',)])
    """
    builder = Builder(source, name)
    for line in _LINE.finditer(source):
        start, end = line.span()
        heading = _HEADING.match(source, start, end)
        if heading is None and _NO_PROSE.match(line.group()):
            continue
        began = builder.length
        begin = heading.end() if heading else start
        at = begin
        for cited in _CITATION.finditer(source, begin, end):
            builder.copy(at, cited.start())
            first = builder.length
            builder.copy(*cited.span())
            keys = (found for part in cited["keys"].split(",") if (found := _KEY.search(part)))
            builder.marker(first, "key", tuple(key.group() for key in keys))
            at = cited.end()
        builder.copy(at, min(end + 1, len(source)))
        item = _ITEM.match(source, start, end)
        kind: BlockKind = "heading" if heading else "item" if item else "paragraph"
        label = (item["number"] or "") if item else ""
        builder.block(began, kind, label, len(heading["signs"]) if heading else 0)
    return builder.document()


def cite(source: str, keys: Sequence[str]) -> str:
    """Return a citation of these keys.

    >>> cite("", ["deyo2015", "roe2001"])
    'cite:[deyo2015,roe2001]'
    """
    return f"cite:[{','.join(keys)}]"


READER = Reader(
    name="asciidoc",
    title="AsciiDoc",
    read=read,
    suffixes=(".adoc",),
    media_types=("text/asciidoc",),
    is_synced=True,  # `backref sync` reads them in a folder
    cite=cite,
)
