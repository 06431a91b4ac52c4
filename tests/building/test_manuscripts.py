"""The recipes for Typst, notebooks, Word and Great Docs: their files and commands as printed, run by the real tools
without a network.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from recipes import TITLES, check_html

from backref import formats, readers

pytestmark = pytest.mark.slow

ALIKE = "pandoc {} -f markdown --citeproc --fail-if-warnings --bibliography references.bib -M link-citations -t html"


@pytest.fixture
def typst():
    """Compile by the package of PyPI, which is the program without its command line."""
    module = pytest.importorskip("typst", reason="typst is not installed: pip install typst")

    def compile_page(line: str) -> str:
        name = Path(line.split()[-1])
        pdf = module.compile(str(name))
        name.with_suffix(".pdf").write_bytes(pdf)
        if not (reader := shutil.which("pdftotext")):
            pytest.skip("pdftotext is not installed")
        done = subprocess.run([reader, "-raw", str(name.with_suffix(".pdf")), "-"], capture_output=True, text=True)
        return " ".join(done.stdout.split())

    return compile_page


def test_typst(recipe, typst):
    page = recipe("typst")
    sync, build = page.blocks[0]
    assert page.run(sync).returncode == 0
    assert "@enke2018[p. 3], as #cite(label(" in Path("paper.typ").read_text()
    printed = typst(build)
    assert "fails (Enke et al., 2018, p. 3)" in printed.replace("[p. 3]", "")
    for title in TITLES.values():
        assert title in printed
    page.follow(1)
    own = Path("paper.typ").read_text().replace("references.bib", "references.yml")
    Path("paper.typ").write_text(own)
    again = typst(build)
    assert all(title in again for title in TITLES.values())
    page.follow(2)
    Path("paper.typ").write_text(own.replace("enke2018", "enke2081"))
    assert "did you mean 'enke2018'" in page.run(page.blocks[2][0]).stdout
    with pytest.raises(Exception, match="enke2081"):
        typst(build)


def test_a_notebook(recipe, pandoc):
    page = recipe("notebooks")
    before = Path("analysis.ipynb").read_text()
    page.follow(0, {"pandoc": pandoc})
    after = Path("analysis.ipynb").read_text()
    for written, key in (
        ("doi:10.1503/cmaj.171333", "enke2018"),
        ("pmid:25561513", "deyo2015"),
        ("{doi:10.1016/S0140-6736(18)30480-X}", "hartvigsen2018"),
    ):
        before = before.replace(written, key)
    assert after == before
    made = Path("analysis.html").read_text()
    check_html(made, TITLES)
    assert "nobody2020" in made
    page.follow(1)
    Path("analysis.ipynb").write_text(after.replace("@enke2018", "@enke2081"))
    assert page.run(page.blocks[1][0]).returncode == 1
    said = page.run(page.blocks[1][1]).stdout
    assert "analysis.ipynb:6:" in said
    assert "nobody2020" not in said


def test_to_word_and_back(recipe, pandoc):
    page = recipe("word")
    page.follow(0, {"pandoc": pandoc})
    assert "@enke2018, p. 3; @deyo2015" in Path("paper.md").read_text()
    assert {entry["id"] for entry in json.loads(Path("references.json").read_text())} == set(TITLES)
    [resolve] = page.blocks[2]
    done = page.run(f"{resolve} --catalogue works.json --offline --exit-zero")
    assert done.returncode == 0, done.stdout
    found = {each.doi for each in formats.load(Path("references.bib").read_text(), "bibtex").references}
    assert found == {"10.1503/cmaj.171333", "10.1136/bmj.g6380", "10.1016/s0140-6736(18)30480-x"}
    page.follow(3)
    pytest.importorskip("docx", reason="python-docx is not installed")
    page.follow(1)
    listed = readers.read(Path("list.docx").read_bytes(), "list.docx").text
    assert all(title in listed for title in TITLES.values())


def test_great_docs(recipe, pandoc):
    page = recipe("great-docs")
    page.follow(0)
    page.follow(1)
    done = page.run(ALIKE.format("user_guide/01-pain.qmd"), {"pandoc": pandoc})
    assert done.returncode == 0, done.stderr
    check_html(done.stdout, {key: TITLES[key] for key in ("enke2018", "deyo2015")})
    if find_spec("great_docs"):
        from great_docs.config import Config

        assert Config(Path.cwd()).bibliography == ["references.bib"]
