"""The Sphinx extension, with the real sphinx-build and no network."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("sphinxcontrib.bibtex", reason="sphinxcontrib-bibtex is not installed: pip install backref[sphinx]")

pytestmark = pytest.mark.slow

CONF = "project = 'x'\nextensions = ['backref.sphinx'{more}]\nhtml_theme = 'basic'\n"
PAGE = "Pain\n====\n\nIt fails :cite:p:`{see}doi:10.1503/cmaj.171333{p. 3},pmid:25561513` and :cite:t:`deyo2015`.\n\n.. bibliography::\n"


@pytest.fixture
def build(tool, project):
    def run(pages: dict[str, str] | None = None, *options: str, more: str = "", code: int = 0) -> str:
        (project / "docs" / "conf.py").write_text(CONF.format(more=more))
        for name, text in (pages or {}).items():
            (project / "docs" / name).write_text(text, encoding="utf-8")
        done = tool("sphinx", "-b", "html", *options, "docs", "out")
        assert done.returncode == code, done.stdout + done.stderr
        return done.stderr

    return run


def content(name: str = "index.html") -> str:
    text = Path("out", name).read_text(encoding="utf-8")
    return text[text.index('role="main"') : text.index('class="sphinxsidebar"')]


def test_identifiers_are_keys(build, synced):
    synced(index_rst=PAGE)
    build(None, "-W")
    made = content()
    assert made.count('href="#id') >= 3
    assert "Opioids for low back pain" in made
    assert "Anticonvulsants" in made
    assert "see" in re.sub("<[^>]*>", "", made)
    assert "p. 3" in re.sub("<[^>]*>", "", made)


def test_a_second_build_reads_nothing_again(build, synced):
    synced(index_rst=PAGE)
    build(None, "-W")
    first = content()
    build(None, "-W")
    assert content() == first


def test_what_is_missing_is_one_warning_at_its_place(build, synced):
    synced(index_rst=PAGE)
    said = build({"index.rst": PAGE.replace("deyo2015", "doi:10.5555/new") + "\nNone :cite:p:`nobody`.\n"})
    assert said.count("WARNING") == 2
    assert "index.rst:4: WARNING: doi:10.5555/new: run `backref sync`" in said
    assert "index.rst:8: WARNING: nobody: no entry has this key" in said
    assert "[nobody]" in content()


def test_one_broken_entry_costs_one_warning(build, synced):
    synced(index_rst=PAGE)
    bib = Path("references.bib")
    bib.write_text("@article{bad,\n  title = {B}\n  year = 2002,\n author = {A, B}}\n\n" + bib.read_text())
    said = build()
    assert said.count("WARNING") == 1
    assert "references.bib:2:14: WARNING: missing-comma" in said
    assert "Opioids for low back pain" in content()


BOOK = "@book{a,\n  title = {Heat},\n  author = {Bejan, Adrian},\n  publisher = {Wiley},\n  year = 1993\n}\n"


@pytest.mark.parametrize(
    ("bib", "said"),
    [
        (None, "WARNING: docs/references.bib: there is no such file, which backref.toml names; run `backref sync`"),
        ("", "WARNING: docs/references.bib: no entries; run `backref sync`"),
        ("% none yet\n", "WARNING: docs/references.bib: no entries; run `backref sync`"),
        (BOOK + BOOK, "WARNING: "),
        (BOOK + BOOK.replace("Heat", "Steam"), "WARNING: "),
    ],
    ids=["none", "empty", "comment", "twice", "two-works"],
)
def test_a_fault_that_has_no_line_is_a_warning(build, project, bib, said):
    (project / "backref.toml").write_text('bibliography = "docs/references.bib"\n')
    if bib is not None:
        (project / "docs" / "references.bib").write_text(bib)
    printed = build({"index.rst": "Pain\n====\n\nNothing is cited.\n"})
    assert said in printed
    assert "references.bib" in printed


def test_a_key_of_two_libraries_is_a_warning(build, project):
    (project / "backref.toml").write_text('libraries = ["more.bib"]\n')
    (project / "references.bib").write_text(BOOK)
    (project / "more.bib").write_text(BOOK.replace("Heat", "Steam"))
    printed = build({"index.rst": "Pain\n====\n\nIt fails :cite:p:`a`.\n\n.. bibliography::\n"})
    assert "more.bib:1: WARNING: key-defined-twice: 'a' is defined differently in references.bib:1," in printed
    assert "Heat" in content()


def test_footnotes_and_a_retracted_work(build, synced):
    from backref.model import Finding
    from backref.project import lock

    page = "Pain\n====\n\nIt fails :footcite:p:`pmid:25561513`.\n\n.. footbibliography::\n"
    synced(index_rst=page)
    path = Path("backref.lock")
    finding = Finding(kind="retracted", message="the work was retracted")
    path.write_text(lock.dump(r.model_copy(update={"findings": (finding,)}) for r in lock.read(path).references))
    build(None, "-W")
    assert "Opioids for low back pain" in content()
    assert (
        content().count('<strong class="backref-retracted">retracted</strong>') == 2
    )  # where it is cited, and its entry


def test_myst(build, synced):
    pytest.importorskip("myst_parser", reason="myst-parser is not installed")
    synced(index_md="# Pain\n\nIt fails {cite:p}`{see}doi:10.1503/cmaj.171333{p. 3}`.\n\n```{bibliography}\n```\n")
    build(None, "-W", more=", 'myst_parser'")
    assert "Anticonvulsants" in content()


def test_a_newer_lock_is_named(build, synced):
    synced(index_rst=PAGE)
    Path("backref.lock").write_text('{"version": 99, "references": []}')
    assert "newer version of backref" in build(code=2)


def test_every_entry_of_the_example_builds_without_a_warning(build, project):
    from backref import formats

    items = formats.load(Path("works.json").read_text(), "csl-json")
    Path("references.bib").write_text(formats.dump(items.bibliography("[auth:lower][year]"), "bibtex"))
    build({"index.rst": "Pain\n====\n\n.. bibliography::\n   :all:\n"}, "-W")


def test_a_citation_in_the_syntax_of_others_is_told(build, synced):
    synced(index_rst=PAGE)
    page = PAGE + "\nSee [@deyo2015, p. 3] and [@nobody], not ``[@deyo2015]``.\n\n::\n\n   [@deyo2015]\n"
    said = build({"index.rst": page})
    assert said.count("WARNING") == 1
    assert "index.rst:8: WARNING: not-cited: [@deyo2015, p. 3]: it is printed as text; write" in said


def test_a_key_in_another_case_is_told_once_with_the_key_that_is_meant(build, synced):
    synced(index_rst=PAGE)
    page = PAGE.replace("Pain\n====", "Pain :cite:p:`Deyo2015`\n=====================")
    said = build({"index.rst": page}, "-b", "epub")
    assert said.count("no entry has this key; did you mean 'deyo2015'?") == 1
