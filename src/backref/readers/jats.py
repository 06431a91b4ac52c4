"""JATS XML, the format of journal articles in PMC: `xref` as markers, tagged citations mapped to fields directly.

Source: Journal Article Tag Suite 1.3 (NISO Z39.96-2021). Entities that a file declares are refused, not expanded.
"""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from ..model import BlockKind, Document, Problem
from ..text.escape import plain
from ..text.raised import is_part, raised
from . import Reader, _edited, _works
from ._builder import Builder
from ._byte_places import BytePlaces
from ._jats_cited import CitedElement
from ._jats_runs import XrefRun, runs

_SKIPPED = frozenset(
    "journal-meta contrib-group aff author-notes history permissions kwd-group counts pub-date article-id article-categories tex-math mml:math math "
    "object-id self-uri related-article custom-meta-group funding-group graphic media license copyright-statement volume issue fpage lpage "
    "elocation-id alternatives inline-graphic processing-meta supplementary-material".split()
)
_BLOCKS: dict[str, BlockKind] = {
    "p": "paragraph", "title": "heading", "article-title": "heading", "subtitle": "heading", "caption": "paragraph", "list-item": "item",
    "def-item": "item", "fn": "footnote", "td": "table", "th": "table", "disp-quote": "paragraph", "verse-group": "paragraph", "code": "code",
}  # fmt: skip
_CITATIONS = frozenset("mixed-citation element-citation nlm-citation citation".split())
_OWN = (
    frozenset("article sub-article front body sec back ref-list ref xref".split()) | _CITATIONS
)  # one of them is enough
_SUP = re.compile(r"<sup>\s*(\d{1,3}(?:\s?[,;\u2010-\u2015-]\s?\d{1,3}){0,20})\s*(?=</sup>)")
_MARGIN = re.compile(r"<named-content[^<>]{1,200}>\s*[\[(]?(\d{1,4})[\])]?[.:]?\s*(?=</named-content>)")
_PRINTED = re.compile(r"\s*[\[(]?(\d{1,4})[\])]?[.:]?\s*")  # beside an item


def read(source: str, name: str = "-") -> Document:
    """Return the document of an article; the spans count in the file.

    >>> xml = '<article><body><p>Useful <xref ref-type="bibr" rid="B1">1</xref>.</p></body></article>'
    >>> article = read(xml)
    >>> article.text.strip(), article.markers[0].keys
    ('Useful 1.', ('B1',))
    """
    if _edited.is_one(source):
        return _edited.read(source, name)
    article = _Article(source, name)
    if source.strip():
        article.parse()
        article.tell_of_others()
    return article.document()


