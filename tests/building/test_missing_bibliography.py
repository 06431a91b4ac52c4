"""A bibliography that the configuration names and that is not there: told once, by its name and who names it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

PLACE = "docs/gone.bib: there is no such file, which backref.toml names; run `backref sync`"


@pytest.fixture
def gone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("backref.toml").write_text('bibliography = "docs/gone.bib"\n')


def test_it_is_told_once_whatever_is_cited(gone, caplog):
    markdown = pytest.importorskip("markdown")
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            markdown.markdown("So [@a2001; @b2002].", extensions=["backref.markdown"])
    assert [record.getMessage() for record in caplog.records if "no such file" in record.getMessage()] == [PLACE]


def test_it_is_told_where_libraries_have_entries(gone, caplog):
    markdown = pytest.importorskip("markdown")
    Path("backref.toml").write_text('bibliography = "docs/gone.bib"\nlibraries = ["own.bib"]\n')
    Path("own.bib").write_text("@book{a2001, title = {A}}\n")
    with caplog.at_level(logging.WARNING):
        markdown.markdown("So [@a2001].", extensions=["backref.markdown"])
    assert caplog.messages == [PLACE]


def test_libraries_alone_are_no_fault(gone, caplog):
    markdown = pytest.importorskip("markdown")
    Path("backref.toml").write_text('libraries = ["own.bib"]\n')
    Path("own.bib").write_text("@book{a2001, title = {A}}\n")
    with caplog.at_level(logging.WARNING):
        markdown.markdown("So [@a2001].", extensions=["backref.markdown"])
    assert caplog.messages == []


def test_a_file_without_an_entry_is_no_missing_file(gone, caplog):
    markdown = pytest.importorskip("markdown")
    Path("docs/gone.bib").write_text("% none yet\n")
    with caplog.at_level(logging.WARNING):
        markdown.markdown("Nothing is cited.", extensions=["backref.markdown"])
    assert "docs/gone.bib: no entries; run `backref sync`" in caplog.messages


def test_a_strict_build_of_mkdocs_ends(gone, tool):
    pytest.importorskip("mkdocs", reason="mkdocs is not installed")
    Path("docs/index.md").write_text("# Pain\n\nNothing is cited.\n")
    Path("mkdocs.yml").write_text('{"site_name": "x", "plugins": ["backref"]}')
    done = tool("mkdocs", "build", "--strict")
    assert done.returncode != 0
    assert done.stderr.count(PLACE) == 1


def test_another_that_lies_there_is_named(gone, caplog):
    markdown = pytest.importorskip("markdown")
    Path("backref.toml").unlink()
    Path("docs/own.bib").write_text("@book{a2001, title = {A}}\n")
    with caplog.at_level(logging.WARNING):
        markdown.markdown("Nothing is cited.", extensions=["backref.markdown"])
    said = "references.bib: there is no such file; name docs/own.bib as `bibliography` in backref.toml, or run `backref sync`"
    assert caplog.messages == [said]


def test_an_option_that_there_is_not_is_mkdocs_warning(gone, tool):
    pytest.importorskip("mkdocs", reason="mkdocs is not installed")
    Path("docs/index.md").write_text("# Pain\n")
    Path("mkdocs.yml").write_text('{"site_name": "x", "plugins": [{"backref": {"citation": "numeric"}}]}')
    done = tool("mkdocs", "build")
    assert done.returncode == 0, done.stderr
    assert "option 'citation': Unrecognised" in done.stderr
