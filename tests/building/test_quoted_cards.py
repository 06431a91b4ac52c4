"""What works say, in the cards of MkDocs, Python-Markdown and Sphinx: kept by `sync --passages`, shown to the sentence
that it was found for, and to no other.
"""

from __future__ import annotations

import json
import re
from html import escape, unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from backref.cli import command

pytestmark = pytest.mark.slow

STORE = Path("backref.passages.json")
FALLS = 'Falls declined by 21 % with "balance" training, <5 cm & &lt;script&gt;window.ran = 1&lt;/script&gt;, and hips held.'
GAIT = "Training may improve gait speed in older women."
WORKS = [
    {
        "id": "roe2019", "type": "article-journal", "title": "Balance training and falls in older adults", "author": [{"family": "Roe", "given": "A"}],
        "issued": {"date-parts": [[2019]]}, "container-title": "J Falls", "volume": "3", "page": "10-19", "DOI": "10.5555/falls.1",
        "abstract": escape(escape(f"We randomised 412 adults. {FALLS} {GAIT}")),
    },
    {
        "id": "poe2021", "type": "article-journal", "title": "Stripes of zebras and flies", "author": [{"family": "Poe", "given": "C"}],
        "issued": {"date-parts": [[2021]]}, "container-title": "J Stripes", "volume": "5", "page": "30-39", "DOI": "10.5555/zebras.3",
    },
]  # fmt: skip
CITED = (
    "[@doi:10.5555/falls.1]",
    "@doi:10.5555/falls.1",
    "[@doi:10.5555/zebras.3]",
    "[see @doi:10.5555/falls.1, p. 3]",
)
PAGE = (
    "# Falls\n\nBalance training *cuts* falls by 12 % {}. As {} says, training improves gait speed in women. Zebras graze at night {}.\n\n"
    "- Balance training lowers falls {}.\n"
)
LOOK = (
    "(async () => {{ const link = document.querySelectorAll('.backref-citation > a[href*=\"#\"], a.backref-citation')[{}]; document.activeElement.blur(); link.focus();"
    " link.dispatchEvent(new PointerEvent('pointerover', {{ bubbles: true, pointerType: 'mouse' }})); await new Promise((r) => setTimeout(r, 300));"
    " return [...document.querySelectorAll('.backref-card blockquote > p:first-child')].map((each) => each.textContent); }})()"
)


@pytest.fixture
def project(project):
    (project / "works.json").write_text(json.dumps(WORKS))
    Path("docs/index.md").write_text(PAGE.format(*CITED))
    return project


def sync(*options: str, code: int = 0) -> str:
    done = CliRunner().invoke(command, ["sync", "docs", *options])
    assert done.exit_code == code, done.output
    return done.output


def templates(html: str) -> str:
    return "".join(re.findall(r'<template class="backref-passages">.*?</template>', html, re.S))


@pytest.fixture
def mkdocs(tool):
    pytest.importorskip("mkdocs", reason="mkdocs is not installed: pip install backref[mkdocs]")

    def build(**options: object) -> str:
        settings = {"site_name": "x", "use_directory_urls": False, "theme": {"name": "mkdocs", "highlightjs": False}}
        Path("mkdocs.yml").write_text(json.dumps(settings | {"plugins": ["search", {"backref": options}]}))
        done = tool("mkdocs", "build", "--strict")
        assert done.returncode == 0, done.stderr
        return Path("site/index.html").read_text(encoding="utf-8")

    return build


def without_dates(html: str) -> str:
    return re.sub(r"Build Date UTC.*", "", html)


@pytest.mark.parametrize("where", ["page", "site"])
def test_a_card_of_mkdocs_quotes_what_the_work_says_to_its_sentence(project, mkdocs, page, where):
    if where == "site":
        Path("docs/works.md").write_text("# Works\n\n<!-- bibliography -->\n")
    sync()
    before = mkdocs(bibliography=where)
    assert "passages" not in before
    sync("--passages")
    mkdocs(bibliography=where)
    page.open(Path("site/index.html").resolve().as_uri())
    assert [page.run(LOOK.format(at)) for at in range(4)] == [[FALLS], [GAIT], [], [FALLS]]
    assert page.run("window.ran") is None
    footer = page.run("document.querySelector('.backref-card .backref-place').textContent")
    assert footer == "abstract, sentence 2; catalogue, no licence named"
    assert page.run("document.querySelector('.backref-place > a').href") == "https://doi.org/10.5555/falls.1"
    assert "declined" not in Path("site/search/search_index.json").read_text()
    STORE.unlink()
    assert without_dates(mkdocs(bibliography=where)) == without_dates(before)


