"""Books: pages in the order of the spine, joined where one points into another; what is no book is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

import backref
from backref import readers
from backref.errors import UnreadableInput

CONTAINER = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
ITEMS = '<item id="{0}" href="{1}" media-type="application/xhtml+xml"{2}/>'
PAGES = {
    "text/two.xhtml": '<p id="n1">Cold sinks.<a href="../notes.xhtml#n1" epub:type="noteref"><sup>1</sup></a></p>',
    "text/one.xhtml": '<h1>Heat</h1><p id="n1">Heat rises.<a href="../notes.xhtml#n2" epub:type="noteref"><sup>2</sup></a> See <a href="two.xhtml">below</a>.</p>',
    "toc.xhtml": "<nav><ol><li>Roe J. Nothing. Spine. 2001;3:1-9.</li></ol></nav>",
    "notes.xhtml": '<h2>Notes</h2><ol><li id="n1">Doe J. Against heat. Leeds: Cold Press; 1999.</li><li id="n2">Roe J. The rise of heat. Spine. 2001;3:1-9.</li></ol>',
}
SPINE = ("toc.xhtml", "text/one.xhtml", "text/two.xhtml", "notes.xhtml", "gone")


def book(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return data.getvalue()


def made() -> dict[str, str]:
    items = "".join(ITEMS.format(path, path, ' properties="nav"' if path == "toc.xhtml" else "") for path in PAGES)
    spine = "".join(f'<itemref idref="{path}"/>' for path in SPINE)
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{spine}</spine></package>'
    )
    pages = {
        f"OEBPS/{path}": f'<?xml version="1.0"?><html xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>{text}</body></html>'
        for path, text in PAGES.items()
    }
    return {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package, **pages}


def test_a_note_of_another_page_is_what_the_sentence_rests_on():
    document = readers.read(book(made()), "a.epub")
    found = backref.find(document)
    claims = {
        c.text: [found.citations[at].raw[:3] for at in c.references] for c in backref.link(document, found).claims
    }
    assert claims == {"Heat rises.": ["Roe"], "Cold sinks.": ["Doe"]}
    assert document.text.index("Heat rises") < document.text.index("Cold sinks") < document.text.index("Against heat")
    assert "Nothing" not in document.text
    assert all(c.span.of(document.source) == c.raw for c in found.citations)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.txt": "no book"}, "container.xml"),
        ({"META-INF/container.xml": "<container/>"}, "names no package"),
        ({"META-INF/container.xml": "<container"}, "ends its sense"),
        ({"META-INF/container.xml": CONTAINER}, "book.opf"),
        ({**made(), "OEBPS/book.opf": '<!DOCTYPE x [<!ENTITY a "b">]><package/>'}, "declares an entity"),
    ],
)  # fmt: skip
def test_what_is_no_book_is_refused_with_the_reason(files, said):
    with pytest.raises(UnreadableInput, match=rf"a\.epub: .*{said}"):
        readers.read(book(files), "a.epub")


def test_what_is_no_archive_is_refused():
    for data in (b"", b"PK\x03\x04 broken", b"text"):
        with pytest.raises(UnreadableInput, match=r"a\.epub"):
            readers.read(data, "a.epub")


def test_a_page_of_the_spine_that_is_not_there_is_told():
    files = made()
    del files["OEBPS/notes.xhtml"]
    with pytest.raises(UnreadableInput, match=r"notes\.xhtml"):
        readers.read(book(files), "a.epub")


def test_a_book_that_unpacks_to_far_more_than_its_size_is_cut_and_told():
    bomb = made() | {"OEBPS/text/two.xhtml": f"<html><body><p>{' ' * 30_000_000}</p></body></html>"}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in bomb.items():
            archive.writestr(path, text)
    document = readers.read(data.getvalue(), "a.epub")
    assert "Heat rises" in document.text
    assert [problem.code for problem in document.problems] == ["epub-cut"]
