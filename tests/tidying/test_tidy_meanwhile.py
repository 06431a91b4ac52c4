"""What is saved into the file that `tidy` is to write, while it asks: it stays, and is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from backref.cli import command
from backref.errors import ChangedMeanwhile
from backref.project import tidying

BOOK = "@book{a, title = {Heat}, author = {Doe, Jane}, year = {2001}}\n"
SAVED = BOOK + "@book{b, title = {Mine}, author = {Roe, Max}, year = {2002}}\n"


@pytest.mark.parametrize(("before", "saved"), [(BOOK, SAVED), (None, SAVED), (BOOK, None)])
@pytest.mark.parametrize("option", ["-o", "--key-map"])
def test_what_is_saved_while_sources_are_asked_is_kept(tmp_path, monkeypatch, option, before, saved):
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text(BOOK)
    target = Path("refs.bib" if option == "-o" and before else "made.bib")
    if before:
        target.write_text(before)
    asked = tidying.tidy

    def tidy(*arguments, **options):
        done = asked(*arguments, **options)
        target.write_text(saved) if saved else target.unlink()
        return done

    monkeypatch.setattr(tidying, "tidy", tidy)
    done = CliRunner().invoke(command, ["tidy", "refs.bib", "--keys", "x[year]", option, str(target)])
    assert isinstance(done.exception, ChangedMeanwhile), done.output
    assert (target.read_text() if target.exists() else None) == saved


def test_what_nobody_touched_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text(BOOK)
    assert CliRunner().invoke(command, ["tidy", "refs.bib", "-o", "refs.bib"]).exit_code == 0
    assert "Heat" in Path("refs.bib").read_text()
