"""A site of twenty pages and sixty works: locked, built by both tools without a warning, and the same twice."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from backref.cli import command

pytestmark = pytest.mark.slow

PAGES, EACH = 20, 3


@pytest.fixture
def site(project):
    """Pages for either tool, whose works a catalogue knows."""
    items = [
        {
            "id": f"w{n}", "type": "article-journal", "title": f"On the subject of number {n}", "container-title": "Journal of Numbers",
            "author": [{"family": f"Writer{chr(97 + n % 26)}", "given": "A"}], "issued": {"date-parts": [[1950 + n]]}, "volume": str(n + 1), "page": f"{n}-{n + 9}",
            "DOI": f"10.1000/number.{n}",
        }
        for n in range(PAGES * EACH)
    ]  # fmt: skip
    Path("works.json").write_text(json.dumps(items))
    for page in range(PAGES):
        dois = [f"doi:10.1000/number.{page * EACH + n}" for n in range(EACH)]
        Path(f"docs/p{page}.md").write_text(f"# Page {page}\n\nSee [{'; '.join(f'@{doi}' for doi in dois)}].\n")
        Path(f"docs/p{page}.rst").write_text(
            f":orphan:\n\nPage {page}\n=======\n\nSee :cite:p:`{','.join(dois)}`.\n\n.. bibliography::\n   :filter: docname in docnames\n"
        )
    Path("docs/index.rst").write_text("Works\n=====\n\nHere.\n")
    Path("docs/index.md").write_text("# Works\n\nHere.\n")
    done = CliRunner().invoke(command, ["sync", "docs"])
    assert "60 references, 60 of them new" in done.output
    assert done.exit_code == 0
    assert CliRunner().invoke(command, ["sync", "docs", "--locked"]).exit_code == 0


def digest(folder: str) -> dict[str, str]:
    """The pages of a site by their content; times of building stand in other files."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(Path(folder).rglob("p*.html")) + sorted(Path(folder).rglob("p*/index.html"))
    }


def test_mkdocs(tool, site):
    pytest.importorskip("mkdocs", reason="mkdocs is not installed")
    settings = {"site_name": "x", "plugins": ["backref"], "exclude_docs": "*.rst\n"}
    Path("mkdocs.yml").write_text(json.dumps(settings))
    made = []
    for _ in range(2):
        done = tool("mkdocs", "build", "--strict")
        assert done.returncode == 0, done.stderr
        made.append(digest("site"))
    assert len(made[0]) == PAGES
    assert made[0] == made[1]
    assert Path("site/p19/index.html").read_text().count('<p id="ref-') == EACH


def test_sphinx(tool, site):
    pytest.importorskip("sphinxcontrib.bibtex", reason="sphinxcontrib-bibtex is not installed")
    Path("docs/conf.py").write_text("project = 'x'\nextensions = ['backref.sphinx']\nhtml_theme = 'basic'\n")
    made = []
    for out in ("one", "two"):
        done = tool("sphinx", "-W", "-b", "html", "-d", f"{out}-trees", "docs", out)
        assert done.returncode == 0, done.stderr
        made.append({path.removeprefix(out): told for path, told in digest(out).items()})
    assert len(made[0]) == PAGES
    assert made[0] == made[1]
    assert "On the subject of number 59" in Path("one/p19.html").read_text()
