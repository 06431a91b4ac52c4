r"""Word's own citations: the sources that a file keeps in customXml, and the fields that cite them by their tags.

`CITATION Deyo15 \p 12 \m Chou09` cites two; what it shows is their marker. A file whose sources were stripped prints
its citations and its list as any text.

Source: ECMA-376 part 1, 17.16.5.8 and 22.6 (read 2026-11).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model import Problem, Reference
from .package import Package
from .parts import LARGEST, B, Bounded
from .source_fields import reference_of, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FAULTS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)
_MOST_PARTS = 50  # that may hold sources; files have one, and a few of other programs
_MOST = 20_000  # sources; Word keeps hundreds
_HEAD = 2000  # bytes in which a part says that it holds sources
_ITEM = re.compile(r"customXml/item\d{1,4}\.xml")
_WORD = re.compile(r'"([^"]{1,200})"|(\S{1,200})')
_TAKING = frozenset(("\\l", "\\f", "\\s", "\\p", "\\v"))  # switches that have a value


class Sources:
    """The sources of a file, by their tags."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        self.known: dict[str, Reference] = {}
        self.is_listed = False  # whether the file prints the list of its sources
        self._absent: set[str] = set()
        self._taken = 0

    def open(self, package: Package, related: dict[str, list[str]]) -> None:
        """Take the sources of a file; a part that cannot be read is a Problem."""
        paths = related.get("customXml") or sorted(filter(_ITEM.fullmatch, package.paths))
        for path in paths[:_MOST_PARTS]:
            try:
                if path in package.paths and _holds_sources(package, path):
                    package.part(path, (f"{B}Source",), self.take)
            except FAULTS as error:
                self._tell(f"its sources are not read: {error}")

    def take(self, source: Element) -> None:
        """Take a source; one without a title and people is a placeholder. Those behind the most are not looked at."""
        self._taken += 1
        if self._taken > _MOST:
            return
        tag, reference = text_of(source, "Tag").casefold(), reference_of(source)
        if tag and (reference.title or reference.author):
            self.known.setdefault(tag, reference)

    def is_citing(self, code: str) -> bool:
        """Whether a field cites a source that the file keeps: what is shown of it is a marker."""
        return any(tag.casefold() in self.known for tag in tags(code))

    def is_bibliography(self, code: str) -> bool:
        """Whether a field prints the list of the sources, which stand in the file as records."""
        is_list = bool(self.known) and code[:40].split()[:1] == ["BIBLIOGRAPHY"]
        self.is_listed |= is_list
        return is_list

    def of_field(self, code: str) -> Iterator[tuple[str, Reference]]:
        """Yield the keys and works of a field; a tag that the file has no source for is a Problem."""
        if not self.is_citing(code):
            return
        for tag in tags(code):
            if reference := self.known.get(tag.casefold()):
                yield f"word:{tag.casefold()}", reference
            elif tag.casefold() not in self._absent:
                self._absent.add(tag.casefold())
                self._tell(f"the file holds no source with the tag {tag!r:.80}, which it cites")

    def _tell(self, message: str) -> None:
        self.problems.append(Problem(code="bad-field", stage="read", message=message, place=self.name))


def tags(code: str) -> list[str]:
    r"""Return the tags that a field cites.

    >>> tags(r" CITATION Deyo15 \p \"12 f.\" \l 1033  \m Chou09 \n"), tags(" PAGEREF Deyo15 "), tags("CITATION")
    (['Deyo15', 'Chou09'], [], [])
    """
    words = [match[1] or match[2] for match in _WORD.finditer(code[:20_000])]
    if words[:1] != ["CITATION"]:
        return []
    found: list[str] = []
    before = "\\m"
    for word in words[1:]:
        if before == "\\m" and not word.startswith("\\"):
            found.append(word)
        before = word if word in _TAKING or word == "\\m" else ""
    return found


def _holds_sources(package: Package, path: str) -> bool:
    with package.archive.open(path) as file:
        head = Bounded(file, LARGEST).read(_HEAD)
    return b"ibliography" in head.replace(b"\0", b"")
