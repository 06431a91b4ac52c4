"""A document says the same however its lines end and its letters are put together: every golden one, as Windows, old
Macs and other programs save it. What was found stands at the same words of the file.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from backref import pipeline, readers

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "find"
DOCUMENTS = sorted(path for path in GOLDEN.iterdir() if path.suffix not in (".json",))
WAYS = {
    "lines of Windows": lambda text: text.replace("\n", "\r\n"),
    "lines of old Macs": lambda text: text.replace("\n", "\r"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "marks apart from their letters": lambda text: unicodedata.normalize("NFD", text),
    "a blank at the end of each line": lambda text: re.sub(r"(?m)(?<=\S)$", " ", text),
    "no end of the last line": lambda text: text.rstrip("\n"),
}
_OFFSET = re.compile(r"\^\d{3,}")  # a note without a label is called by its place


def squeezed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def found(name: str, text: str) -> tuple[list[tuple[str, ...]], ...]:
    """The entries, the markers and the claims, each with the words of the file where it stands."""
    document = readers.read(text.encode(), name)
    seen = pipeline.find(document)
    links = pipeline.link(document, seen).links

    def place(span) -> str:
        return squeezed(document.to_source(span).of(document.source or document.text))

    return (
        [(_OFFSET.sub("^", c.label or ""), squeezed(c.raw), place(c.span)) for c in seen.citations],
        [(link.marker.kind, place(link.marker.span), link.references, link.status) for link in links],
        [place(sentence.span) for sentence in seen.sentences],
    )


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_says_the_same(path, way):
    text = path.read_text(encoding="utf-8")
    assert found(path.name, way(text)) == found(path.name, text)