@pytest.mark.parametrize("width", [1280, 390])
def test_everybody_can_use_a_card_that_quotes(project, mkdocs, page, axe, width):
    sync("--passages")
    mkdocs()
    page.look(width, 860)
    page.open(Path("site/index.html").resolve().as_uri())
    assert page.run(LOOK.format(0)) == [FALLS]
    page.run(f"{axe}; 0")
    assert page.run("axe.run('.backref-card').then((r) => r.violations.map((v) => v.id))") == []
    assert page.run("document.querySelector('.backref-card').getBoundingClientRect().right <= innerWidth")


def test_what_a_page_prints_no_more_is_not_quoted(project, mkdocs):
    sync("--passages")
    Path("docs/index.md").write_text(PAGE.format(*CITED).replace("12 %", "13 %"))
    assert "stale-passages" in sync()
    assert "stale-passages" in sync("--locked")
    kept = templates(mkdocs())
    assert "Balancetrainingcutsfallsby" not in kept
    assert GAIT in unescape(re.sub("<[^>]*>", "", kept))
    sync("--passages")
    assert "stale-passages" not in sync()
    assert "Balancetrainingcutsfallsby13" in templates(mkdocs())


def test_what_is_quoted_is_the_work_s_letter_by_letter_and_nobody_else_s(project):
    sync("--passages")
    first = STORE.read_bytes()
    assert b"written" not in sync("--passages").encode().partition(b"nothing written")[0]
    assert STORE.read_bytes() == first
    said = json.loads(first)["passages"]
    assert len(said) == 3
    assert {p["text"] for each in said for p in each["passages"]} == {FALLS, GAIT}


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (lambda text: text.replace("21 %", "91 %"), "edited by hand"),
        (lambda text: text[:-40], "no file of passages"),
        (lambda text: "[" * 100_000, "no file of passages"),
        (lambda text: text.replace('"version": 1', '"version": 2'), "no file of passages"),
    ],
)
def test_a_file_that_is_harmed_is_told_and_not_shown(project, harm, why, caplog):
    markdown = pytest.importorskip("markdown", reason="Markdown is not installed: pip install backref[mkdocs]")
    sync("--passages")
    text = Path("docs/index.md").read_text()
    whole = markdown.markdown(text, extensions=["backref"])
    assert "21 %" in whole
    STORE.write_text(harm(STORE.read_text()))
    harmed = markdown.markdown(text, extensions=["backref"])
    assert "91 %" not in harmed
    assert "21 %" not in templates(harmed)
    assert why in caplog.text
    assert (
        templates(markdown.markdown(text, extensions=[__import__("backref.markdown").markdown.Citations(cards=False)]))
        == ""
    )


def test_who_could_not_be_asked_loses_nothing_that_was_found(project):
    sync("--passages")
    before = STORE.read_bytes()
    Path("works.json").write_text("[]")
    Path("backref.toml").write_text('catalogue = "works.json"\n')
    said = sync("--passages", "--offline", code=3)
    assert "text-not-asked" in said
    assert STORE.read_bytes() == before


def test_cards_of_sphinx_quote_too(project, tool, page):
    pytest.importorskip(
        "sphinxcontrib.bibtex", reason="sphinxcontrib-bibtex is not installed: pip install backref[sphinx]"
    )
    Path("docs/index.md").unlink()
    first, name, zebras, _ = (
        f":cite:{role}:`doi:10.5555/{work}`"
        for role, work in (("p", "falls.1"), ("t", "falls.1"), ("p", "zebras.3"), ("p", "falls.1"))
    )
    body = PAGE.format(first, name, zebras, ":footcite:p:`doi:10.5555/falls.1`").replace("# Falls", "Falls\n=====")
    Path("docs/index.rst").write_text(f"{body}\n.. footbibliography::\n\n.. toctree::\n\n   works\n")
    Path("docs/works.rst").write_text("Works\n=====\n\n.. bibliography::\n")
    Path("docs/conf.py").write_text("project = 'x'\nextensions = ['backref.sphinx']\nhtml_theme = 'basic'\n")
    sync()
    assert tool("sphinx", "-W", "-b", "html", "docs", "out").returncode == 0
    before = Path("out/index.html").read_text()
    sync("--passages")
    done = tool("sphinx", "-E", "-W", "-b", "html", "docs", "out")
    assert done.returncode == 0, done.stderr
    made = Path("out/index.html").read_text()
    assert made.replace(templates(made) + "\n", "") == before
    assert "<script>window" not in made
    page.open(Path("out/index.html").resolve().as_uri())
    assert [page.run(LOOK.format(at)) for at in range(4)] == [[FALLS], [GAIT], [], [FALLS]]
