"""What holds for any text: checking never raises, every span lies in the file, mending converges and touches nothing
else.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backref
from backref import checking, pipeline, readers
from backref.checking import OUTPUTS, CheckedProject
from backref.testing import strategies

PIECES = st.sampled_from(
    ["@article{a,", "@misc(b,", "@string{x = \"y\"}", "title = {Heat.}", "author = {Roe, R.; Doe, J. et al.}", "month = {January}", "pages = {1-2}", "year = 2001",
     "doi = {https://doi.org/10.1136/x.}", "journal = x # {y}", "{", "}", "\"", ",", "\n", "\r\n", "=", "#", "%", "$", "\\", "&amp;amp;", "<i>", "\ufeff", "\ud800", "[", "]", ":",
     '{"id": "a", "title": "Heat &lt;.", "DOI": "doi:10.1136/x;"}', '"items"', "null", "1e999", "TY  - JOUR", "TI  - HEAT AND COLD", "ER  - ", "PMID- 7", "DO  - doi:10.1/x.", "crossref = {a}"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES, max_size=14).map("\n".join)
)


@pytest.mark.parametrize("format", ["bibtex", "csl-json", "ris", "nbib", "csl-yaml"])
@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_no_text_makes_checking_raise(format, text):
    file = checking.load("refs", text, format)
    found = checking.check(CheckedProject((file,), 2026))
    for fault in found:
        assert 0 <= fault.span.start <= fault.span.end <= len(text)
        assert fault.line >= 1
        assert fault.column >= 1
        for edit in fault.edits:
            assert 0 <= edit.span.start <= edit.span.end <= len(text)
    for output in OUTPUTS.values():
        assert all(c == "\n" or c.isprintable() for c in output(found, (file,), checking.rules()))
    assert checking.not_in_baseline(found, checking.load_baseline(checking.dump_baseline(found))) == []
    for _ in range(5):
        mended = checking.mend(file.text, found)
        if mended == file.text:
            break
        file = checking.load("refs", mended, format)
        found = checking.check(CheckedProject((file,), 2026))
    assert checking.mend(file.text, found) == file.text


@settings(max_examples=25, deadline=None)
@given(strategies.any_text)
def test_no_document_makes_checking_raise(text):
    document = readers.read_text(text)
    file = checking.document(document, pipeline.resolve(document, []))
    for fault in checking.check(CheckedProject((file,), 2026)):
        assert 0 <= fault.span.start <= fault.span.end <= len(file.text)


@settings(max_examples=40, deadline=None)
@given(st.lists(strategies.references(), max_size=3))
def test_every_entry_has_its_place(references):
    made = backref.Bibliography.of(tuple(references))
    for format in ("bibtex", "csl-json", "ris"):
        from backref import formats

        file = checking.load("refs", formats.dump(made, format), format)
        assert len(file.entries) == len(references)
        for entry in file.entries:
            assert entry.span.of(file.text) == entry.key
            for value in entry.values:
                assert value.whole.start <= value.span.start <= value.span.end <= value.whole.end
