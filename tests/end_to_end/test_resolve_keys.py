"""A document that cites by key, and its bibliography: claims rest on the entries, in one run."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import backref
from backref import readers
from backref.cli import command
from backref.model import Bibliography

BIB = "@article{Roe2001, author = {Roe, A.}, title = {Heat}, journal = {Spine}, year = 2001}\n@book{doe2003, author = {Doe, B.}, title = {Cold}, year = 2003}\n"
TEXT = "Heat rises [@roe2001, p. 3]. As @doe2003 says, it falls. Nobody knows why [@gone]. Both are so [@Roe2001; @doe2003].\n"
NAMED = {
    "a.md": f"---\nbibliography: refs.bib\n---\n\n{TEXT}",
    "a.tex": "\\section{Heat}\nHeat rises \\cite[p. 3]{Roe2001}. As \\citet{doe2003} says, it falls. Nobody knows why \\cite{gone}. Both are so \\cite{Roe2001,doe2003}.\n\\bibliography{refs}\n",
    "a.typ": 'Heat rises @Roe2001[p. 3]. As #cite(<doe2003>, form: "prose") says, it falls. Nobody knows why @gone. Both are so @Roe2001 @doe2003.\n\n#bibliography("refs.bib")\n',
}
CLAIMS = [["Roe2001"], ["doe2003"], [], ["Roe2001", "doe2003"]]


def claims(made):
    return [[made["references"][at]["key"] for at in claim["references"]] for claim in made["claims"]]


def run(*arguments):
    result = CliRunner().invoke(command, ["resolve", *arguments, "--offline", "--no-cache", "--exit-zero"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


@pytest.mark.parametrize("name", NAMED)
def test_the_bibliography_that_is_named_is_joined(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(BIB + "@misc{other, title = {Not cited}}\n")
    (tmp_path / name).write_text(NAMED[name])
    result = run(name, "--json")
    made = json.loads(result.stdout)
    assert claims(made) == CLAIMS
    assert [entry["key"] for entry in made["references"]] == [
        "Roe2001",
        "doe2003",
    ]  # what is not cited is not asked about
    assert [problem["message"] for problem in made["problems"] if problem["code"] == "missing-entry"] == [
        "'gone' is cited but no entry has this key"
    ]
    assert "refs.bib, which is named as the bibliography, has 2 of the works" in result.stderr


def test_a_bibliography_that_is_given_is_joined_and_kept_whole(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.bib").write_text(BIB + "@misc{other, title = {Not cited}}\n")
    (tmp_path / "a.md").write_text(TEXT)
    made = json.loads(run("a.md", "mine.bib", "--json").stdout)
    assert claims(made) == CLAIMS
    assert [entry["key"] for entry in made["references"]] == ["Roe2001", "doe2003", "other"]


def test_what_a_finding_rests_on_is_evidence():
    bibliography = backref.load(BIB, "bibtex").bibliography()
    assert isinstance(bibliography, Bibliography)
    document = readers.read(b"A trial found that heat helps [@doe2003].", "a.md")
    made = backref.resolve([document, bibliography], [])
    assert [(claim.relation, claim.references) for claim in made.claims] == [("citesAsEvidence", (1,))]


def test_an_entry_of_the_list_comes_before_one_of_the_bibliography():
    text = "\\cite{doe2003}\n\\begin{thebibliography}{9}\n\\bibitem{doe2003} Doe J. Rest. Spine. 2005;3:4-5.\n\\end{thebibliography}\n"
    document = readers.read(text.encode(), "a.tex")
    made = backref.resolve([document, backref.load(BIB, "bibtex").bibliography()], [])
    assert [made.entries[at].reference.title for marker in made.markers for at in marker.references] == ["Rest"]


def test_the_bibliography_of_an_author_is_not_written_over(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(BIB)
    (tmp_path / "a.md").write_text(NAMED["a.md"])
    assert run("a.md", "-o", "refs.bib").exit_code == 2
    assert (tmp_path / "refs.bib").read_text() == BIB


def test_what_is_listed_without_being_cited_holds_no_sentence(tmp_path):
    document = readers.read(b"Heat rises \\cite{Roe2001}.\n\\nocite{doe2003}\nIt falls.\n", "a.tex")
    made = backref.resolve([document, backref.load(BIB, "bibtex").bibliography()], [])
    assert [(claim.text, claim.references) for claim in made.claims] == [("Heat rises.", (0,))]
    assert [marker.references for marker in made.markers] == [(0,), (1,)]


def test_find_says_in_which_file_the_entry_of_a_key_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(BIB)
    (tmp_path / "a.md").write_text(NAMED["a.md"])
    result = CliRunner().invoke(command, ["find", "a.md"])
    seen = result.output.splitlines()[1:]
    assert [line.split("->")[1].split() for line in seen] == [
        ["refs.bib", "(0)", "linked"],
        ["refs.bib", "(1)", "linked"],
        ["no", "entry", "missing-entry"],
        ["refs.bib", "(0),", "refs.bib", "(1)", "linked"],
    ]


def test_a_number_in_the_text_is_no_key():
    document = readers.read(b"Heat rises in most backs [1]. It falls in others [2].\n", "a.md")
    entries = backref.load(BIB.replace("Roe2001", "1"), "bibtex").bibliography()
    assert [marker.references for marker in backref.resolve([document, entries], []).markers] == [(), ()]


def test_a_key_that_is_known_counts_beside_one_that_is_gone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.bib").write_text(BIB)
    (tmp_path / "a.md").write_text("Heat rises [@roe2001; @gone]. It falls [@gone; @doe2003; @roe2001].\n")
    made = json.loads(run("a.md", "mine.bib", "--json").stdout)
    assert claims(made) == [["Roe2001"], ["doe2003", "Roe2001"]]
    assert [problem["message"] for problem in made["problems"] if problem["code"] == "missing-entry"] == [
        "'gone' is cited, 2 times but no entry has this key"
    ]
