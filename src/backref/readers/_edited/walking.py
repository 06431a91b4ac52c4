"""The text of TEI and DocBook as it grows: the elements of a file -> Document."""

from __future__ import annotations

from ...model import BlockKind, Document
from .._builder import Builder
from .._tex.fields import printed
from .._works import work_of
from . import works
from .tree import Node

_SKIPPED = frozenset(
    "teiHeader facsimile formula math equation inlineequation informalequation programlisting screen indexterm mediaobject graphic figDesc "
    "copyright legalnotice revhistory authorgroup author address pubdate keywordset".split()
)  # fmt: skip
_BLOCKS: dict[str, BlockKind] = {
    "p": "paragraph", "ab": "paragraph", "l": "paragraph", "head": "heading", "item": "item", "cell": "table", "para": "paragraph", "simpara": "paragraph",
    "title": "heading", "subtitle": "heading", "listitem": "item", "entry": "table", "td": "table", "th": "table", "code": "code",
}  # fmt: skip
_ENTRIES = frozenset("biblStruct bibl biblFull biblioentry bibliomixed bibliomset".split())
_LISTS = frozenset("listBibl bibliography bibliolist".split())
_WITHIN = 3  # entries within each other: a set of DocBook holds others
_NOTES = frozenset("note footnote".split())
_POINTING = frozenset("ref ptr xref link citation biblioref footnoteref".split())


class Walking:
    """What is known while a file is read."""

    def __init__(self, source: str, name: str, tree: Node) -> None:
        self.source = source
        self.builder = Builder(source, name)
        self.tree = tree
        self.block = 0
        self.within = 0  # entries that are open
        self.note = ""  # the label of the note that is read
        self.count = 0  # of notes without a name
        self.notes: list[tuple[Node, str]] = []  # to be read behind their block
        self.entries = {node.given.get("id", "") for node in tree.all(*_ENTRIES)} - {""}
        self.pointed = {key.removeprefix("#") for node in tree.all(*_POINTING) for key in _targets(node)}
        self.named = {node.given["id"] for node in tree.all(*_NOTES) if node.given.get("id")}

    def document(self) -> Document:
        """Return what was read."""
        self.walk(self.tree, "paragraph", is_listed=False)
        self._flush("paragraph")
        return self.builder.document()

    def walk(self, node: Node, kind: BlockKind, *, is_listed: bool) -> None:
        """Read what stands within an element, in a block of this kind."""
        for part in node.parts:
            if isinstance(part, Node):
                self._element(part, kind, is_listed=is_listed or node.tag in _LISTS)
            else:
                self._text(*part)

    def _element(self, node: Node, kind: BlockKind, *, is_listed: bool) -> None:
        tag = node.tag
        if tag in _SKIPPED:
            if tag == "teiHeader" and (abstract := node.first("abstract")):
                self.walk(abstract, kind, is_listed=False)
        elif tag in _ENTRIES and (is_listed or tag not in ("bibl",)) and self.within < _WITHIN:
            self.within += 1
            self._entry(node)
            self.within -= 1
        elif tag in _NOTES and node.given.get("type") != "raw_reference":
            self._note(node)
        elif tag in _POINTING:
            self._pointer(node, kind)
        elif tag in _BLOCKS or tag in ("div", "section", "chapter", "body", "back", "text", "table", "list", *_LISTS):
            self._flush(kind)
            inner = _BLOCKS.get(tag, kind if kind == "footnote" else "paragraph")
            inner = (
                "footnote"
                if kind == "footnote" and inner == "paragraph"
                else "item"
                if kind == "item" and inner == "paragraph"
                else inner
            )
            self.walk(node, inner, is_listed=is_listed)
            self._flush(inner)
        elif tag in ("lb", "sbr"):
            self.builder.insert(" ", node.at)
        else:
            self.walk(node, kind, is_listed=is_listed)

    def _entry(self, node: Node) -> None:
        """Keep an entry of a list: as it was printed, where the file says so, else in its fields."""
        self._flush("paragraph")
        at, label = self.builder.length, node.given.get("id") or None
        raw = next((note for note in node.all("note") if note.given.get("type") == "raw_reference"), None)
        reference = works.reference(node) if node.tag == "biblStruct" and raw is None else None
        if reference is not None:
            self.builder.insert(printed(reference), node.at)
        elif node.tag == "biblioentry":
            self.builder.insert(". ".join(said for part in node.nodes() if (said := part.said())), node.at)
        else:
            self.walk(raw or node, "item", is_listed=False)
        self.builder.citation(at, label, "list", reference)
        self.builder.block(at, "item", label or "")
        self.builder.insert("\n\n", node.at)
        self.block = self.builder.length

    def _note(self, node: Node) -> None:
        """Keep a note, which is read behind its block; where nothing points at it, a marker stands for it."""
        label = f"^{node.given['id']}" if node.given.get("id") else ""
        if not label or node.given["id"] not in self.pointed:
            self.count += 1
            label = label or f"^{self.count}"
            at = self.builder.length
            self.builder.insert(f"[{label}]", node.at)
            self.builder.marker(at, "footnote", (label,))
        self.notes.append((node, label))

    def _pointer(self, node: Node, kind: BlockKind) -> None:
        """Keep what a reference points at: entries, a note, or the work behind an address."""
        start = self.builder.length
        self.walk(node, kind, is_listed=False)
        given = node.given
        keys = [target.removeprefix("#") for target in _targets(node)] or (
            [node.said()] if node.tag == "citation" else []
        )
        if self.builder.length == start and any(key in self.entries for key in keys):
            self.builder.insert("[*]", node.at)
        if entries := tuple(key for key in keys if key in self.entries or given.get("type") == "bibr"):
            self.builder.marker(start, "key", entries)
        elif notes := tuple(f"^{key}" for key in keys if key in self.named):
            self.builder.marker(start, "footnote", notes)
        else:
            self._linked(start, given.get("href") or given.get("target") or given.get("url") or "", node.at)

    def _linked(self, start: int, address: str, at: int) -> None:
        work = work_of(address) if self.builder.length > start else None
        if work and work.value.casefold() not in self.builder.tail(self.builder.length - start).casefold():
            self.builder.insert(f" {address}", at)

    def _text(self, data: str, at: int) -> None:
        """Copy text; a line end with the blanks around it is one blank."""
        if data.isspace() and "\n" in data:
            if not self.builder.ends_with("\n") and not self.builder.ends_with(" "):
                self.builder.insert(" ", at, len(data))
        elif self.source.startswith(data, at):
            is_behind = self.builder.ends_with(" ") or self.builder.ends_with("\n")
            self.builder.copy(at + (len(data) - len(data.lstrip(" \t")) if is_behind else 0), at + len(data))
        else:
            end = self.source.find(";", at, at + 12)
            self.builder.insert(data, at, end + 1 - at if end >= 0 else 0)

    def _flush(self, kind: BlockKind) -> None:
        if self.builder.length > self.block:
            label = self.note if kind == "footnote" else ""
            self.builder.block(self.block, kind, label, level=1 if kind == "heading" else 0)
            self.builder.insert("\n\n", len(self.source))
        self.block = self.builder.length
        notes, self.notes = self.notes, []
        for node, label in notes:
            self.note = label
            self.walk(node, "footnote", is_listed=False)
            self._flush("footnote")
            self.note = ""


def _targets(node: Node) -> list[str]:
    given = node.given
    return (given.get("target") or given.get("linkend") or given.get("linkends") or "").split()
