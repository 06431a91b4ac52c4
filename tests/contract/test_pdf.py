"""PDF: the text of pages, heads and hyphens apart; what is none is refused by name."""

from __future__ import annotations

import pytest

import backref
from backref import readers
from backref.errors import UnreadableInput

PAGES = [
    ["Journal of Backs 12 (2015)", "Opioids help little and carry a well-", "known risk of addiction [1].", "1"],
    ["Journal of Backs 12 (2015)", "Heat helps some people [2].", "References", "1. Deyo RA, Von Korff M. Opioids for low back pain. BMJ. 2015;350:g6380.", "2"],
    ["Journal of Backs 12 (2015)", "2. Chou R, Loeser JD. Interventional therapies. Spine. 2009;34:1066-77.", "3"],
]  # fmt: skip


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF of lines in one font, written by hand."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = b"".join(b"(" + line.replace("(", r"\(").replace(")", r"\)").encode() + b") Tj T* " for line in lines)
        stream = b"BT /F1 10 Tf 12 TL 50 780 Td " + shown + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, len(out),
    )  # fmt: skip


def test_the_pages_read_as_one_text():
    pytest.importorskip("pypdf")
    document = readers.read(pdf(PAGES), "x.pdf")
    found = backref.find(document)
    assert "Journal of Backs" not in document.text
    assert "well-known" in document.text.replace("wellknown", "well-known")
    assert [citation.label for citation in found.citations] == ["1", "2"]
    assert [link.references for link in backref.link(document, found).links] == [(0,), (1,)]


def test_a_page_without_text_is_said():
    pytest.importorskip("pypdf")
    assert [problem.code for problem in readers.read(pdf([[]]), "x.pdf").problems] == ["pdf-no-text"]


@pytest.mark.parametrize("data", [b"plain", b"%PDF-1.4 broken", pdf(PAGES)[:400]])
def test_what_is_no_pdf_is_refused_by_name(data):
    with pytest.raises(UnreadableInput, match=r"x\.pdf: "):
        readers.read(data, "x.pdf")


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    with pytest.raises(UnreadableInput, match=r"backref\[pdf\]"):
        readers.read(pdf(PAGES), "x.pdf")
