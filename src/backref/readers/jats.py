"""JATS XML, the format of journal articles in PMC: `xref` as markers, tagged citations mapped to fields directly.

Source: Journal Article Tag Suite 1.3 (NISO Z39.96-2021). Entities that a file declares are refused, not expanded.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import Any
from xml.parsers import expat

from ..fields import dates, ids
from ..model import BlockKind, CslType, Document, Identifier, Name, Problem, Reference
from ..text.escape import plain
from . import Reader
from ._builder import Builder

_SKIPPED = frozenset(
    "journal-meta contrib-group aff author-notes history permissions kwd-group counts pub-date article-id article-categories tex-math mml:math math "
    "object-id self-uri related-article custom-meta-group funding-group graphic media table license copyright-statement volume issue fpage lpage "
    "elocation-id alternatives inline-graphic processing-meta supplementary-material".split()
)
_BLOCKS: dict[str, BlockKind] = {
    "p": "paragraph", "title": "heading", "article-title": "heading", "subtitle": "heading", "caption": "paragraph", "list-item": "item",
    "def-item": "item", "fn": "footnote", "td": "table", "th": "table", "disp-quote": "paragraph", "verse-group": "paragraph", "code": "code",
}  # fmt: skip
_CITATIONS = frozenset("mixed-citation element-citation nlm-citation citation".split())
_KINDS: dict[str, CslType] = {
    "journal": "article-journal", "book": "book", "chapter": "chapter", "confproc": "paper-conference", "conf-proc": "paper-conference",
    "conference": "paper-conference", "thesis": "thesis", "report": "report", "gov": "report", "web": "webpage", "webpage": "webpage", "website": "webpage",
    "data": "dataset", "software": "software", "patent": "patent", "preprint": "article", "newspaper": "article-newspaper", "periodical": "article-magazine",
}  # fmt: skip
_DIRECT = {
    "volume": "volume", "issue": "issue", "publisher-name": "publisher", "publisher-loc": "publisher_place", "edition": "edition", "issn": "issn",
    "isbn": "isbn", "series": "collection_title", "elocation-id": "page", "page-range": "page",
}  # fmt: skip
_OWN = (
    frozenset("article sub-article front body sec back ref-list ref xref".split()) | _CITATIONS
)  # one of them is enough
_DASHES = ("-", "–", "—", "‐", "−")
_INLINE = frozenset("italic bold sup sub sc underline monospace styled-content named-content".split())
_ROLES = {"author": "author", "editor": "editor", "translator": "translator", "editors": "editor", "authors": "author"}


def read(source: str, name: str = "-") -> Document:
    """Return the document of an article; the spans count in the file.

    >>> xml = '<article><body><p>Useful <xref ref-type="bibr" rid="B1">1</xref>.</p></body></article>'
    >>> article = read(xml)
    >>> article.text.strip(), article.markers[0].keys
    ('Useful 1.', ('B1',))
    """
    article = _Article(source, name)
    if source.strip():
        article.parse()
        article.tell_of_others()
    return article.document()


class _Article:
    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.builder = Builder(source, name)
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._refuse
        self._bytes = (
            None
            if source.isascii()
            else list(accumulate((len(c.encode("utf-8", "replace")) for c in source), initial=0))
        )
        self.skipped = 0
        self.block = 0
        self.kinds: list[BlockKind] = []
        self.xref: tuple[int, tuple[str, ...]] | None = None
        self.refs: list[str] = []
        self.markers: list[tuple[int, int, tuple[str, ...]]] = []
        self.cited: _Cited | None = None
        self.label: str | None = None
        self.in_label = False
        self.depth = 0
        self.root = ""
        self.is_of_jats = False

    def parse(self) -> None:
        try:
            self.parser.Parse(self.source.encode("utf-8", "replace"), True)
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
        numbers = {key: number for number, key in enumerate(self.refs)}
        groups: list[tuple[int, int, tuple[str, ...]]] = []
        for start, end, keys in self.markers:
            between = text[groups[-1][1] : start].strip() if groups and start - groups[-1][1] < 4 else None
            if between in _DASHES and groups[-1][2][-1] in numbers and keys[0] in numbers:
                keys = (*self.refs[numbers[groups[-1][2][-1]] + 1 : numbers[keys[0]]], *keys)
            if between is not None and (between in _DASHES or between in ("", ",", ";")):
                groups[-1] = (groups[-1][0], end, (*groups[-1][2], *keys))
            else:
                groups.append((start, end, keys))
        for start, end, keys in groups:
            if text[start - 1 : start] in ("[", "(") and text[end : end + 1] in ("]", ")"):
                start, end = start - 1, end + 1
            self.builder.marker(start, "key", tuple(dict.fromkeys(keys)), end)
        return self.builder.document()

    def _offset(self) -> int:
        at = self.parser.CurrentByteIndex
        return at if self._bytes is None else bisect_left(self._bytes, at)

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
            self.cited = _Cited(tag, given, self.builder.length)
        elif tag in _BLOCKS or tag in ("sec", "body", "back", "abstract", "ref-list", "front"):
            self._flush(self.kinds[-1] if self.kinds else "paragraph")
            if tag in _BLOCKS:
                self.kinds.append(_BLOCKS[tag])
        elif tag == "xref" and given.get("ref-type") == "bibr" and given.get("rid"):
            self.xref = (self.builder.length, tuple(given["rid"].split()))
        elif tag == "break":
            self.builder.insert(" ", self._offset())

    def _end(self, tag: str) -> None:
        self.depth -= 1
        if self.skipped:
            self.skipped -= 1
            return
        if self.cited is not None:
            if tag == self.cited.tag and self.cited.level == 0:
                at = self.cited.at
                self.builder.citation(at, self.label, "list", self.cited.reference())
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
        elif tag in _BLOCKS:
            self._flush(self.kinds.pop() if self.kinds else "paragraph")

    def _text(self, data: str) -> None:
        if self.skipped or (self.in_label and self.label):
            return
        if self.cited is not None:
            self.cited.text(data)
        at = self._offset()
        if self.source.startswith(data, at):
            if data.isspace() and "\n" in data and self.cited is None:
                if not self.builder.ends_with("\n"):
                    self.builder.insert(" ", at, len(data))
                return
            self.builder.copy(at, at + len(data))
        else:
            end = self.source.find(";", at, at + 12)
            self.builder.insert(data, at, end + 1 - at if end >= 0 else 0)

    def _flush(self, kind: BlockKind) -> None:
        if self.builder.length > self.block:
            self.builder.block(self.block, kind, level=1 if kind == "heading" else 0)
            self.builder.insert("\n\n", self._offset() if self.parser.CurrentByteIndex >= 0 else len(self.source))
        self.block = self.builder.length


class _Cited:
    """One citation element while it is read: its tagged fields, as far as there are any."""

    def __init__(self, tag: str, given: dict[str, str], at: int) -> None:
        self.tag = tag
        self.at = at
        self.level = 0
        self.kind = given.get("publication-type") or given.get("citation-type") or ""
        self.is_tagged_only = tag != "mixed-citation"
        self.pieces: list[str] = []
        self.role = "author"
        self.found: dict[str, str] = {}
        self.people: dict[str, list[dict[str, str]]] = {}
        self.person: dict[str, str] | None = None
        self.pub_id = ""

    def start(self, tag: str, given: dict[str, str], builder: Builder, at: int) -> None:
        self.level += 1
        if tag in _INLINE:
            return
        self.pieces = []
        is_name = tag in ("surname", "given-names") and self.person
        if (self.is_tagged_only or is_name) and builder.length > self.at and not builder.ends_with(" "):
            builder.insert(" ", at)
        if tag == "person-group":
            self.role = _ROLES.get(given.get("person-group-type", "author"), "author")
        elif tag in ("name", "string-name"):
            self.person = {}
        elif tag == "pub-id":
            self.pub_id = given.get("pub-id-type", "")
        elif tag in ("ext-link", "uri"):
            target = next((value for key, value in given.items() if key.endswith("href")), "")
            if seen := ids.parse(target):
                self.found.setdefault(seen.scheme, seen.value)

    def text(self, data: str) -> None:
        self.pieces.append(data)

    def end(self, tag: str) -> None:
        self.level -= 1
        if tag in _INLINE:
            return
        value = " ".join("".join(self.pieces).split())
        if tag in ("surname", "given-names", "suffix") and self.person is not None:
            self.person[tag] = value
        elif tag in ("name", "string-name"):
            if self.person:
                self.people.setdefault(self.role, []).append(self.person)
            self.person = None
        elif tag in ("collab", "collaboration", "institution") and value:
            self.people.setdefault(self.role, []).append({"literal": value})
        elif tag == "pub-id" and value:
            self.found.setdefault({"pmc": "pmcid"}.get(self.pub_id, self.pub_id), value)
        elif tag == "person-group":
            self.role = "author"
        elif value and tag != "etal":
            self.found.setdefault(tag, value)
        self.pieces = []

    def reference(self) -> Reference | None:
        """Return what is tagged, or None where too little is."""
        found = self.found
        title = (
            found.get("article-title")
            or found.get("chapter-title")
            or found.get("part-title")
            or found.get("data-title")
        )
        source = found.get("source")
        if not (title or source) or not (found.get("year") or self.people):
            return None
        values: dict[str, Any] = {attribute: found[key] for key, attribute in _DIRECT.items() if found.get(key)}
        kind = _KINDS.get(self.kind.lower(), "article-journal" if found.get("volume") else "document")
        if title and source:
            values["title"], values["container_title"] = title, source
            kind = "chapter" if kind == "book" else kind
        else:
            values["title"] = title or source
        if first := found.get("fpage"):
            values["page"] = f"{first}-{found['lpage']}" if found.get("lpage") else first
        values["issued"] = dates.parse(
            " ".join(filter(None, (found.get("day"), found.get("month"), found.get("year"))))
        )
        for scheme in ("doi", "pmid", "pmcid"):
            if found.get(scheme):
                values[scheme] = ids.normalise(Identifier(scheme, found[scheme])).value
        if found.get("url"):
            values["url"] = found["url"]
        for role, people in self.people.items():
            values[role] = tuple(
                Name(literal=p["literal"]) if "literal" in p else Name(family=p.get("surname"), given=p.get("given-names"), suffix=p.get("suffix"))
                for p in people
            )  # fmt: skip
        return Reference(type=kind, **{key: value for key, value in values.items() if value})


READER = Reader(
    name="jats", title="JATS XML", read=read, suffixes=(".nxml", ".jats", ".xml"), media_types=("application/jats+xml",)
)
