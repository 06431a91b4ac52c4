"""Wikitext: the source of Wikipedia pages, with `<ref>` as markers and `{{cite ...}}` mapped to fields directly.

Source: the help pages on footnotes and on Citation Style 1 (read 2026-11). Other templates, tables and files are left out.
"""

from __future__ import annotations

import re
from typing import Any

from ..fields import dates, ids, names, titles
from ..model import CslType, Document, Identifier, Name, Reference
from . import Reader
from ._builder import Builder

_PIECE = re.compile(
    r"(?P<comment><!--)|(?P<nowiki><nowiki>)"
    r"|(?P<ref><ref(?P<attributes>(?:\s[^<>/]*+(?:/(?!>)[^<>/]*+)*+)?)(?:/>|>(?P<inside>(?:(?!</?ref\b).)*+)</ref>))"
    r"|(?P<open>\{\{)|(?P<table>\{\|)"
    r"|(?P<link>\[\[(?P<target>[^\[\]|{}]{1,400}+)(?:\|(?P<shown>[^\[\]{}]{0,600}+))?\]\])"
    r"|(?P<outer>\[(?P<url>https?://[^\s\[\]]{2,1000}+)(?:\s(?P<words>[^\[\]\n]{0,600}+))?\])"
    r"|(?P<quotes>''+)|(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,400}+)?/?>)|(?P<entity>&(?:[a-zA-Z]{2,8}|#\d{1,6});)",
    re.DOTALL,
)
_NAME = re.compile(r"""\bname\s*=\s*(?:"([^"]{1,200})"|'([^']{1,200})'|([^\s"'/>]{1,200}))""", re.IGNORECASE)
_BLOCK = re.compile(r"\n[ \t]*\n|\n(?=[*#:;=|!{])|(?<=\n)")
_HEADING = re.compile(r"(={2,6})[ \t]*(.{1,200}?)[ \t]*\1[ \t]*$")
_LIST = re.compile(r"[*#:;]{1,6}[ \t]*")
_MEDIA = re.compile(
    r"(?:file|image|category|datei|bild|kategorie|fichier|catégorie|archivo|categoría|ficheiro|categoria)\s*:",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?:sfn|sfnp|harv|harvnb|harvtxt|harvp|harvcol|harvcolnb)$", re.IGNORECASE)
_CITE = re.compile(r"(?:cite\b|citation$|literatur$|internetquelle$|article$|ouvrage$|lien web$|cita\b)", re.IGNORECASE)


def read(source: str, name: str = "-") -> Document:
    """Return the document of a page's wikitext.

    >>> page = read("Useful.<ref>{{cite journal |last=Deyo |first=RA |title=Opioids |journal=BMJ |date=2015}}</ref>")
    >>> page.text.split("\\n")[0], page.citations[0].reference.container_title, page.markers[0].keys
    ('Useful.[1]', 'BMJ', ('1',))
    """
    page = _Wikitext(source, name)
    page.read()
    return page.builder.document()


