"""EPUB: the pages of an electronic book in the order in which they are read, as one page of HTML.

The archive is not trusted: sizes are bounded, and no XML that declares an entity is read. What one page points at in
another, a note or an entry of the list, is joined. Spans count in the extracted text.

Source: EPUB 3.3 (W3C, 2025), packages and spines (read 2026-11).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote

from .. import files
from ..errors import UnreadableInput
from ..model import Document, Problem
from ..text.collecting import uncollected
from . import Reader, html
from ._edited.tree import Node, parsed
from ._word.parts import UNREADABLE, Bounded, TooLong

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_MOST = 5000  # pages
_LARGEST, _LEAST, _EACH = 64_000_000, 10_000_000, 50  # bytes of all that is read, unpacked: at most, and by the size
_BODY = re.compile(r"<body\b[^<>]{0,2000}>|</body\s*>", re.IGNORECASE)
_NAMED = re.compile(r"(?<=[\s\"'])(?P<name>id|href)=(?P<sign>[\"'])(?P<value>[^\"'<>]{1,500})(?P=sign)")


def read(source: str, name: str = "-") -> Document:
    """Return an empty document, or refuse text: a book is bytes, see `read_bytes`."""
    if source:
        raise UnreadableInput(name, "no EPUB")
    return Document("", name)


@uncollected()
def read_bytes(data: bytes, name: str = "-") -> Document:
    """Return the document of a book. Raises UnreadableInput for what is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            pages, is_cut = _pages(archive, _Room(min(_LARGEST, _LEAST + _EACH * len(data))))
    except UNREADABLE as error:
        raise UnreadableInput(name, f"no EPUB that can be read: {error}") from error
    except TooLong as error:
        raise UnreadableInput(name, "no EPUB that can be read: it unpacks to far more than its size") from error
    made = html.read(f"<html><body>{''.join(pages)}</body></html>", name)
    problems = (*made.problems, _cut(name, len(pages))) if is_cut else made.problems
    return Document(made.text, name, made.text, made.blocks, (), problems, made.citations, made.markers)


@dataclass
class _Room:
    """What there is room for: bytes of all parts that are read, unpacked."""

    left: int


def _cut(name: str, number: int) -> Problem:
    message = f"more than {_MOST:,} pages, or it unpacks to far more than its size; only {number:,} pages are read"
    return Problem(code="epub-cut", stage="read", message=message, place=name)


def _pages(archive: zipfile.ZipFile, room: _Room) -> tuple[list[str], bool]:
    """The bodies of the pages, in the order of the spine, and whether some are left out; what they name and point at is
    named apart.
    """
    package = _named(_tree(archive, "META-INF/container.xml", room).first("rootfile"), "full-path")
    if not package:
        raise ValueError("it names no package")
    tree = _tree(archive, package, room)
    items = {_named(item, "id"): item for item in tree.all("item")}
    spine = [items[key] for each in tree.all("itemref") if (key := _named(each, "idref")) in items]
    shown = [item for item in spine if _named(item, "media-type") in _PAGES and "nav" not in _named(item, "properties")]
    folder = posixpath.dirname(package)
    paths = [posixpath.normpath(posixpath.join(folder, unquote(_named(item, "href")))) for item in shown[:_MOST]]
    numbers = {path: number for number, path in enumerate(paths)}
    made: list[str] = []
    for path in numbers:
        try:
            page = _text(archive, path, room)
        except TooLong:
            return made, True
        marks = [*_BODY.finditer(page)]
        body = page[marks[0].end() if marks else 0 : marks[-1].start() if marks[1:] else len(page)]
        made.append(f"<section>{_apart(body, path, numbers)}</section>\n")
    return made, len(shown) > _MOST


def _apart(body: str, path: str, numbers: dict[str, int]) -> str:
    """A page whose names are its own among those of all pages."""

    def named(match: re.Match[str]) -> str:
        value, at = match["value"], path
        if match["name"] == "href":
            page, mark, value = value.partition("#")
            at = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(page))) if page else path
            if not mark or at not in numbers:
                return match.group()
        prefix = "#" if match["name"] == "href" else ""
        return f"{match['name']}={match['sign']}{prefix}{value}-{numbers[at]}{match['sign']}"

    return _NAMED.sub(named, body)


def _tree(archive: zipfile.ZipFile, path: str, room: _Room) -> Node:
    tree, problems = parsed(_text(archive, path, room), path)
    if problems:
        raise ValueError(f"{path}: {problems[0].message}")
    return tree


def _text(archive: zipfile.ZipFile, path: str, room: _Room) -> str:
    """Raises TooLong for what there is no room for."""
    with archive.open(path) as opened:
        bounded = Bounded(opened, room.left)
        try:
            return files.decoded(bounded.read()).text
        finally:
            room.left = max(0, bounded.left)


def _named(node: Node | None, key: str) -> str:
    return node.given.get(key, "") if node is not None else ""


READER = Reader(
    name="epub",
    title="EPUB",
    read=read,
    suffixes=(".epub",),
    media_types=("application/epub+zip",),
    read_bytes=read_bytes,
)
