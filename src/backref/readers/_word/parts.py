"""The parts of an archive that is not trusted, read as streams of elements, bounded in size, depth and number.

Strict files are read as transitional ones. Source: ECMA-376, part 1 (read 2026-11).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from ...model import Problem
from ...text.xml_events import events

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST = 100_000_000  # bytes of one part, unpacked
MOST_ELEMENTS = 2_000_000  # of one part; a thesis of 600 pages has some 400,000
_ELEMENTS, _ELEMENTS_EACH = (
    200_000,
    10,
)  # and no more than so many, and so many for each byte of the file; honest ones have 1
_BYTES, _BYTES_EACH = 10_000_000, 50  # unpacked, of all parts that are read; honest ones unpack to 20 times their size
_AT_ONCE = 200  # elements that are dropped together: one by one, each has all behind it moved
DEEPEST = 200  # levels of nesting; text boxes in tables in text boxes have some 40
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
B = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
_STRICT = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": W,
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}": R,
    "{http://purl.oclc.org/ooxml/officeDocument/bibliography}": B,
}


class Bounded(io.RawIOBase):
    """The bytes of one part of an archive, which may be longer than the archive says: `left` is what there is room
    for.
    """

    def __init__(self, file: IO[bytes], left: int) -> None:
        self.file, self.left = file, left

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes. Raises TooLong behind what there is room for."""
        piece = self.file.read(size if 0 < size < self.left else self.left + 1)
        self.left -= len(piece)
        if self.left < 0:
            raise TooLong
        return piece


class TooLong(Exception):
    """A part has more bytes than there is room for."""


# what an archive may raise that is none, is damaged, or is packed in a way that nobody writes
UNREADABLE = (
    zipfile.BadZipFile,
    KeyError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    zlib.error,
)


class Parts:
    """The parts of an archive; what is cut off is a Problem, of this code."""

    cut_code = "docx-cut"

    def __init__(self, archive: zipfile.ZipFile, name: str, size: int) -> None:
        self.archive = archive
        self.name = name
        self.room = min(LARGEST, _BYTES + _BYTES_EACH * size)
        self.most = min(MOST_ELEMENTS, _ELEMENTS + _ELEMENTS_EACH * size)
        self.paths = frozenset(archive.namelist())
        self.problems: list[Problem] = []

    def part(
        self,
        path: str,
        tags: tuple[str, ...],
        take: Callable[[Element], None],
        around: Callable[[str, Element], None] | None = None,
    ) -> bool:
        """Hand each outermost element with one of `tags` to `take` as it comes, and return whether there is such a
        part.

        `around` is told of what begins ("start") and ends ("end") outside of those. Raises ValueError for what is no
        XML; what is too deep or too much is a Problem, and what stands before it is read.
        """
        if path not in self.paths:
            return False
        found = self.archive.getinfo(path)
        if found.file_size > LARGEST:
            raise ValueError(f"{path} is larger than {LARGEST // 10**6} MB")
        if found.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others unpack all at once
            raise ValueError(f"{path} is packed in a way that the format does not know")
        opened: list[Element] = []
        read: list[int] = []  # of each that is open, how many of those within it are done with
        inside = seen = 0  # how many wanted ones are open, and how many elements there have been
        try:
            with self.archive.open(path) as file, self._within(path, file) as bounded:
                for event, element in events(bounded):
                    if event == "start":
                        _transitional(element)
                        opened.append(element)
                        read.append(0)
                        inside += element.tag in tags
                        seen += 1
                        if seen > self.most or len(opened) > DEEPEST:
                            self._cut(
                                path,
                                f"more than {self.most:,} elements"
                                if seen > self.most
                                else f"nested more than {DEEPEST} deep",
                            )
                            break
                    else:
                        opened.pop()
                        read.pop()
                        if element.tag in tags:
                            inside -= 1
                            if not inside:
                                take(element)
                    if not inside and around and element.tag not in tags:
                        around(event, element)
                    if event == "end" and not inside and opened:
                        # else a long file would stand in memory as elements, thirty times its size
                        read[-1] += 1
                        if read[-1] == _AT_ONCE:
                            del opened[-1][:_AT_ONCE]
                            read[-1] = 0
        except SyntaxError as error:
            raise ValueError(f"{path} is no XML: {error}") from error
        return True

    @contextmanager
    def _within(self, path: str, file: IO[bytes]) -> Iterator[Bounded]:
        """A part, as far as there is room in what may be read of the archive in all; what is behind is a Problem."""
        bounded = Bounded(file, self.room)
        try:
            yield bounded
        except TooLong:
            self._cut(path, "with it the file unpacks to far more than its size")
        finally:
            self.room = max(0, bounded.left)

    def _cut(self, path: str, what: str) -> None:
        message = f"{path}: {what}; what is behind that is not read"
        self.problems.append(Problem(code=self.cut_code, stage="read", message=message, place=self.name))


def _transitional(element: Element) -> None:
    """Give an element of a strict file the names that those of most files have."""
    if not isinstance(element.tag, str) or "purl.oclc.org/ooxml" not in element.tag:
        return
    for strict, usual in _STRICT.items():
        if element.tag.startswith(strict):
            element.tag = usual + element.tag[len(strict) :]
        for key in [key for key in element.attrib if key.startswith(strict)]:
            element.set(usual + key[len(strict) :], element.attrib.pop(key))


def value(element: Element | None, attribute: str = "val") -> str:
    """Return an attribute of Word's own namespace, or ""."""
    return (element.get(f"{W}{attribute}") or "") if element is not None else ""
