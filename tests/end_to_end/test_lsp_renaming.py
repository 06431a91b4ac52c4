"""A key is found, and renamed, in whatever way it is written, and nowhere else is a letter changed."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="pygls is not installed: pip install backref[lsp]")

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.workspace import PositionCodec, TextDocument

from backref.lsp import _actions
from backref.lsp._convert import ClientDocument, Places, lines
from backref.lsp._places import family, typed
from backref.lsp._project_keys import ProjectKeys

BIB = """@article{doe2018, author = {Doe, J.}, title = {A}, year = 2018}
@inbook{part, crossref = {doe2018}, title = {B}}
@misc{other, related = {part, doe2018}, xdata = "doe2018", title = {On doe2018}}
"""
DOCUMENTS = {
    "a.md": ("# 𝛼 [@doe2018]\n\n@{doe2018} {cite:p}`part,doe2018` doe2018 @doe2018a\n", 3),
    "lines.md": ("a\u2028b\x0cc\x85d\r\n𝛼 [@doe2018]\r[@doe2018]\n", 2),
    "b.tex": (
        "\\citep[see \\emph{x}][p.~3]{doe2018,\n part} \\cites{part}{doe2018} \\textcites[1]{part}[2]{doe2018}\n",
        3,
    ),
    "c.tex": ("\\citep[see\n there]{doe2018} \\nocite{doe2018} \\emph{doe2018} \\cite{part}{doe2018}\n", 2),
    "d.typ": ('@doe2018[p. 3] #cite(<doe2018>) #cite(label("doe2018"), form: "prose") "doe2018"\n', 3),
    "e.rst": ("𝛼 :cite:p:`{see}doe2018{p. 3},part` :footcite:t:`doe2018` ``doe2018``\n", 2),
}


@pytest.fixture
def held(tmp_path) -> ProjectKeys:
    Path(tmp_path, "docs").mkdir()
    Path(tmp_path, "references.bib").write_text(BIB)
    Path(tmp_path, "backref.toml").write_text('documents = ["docs/*"]\n')
    for name, (text, _) in DOCUMENTS.items():
        Path(tmp_path, "docs", name).write_bytes(text.encode())
    return ProjectKeys(tmp_path)


def test_a_key_is_renamed_however_it_is_written(held):
    found = _actions.renamed("doe2018", "new", held, lambda path: None)
    assert {path.name: len(spans) for path, spans in found.items()} == {
        "references.bib": 4, **{name: number for name, (_, number) in DOCUMENTS.items()},
    }  # fmt: skip
    for path, spans in found.items():
        text = path.read_bytes().decode()
        assert {text[start:end] for start, end in spans} == {"doe2018"}


def test_references_without_the_entry_name_those_that_name_it(held):
    found = _actions.standing("doe2018", held, lambda path: None, with_entry=False)
    assert len(found[held.folder / "references.bib"]) == 3


def test_a_document_that_is_not_written_yet_is_renamed_too(held):
    path = held.folder / "docs" / "new page.md"
    found = _actions.renamed("doe2018", "new", held, {path: "So [@doe2018]."}.get, [path])
    assert found[path] == [(5, 12)]


@pytest.mark.parametrize(
    ("name", "line", "begun"),
    [
        ("a.typ", "#cite(<do", "do"),
        ("a.typ", '#cite(label("do', "do"),
        ("a.typ", "= Title <do", None),
        ("a.tex", "\\citep[see \\emph{x}][2]{part,do", "do"),
        ("a.tex", "\\textcites[1]{part}[2]{do", "do"),
        ("a.tex", "\\cite{part} {do", None),
        ("a.md", "[@10.1016/S0140(18)3", "10.1016/S0140(18)3"),
    ],
)
def test_what_is_being_typed(name, line, begun):
    assert typed(line, family(name)) == begun


texts = st.text(st.sampled_from("ab𝛼\n\r\u2028\x0c\x85 "), max_size=40)


@given(texts)
def test_lines_are_those_of_the_protocol(text):
    assert "".join(lines(text)) == text
    assert len(lines(text + "x")) == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


@given(texts, st.integers(0, 40))
def test_a_place_leads_to_its_position_and_back(text, at):
    at = min(at, len(text))
    if text[at - 1 : at + 1] == "\r\n":
        at += 1  # no client has a position within a line end
    codec = PositionCodec()
    document = ClientDocument.of(TextDocument("file:///a.md", text, position_codec=codec))
    position = Places(text, codec).position(at)
    assert document.offset_at_position(position) == at
    change = types.TextDocumentContentChangePartial(types.Range(position, position), "NEW")
    document.apply_change(change)
    assert document.source == f"{text[:at]}NEW{text[at:]}"