class _Article:
    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.builder = Builder(source, name)
        self.parser = expat.ParserCreate("utf-8")  # whatever the file declares: it was decoded
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._refuse
        self._data = source.encode("utf-8", "replace")
        self._places = BytePlaces(source, self._data)
        self.skipped = 0
        self.block = 0
        self.kinds: list[BlockKind] = []
        self.xref: tuple[int, tuple[str, ...]] | None = None
        self.lists: list[int | None] = []  # the last number of each list that is open; None for one that does not count
        self.item = ""  # the label of the item that is open
        self.note = ""  # that of the note
        self.noted: set[str] = set()
        self.links: list[tuple[int, str]] = []
        self.has_xrefs = 'ref-type="bibr"' in source
        self.refs: list[str] = []
        self.markers: list[tuple[int, int, tuple[str, ...]]] = []
        self.cited: CitedElement | None = None
        self.label: str | None = None
        self.in_label = False
        self.depth = 0
        self.root = ""
        self.is_of_jats = False

    def parse(self) -> None:
        try:
            self.parser.Parse(self._data, True)
        except (expat.ExpatError, ValueError) as error:
            self.builder.problems.append(
                Problem(
                    code="not-well-formed",
                    stage="read",
                    message=f"the XML ends its sense here: {error}",
                    place=self.builder.name,
                )
            )
        self._flush("paragraph")

    def tell_of_others(self) -> None:
        """Say of XML that has no element of an article that it is none, however much text it holds."""
        if self.root and not self.is_of_jats:
            message = f"the XML is no article of JATS, and of no other kind that is read: its first element is {plain(self.root[:80])}"
            self.builder.problems.append(
                Problem(code="not-an-article", stage="read", message=message, place=self.builder.name)
            )

    def document(self) -> Document:
        """Return the document; cross-references that stand together, "[1–3,7]", are one marker with its brackets."""
        text = self.builder.text()
        pointers = [
            XrefRun(start, end, keys)
            for start, end, named in self.markers
            if (keys := tuple(key for key in named if key[:1] != "^" or key in self.noted))
        ]
        for run in runs(text, pointers, self.refs):
            self.builder.marker(run.start, "key", run.keys, run.end)
        return self.builder.document()

    def _offset(self) -> int:
        return self._places.of(self.parser.CurrentByteIndex)

    def _refuse(self, *declared: Any) -> None:
        raise ValueError("it declares an entity")

    def _start(self, tag: str, given: dict[str, str]) -> None:
        self.depth += 1
        self.root = self.root or tag
        self.is_of_jats = self.is_of_jats or tag in _OWN
        if self.depth > 400:
            raise ValueError("elements nested more than 400 deep")
        if self.skipped or (tag in _SKIPPED and self.cited is None):
            self.skipped += 1
            return
        if self.cited is not None:
            if given.get("content-type") == "csl-left-margin" and (
                printed := _MARGIN.match(self.source, self._offset())
            ):
                self.label, self.skipped = printed[1], 1
                return
            self.cited.start(tag, given, self.builder, self._offset())
            return
        if tag == "ref":
            self._flush("paragraph")
            self.label = given.get("id")
            if self.label:
                self.refs.append(self.label)
        elif tag == "label":
            self.in_label = True
        elif tag in _CITATIONS:
            self._flush("paragraph")
            self.cited = CitedElement(tag, given, self.builder.length)
        elif tag in _BLOCKS or tag in ("sec", "body", "back", "abstract", "ref-list", "front"):
            self._flush(self.kinds[-1] if self.kinds else "paragraph")
            if tag in _BLOCKS:
                self.kinds.append("footnote" if tag == "p" and self.note else _BLOCKS[tag])
            self._begun(tag, given)
        else:
            self._marked(tag, given)

    def _marked(self, tag: str, given: dict[str, str]) -> None:
        """Begin what stands within a block, or a list of blocks."""
        if tag == "list":
            self.lists.append(0 if given.get("list-type") in ("order", "arabic") else None)
        elif tag == "xref" and given.get("ref-type") in ("bibr", "fn") and given.get("rid"):
            is_note = given["ref-type"] == "fn"
            self.xref = (self.builder.length, tuple(f"^{key}" if is_note else key for key in given["rid"].split()))
        elif tag == "sup" and not self.has_xrefs:
            self._raised()
        elif tag in ("ext-link", "uri"):
            href = next((value for key, value in given.items() if key.endswith("href")), "")
            self.links.append((self.builder.length, href))
        elif tag == "break":
            self.builder.insert(" ", self._offset())

    def _begun(self, tag: str, given: dict[str, str]) -> None:
        """Count an item of a list, or keep which note begins."""
        if tag == "list-item" and self.lists and (last := self.lists[-1]) is not None:
            self.lists[-1] = last + 1
            self.item = str(last + 1)
        elif tag == "fn" and given.get("id"):
            self.note = f"^{given['id']}"
            self.noted.add(self.note)

    def _raised(self) -> None:
        """Raised numbers of an article without cross-references to its list are markers, or parts of what they stand
        at.
        """
        at = self._offset()
        found = _SUP.match(self.source, at)
        if found is None:
            return
        is_sign = is_part(self.builder.tail(50), found[1], self.source[found.end() : found.end() + 6])
        self.builder.insert(raised(found[1]) if is_sign else f"[{found[1]}]", at, found.end() - at)
        self.skipped = 1

    def _linked(self) -> None:
        """A link is its words; behind them stands the work that it leads to, if they do not name it."""
        start, address = self.links.pop()
        work = _works.work_of(address) if self.builder.length > start else None
        if work and work.value.casefold() not in self.builder.tail(self.builder.length - start).casefold():
            self.builder.insert(f" {address}", self._offset())

    def _end(self, tag: str) -> None:
        self.depth -= 1
        if self.skipped:
            self.skipped -= 1
            return
        if self.cited is not None:
            if tag == self.cited.tag and self.cited.level == 0:
                at = self.cited.at
                reference = self.cited.reference()
                for address in self.cited.unsaid(self.builder.tail(self.builder.length - at)) if not reference else ():
                    self.builder.insert(f" {address}", self._offset())
                self.builder.citation(at, self.label, "list", reference)
                self.builder.block(at, "item", self.label or "")
                self.cited = None
                self.builder.insert("\n", self._offset())
                self.block = self.builder.length
            else:
                self.cited.end(tag)
            return
        if tag == "label":
            self.in_label = False
        elif tag == "ref":
            self._flush("paragraph")
            self.label = None
        elif tag == "xref" and self.xref:
            start, keys = self.xref
            self.markers.append((start, self.builder.length, keys))
            self.xref = None
        elif tag in ("ext-link", "uri") and self.links:
            self._linked()
        elif tag in _BLOCKS:
            self._flush(self.kinds.pop() if self.kinds else "paragraph")
            self.note = "" if tag == "fn" else self.note
            self.item = "" if tag == "list-item" else self.item
        elif tag == "list" and self.lists:
            self.lists.pop()

    def _text(self, data: str) -> None:
        if self.skipped or (self.in_label and (self.label or self.item or self.note)):
            if self.in_label and self.item and self.lists and (printed := _PRINTED.fullmatch(data)):
                self.item, self.lists[-1] = printed[1], int(printed[1])
            return
        if self.cited is not None:
            self.cited.text(data)
        at = self._offset()
        if self.source.startswith(data, at):
            self._copied(data, at)
        else:
            end = self.source.find(";", at, at + 12)
            self.builder.insert(data, at, end + 1 - at if end >= 0 else 0)

    def _copied(self, data: str, at: int) -> None:
        """Copy text; a line end with the blanks around it is one blank."""
        if data.isspace() and "\n" in data:
            if not self.builder.ends_with("\n") and not self.builder.ends_with(" "):
                self.builder.insert(" ", at, len(data))
            return
        is_behind_blank = self.builder.ends_with(" ") or self.builder.ends_with("\n")
        cut = len(data) - len(data.lstrip(" \t")) if is_behind_blank and "code" not in self.kinds else 0
        self.builder.copy(at + cut, at + len(data))

    def _flush(self, kind: BlockKind) -> None:
        if self.builder.length > self.block:
            label = self.note if kind == "footnote" else self.item if "item" in self.kinds else ""
            kind = "item" if label and label == self.item else kind
            self.builder.block(self.block, kind, label, level=1 if kind == "heading" else 0)
            self.item = "" if label == self.item else self.item
            self.builder.insert("\n\n", self._offset() if self.parser.CurrentByteIndex >= 0 else len(self.source))
        self.block = self.builder.length


READER = Reader(
    name="jats", title="JATS XML", read=read, suffixes=(".nxml", ".jats", ".xml"), media_types=("application/jats+xml",)
)