class _Wikitext:
    """What is known while reading: the references so far, in order of their first use."""

    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.builder = Builder(source, name)
        self.notes: list[tuple[int, int] | None] = []  # where the content of each reference stands
        self.named: dict[str, int] = {}
        self.ends = _closings(source)
        self.absent: set[str] = set()
        self.seen: tuple[int, re.Match[str] | None] = (len(source) + 1, None)  # from where, and what came next

    def read(self) -> None:
        """Read the page, then print its references behind it, each once."""
        at = 0
        for stop in [*(m.start() for m in _BLOCK.finditer(self.source)), len(self.source)]:
            if stop > at:  # a template or a table may reach beyond the end of its line
                at = self._paragraph(at, stop)
        self._print_notes()

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
        if heading := _HEADING.match(line):
            begin += heading.start(2)
            self._inline(begin, begin + len(heading[2]))
            builder.block(at, "heading", level=len(heading[1]) - 1)
            return stop
        is_item = _LIST.match(line)
        end = self._inline(begin + (is_item.end() if is_item else 0), stop)
        builder.block(at, "item" if is_item else "paragraph")
        return max(end, stop)

    def _inline(self, start: int, stop: int) -> int:
        """Copy what a reader sees of source[start:stop]; return where reading ended, which may be behind `stop`."""
        builder = self.builder
        at = start
        while at < stop and (match := self._next(at)) and match.start() < stop:
            builder.copy(at, match.start())
            at = match.end()
            if match["comment"] is not None:
                closed = self._find("-->", at)
                at = closed + 3 if closed >= 0 else at
            elif match["nowiki"] is not None:
                if (closed := self._find("</nowiki>", at)) >= 0:
                    builder.copy(at, closed)
                    at = closed + 9
            elif match["ref"] is not None:
                self._ref(match)
            elif match["open"] is not None:
                at = self.ends.get(match.start(), match.end())
                if at > match.end():
                    self._template(match.start(), at)
            elif match["table"] is not None:
                closed = self._find("\n|}", at)
                at = closed + 3 if closed >= 0 else at
            elif match["target"] is not None:
                if not _MEDIA.match(match["target"]):
                    self._inline(*match.span("shown" if match["shown"] is not None else "target"))
            elif match["outer"] is not None:
                if match["words"]:
                    self._inline(*match.span("words"))
            elif match["entity"] is not None:
                import html

                builder.insert(html.unescape(match["entity"]), match.start(), len(match["entity"]))
        builder.copy(at, stop)
        return max(at, stop)

    def _next(self, at: int) -> re.Match[str] | None:
        """The next piece of markup; a page of short lines without any is searched once, not once for each line."""
        start, match = self.seen
        if not (start <= at and (match is None or at <= match.start())):
            match = _PIECE.search(self.source, at)
            self.seen = (at, match)
        return match

    def _find(self, closing: str, start: int) -> int:
        """Where a mark next stands, or -1; once there is none, the rest of the text is not searched again."""
        if closing in self.absent:
            return -1
        found = self.source.find(closing, start)
        if found < 0:
            self.absent.add(closing)
        return found

    def _ref(self, match: re.Match[str]) -> None:
        named = _NAME.search(match["attributes"] or "")
        key = " ".join(next(filter(None, named.groups())).split()) if named else None
        number = self.named.get(key) if key else None
        if number is None:
            self.notes.append(None)
            number = len(self.notes)
            if key:
                self.named[key] = number
        if match["inside"] and match["inside"].strip() and self.notes[number - 1] is None:
            self.notes[number - 1] = match.span("inside")
        at = self.builder.length
        self.builder.insert(f"[{number}]", match.start(), len(match.group()))
        self.builder.marker(at, "numeric", (str(number),))

    def _template(self, start: int, end: int) -> None:
        title, given = _parameters(self.source[start + 2 : end - 2])
        if _SHORT.match(title):
            people = [value for key, value in given.items() if key.isdecimal() and value][:-1]
            year = next((value for key, value in reversed(given.items()) if key.isdecimal()), "")
            if people and re.fullmatch(r"\d{4}[a-z]?", year):
                at = self.builder.length
                who = " and ".join(people[:2]) if len(people) < 3 else f"{people[0]} et al."
                self.builder.insert(f"({who}, {year})", start, end - start)
                self.builder.marker(at, "author-year", (f"{who} {year}",))
        elif _CITE.match(title):
            at = self.builder.length
            self.builder.copy(start, end)
            self.builder.citation(at, None, "list", reference_of(title, given))
        elif title.lower() in ("reflist", "references"):
            for part in re.finditer(r"<ref[^<>/]*>", self.source[start:end]):
                if full := _PIECE.match(self.source, start + part.start()):
                    at = self.builder.length
                    if full["ref"] is not None and (named := _NAME.search(full["attributes"] or "")):
                        key = " ".join(next(filter(None, named.groups())).split())
                        if key in self.named and full["inside"]:
                            self.notes[self.named[key] - 1] = full.span("inside")

    def _print_notes(self) -> None:
        builder = self.builder
        known = [(number, span) for number, span in enumerate(self.notes, 1) if span]
        if not known:
            return
        builder.insert("\n\nReferences\n\n", len(self.source))
        for number, (start, end) in known:
            while start < end and self.source[start].isspace():
                start += 1
            at = builder.length
            template = self.ends.get(start)
            reference = None
            if template and template <= end and not self.source[template:end].strip(" .\n"):
                title, given = _parameters(self.source[start + 2 : template - 2])
                if _CITE.match(title):
                    reference = reference_of(title, given)
            if reference:
                builder.copy(start, template or end)
            else:
                self._inline(start, end)
            builder.citation(at, str(number), "footnote", reference)
            builder.block(at, "item", str(number))
            builder.insert("\n", end)


