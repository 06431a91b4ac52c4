"""DOCX: paragraphs, notes and superscripts of a Word file, and the field codes of Zotero, Mendeley and EndNote.

Those fields hold the whole record of each work, so that nothing is parsed. The archive is not trusted: size, depth and
number of elements are bounded, it is read as a stream, and no XML that declares a type or an entity is read. A paragraph
within another, as text boxes hold, is read behind it. Spans count in the extracted text.

Source: ECMA-376 part 1; the field codes as the three programs write them (read 2026-11).
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from ..errors import UnreadableInput
from ..fields import csl, dates, names
from ..model import BlockKind, Document, Problem, Reference
from . import Reader
from ._builder import Builder

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


LARGEST = 100_000_000  # bytes of one part, unpacked
MOST_ELEMENTS = 2_000_000  # of one part; a thesis of 600 pages has some 400,000
_ELEMENTS, _ELEMENTS_EACH = (
    200_000,
    10,
)  # and no more than so many, and so many for each byte of the file; honest ones have 1
DEEPEST = 200  # levels of nesting; text boxes in tables in text boxes have some 40
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBERS = re.compile(r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}")
_ENDNOTE_KINDS = {"Journal Article": "article-journal", "Book": "book", "Book Section": "chapter", "Web Page": "webpage", "Thesis": "thesis", "Report": "report", "Conference Proceedings": "paper-conference"}  # fmt: skip


def read(source: str, name: str = "-") -> Document:
    """Return an empty document, or refuse text: a Word file is bytes, see `read_bytes`."""
    if source:
        raise UnreadableInput(name, "no Word file")
    return Document("", name)


def read_bytes(data: bytes, name: str = "-") -> Document:
    """Return the document of a Word file. Raises UnreadableInput for what is none."""
    word = _Word(name, min(MOST_ELEMENTS, _ELEMENTS + _ELEMENTS_EACH * len(data)))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if not word.part(archive, "word/document.xml", ("p",), word.paragraph):
                raise UnreadableInput(name, "no Word file: it holds no document")
            for kind in ("footnote", "endnote"):
                word.part(archive, f"word/{kind}s.xml", (kind,), partial(word.note, kind))
    except UnreadableInput:
        raise
    except (
        zipfile.BadZipFile,
        KeyError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        zlib.error,
    ) as error:
        raise UnreadableInput(name, f"no Word file that can be read: {error}") from error
    return word.document()


class _Bounded(io.RawIOBase):
    """The bytes of one part of an archive, which may be longer than the archive says."""

    def __init__(self, file: IO[bytes], path: str) -> None:
        self.file, self.path, self.left = file, path, LARGEST

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes. Raises ValueError behind the largest part that is read."""
        piece = self.file.read(size if 0 < size < self.left else self.left + 1)
        self.left -= len(piece)
        if self.left < 0:
            raise ValueError(f"{self.path} is larger than it says")
        return piece


