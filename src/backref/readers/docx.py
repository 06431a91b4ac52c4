"""DOCX: paragraphs, lists, notes and superscripts of a Word file, and the records that reference managers keep in it.

Fields and controls of Zotero, Mendeley and EndNote, and the sources of Word itself, hold the whole record of each work,
so that nothing is parsed. The numbers of lists are counted as Word does, what was deleted while changes were tracked is
left out, and a DOI behind the words of a link stands behind them. The archive is not trusted: size, depth and number of
elements are bounded, it is read as a stream, and no XML that declares a type or an entity is read. A paragraph within
another, as text boxes hold, is read behind it. Spans count in the extracted text.

Source: ECMA-376 part 1; the fields and controls as these programs write them (read 2026-11).
"""

from __future__ import annotations

import io
import zipfile
from functools import partial

from ..errors import UnreadableInput
from ..model import Document
from ..text.collecting import uncollected
from . import Reader
from ._word.package import Package
from ._word.paragraphs import Paragraphs
from ._word.parts import DEEPEST, LARGEST, MOST_ELEMENTS, UNREADABLE, W

__all__ = ["DEEPEST", "LARGEST", "MOST_ELEMENTS", "READER", "read", "read_bytes"]


def read(source: str, name: str = "-") -> Document:
    """Return an empty document, or refuse text: a Word file is bytes, see `read_bytes`."""
    if source:
        raise UnreadableInput(name, "no Word file")
    return Document("", name)


@uncollected()
def read_bytes(data: bytes, name: str = "-") -> Document:
    """Return the document of a Word file. Raises UnreadableInput for what is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            word = _read(Package(archive, name, len(data)), name)
            if word.is_without_list:
                word = _read(Package(archive, name, len(data)), name, as_printed=True)
            return word.document()
    except UnreadableInput:
        raise
    except UNREADABLE as error:
        raise UnreadableInput(name, f"no Word file that can be read: {error}") from error


def _read(package: Package, name: str, *, as_printed: bool = False) -> Paragraphs:
    word = Paragraphs(name, package.problems, as_printed=as_printed)
    main = package.main()
    related = package.related(main)
    for kind, tags, take in (
        ("numbering", ("abstractNum", "num"), word.numbering.take),
        ("styles", ("style",), word.styles.take),
    ):
        for path in related.get(kind, [f"word/{kind}.xml"])[:1]:
            package.part(path, tuple(f"{W}{tag}" for tag in tags), take)
    word.sources.open(package, related)
    word.addresses = package.addresses(main)
    if not package.part(main, (f"{W}p",), word.paragraph, word.around):
        raise UnreadableInput(name, "no Word file: it holds no document")
    for kind in ("footnote", "endnote"):
        for path in related.get(f"{kind}s", [f"word/{kind}s.xml"])[:1]:
            word.addresses = package.addresses(path)
            package.part(path, (f"{W}{kind}",), partial(word.read_note, kind))
    return word


READER = Reader(
    name="docx",
    title="DOCX",
    read=read,
    suffixes=(".docx", ".docm", ".dotx", ".dotm"),
    media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    read_bytes=read_bytes,
)
