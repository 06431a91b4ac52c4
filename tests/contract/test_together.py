"""Files that are given together: macros and parents of one stand for the others, and stay where they are written."""

from __future__ import annotations

import json

import pytest

import backref
from backref import formats
from backref.cli import command
from backref.project import configuration, library

ABOVE = """@string{prl = "Physical Review Letters"}
@proceedings{conf, title = {Proceedings of X}, year = {2001}, publisher = {ACM}}
"""
USES = """@article{one, author = {Roe, J.}, title = {A}, journal = prl, year = {2000}, volume = {1}, pages = {1--2}}
@inproceedings{two, author = {Doe, J.}, title = {B}, crossref = {conf}, pages = {3--4}}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "above.bib").write_text(ABOVE, encoding="utf-8")
    (tmp_path / "uses.bib").write_text(USES, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("names", [("above.bib", "uses.bib"), ("uses.bib", "above.bib")])
def test_check_and_tidy_know_what_stands_in_the_other_file(folder, names):
    paths = [folder / name for name in names]
    assert backref.check(paths, []).faults == ()
    assert {fault.rule.code for fault in backref.check(folder / "uses.bib", []).faults} == {"BR108", "BR251", "BR255"}
    found = {entry.key: entry.reference for entry in backref.tidy(paths).bibliography.entries}
    assert found["one"].container_title == "Physical Review Letters"
    assert (found["two"].container_title, found["two"].issued.year) == ("Proceedings of X", 2001)
    text = backref.tidy(paths).text()
    assert "journal = prl" in text
    assert "@string{prl" in text


def test_a_projects_libraries_know_each_other(folder):
    (folder / "backref.toml").write_text('bibliography = "uses.bib"\nlibraries = ["above.bib"]\n', encoding="utf-8")
    found = library.read(configuration.find(folder)).references
    assert found["one"].container_title == "Physical Review Letters"
    assert found["two"].container_title == "Proceedings of X"


def test_convert_makes_one_of_several(folder, capsys):
    names = [str(folder / name) for name in ("uses.bib", "above.bib")]
    with pytest.raises(SystemExit, match="0"):
        command.main(["convert", "--to", "csl-json", *names], standalone_mode=False)
    found = {item["id"]: item for item in json.loads(capsys.readouterr().out)}
    assert found["one"]["container-title"] == "Physical Review Letters"
    assert found["two"]["container-title"] == "Proceedings of X"


def test_nothing_stands_beside_a_file_afterwards():
    with formats.together([("bibtex", ABOVE), ("biblatex", USES)]):
        inside = formats.load(USES, "bibtex").references[0].container_title
    assert (inside, formats.load(USES, "bibtex").references[0].container_title) == ("Physical Review Letters", "prl")


def test_macros_that_double_each_other_are_bounded_across_files():
    doubled = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(60))
    text = f"@string{{a0 = {{{'x' * 1000}}}}}\n{doubled}"
    with formats.together([("bibtex", text), ("bibtex", "@misc{b, title = a60 # a60}")]):
        loaded = formats.load("@misc{b, title = a60 # a60}", "bibtex")
    assert len(loaded.references[0].title) < 20_000_000
