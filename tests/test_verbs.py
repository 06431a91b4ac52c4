"""The verbs of the library: what they take beyond what their examples show, and what they say of what they do not
take.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import backref
from backref import Reference, UnknownPlugin, UnreadableInput

RAW = "Deyo RA, Von Korff M, Duhrkoop D. Opioids for low back pain. BMJ. 2015;350:g6380. doi:10.1136/bmj.g6380"
CATALOGUE = Path(__file__).resolve().parents[1] / "examples" / "low-back-pain.catalogue.json"


VERBS = "find parse parse_many link resolve resolve_many check sync load dump convert styled read open_sources".split()


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_has_an_example_that_runs(verb):
    said = getattr(backref, verb).__doc__
    assert ">>> " in said
    assert "+SKIP" not in said


@pytest.fixture
def sources():
    return backref.open_sources(CATALOGUE, only=("catalogue",))


@pytest.mark.parametrize(
    "verb", [backref.find, lambda text: backref.resolve(text, []), lambda text: backref.link(text, None)]
)
def test_a_path_that_was_given_as_a_text_names_read(verb, tmp_path):
    path = tmp_path / "article.md"
    path.write_text(RAW)
    for given in (str(path), path):
        with pytest.raises(UnreadableInput, match=r"article\.md: the path of a file, not a text; give backref\.read"):
            verb(given)


def test_the_path_of_no_file_is_a_text_with_a_problem(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    [problem] = backref.resolve("article.md", []).problems
    assert (problem.code, "backref.read(path)" in problem.message) == ("looks-like-a-path", True)
    assert backref.resolve("See article.md", []).problems == ()


@pytest.mark.parametrize("text", ["", ".", "article.md", "a\0b", "x" * 5000, "/", "see\narticle.md"])
def test_what_is_no_file_is_a_text(text):
    assert backref.find(text).citations == ()


def test_many_are_resolved_in_order_each_work_under_one_key(sources, works):
    given = [RAW, works[0], backref.parse(RAW), Reference(title="Nobody knows it"), RAW]
    entries = list(backref.resolve_many(iter(given), sources))
    assert [entry.key for entry in entries[2:]] == [entries[0].key, "nobodynd", entries[0].key]
    assert [entry.resolution.status.is_match for entry in entries] == [True, True, True, False, True]
    assert all(entry.reference.id == entry.key for entry in entries)


def test_a_stream_keeps_its_keys_over_its_batches(monkeypatch, sources):
    monkeypatch.setattr("backref.pipeline.BATCH", 2)
    taken = []

    def citations():
        for number in range(7):
            taken.append(number)
            yield RAW if number in (0, 5) else Reference(title=f"Heat {number % 2}")

    stream = backref.resolve_many(citations(), sources)
    first = next(stream)
    assert taken == [0, 1]
    rest = list(stream)
    assert rest[4].key == first.key
    keys = {entry.key for entry in (first, *rest)}
    assert len(keys) == 3  # the two titles, and the work that is cited twice


def test_check_takes_files_texts_and_documents(tmp_path, sources, monkeypatch):
    monkeypatch.chdir(tmp_path)
    bib = tmp_path / "refs.bib"
    bib.write_text("@article{deyo2015, title = {Opioids}, journal = {BMJ}, year = 20155, author = {Deyo, R.}}")
    found = backref.check([bib, "@misc{b, title = {Heat.}}", backref.read(_page(tmp_path))], sources, select=["BR2"])
    assert {fault.rule.code for fault in found.faults} >= {"BR203", "BR235"}
    assert [file.name for file in found.files][:2] == [str(bib), "-"]
    assert found.printed().count("BR203") == 1
    with pytest.raises(UnreadableInput, match=r"give pathlib\.Path\(path\)"):
        backref.check(str(bib), [])
    with pytest.raises(UnknownPlugin, match="no rule named 'XX'"):
        backref.check(bib, [], select=["XX"])
    with pytest.raises(UnreadableInput, match="No such file"):
        backref.check(tmp_path / "none.bib", [])
    with pytest.raises(UnknownPlugin, match="no output format named 'xml'"):
        found.printed("xml")


def test_check_asks_nobody_where_there_is_nobody(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = backref.check(
        "@article{a, title = {Heat}, journal = {BMJ}, year = 2001, author = {Roe, R.}, doi = {10.1136/bmj.g6380}}", []
    )
    assert found.unchecked == ()


def test_check_asks_whom_the_configuration_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "backref.toml").write_text(
        f'catalogue = "{CATALOGUE.as_posix()}"\nsources = ["catalogue"]\n[check]\nselect = ["BR3"]\n'
    )
    text = "@article{a, title = {Opioids for low back pain}, journal = {BMJ}, year = 2011, author = {Deyo, Richard A. and others}, doi = {10.1136/bmj.g6380}}"
    assert [fault.rule.code for fault in backref.check(text).faults] == ["BR313"]


def test_sync_writes_and_then_has_nothing_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "backref.toml").write_text(f'catalogue = "{CATALOGUE.as_posix()}"\nsources = ["catalogue"]\n')
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("It helps little [@doi:10.1136/bmj.g6380].\n")
    dry = backref.sync(dry=True)
    assert (dry.new, (tmp_path / "references.bib").exists()) == (("deyo2015",), False)
    assert backref.sync().new == ("deyo2015",)
    assert (tmp_path / "references.bib").read_text().startswith("@article{deyo2015,")
    assert (backref.sync(locked=True).to_do, backref.sync().files) == ((), {})
    backref.sync(rewrite=True)
    assert (tmp_path / "docs" / "a.md").read_text() == "It helps little [@deyo2015].\n"


def _page(folder: Path) -> Path:
    path = folder / "page.md"
    path.write_text("It helps [1].\n\n# References\n\n1. Roe R. Heat. Spine. 2001;1:2.\n")
    return path
