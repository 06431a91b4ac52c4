"""A bibliography as what is resolved: it is verified entry by entry, and nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import backref
from backref import formats
from backref.cli import command
from backref.model import Bibliography, Name, Reference, Status

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = str(ROOT / "examples" / "low-back-pain.catalogue.json")
REFS = """@string{bmj = {BMJ}}

@article{Deyo_opioids,
  author = {Deyo, Richard A. and Von Korff, Michael and Duhrkoop, David},
  title = {Opioids for low back {Pain}},
  journal = bmj,
  year = {2014},
  file = {a.pdf},
  keywords = {pain}
}

@article{again, author = {Deyo, R. A. and Von Korff, M. and Duhrkoop, D.}, title = {Opioids for low back pain}, journal = {BMJ}, year = 2015, volume = 350}

@misc{note, title = {Something of mine}, howpublished = {Zettel}, year = 1999}
"""


@pytest.fixture(scope="module")
def sources():
    return backref.open_sources(CATALOGUE, only=("catalogue",))


def loaded(text: str = REFS) -> Bibliography:
    return formats.load(text, "bibtex").bibliography()


def test_entries_keep_their_keys_their_order_and_what_is_right(sources):
    made = backref.resolve(loaded(), sources)
    assert [entry.key for entry in made.entries] == ["Deyo_opioids", "again", "note"]
    assert [str(entry.resolution.status) for entry in made.entries] == [
        "matched-with-differences",
        "matched",
        "not-asked",
    ]
    first = made.entries[0].reference
    assert first.author[0] == Name(family="Deyo", given="Richard A.")  # as written; the record has "Richard A"
    assert (first.issued.year, first.doi, first.keyword) == (2015, "10.1136/bmj.g6380", "pain")
    assert "<span" in first.title or "{Pain}" in formats.dump(made, "bibtex")
    assert made.preserved == ("@string{bmj = {BMJ}}",)
    assert "file = {a.pdf}" in formats.dump(made, "bibtex")
    assert made.entries[2].reference == loaded().entries[2].reference
    assert formats.dump(made, "bibtex").count("annote = {backref: not checked: asked only catalogue}") == 1


def test_a_document_beside_it_cites_its_entries_by_their_keys(sources):
    text = "Opioids help little.[1]\n\nReferences\n\n1. Deyo RA, Von Korff M, Duhrkoop D. Opioids for low back pain. BMJ. 2015;350:g6380.\n"
    for inputs in ([text, loaded()], [loaded(), text]):
        made = backref.resolve(inputs, sources)
        assert sorted(entry.key for entry in made.entries) == ["Deyo_opioids", "again", "note"]
        [claim] = made.claims
        assert [made.entries[at].key for at in claim.references] == ["Deyo_opioids"]


def test_a_bibliography_without_sources_comes_back_as_it_was():
    made = backref.resolve(loaded(), [])
    assert {entry.resolution.status for entry in made.entries} == {Status.NOT_ASKED}
    assert formats.dump(made, "bibtex") == formats.dump(loaded(), "bibtex")


def test_odd_entries_are_kept():
    odd = Bibliography.of((Reference(id=""), Reference(id="a b"), Reference(id="a b", title="T", cut=("author",))))
    made = backref.resolve(odd, [])
    assert [entry.reference for entry in made.entries] == [entry.reference for entry in odd.entries]


@pytest.mark.parametrize(
    "options", [["-o", "refs.bib"], ["-o", "./refs.bib"], ["-o", "link.bib"], ["-o", "x.bib", "--claims", "notes.md"]]
)
def test_an_input_is_not_replaced_unless_asked_for(options, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text(REFS)
    Path("notes.md").write_text("None.\n")
    Path("link.bib").symlink_to("refs.bib")
    asked = ["resolve", "refs.bib", "notes.md", *options, "--catalogue", CATALOGUE, "--offline", "--exit-zero"]
    done = CliRunner().invoke(command, asked)
    assert done.exit_code == 2
    assert "--overwrite" in done.output
    assert (Path("refs.bib").read_text(), Path("notes.md").read_text()) == (REFS, "None.\n")
    done = CliRunner().invoke(command, [*asked, "--overwrite"])
    assert done.exit_code == 0, done.output


def test_replaced_it_holds_every_entry(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text(REFS + "\n@book{broken, title = {No end}\n")
    done = CliRunner().invoke(
        command, ["resolve", "refs.bib", "-o", "refs.bib", "--overwrite", "--catalogue", CATALOGUE, "--offline", "-q"]
    )
    assert done.exit_code == 1
    again = formats.load(Path("refs.bib").read_text(), "bibtex")
    assert [reference.id for reference in again.references] == ["Deyo_opioids", "again", "note", "broken"]
