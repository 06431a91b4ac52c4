"""A bibliography with every common fault: each good entry is on the site, each fault is told with its line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

BROKEN = """% A comment before everything
@article{first, title = {First work}, author = {One, A.}, journal = {J}, year = 2001}

@article{comma,
  title = {Comma work}
  author = {Two, B.}, journal = {J},
  year = 2002
}

@article{unclosed,
  title = {Unclosed work,
  author = {Three, C.},
  year = 2003
}

@article{first, title = {Second first}, author = {Four, D.}, journal = {J}, year = 2004}

@book{twice, title = {Twice work}, title = {Another title}, author = {Five, E.}, publisher = {P}, year = 2005}

@article{month, title = {Month work}, author = {Six, F.}, journal = {J}, month = {Thermidor}, year = 2006}

@article(round, title = {Round work}, author = {Seven, G.}, journal = {J}, year = 2007)

@string{where = "Journal of "}
@article{joined, title = {Joined work}, author = {Eight, H.}, journal = where # {Joins}, year = 2008}

@article{, title = {Nameless work}, author = {Nine, I.}, journal = {J}, year = 2009}

@article{last, title = {Last work}, author = {Ten, J.}, journal = {J}, year = 2010}
"""
GOOD = ("first", "comma", "twice", "month", "round", "joined", "last")


def test_mkdocs(tool, project):
    pytest.importorskip("mkdocs", reason="mkdocs is not installed")
    Path("references.bib").write_text(BROKEN)
    Path("docs/index.md").write_text("".join(f"See [@{key}].\n\n" for key in GOOD))
    Path("mkdocs.yml").write_text(json.dumps({"site_name": "x", "plugins": ["backref"]}))
    done = tool("mkdocs", "build")
    assert done.returncode == 0, done.stderr
    made = Path("site/index.html").read_text()
    for key in GOOD:
        assert f'<p id="ref-{key}">' in made, key
    _check(done.stderr)


def test_sphinx(tool, project):
    pytest.importorskip("sphinxcontrib.bibtex", reason="sphinxcontrib-bibtex is not installed")
    Path("references.bib").write_text(BROKEN)
    Path("docs/conf.py").write_text("project = 'x'\nextensions = ['backref.sphinx']\n")
    cited = "".join(f"See :cite:p:`{key}`.\n\n" for key in GOOD)
    Path("docs/index.rst").write_text(f"Works\n=====\n\n{cited}\n.. bibliography::\n")
    done = tool("sphinx", "-b", "html", "docs", "out")
    assert done.returncode == 0, done.stderr
    made = Path("out/index.html").read_text()
    for word in ("First", "Comma", "Twice", "Month", "Round", "Joined", "Last"):
        assert f"{word} work" in made, word
    _check(done.stderr)


def _check(said: str) -> None:
    lines = {int(line) for line in re.findall(r"references\.bib:(\d+):\d+: ", said)}
    assert {5, 11, 16, 18} <= lines, said
    assert said.count("WARNING") <= 8, said
