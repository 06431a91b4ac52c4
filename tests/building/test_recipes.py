"""The recipes for pandoc, Quarto, MyST and LaTeX: their files and commands as printed, run by the real tools without a
network.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from recipes import TITLES, check_html, program
from test_broken import BROKEN, GOOD

pytestmark = pytest.mark.slow

PAPERS = {key: f"{key.capitalize()} work" for key in GOOD}
ROUND = "@article(round, title = {Round work}, author = {Seven, G.}, journal = {J}, year = 2007)"
assert ROUND in BROKEN
# Round brackets are no fault, so they stay; pandoc and citation-js do not know them.
BRACED = BROKEN.replace(ROUND, f"{ROUND[:8]}{{{ROUND[9:-1]}}}")


def test_pandoc(recipe, pandoc):
    paper = recipe("pandoc")
    tools = {"pandoc": pandoc}
    said = paper.follow(0, tools)
    assert "WARNING" not in said
    made = Path("paper.html").read_bytes()
    check_html(made.decode(), TITLES)
    assert "see <a" in made.decode()
    paper.follow(2, tools)
    paper.follow(0, tools)
    assert Path("paper.html").read_bytes() == made


def test_pandoc_without_the_filter(recipe, pandoc):
    paper = recipe("pandoc")
    paper.follow(1, {"pandoc": pandoc})
    assert "@doi" not in Path("paper.md").read_text()
    assert "@{enke2018}" not in Path("paper.md").read_text()
    check_html(Path("paper.html").read_text(), TITLES)


@pytest.mark.parametrize("bibliography", ["references.bib", "references.json"])
def test_pandoc_finds_identifiers_as_people_write_them(recipe, pandoc, bibliography):
    paper = recipe("pandoc")
    cited = "@https://doi.org/10.1503/CMAJ.171333; @PMC6028270; @pmcid:PMC6028270; @pmid:29970367; @10.1503/cmaj.171333"
    Path("paper.md").write_text(f"---\nbibliography: {bibliography}\nlink-citations: true\n---\n\n[{cited}]\n")
    assert paper.run(f"backref sync paper.md --bibliography {bibliography}").returncode == 0
    done = paper.run("pandoc paper.md -L backref.lua --citeproc --fail-if-warnings -t html", {"pandoc": pandoc})
    assert done.returncode == 0, done.stderr
    check_html(done.stdout, {"enke2018": TITLES["enke2018"]})


@pytest.mark.parametrize("cited", ["[@enke2081]", "@enke2081 says"])
def test_pandoc_and_sync_name_a_wrong_key(recipe, pandoc, cited):
    paper = recipe("pandoc")
    paper.follow(0, {"pandoc": pandoc})
    with Path("paper.md").open("a") as file:
        file.write(f"\n\nWrong: {cited}.\n")
    assert "did you mean 'enke2018'" in paper.run("backref sync paper.md --locked").stdout
    done = paper.run(paper.blocks[0][1], {"pandoc": pandoc})
    assert done.returncode != 0
    assert "enke2081" in done.stderr


def test_pandoc_on_a_mended_bibliography(recipe, pandoc):
    paper = recipe("pandoc")
    Path("broken.bib").write_text(BRACED)
    Path("a.md").write_text("".join(f"See [@{key}].\n\n" for key in GOOD))
    build = "pandoc a.md --bibliography {} --citeproc --fail-if-warnings -M link-citations=true -t html"
    assert paper.run(build.format("broken.bib"), {"pandoc": pandoc}).returncode != 0
    paper.run(paper.blocks[3][0])
    done = paper.run(build.format("mended.bib"), {"pandoc": pandoc})
    assert done.returncode == 0, done.stderr
    check_html(done.stdout, PAPERS)


def test_quarto_hands_to_pandoc_what_it_can_cite(recipe, pandoc):
    recipe("pandoc")
    page = recipe("quarto")
    assert "filters:\n  - backref.lua\n" in page.files["_quarto.yml"]
    page.follow(0)
    page.follow(1)
    build = (
        "pandoc page.qmd -f markdown --metadata-file _quarto.yml -L backref.lua --citeproc --fail-if-warnings -t html"
    )
    done = page.run(build, {"pandoc": pandoc})
    assert done.returncode == 0, done.stderr
    check_html(done.stdout, {key: TITLES[key] for key in ("enke2018", "deyo2015")})


def test_quarto(recipe):
    quarto = program("quarto")
    recipe("pandoc")
    page = recipe("quarto")
    page.follow(0)
    done = page.run("quarto render page.qmd --to html", {"quarto": quarto})
    assert done.returncode == 0, done.stderr
    assert set(re.findall(r'id="ref-([^"]+)"', Path("page.html").read_text())) == {"enke2018", "deyo2015"}


@pytest.fixture(params=["myst", "jupyter-book"])
def myst(request, recipe):
    """The recipe of MyST, with a theme of its own, and what runs its commands: mystmd, or Jupyter Book 2."""
    path = program(request.param)
    if request.param == "jupyter-book":
        said = subprocess.run([path, "--version"], capture_output=True, text=True).stdout
        if not said.strip().startswith("v2"):
            pytest.skip("jupyter-book is not version 2")
    page = recipe("myst")
    Path("theme").mkdir()
    Path("theme/template.yml").write_text("jtex: v1\nmyst: v1\ntitle: A theme\noptions: []\n")
    Path("myst.yml").write_text(page.files["myst.yml"].replace("book-theme", "./theme"))
    shutil.rmtree("docs")
    return page, {"myst": path}


def nodes(tree: object, kind: str) -> list[dict[str, object]]:
    if isinstance(tree, list):
        return [node for each in tree for node in nodes(each, kind)]
    if not isinstance(tree, dict):
        return []
    return [*([tree] if tree.get("type") == kind else []), *(n for value in tree.values() for n in nodes(value, kind))]


def test_myst(myst):
    page, tools = myst
    said = page.follow(0, tools)
    assert "⚠" not in said, said
    assert "⛔" not in said, said
    content = Path("_build/site/content/index.json")
    built = json.loads(content.read_text())
    assert [node["label"] for node in nodes(built["mdast"], "cite")] == ["enke2018", "hartvigsen2018", "deyo2015"]
    assert not any("error" in node for node in nodes(built["mdast"], "cite"))
    assert set(built["references"]["cite"]["data"]) == set(TITLES)
    for key, title in TITLES.items():
        assert title in built["references"]["cite"]["data"][key]["html"]
    page.follow(1, tools)
    made = []
    for _ in range(2):
        shutil.rmtree("_build")
        page.follow(0, tools)
        assert page.run("myst build index.md --jats --force", tools).returncode == 0
        text = re.sub(r'"key":"\w+"', "", content.read_text())  # each node has one at random
        made.append((Path("_build/exports/index.xml").read_bytes(), text))
    assert made[0] == made[1]
    article = made[0][0].decode()
    assert set(re.findall(r'<xref ref-type="bibr" rid="([^"]+)"', article)) == set(
        re.findall(r'<ref id="([^"]+)"', article)
    )


def test_myst_fails_on_a_wrong_key_and_takes_keys_for_pmids(myst):
    page, tools = myst
    Path("index.md").write_text("# Pain\n\nIt fails [@pmid:29970367].\n")
    page.run("backref sync index.md")
    done = page.run(page.blocks[0][1], tools)
    assert done.returncode != 0
    assert 'label "pmid:29970367"' in done.stdout + done.stderr
    page.follow(2, tools)
    assert "[@enke2018]" in Path("index.md").read_text()
    page.follow(0, tools)


def test_myst_on_a_mended_bibliography(myst):
    page, tools = myst
    Path("broken.bib").write_text(BRACED)
    Path("index.md").write_text("".join(f"See [@{key}].\n\n" for key in GOOD))
    shutil.copy("broken.bib", "references.bib")
    assert page.run(page.blocks[0][1], tools).returncode != 0
    page.run("backref convert broken.bib -o references.bib")
    assert page.run(page.blocks[0][1], tools).returncode == 0
    built = json.loads(Path("_build/site/content/index.json").read_text())
    assert set(built["references"]["cite"]["data"]) == set(GOOD)


@pytest.fixture
def latex(recipe):
    for name in ("pdflatex", "bibtex"):
        program(name)
    return recipe("latex")


def needs_packages(*names: str) -> None:
    for name in names:
        if not subprocess.run([program("kpsewhich"), name], capture_output=True, text=True).stdout.strip():
            pytest.skip(f"the LaTeX package {name} is not installed")


def check_log(name: str) -> None:
    log = Path(f"{name}.log").read_text(encoding="utf-8", errors="replace")
    assert "undefined" not in log
    assert "could not be found" not in log
    assert "\n!" not in log


def check_pdf(name: str) -> None:
    if reader := shutil.which("pdftotext"):
        subprocess.run([reader, "-raw", f"{name}.pdf"], check=True)
        text = re.sub(r"\W+", "", Path(f"{name}.txt").read_text(encoding="utf-8")).casefold()
        for title in TITLES.values():
            assert re.sub(r"\W+", "", title).casefold() in text


def test_pdflatex_and_bibtex(latex):
    needs_packages("natbib.sty", "hyperref.sty", "plainnat.bst")
    latex.follow(0)
    made = Path("paper.pdf").read_bytes()
    Path("paper.aux").unlink()
    latex.follow(0)
    assert Path("paper.pdf").read_bytes() == made
    assert r"\citep[see][p.~3]{enke2018,deyo2015}" in Path("paper.tex").read_text()
    check_log("paper")
    check_pdf("paper")
    assert set(re.findall(r"\\bibitem\[.*?\]\{(\w+)\}", Path("paper.bbl").read_text(), re.DOTALL)) == set(TITLES)
    latex.follow(2)


def test_biber_finds_identifiers_as_aliases(latex):
    program("biber")
    needs_packages("biblatex.sty", "etoolbox.sty", "logreq.sty")
    latex.follow(1)
    check_log("alias")
    check_pdf("alias")
    assert r"\textcite{doi:10.1136/BMJ.g6380}" in Path("alias.tex").read_text()
    assert set(re.findall(r"\\entry\{(\w+)\}", Path("alias.bbl").read_text())) == set(TITLES)
    before = Path("alias.pdf").read_bytes()
    latex.follow(1)
    assert Path("alias.pdf").read_bytes() == before


def test_bibtex_on_a_mended_bibliography(latex):
    Path("broken.bib").write_text(BROKEN)
    latex.run("backref convert broken.bib -o mended.bib")
    cited = "".join(f"\\citation{{{key}}}\n" for key in GOOD)
    Path("a.aux").write_text(f"{cited}\\bibstyle{{plain}}\n\\bibdata{{mended}}\n")
    done = latex.run("bibtex a")
    assert "error message" not in done.stdout
    assert "didn't find" not in done.stdout
    assert set(re.findall(r"\\bibitem\{(\w+)\}", Path("a.bbl").read_text())) == set(GOOD)


def test_a_wrong_key_is_named_by_latex(latex):
    latex.follow(0)
    text = Path("paper.tex").read_text().replace("\\bibliographystyle", "\\cite{enke2081}\n\\bibliographystyle")
    Path("paper.tex").write_text(text)
    assert latex.run("backref sync paper.tex --locked").returncode == 1
    assert "enke2081" in latex.run("pdflatex -interaction=nonstopmode paper").stdout
    assert 'entry for "enke2081"' in latex.run("bibtex paper").stdout