def _closings(source: str) -> dict[int, int]:
    """Where each template that is closed ends, by where it begins; in one pass."""
    ends: dict[int, int] = {}
    stack: list[int] = []
    for match in re.finditer(r"\{\{|\}\}", source):
        if match.group() == "{{":
            stack.append(match.start())
        elif stack:
            ends[stack.pop()] = match.end()
    return ends


def _parameters(inside: str) -> tuple[str, dict[str, str]]:
    """Return a template's name and its parameters; "|" within links and inner templates does not part them."""
    parts: list[str] = [""]
    depth = 0
    for piece in re.split(r"(\{\{|\}\}|\[\[|\]\]|\|)", inside):
        if piece == "|" and depth == 0:
            parts.append("")
            continue
        depth += (piece in ("{{", "[[")) - (piece in ("}}", "]]"))
        depth = max(depth, 0)
        parts[-1] += piece
    given: dict[str, str] = {}
    unnamed = 0
    for part in parts[1:]:
        key, equals, value = part.partition("=")
        if not equals or len(key.strip()) > 30:
            unnamed += 1
            key, value = str(unnamed), part
        given[key.strip().lower()] = _plain(value)
    return _plain(parts[0]), {key: value for key, value in given.items() if value}


def _plain(value: str) -> str:
    value = re.sub(r"<!--.*?-->", "", value, flags=re.DOTALL)
    value = re.sub(r"\[\[(?:[^\[\]|]{0,300}\|)?([^\[\]|]{0,300})\]\]", r"\1", value)
    value = re.sub(r"\[https?://\S{1,1000}\s([^\[\]]{0,600})\]", r"\1", value)
    value = re.sub(r"\{\{(?:[^{}|]{0,60}\|)?([^{}|]{0,300})[^{}]{0,300}\}\}", r"\1", value)
    return titles.render(re.sub(r"''+", "", value))


_KINDS: dict[str, CslType] = {
    "journal": "article-journal", "book": "book", "web": "webpage", "news": "article-newspaper", "magazine": "article-magazine",
    "conference": "paper-conference", "thesis": "thesis", "report": "report", "techreport": "report", "encyclopedia": "entry-encyclopedia",
    "arxiv": "article", "biorxiv": "article", "medrxiv": "article", "ssrn": "article", "patent": "patent", "map": "map", "speech": "speech",
    "interview": "interview", "press release": "document", "av media": "motion_picture", "dictionary": "entry-dictionary", "tech report": "report",
}  # fmt: skip
_TEXTS = (
    ("volume", "volume"), ("issue", "issue"), ("number", "issue"), ("pages", "page"), ("page", "page"), ("p", "page"), ("pp", "page"), ("at", "page"),
    ("publisher", "publisher"), ("institution", "publisher"), ("location", "publisher_place"), ("place", "publisher_place"), ("edition", "edition"),
    ("series", "collection_title"), ("language", "language"), ("url", "url"), ("issn", "issn"), ("isbn", "isbn"), ("pmid", "pmid"), ("degree", "genre"),
    ("type", "genre"), ("id", "number"),
)  # fmt: skip
_CONTAINERS = (
    "journal magazine newspaper periodical work website encyclopedia dictionary booktitle book-title conference".split()
)


