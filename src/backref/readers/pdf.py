"""PDF with a text layer, by way of pypdf (the extra `pdf`): running heads dropped, hyphens at line ends undone.

The file is not trusted: its size, its pages, its text and what its streams unpack to, each time that a page draws them, are
bounded. Spans count in the extracted text. What a scan shows
is no text, and said.
"""

from __future__ import annotations

import io
import logging
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from ..errors import UnreadableInput, install
from ..model import Document, Problem
from . import Reader, plain

LARGEST = 100_000_000  # bytes
MOST_PAGES = 3000
MOST_TEXT = 20_000_000  # code points
# Bytes of streams that are read, unpacked, each time that a page uses them: so many, and so many for each byte of the file.
_WORK, _WORK_EACH = 1_000_000, 20  # honest text is packed to a tenth at most, and fonts and pictures stand beside it
_MOST_SAID = 1000  # faults that are counted
_UNPACKED = tuple(
    f"{filter}_maximum_output_length" for filter in ("zlib", "lzw", "run_length", "brotli", "array_based_stream")
)
_NUMBER = re.compile(r"\W*(?:page\s)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s?(?:/|of)\s?\d{1,4})?\W*", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad\u2010]\n(?=[a-zà-ÿ])")


def read(source: str, name: str = "-") -> Document:
    """Return an empty document, or refuse text: a PDF is bytes, see `read_bytes`."""
    if source:
        raise UnreadableInput(name, "no PDF")
    return Document("", name)


def read_bytes(data: bytes, name: str = "-") -> Document:
    """Return the document of a PDF's text. Raises UnreadableInput for what is none, and where pypdf is missing."""
    if not data.lstrip()[:5].startswith(b"%PDF"):
        raise UnreadableInput(name, "no PDF")
    if len(data) > LARGEST:
        raise UnreadableInput(name, f"a PDF larger than {LARGEST // 10**6} MB")
    try:
        import pypdf
    except ImportError as error:
        raise UnreadableInput(name, f"reading PDF needs pypdf: {install('pdf')}") from error
    pages: list[list[str]] = []
    size = 0
    problems: list[Problem] = []
    try:
        work = _Work(_WORK + _WORK_EACH * len(data))
        with (
            _complaints() as said,
            pypdf.apply_configuration(None, **dict.fromkeys(_UNPACKED, min(work.left, LARGEST))),
        ):
            for page in pypdf.PdfReader(io.BytesIO(data)).pages[:MOST_PAGES]:
                text = page.extract_text() if work.allows(page) else ""
                size += len(text)
                if work.left < 0:
                    message = f"page {len(pages) + 1} and those behind it are not read: they unpack to far more than the file holds"
                    problems.append(_problem("cut", message, name))
                    break
                if size > MOST_TEXT:
                    problems.append(_problem("cut", f"only the first {MOST_TEXT:,} characters were read", name))
                    break
                pages.append([line.rstrip() for line in text.splitlines()])
    except Exception as error:
        if not pages:
            raise UnreadableInput(name, f"no PDF that can be read: {error}") from error
        problems.append(_problem("broken", f"page {len(pages) + 1} cannot be read: {error}", name))
    if said:
        problems.append(_problem("damaged", f"read in spite of {len(said)} faults in the file, first: {said[0]}", name))
    text = _HYPHEN.sub("", "\n".join(line for page in _without_heads(pages) for line in page))
    if not text.strip():
        problems.append(_problem("no-text", "the pages hold no text; a scan must be recognised first", name))
    document = plain.read(text, name)
    return replace(document, source=text, problems=(*problems, *document.problems))


class _Work:
    """How many bytes of unpacked streams may still be read. Pages can share a stream, and draw one again and again."""

    def __init__(self, left: int) -> None:
        self.left = left

    def allows(self, page: Any) -> bool:
        """Take off what a page draws and what its fonts say of their letters; whether that was left. Forms are taken off as they are drawn."""
        self._take(page.get("/Contents"))
        fonts = _held(_held(page.get("/Resources")).get("/Font"))
        for font in fonts.values():
            self._take(_held(font).get("/ToUnicode"))
        whole = page.extract_xform_text

        def bounded(form: Any, *arguments: Any, **named: Any) -> str:
            self._take(form)
            return str(whole(form, *arguments, **named)) if self.left >= 0 else ""

        page.extract_xform_text = bounded
        return self.left >= 0

    def _take(self, stream: Any) -> None:
        said = stream.get_object() if stream is not None else None
        for part in said if isinstance(said, list) else [said]:
            if self.left >= 0 and (part is not None) and hasattr(found := part.get_object(), "get_data"):
                self.left -= len(found.get_data())


def _held(value: Any) -> dict[str, Any]:
    said = value.get_object() if value is not None else None
    return said if isinstance(said, dict) else {}


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what pypdf logs in this thread while it reads, which would be printed where nobody asked for logs."""
    said: list[str] = []
    here = threading.get_ident()

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == here and len(said) < _MOST_SAID:
                said.append(record.getMessage())

    logger, collector = logging.getLogger("pypdf"), Collector(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield said
    finally:
        logger.removeHandler(collector)


def _without_heads(pages: list[list[str]]) -> list[list[str]]:
    """The lines of each page without those at its ends that other pages repeat, numbers apart, and without page numbers."""
    ends = Counter(_core(line) for page in pages for line in {*page[:2], *page[-2:]} if line.strip())
    often = {core for core, count in ends.items() if count > max(2, len(pages) // 3) and core}
    kept = []
    for page in pages:
        lines = list(page)
        for at in (0, -1):
            for _ in range(2):
                if lines and (not lines[at].strip() or _core(lines[at]) in often or _NUMBER.fullmatch(lines[at])):
                    lines.pop(at)
        kept.append(lines)
    return kept


def _core(line: str) -> str:
    return re.sub(r"[\d\W]+", " ", line).strip().casefold()


def _problem(code: str, message: str, name: str) -> Problem:
    return Problem(code=f"pdf-{code}", stage="read", message=message[:300], place=name)


READER = Reader(
    name="pdf", title="PDF", read=read, suffixes=(".pdf",), media_types=("application/pdf",), read_bytes=read_bytes
)
