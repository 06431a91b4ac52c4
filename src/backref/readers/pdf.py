"""PDF with a text layer, by way of pypdf (the extra `pdf`): lines joined by their places on the page.

The file is not trusted: its size, its pages, its text, its time and what its streams unpack to, each time that a page
draws them, are bounded. Spans count in the extracted text: columns one after the other, words that were cut at line
ends whole, without running heads, page numbers and line numbers. What a scan shows is no text, and said.
"""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..errors import UnreadableInput, install
from ..model import Document, Problem
from . import Reader

if TYPE_CHECKING:
    from ._pdf.printed import PrintedRow

LARGEST = 100_000_000  # bytes
_MOST_SAID = 1000  # faults that are counted
_UNPACKED = tuple(
    f"{filter}_maximum_output_length" for filter in ("zlib", "lzw", "run_length", "brotli", "array_based_stream")
)
_NO_FAULT = "fontTools is required"  # says what could be installed, not what is wrong


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
    from ._pdf.document import Stopped, assembled, pages_of
    from ._pdf.work import Budget

    pages: list[list[PrintedRow]] = []
    problems: list[Problem] = []
    work = Budget(len(data))
    with _complaints() as said, pypdf.apply_configuration(None, **dict.fromkeys(_UNPACKED, min(work.left, LARGEST))):
        try:
            for page in pages_of(pypdf.PdfReader(io.BytesIO(data)), work):
                pages.append(page)
        except Stopped as stop:
            problems.append(_problem("cut", str(stop), name))
        except Exception as error:
            if not pages:
                raise UnreadableInput(name, f"no PDF that can be read: {error}") from error
            problems.append(_problem("broken", f"page {len(pages) + 1} cannot be read: {error}", name))
    if said:
        problems.append(_problem("damaged", f"read in spite of {len(said)} faults in the file, first: {said[0]}", name))
    text, blocks = assembled(pages)
    if not text.strip():
        problems.append(_problem("no-text", "the pages hold no text; a scan must be recognised first", name))
    return Document(text, name, text, blocks, (), tuple(problems))


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what pypdf logs in this thread while it reads, which would be printed where nobody asked for logs."""
    said: list[str] = []
    here = threading.get_ident()

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if record.thread == here and len(said) < _MOST_SAID and not message.startswith(_NO_FAULT):
                said.append(message)

    logger, collector = logging.getLogger("pypdf"), Collector(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield said
    finally:
        logger.removeHandler(collector)


def _problem(code: str, message: str, name: str) -> Problem:
    return Problem(code=f"pdf-{code}", stage="read", message=message[:300], place=name)


READER = Reader(
    name="pdf", title="PDF", read=read, suffixes=(".pdf",), media_types=("application/pdf",), read_bytes=read_bytes
)
