"""One citation of a JATS article while it is read: its elements -> a Reference, as far as they are tagged."""

from __future__ import annotations

from typing import Any

from ..fields import dates, ids
from ..model import CslType, Identifier, Name, Reference
from . import _saved
from ._builder import Builder

_KINDS: dict[str, CslType] = {
    "journal": "article-journal", "book": "book", "chapter": "chapter", "confproc": "paper-conference", "conf-proc": "paper-conference",
    "conference": "paper-conference", "thesis": "thesis", "report": "report", "gov": "report", "web": "webpage", "webpage": "webpage", "website": "webpage",
    "data": "dataset", "software": "software", "patent": "patent", "preprint": "article", "newspaper": "article-newspaper", "periodical": "article-magazine",
}  # fmt: skip
_DIRECT = {
    "volume": "volume", "issue": "issue", "publisher-name": "publisher", "publisher-loc": "publisher_place", "edition": "edition", "issn": "issn",
    "isbn": "isbn", "series": "collection_title", "elocation-id": "page", "page-range": "page",
}  # fmt: skip
_INLINE = frozenset("italic bold sup sub sc underline monospace styled-content named-content".split())
_ROLES = {"author": "author", "editor": "editor", "translator": "translator", "editors": "editor", "authors": "author"}


class CitedElement:
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
        self.works: list[Identifier] = []  # behind its links

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
                self.works.append(seen)

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

    def unsaid(self, text: str) -> list[str]:
        """Return the addresses of the works that it links to and whose names it does not print."""
        return _saved.unsaid((work for work in self.works if work.scheme in ("doi", "pmid", "pmcid", "arxiv")), text)

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
