"""PDF: the text of pages, heads and hyphens apart; what is none is refused by name."""

from __future__ import annotations

import pytest

import backref
from backref import readers
from backref.errors import UnreadableInput
from backref.testing.documents import pdf

PAGES = [
    ["Journal of Backs 12 (2015)", "Opioids help little and carry a well-", "known risk of addiction [1].", "1"],
    ["Journal of Backs 12 (2015)", "Heat helps some people [2].", "References", "1. Deyo RA, Von Korff M. Opioids for low back pain. BMJ. 2015;350:g6380.", "2"],
    ["Journal of Backs 12 (2015)", "2. Chou R, Loeser JD. Interventional therapies. Spine. 2009;34:1066-77.", "3"],
]  # fmt: skip


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
    with pytest.raises(UnreadableInput, match=r"\.\[pdf\]"):
        readers.read(pdf(PAGES), "x.pdf")


def test_what_had_to_be_mended_is_said_and_not_printed(capfd):
    pytest.importorskip("pypdf")
    document = readers.read(pdf(PAGES).replace(b"startxref\n", b"startxref\n9"), "x.pdf")
    assert [problem.code for problem in document.problems] == ["pdf-damaged"]
    assert "Heat helps some people [2]." in document.text
    assert capfd.readouterr().err == ""
