"""Wikitext: the source of Wikipedia pages, with `<ref>` as markers and citation templates of many languages mapped to
fields directly.

Source: the help pages on footnotes, on Citation Style 1 and on the citation templates of the other Wikipedias (read
2026-11). Other templates, tables and files are left out, but for the notes in them.
"""

from __future__ import annotations

import re

from ..model import Document
from ..text import templates
from ..text.entities import unescaped
from ..text.raised import is_part, raised
from . import Reader
from ._builder import Builder
from ._wiki import pieces
from ._wiki.counting import HashedItems
from ._wiki.page import WikiPage


def read(source: str, name: str = "-") -> Document:
    """Return the document of a page's wikitext.

    >>> page = read("Useful.<ref>{{cite journal |last=Deyo |first=RA |title=Opioids |journal=BMJ |date=2015}}</ref>")
    >>> page.text.split("\\n")[0], page.citations[0].reference.container_title, page.markers[0].keys
    ('Useful.[1]', 'BMJ', ('1',))
    """
    return _Wikitext(source, name).read()


class _Wikitext(WikiPage):
    """Walks the page; what templates and notes are made of is the page's."""

    def __init__(self, source: str, name: str) -> None:
        super().__init__(source, Builder(source, name))
        self.absent: set[str] = set()
        self.counting = HashedItems()
        self.has_notes = "<ref" in source
        self.seen: tuple[int, re.Match[str] | None] = (len(source) + 1, None)  # from where, and what came next

    def read(self) -> Document:
        """Read the page, then print its notes behind it, each once."""
        at = 0
        for stop in [*(m.start() for m in pieces.BLOCK.finditer(self.source)), len(self.source)]:
            if stop > at:  # a template or a table may reach beyond the end of its line
                at = self._paragraph(at, stop)
        self.print_notes()
        return self.builder.document()

    def _paragraph(self, start: int, stop: int) -> int:
        builder = self.builder
        begin = start
        while begin < stop and self.source[begin].isspace():
            begin += 1
        if begin == stop:
            return stop
        if not builder.ends_with("\n"):
            builder.insert("\n\n", begin)
        at = builder.length
        line = self.source[begin:stop].rstrip()
        if heading := pieces.HEADING.match(line):
            begin += heading.start(2)
            self.inline(begin, begin + len(heading[2]))
            builder.block(at, "heading", level=max(len(heading[1]) - 1, 1))
            return stop
        is_item = pieces.LIST.match(line)
        signs = is_item.group().strip() if is_item else ""
        label = self.counting.label(line, signs, is_apart=self.source.count("\n", start, begin) > 1)
        self.in_item = is_item is not None
        end = self.inline(begin + (is_item.end() if is_item else 0), stop)
        self.in_item = False
        builder.block(at, "item" if is_item else "paragraph", label)
        return max(end, stop)

    def inline(self, start: int, stop: int) -> int:
        """Copy what a reader sees of source[start:stop]; return where reading ended, which may be behind `stop`."""
        builder = self.builder
        at = start
        while at < stop and (match := self._next(at)) and match.start() < stop:
            builder.copy(at, match.start())
            at = match.end()
            if match["comment"] is not None:
                at = self._behind("-->", at)
            elif match["hidden"] is not None:
                at = self._hidden(match)
            elif match["ref"] is not None:
                self.ref(match)
            elif match["listed"] is not None:
                at = self._behind("</references>", at)
            elif match["open"] is not None:
                closed = self.ends.get(match.start(), match.end())
                at = match.end() if self.is_behind and closed > stop else closed
                if at > match.end():
                    self.template(match.start(), at)
            elif match["table"] is not None and not self.is_behind:
                at = self._behind("\n|}", at)
                self.keep_notes(match.end(), at)
            elif match["target"] is not None:
                if not templates.media().match(match["target"]):
                    self.inline(*match.span("shown" if match["shown"] is not None else "target"))
            elif match["outer"] is not None:
                self.outer(match)
            elif match["sup"] is not None:
                self._raised(match)
            elif match["entity"] is not None:
                builder.insert(unescaped(match["entity"]), match.start(), len(match["entity"]))
        builder.copy(at, stop)
        return max(at, stop)

    def _raised(self, match: re.Match[str]) -> None:
        """Raised numbers are a part of what they stand at, or the markers of a page without notes."""
        behind = self.source[match.end() : match.end() + 6]
        if is_part(self.builder.tail(50), match["sup"], behind):
            self.builder.insert(raised(match["sup"]), match.start(), match.end() - match.start())
        elif self.has_notes:
            self.builder.copy(*match.span("sup"))
        else:
            self.builder.insert(f"[{match['sup']}]", match.start(), match.end() - match.start())

    def _next(self, at: int) -> re.Match[str] | None:
        """The next piece of markup; a page of short lines without any is searched once, not once for each line."""
        start, match = self.seen
        if not (start <= at and (match is None or at <= match.start())):
            match = pieces.PIECE.search(self.source, at)
            self.seen = (at, match)
        return match

    def _hidden(self, match: re.Match[str]) -> int:
        """Pass over what is no markup: code and formulas are left out."""
        name = re.match(r"<(\w+)", match["hidden"])
        closing = f"</{name[1]}>" if name and not match["hidden"].endswith("/>") else ""
        behind = self._behind(closing, match.end()) if closing else match.end()
        if match["hidden"] in pieces.SHOWN and behind > match.end():
            self.builder.copy(match.end(), behind - len(closing))
        return behind

    def _behind(self, closing: str, start: int) -> int:
        """Where a mark next ends, or `start`; once there is none, the rest of the text is not searched again."""
        found = -1 if closing in self.absent else self.source.find(closing, start)
        if found < 0:
            self.absent.add(closing)
        return found + len(closing) if found >= 0 else start


READER = Reader(
    name="wikitext",
    title="wikitext",
    read=read,
    suffixes=(".wiki", ".wikitext", ".mediawiki"),
    media_types=("text/x-wiki",),
)