class _Word:
    """Walks the paragraphs; `fields` is the stack of open field codes: instruction, where its result began."""

    def __init__(self, name: str, most: int) -> None:
        self.name = name
        self.most = most  # elements of a part
        self.builder = Builder("", name)
        self.fields: list[tuple[list[str], int | None]] = []
        self.known: set[str] = set()
        self.problems: list[Problem] = []
        self.in_bibliography = False

    def document(self) -> Document:
        document = self.builder.document(tuple(self.problems))
        return Document(
            document.text, self.name, document.text, document.blocks, (), document.problems, document.citations, document.markers
        )  # fmt: skip

    def part(self, archive: zipfile.ZipFile, path: str, tags: tuple[str, ...], take: Callable[[Element], None]) -> bool:
        """Hand each outermost element with one of `tags` to `take` as it comes, and return whether there is such a part.

        Raises ValueError for what is no XML; what is too deep or too much is a Problem, and what stands before it is read.
        """
        from defusedxml.ElementTree import iterparse

        if path not in archive.namelist():
            return False
        if archive.getinfo(path).file_size > LARGEST:
            raise ValueError(f"{path} is larger than {LARGEST // 10**6} MB")
        wanted = {f"{_W}{tag}" for tag in tags}
        opened: list[Element] = []
        inside = seen = 0  # how many wanted ones are open, and how many elements there have been
        try:
            with archive.open(path) as file:
                for event, element in iterparse(_Bounded(file, path), events=("start", "end"), forbid_dtd=True):
                    if event == "start":
                        opened.append(element)
                        inside += element.tag in wanted
                        seen += 1
                        if seen > self.most or len(opened) > DEEPEST:
                            what = (
                                f"more than {self.most:,} elements"
                                if seen > self.most
                                else f"nested more than {DEEPEST} deep"
                            )
                            self.problems.append(
                                _problem("docx-cut", f"{path}: {what}; what is behind that is not read", self.name)
                            )
                            break
                        continue
                    opened.pop()
                    if element.tag in wanted:
                        inside -= 1
                        if not inside:
                            take(element)
                    if not inside and opened:
                        opened[-1].remove(
                            element
                        )  # else a long file would stand in memory as elements, thirty times its size
        except SyntaxError as error:
            raise ValueError(f"{path} is no XML: {error}") from error
        return True

    def paragraph(self, outer: Element) -> None:
        """Read a paragraph, and behind it those within it."""
        todo = [outer]
        for paragraph in todo:
            at = self.builder.length
            todo += self._runs(paragraph)
            if self.builder.length > at:
                self.builder.block(at, _kind(paragraph), level=1)
                self.builder.insert("\n\n", 0)

    def note(self, kind: str, note: Element) -> None:
        """Read a footnote or an endnote."""
        if note.get(f"{_W}type") in ("separator", "continuationSeparator", "continuationNotice"):
            return
        at = self.builder.length
        todo = [element for element in note.iter() if element.tag == f"{_W}p"]
        for paragraph in todo:
            self._runs(paragraph)
            self.builder.insert(" ", 0)
        self.builder.block(at, "footnote", f"^{kind[0]}{note.get(f'{_W}id')}")
        self.builder.insert("\n\n", 0)

    def _runs(self, paragraph: Element) -> list[Element]:
        """Read what stands in a paragraph, and return the paragraphs within it, unread."""
        within: list[Element] = []
        todo = [paragraph]
        while todo:
            element = todo.pop()
            if element.tag == f"{_W}p" and element is not paragraph:
                within.append(element)
                continue
            todo += reversed(element)
            tag = element.tag.removeprefix(_W) if isinstance(element.tag, str) else ""
            if tag == "fldChar":
                self._field(element.get(f"{_W}fldCharType") or "")
            elif tag == "instrText":
                if self.fields:
                    self.fields[-1][0].append(element.text or "")
            elif tag == "fldSimple":
                self._known_works(element.get(f"{_W}instr") or "", self.builder.length)
            elif tag == "r" and not self.in_bibliography:
                self._run(element)
        return within

    def _run(self, run: Element) -> None:
        builder = self.builder
        raised = run.find(f"{_W}rPr/{_W}vertAlign")
        if raised is not None and raised.get(f"{_W}val") == "superscript" and not self.fields:
            number = "".join(piece.text or "" for piece in run.iterfind(f"{_W}t")).strip()
            if _NUMBERS.fullmatch(number):
                builder.insert(f"[{number}]", 0)
                return
        for piece in run:
            tag = piece.tag.removeprefix(_W) if isinstance(piece.tag, str) else ""
            if tag == "t":
                builder.insert(piece.text or "", 0)
            elif tag in ("tab", "br", "cr"):
                builder.insert(" ", 0)
            elif tag == "noBreakHyphen":
                builder.insert("-", 0)
            elif tag in ("footnoteReference", "endnoteReference"):
                key = f"^{tag[0]}{piece.get(f'{_W}id')}"
                begin = builder.length
                builder.insert(f"[{key}]", 0)
                builder.marker(begin, "footnote", (key,))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            if len(self.fields) < 50:
                self.fields.append(([], None))
        elif kind == "separate" and self.fields:
            instruction, _ = self.fields[-1]
            self.fields[-1] = (instruction, self.builder.length)
            code = "".join(instruction)
            self.in_bibliography |= "ZOTERO_BIBL" in code or "CSL_BIBLIOGRAPHY" in code or "EN.REFLIST" in code
        elif kind == "end" and self.fields:
            instruction, start = self.fields.pop()
            if not any("BIBL" in "".join(code) or "REFLIST" in "".join(code) for code, _ in self.fields):
                self.in_bibliography = False
            if start is not None:
                self._known_works("".join(instruction), start)

    def _known_works(self, code: str, start: int) -> None:
        """Take the records that a field holds; what is shown of it is their marker."""
        builder = self.builder
        keys = []
        for key, reference in _records(code, self.problems, self.name):
            keys.append(key)
            if key not in self.known and builder.length > start:
                self.known.add(key)
                builder.citation(start, key, "field", reference)
        if keys:
            builder.marker(start, "key", tuple(dict.fromkeys(keys)))


