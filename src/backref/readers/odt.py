"""ODT: paragraphs, counted lists, notes, superscripts, bibliography and Zotero's marks of an OpenDocument text.

The archive is not trusted: size, depth and number of elements are bounded, it is read as a stream, and no XML that
declares a type or an entity is read. What was deleted while changes were tracked, comments and tables of contents are
left out, as is a printed bibliography whose marks hold the works themselves. Spans count in the extracted text.

Source: OpenDocument 1.3 part 3 (read 2026-11).
"""

from __future__ import annotations

import io
import zipfile

from ..errors import UnreadableInput
from ..model import Document
from ..text.collecting import uncollected
from . import Reader
from ._odt.styles import STYLE, TEXT
from ._odt.text import PARAGRAPHS, UNSHOWN, OdtText
from ._word.parts import UNREADABLE, Parts

__all__ = ["READER", "read", "read_bytes"]
_STYLES = (f"{STYLE}style", f"{TEXT}list-style")


class _Archive(Parts):
    cut_code = "odt-cut"


def read(source: str, name: str = "-") -> Document:
    """Return an empty document, or refuse text: an OpenDocument text is bytes, see `read_bytes`."""
    if source:
        raise UnreadableInput(name, "no OpenDocument text")
    return Document("", name)


@uncollected()
def read_bytes(data: bytes, name: str = "-") -> Document:
    """Return the document of an OpenDocument text. Raises UnreadableInput for what is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            text = _read(_Archive(opened, name, len(data)), name)
            if text.is_without_list:
                text = _read(_Archive(opened, name, len(data)), name, as_printed=True)
            return text.document()
    except UnreadableInput:
        raise
    except UNREADABLE as error:
        raise UnreadableInput(name, f"no OpenDocument text that can be read: {error}") from error


def _read(archive: _Archive, name: str, *, as_printed: bool = False) -> OdtText:
    text = OdtText(name, archive.problems, as_printed=as_printed)
    archive.part("styles.xml", _STYLES, text.looks.take)
    archive.part("content.xml", (*_STYLES, *PARAGRAPHS, *UNSHOWN), text.take, text.around)
    if not text.is_text:
        raise UnreadableInput(name, "no OpenDocument text: it holds no document")
    return text


READER = Reader(
    name="odt",
    title="OpenDocument",
    read=read,
    suffixes=(".odt", ".ott"),
    media_types=("application/vnd.oasis.opendocument.text",),
    read_bytes=read_bytes,
)