def reference_of(title: str, given: dict[str, str]) -> Reference:
    """Return the reference that a citation template holds; its type is what the template's name says.

    >>> reference_of("cite book", {"last1": "Low", "title": "Backs", "date": "May 2011", "pmc": "12"}).issued.date_parts
    ((2011, 5),)
    """
    kind = re.sub(r"^cite\s+", "", title.strip().lower())
    people, given = given, {key: re.sub(r"\(\(|\)\)", "", value) for key, value in given.items()}
    values: dict[str, Any] = {"type": _KINDS.get(kind, "document")}
    for key, attribute in _TEXTS:
        if given.get(key) and not values.get(attribute):
            values[attribute] = given[key]
    chapter = given.get("chapter") or given.get("contribution") or given.get("section") or given.get("entry")
    container = next((given[key] for key in _CONTAINERS if given.get(key)), None)
    values["title"] = given.get("title")
    if chapter and given.get("title"):
        values["title"], values["container_title"] = chapter, given["title"]
        values["type"] = "chapter" if values["type"] in ("book", "document") else values["type"]
    elif container:
        values["container_title"] = container
    if kind == "citation" and values["type"] == "document":
        values["type"] = "article-journal" if given.get("journal") else "book" if given.get("isbn") else "document"
    for role, stems in (
        ("author", ("last", "surname", "author")),
        ("editor", ("editor-last", "editor-surname", "editor")),
        ("translator", ("translator-last", "translator-surname", "translator")),
    ):
        values[role] = _people(people, stems)
    for key, attribute in (
        ("date", "issued"),
        ("year", "issued"),
        ("access-date", "accessed"),
        ("accessdate", "accessed"),
    ):
        if given.get(key) and not values.get(attribute):
            values[attribute] = dates.from_field(given[key])
    if doi := given.get("doi"):
        values["doi"] = ids.normalise(Identifier("doi", doi)).value
    if pmc := given.get("pmc"):
        values["pmcid"] = ids.normalise(Identifier("pmcid", pmc)).value
    values["arxiv"] = given.get("arxiv") or given.get("eprint")
    values["event_title"] = given.get("conference") if container != given.get("conference") else None
    return Reference(**{key: value for key, value in values.items() if value})


def _people(given: dict[str, str], stems: tuple[str, ...]) -> tuple[Name, ...]:
    found: list[Name] = []
    for number in ["", *map(str, range(1, 100))]:
        last = next(
            (given[key] for stem in stems for key in (f"{stem}{number}", _numbered(stem, number)) if given.get(key)),
            None,
        )
        if last is None:
            if number in ("", "1"):
                continue
            break
        first_stem = stems[0].replace("last", "first")
        first = next(
            (
                given[key]
                for key in (f"{first_stem}{number}", _numbered(first_stem, number), f"given{number}")
                if given.get(key)
            ),
            None,
        )
        if not first and last.startswith("((") and last.endswith("))"):
            found.append(Name(literal=last[2:-2]))  # "accept this as written"
            continue
        found += [names.from_inverted(f"{last}, {first}")] if first else names.parse(last).names
    if not found and given.get("vauthors") and stems[0] == "last":
        found = list(names.parse(given["vauthors"]).names)
    if not found and given.get("authors") and stems[0] == "last":
        found = list(names.parse(given["authors"]).names)
    return tuple(found)


def _numbered(stem: str, number: str) -> str:
    """ "editor-last" and 2 -> "editor2-last", the other spelling."""
    head, dash, tail = stem.partition("-")
    return f"{head}{number}-{tail}" if dash else f"{stem}-{number}"


READER = Reader(
    name="wikitext",
    title="wikitext",
    read=read,
    suffixes=(".wiki", ".wikitext", ".mediawiki"),
    media_types=("text/x-wiki",),
)