def _problem(code: str, message: str, name: str) -> Problem:
    return Problem(code=code, stage="read", message=message, place=name)


def _kind(paragraph: Element) -> BlockKind:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    called = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    if re.match(r"(?:heading|berschrift|überschrift|titre|título|titolo|title|kop)", called):
        return "heading"
    return "item" if paragraph.find(f"{_W}pPr/{_W}numPr") is not None else "paragraph"


def _records(code: str, problems: list[Problem], name: str) -> Iterator[tuple[str, Reference]]:
    if "CSL_CITATION" in code:
        start = code.find("{")
        try:
            held = json.JSONDecoder().raw_decode(code[start:])[0] if start >= 0 else {}
        except (ValueError, RecursionError) as error:
            problems.append(
                Problem(code="bad-field", stage="read", message=f"a citation field is no JSON: {error}", place=name)
            )
            return
        items = held.get("citationItems") if isinstance(held, dict) else None
        for item in items if isinstance(items, list) else []:
            data = item.get("itemData") if isinstance(item, dict) else None
            if isinstance(data, dict):
                uris = item.get("uris") or item.get("uri") or [data.get("id")]
                key = str(uris[0] if isinstance(uris, list) and uris else uris)
                yield key, csl.from_item({k: v for k, v in data.items() if k != "id"}, problems)
    elif "EN.CITE" in code and "<EndNote>" in code:
        from defusedxml.ElementTree import fromstring

        begin, end = code.find("<EndNote>"), code.rfind("</EndNote>")
        try:
            root: Any = fromstring(code[begin : end + 10], forbid_dtd=True)
        except (SyntaxError, ValueError) as error:
            problems.append(
                Problem(code="bad-field", stage="read", message=f"an EndNote field is no XML: {error}", place=name)
            )
            return
        for record in root.iter("record"):
            yield f"endnote:{_all(record, 'rec-number')}", _endnote(record)


def _endnote(record: Any) -> Reference:
    kind = record.find("ref-type")
    values: dict[str, Any] = {
        "title": _all(record, "titles/title"), "container_title": _all(record, "titles/secondary-title") or _all(record, "periodical/full-title"),
        "volume": _all(record, "volume"), "issue": _all(record, "number"), "page": _all(record, "pages"), "publisher": _all(record, "publisher"),
        "publisher_place": _all(record, "pub-location"), "doi": _all(record, "electronic-resource-num").lower(),
        "issued": dates.parse(_all(record, "dates/year")), "edition": _all(record, "edition"),
        "author": tuple(names.from_inverted(text) for node in record.iterfind("contributors/authors/author") if (text := "".join(node.itertext()).strip())),
        "type": _ENDNOTE_KINDS.get(kind.get("name") if kind is not None else "", "document"),
    }  # fmt: skip
    return Reference(**{key: value for key, value in values.items() if value})


def _all(record: Any, path: str) -> str:
    node = record.find(path)
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


READER = Reader(
    name="docx",
    title="DOCX",
    read=read,
    suffixes=(".docx",),
    media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    read_bytes=read_bytes,
)
