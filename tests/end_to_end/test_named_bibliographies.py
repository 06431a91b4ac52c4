"""A document says where its citations are: its keys are looked up there, although nobody gave that file."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from backref.checking import named_bibliographies
from backref.cli import command

BIB = "@misc{heat, title = {The rise of heat.}}\n@misc{cold, title = {Cold}, ids = {frost}}\n"
DOCUMENTS = {
    "a.md": "---\ntitle: Heat\nbibliography: refs.bib\n---\n\nIt rises [@heat; @frost; @gone].\n",
    "a.qmd": "---\nbibliography:\n  - refs.bib\n---\n\nIt rises [@heat; @frost; @gone].\n",
    "a.tex": "\\documentclass{article}\n\\addbibresource[glob=false]{refs.bib} % \\bibliography{old}\n\\cite{heat,frost,gone}\n",
    "b.tex": "It rises \\cite{heat,frost,gone}.\n\\bibliographystyle{plain}\\bibliography{refs}\n",
    "a.typ": 'It rises @heat @frost @gone.\n\n#show: paper.with(bibliography: bibliography(("refs.bib",)))\n',
    "a.org": "#+title: Heat\n#+BIBLIOGRAPHY: refs.bib\n\nIt rises [cite:@heat;@frost;@gone].\n",
}


def check(folder, monkeypatch, *arguments):
    monkeypatch.chdir(folder)
    found = CliRunner().invoke(command, ["check", *arguments, "--no-resolve"])
    return found.stdout.splitlines(), found.stderr.strip()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_only_the_key_that_is_nowhere_is_absent(name, tmp_path, monkeypatch):
    (tmp_path / "refs.bib").write_text(BIB)
    (tmp_path / name).write_text(DOCUMENTS[name])
    [line], said = check(tmp_path, monkeypatch, name)
    assert "BR403 gone: gone is cited" in line
    assert said.startswith("0 entries in 1 file: 1 fault")  # the file that is named is not checked


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_file_that_is_not_there_is_told_and_accuses_no_key(name, tmp_path, monkeypatch):
    (tmp_path / name).write_text(DOCUMENTS[name])
    [line], said = check(tmp_path, monkeypatch, name)
    assert "BR119 refs.bib is not read: no such file" in line
    assert "by key not looked up" in said


def test_a_file_that_is_named_is_not_changed(tmp_path, monkeypatch):
    (tmp_path / "refs.bib").write_text(BIB)
    (tmp_path / "a.md").write_text(DOCUMENTS["a.md"])
    check(tmp_path, monkeypatch, "a.md", "--fix")
    assert (tmp_path / "refs.bib").read_text() == BIB
    check(tmp_path, monkeypatch, "a.md", "refs.bib", "--fix")
    assert (tmp_path / "refs.bib").read_text() != BIB


def test_a_file_elsewhere_is_not_read_unless_it_is_given(tmp_path, monkeypatch):
    (tmp_path / "refs.bib").write_text(BIB)
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper" / "a.md").write_text(DOCUMENTS["a.md"].replace("refs.bib", "../refs.bib"))
    assert "it is outside the folder" in check(tmp_path / "paper", monkeypatch, "a.md")[0][0]
    assert "BR403 gone" in check(tmp_path / "paper", monkeypatch, "a.md", "../refs.bib", "--select=BR403,BR119")[0][0]
    assert "BR403 gone" in check(tmp_path, monkeypatch, "paper/a.md")[0][0]  # from the folder above, it is inside


@pytest.mark.parametrize(
    ("more", "found"),
    [("", ["two/a.tex:1:7: BR403 cold: cold is cited, but only in the bibliography of another paper"]), ("\\input{more}", [])],
)  # fmt: skip
def test_a_paper_is_not_served_by_the_bibliography_of_another(more, found, tmp_path, monkeypatch):
    for folder, key in (("one", "cold"), ("two", "heat")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "refs.bib").write_text(f"@misc{{{key}, title = {{{key}}}, year = 2001}}\n")
        (tmp_path / folder / "a.tex").write_text(
            f"It is \\cite{{cold}}, \\cite{{{key}}}.\\bibliography{{refs}}{more}\n"
        )
    (tmp_path / "two" / "more.tex").write_text("More.\n")
    assert check(tmp_path, monkeypatch, ".", "--select=BR403")[0] == found
    (tmp_path / "all.bib").write_text("@misc{cold, title = {Cold}, year = 2001}\n")
    assert check(tmp_path, monkeypatch, ".", "--select=BR403")[0] == []  # no document names it: it may serve all


def test_what_names_a_bibliography_elsewhere_in_a_text_is_no_metadata():
    assert named_bibliographies("a.md", "# How to\n\nbibliography: refs.bib\n") == ()
    assert named_bibliographies("a.tex", "\\cite{a} 5 \\% of it \\bibliography{refs}")[0].paths == ("refs.bib",)


def test_a_document_is_asked_once_however_much_it_cites(tmp_path, monkeypatch):
    from backref.checking import _cited

    asked = []

    def named(name, text):
        asked.append(name)
        return named_bibliographies(name, text)

    monkeypatch.setattr(_cited, "named_bibliographies", named)
    (tmp_path / "refs.bib").write_text(BIB)
    (tmp_path / "a.tex").write_text("\\cite{gone}\n\n" * 50 + "\\bibliography{refs}\n")
    lines, _ = check(tmp_path, monkeypatch, "a.tex")
    assert (len(lines), asked) == (50, ["a.tex"])


def test_a_file_that_cannot_be_read_is_told(tmp_path, monkeypatch):
    (tmp_path / "refs.bib").write_bytes(b"PK\x03\x04\0\0")
    (tmp_path / "a.md").write_text(DOCUMENTS["a.md"])
    [line], _ = check(tmp_path, monkeypatch, "a.md")
    assert "BR119 refs.bib is not read: a binary file, not text" in line


def test_a_key_may_be_in_the_file_that_is_not_there_though_another_is(tmp_path, monkeypatch):
    (tmp_path / "refs.bib").write_text(BIB)
    (tmp_path / "a.md").write_text(DOCUMENTS["a.md"].replace("refs.bib", "[refs.bib, more.bib]"))
    [line], _ = check(tmp_path, monkeypatch, "a.md")
    assert "BR119 more.bib is not read: no such file" in line
