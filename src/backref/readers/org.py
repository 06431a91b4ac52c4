"""Org mode: headlines, lists and notes, org-cite's "[cite:@deyo2015;@roe2001]" and org-ref's "cite:deyo2015,roe2001" or
"[[cite:&deyo2015]]".

Source: "The Org Manual" 9.7, "Document Structure", "Plain Lists", "Footnotes", "Citations"; org-ref 3, "Citations"
(read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import BlockKind, Document
from . import Reader
from ._builder import Builder
from ._org import copy_inline
from ._org_lines import BEGIN, DRAWER, HEADLINE, ITEM, KEYWORD, LINE, NO_PROSE, NOTE, closed, closers, paragraph

_SAID = frozenset(("title", "subtitle", "caption", "abstract"))
_PROSE = frozenset("quote verse center abstract note warning tip important caution".split())


def read(source: str, name: str = "-") -> Document:
    """Return the document of an Org file; comments, drawers, keywords and blocks of code are no text.

    >>> page = read("* Pain\\nIt helps [cite:@deyo2015], see cite:roe2001.\\n# a note\\n")
    >>> page.text, [marker.keys for marker in page.markers]
    ('Pain\\n\\nIt helps [cite:@deyo2015], see cite:roe2001.\\n', [('deyo2015',), ('roe2001',)])
    """
    builder = Builder(source, name)
    lines = [match.span() for match in LINE.finditer(source) if match.end() > match.start()]
    ends = closers(source, lines)
    at = 0
    while at < len(lines):
        start, end = lines[at]
        line = source[start:end]
        if begins := BEGIN.match(line):
            stop = closed(ends, at, f"#+end_{begins['name']}")
            if begins["name"].lower() not in _PROSE and stop > at:
                _write(builder, lines[at][0], lines[stop][1], "code")
                at = stop
        elif DRAWER.match(line):
            at = max(at, closed(ends, at, ":END:"))
        elif headline := HEADLINE.match(line):
            _write(builder, start + headline.end(), end, "heading", level=len(headline["stars"]))
        elif (keyword := KEYWORD.match(line)) and keyword["name"].lower() in _SAID:
            _write(builder, start + keyword.end(), end, "paragraph")
        elif line.strip() and not NO_PROSE.match(line):
            last = paragraph(source, lines, at)
            _text(builder, start, lines[last][1])
            at = last
        at += 1
    return builder.document()


def _text(builder: Builder, start: int, end: int) -> None:
    if note := NOTE.match(builder.source, start, end):
        _write(builder, note.end(), end, "footnote", f"^{note['name']}")
    elif item := ITEM.match(builder.source, start, end):
        _write(builder, item.end(), end, "item", item["number"] or "")
    else:
        _write(builder, start, end, "table" if builder.source[start:end].lstrip().startswith("|") else "paragraph")


def _write(builder: Builder, start: int, end: int, kind: BlockKind, label: str = "", level: int = 0) -> None:
    if builder.length:
        builder.insert("\n", start)
    at = builder.length
    notes = []
    if kind == "code":
        builder.copy(start, end)
    else:
        notes = copy_inline(builder, start, end)
    builder.block(at, kind, label, level)
    for name, begin, stop in notes:
        _write(builder, begin, stop, "footnote", name)


def cite(source: str, keys: Sequence[str]) -> str:
    """Return a citation of these keys: org-cite's, or org-ref's where the page has one of those.

    >>> cite("", ["a", "b"]), cite("As cite:&c says.", ["a", "b"]), cite("As citep:c says.", ["a", "b"])
    ('[cite:@a;@b]', '[[cite:&a;&b]]', 'cite:a,b')
    """
    if re.search(r"\bcite[a-z]{0,12}:&", source):
        return f"[[cite:{';'.join(f'&{key}' for key in keys)}]]"
    if "[cite" not in source and re.search(r"(?<![\w\[/])cite[a-z]{0,12}:\w", source):
        return f"cite:{','.join(keys)}"
    return f"[cite:{';'.join(f'@{key}' for key in keys)}]"


def spell(key: str) -> str | None:
    """Return the key as org-cite and org-ref both take it, None where they do not."""
    return key if re.fullmatch(r"\w(?:[\w:./+-]{0,198}\w)?", key) else None


READER = Reader(
    name="org", title="Org mode", read=read, suffixes=(".org",), media_types=("text/org", "text/x-org"), is_synced=True, cite=cite, spell=spell,
)  # fmt: skip
