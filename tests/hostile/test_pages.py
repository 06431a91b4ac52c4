"""Sites that are built of hostile libraries: every payload in every field, read by MkDocs and by Sphinx, opened in a
browser.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_pages import assert_harmless, baited, browse, elements
from hostile_payloads import FEW, PAYLOADS, whole

from backref import formats
from backref.model import Bibliography, Entry, Mark, Name, Passage, Reference, Span, Unlike
from backref.project import cards as excerpts
from backref.project import quoted
from backref.text.escape import is_unsafe

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PYMDOWNX = [
    "pymdownx.superfences", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark", "pymdownx.critic", "pymdownx.tabbed", "pymdownx.details", "pymdownx.keys",
    "pymdownx.smartsymbols", "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.emoji", "pymdownx.tasklist", "pymdownx.snippets",
]  # fmt: skip


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder with a hostile library as CSL-JSON, and the pages that cite all of it."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/canary.txt").write_text("canary")
    library = whole(FEW)
    Path("refs.json").write_text(json.dumps([entry.reference.csl() | {"id": entry.key} for entry in library.entries]))
    Path("backref.toml").write_text('bibliography = "refs.json"\n')
    Path("backref.passages.json").write_text(quoted.dump(map(quotation, library.entries)), encoding="utf-8")
    return library


def quotation(entry: Entry) -> quoted.Quoted:
    """What a hostile service says of a work that the pages cite: nothing but the payload of its entry."""
    payload = entry.reference.title or "x"
    passage = Passage(
        text=payload, place=payload, source=payload, url=payload, licence=payload, marks=(Mark(span=Span(0, 2), kind="word"),),
        unlike=(Unlike(kind="number", here=payload, there=payload, span=Span(0, 1)),),
    )  # fmt: skip
    return quoted.Quoted(document="docs/index.md", key=entry.key, claim="A […] […]", passages=(passage,))


def run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *arguments], capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=400,
        env={"PYTHONPATH": f"{ROOT / 'src'}", "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "HOME": "/nonexistent"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout + done.stderr


def built(config: dict[str, object]) -> None:
    """Build with MkDocs; the plugin is found as its class, whether or not it is installed."""
    Path("build.py").write_text(
        "import json, sys\n"
        "from mkdocs import plugins\n"
        "from mkdocs.commands.build import build\n"
        "from mkdocs.config import load_config\n"
        "class Point:\n"
        "    name = 'backref'\n"
        "    @staticmethod\n"
        "    def load():\n"
        "        from backref.mkdocs import BackrefPlugin\n"
        "        return BackrefPlugin\n"
        "found = plugins.get_plugins\n"
        "plugins.get_plugins = lambda: {**found(), 'backref': Point}\n"
        "import mkdocs.config.config_options as options\n"
        "options.plugins.get_plugins = plugins.get_plugins\n"
        "build(load_config('mkdocs.yml'))\n"
    )
    Path("mkdocs.yml").write_text(
        json.dumps(
            {"site_name": "x", "use_directory_urls": False, "theme": {"name": "mkdocs", "highlightjs": False}} | config
        )
    )
    done = subprocess.run(
        [sys.executable, "build.py"],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=400,
        env={"PYTHONPATH": f"{ROOT / 'src'}", "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stderr[-3000:]


def main(page: str) -> str:
    text = Path("site", page).read_text(encoding="utf-8")
    return text[text.index('role="main"') : text.index("<footer")]


CITATION = {
    "span class",
    "a href",
    "sup class",
    "strong class",
    "strong title",
    "div class",
    "p id",
    "h1 id",
    "span style",
}
QUOTED = {"template", "blockquote", "mark"}
PAGE = {"div", "p", "i", "b", "sub", "sup", "span", "a", "strong", "em", "h1", "h2", "<!--"}


@pytest.mark.parametrize(
    ("citations", "style", "cards"),
    [("author-date", "apa", False), ("footnote", "ama", True)],
)
def test_mkdocs(site, tmp_path, citations, style, cards):
    pytest.importorskip("mkdocs", reason="mkdocs is not installed: pip install backref[mkdocs]")
    cited = "\n\n".join(f"A @{entry.key} [see @{entry.key}, p. 3]." for entry in site.entries)
    Path("docs/index.md").write_text(f"# Pain\n\n{cited}\n", encoding="utf-8")
    options = {"citations": citations, "style": style, "cards": cards, "config": "backref.toml"}
    built({"plugins": [{"backref": options}], "markdown_extensions": ["attr_list", "md_in_html", "tables"]})
    allowed = CITATION | ({"a title"} if not cards else set())
    allowed |= {"div role", "div data-", "ul class", "h2 id", "a id", "a aria-label"}
    allowed |= {"template class", "div data-cites", "div data-claim", "p class"} if cards else set()
    found = assert_harmless(f"<div {main('index.html')}", PAGE | QUOTED if cards else PAGE, allowed)
    assert ("blockquote" in found.tags) == cards
    assert len([each for each in found.ids if each.startswith("ref-")]) == len(site.entries)
    page = Path("site/index.html")
    page.write_text(baited(page.read_text(encoding="utf-8")), encoding="utf-8")
    said = browse(page, tmp_path / "profile")
    assert said["fired"] == []
    assert [each for each in said["odd"] if not each.endswith("=file:")] == []  # the theme's own files


def test_what_cards_quote_is_text():
    for payload in PAYLOADS.values():
        made = quotation(Entry(key=payload, reference=Reference(id=payload, title=payload)))
        said = made.model_copy(update={"key": "k"})
        page = excerpts.shown([said], {"k": [f"#{payload}"]}, "<p>A b.</p>")
        found = assert_harmless(
            page, {"template", "div", "blockquote", "p", "mark", "a"}, {"template class", "div data-cites", "div data-claim", "p class", "a href"},
        )  # fmt: skip
        assert "blockquote" in found.tags
        assert not is_unsafe(page)


def test_a_list_in_markdown_as_a_page_of_a_site(site, tmp_path):
    pytest.importorskip("pymdownx", reason="pymdown-extensions is not installed")
    for style in ("vancouver", "apa"):
        listed = formats.styled(site, "markdown", style)
        Path(f"docs/{style}.md").write_text(f"# Works\n\n{listed}", encoding="utf-8")
    Path("docs/index.md").write_text("# Pain\n\nOne [@hostile000].\n", encoding="utf-8")
    extensions = ["attr_list", "md_in_html", "tables", "footnotes", "def_list", "abbr", "admonition", *PYMDOWNX]
    built({"plugins": [{"backref": {"config": "backref.toml"}}], "markdown_extensions": extensions})
    for style in ("vancouver", "apa"):
        text = main(f"{style}.html")
        assert 'class="backref-citation"' not in text
        page = Path(f"site/{style}.html")
        page.write_text(baited(page.read_text(encoding="utf-8")), encoding="utf-8")
        said = browse(page, tmp_path / "profile")
        assert said["fired"] == []
        assert [each for each in said["odd"] if not each.endswith("=file:")] == []


def test_keys_that_differ_by_a_blank_are_two_works(site):
    pytest.importorskip("mkdocs", reason="mkdocs is not installed: pip install backref[mkdocs]")
    keys = ["smith2001", "smith 2001", "smith\u00a02001", "smith%202001"]
    items = [{"id": key, "type": "book", "title": f"Work {number}"} for number, key in enumerate(keys)]
    Path("refs.json").write_text(json.dumps(items))
    Path("docs/index.md").write_text("# Pain\n\n" + "\n\n".join(f"A [@{{{key}}}]." for key in keys), encoding="utf-8")
    built({"plugins": [{"backref": {"config": "backref.toml"}}]})
    text = main("index.html")
    ids = re.findall(r'<p id="(ref-[^"]*)"', text)
    assert len(set(ids)) == len(keys)
    assert [f"Work {number}" in text for number in range(len(keys))] == [True] * len(keys)
    assert set(re.findall(r'href="#(ref-[^"]*)"', text)) == set(ids)


def sphinx(pages: dict[str, str]) -> tuple[str, str]:
    pytest.importorskip(
        "sphinxcontrib.bibtex", reason="sphinxcontrib-bibtex is not installed: pip install backref[sphinx]"
    )
    Path("docs/conf.py").write_text(
        "project = 'x'\nextensions = ['backref.sphinx']\nhtml_theme = 'basic'\nbackref_config = '../backref.toml'\n"
    )
    for name, text in pages.items():
        Path("docs", name).write_text(text, encoding="utf-8")
    said = run("sphinx", "-b", "html", "docs", "out")
    text = Path("out/index.html").read_text(encoding="utf-8")
    return said, text


def test_sphinx(site, tmp_path):
    cited = "\n\n".join(f":cite:p:`{e.key}`" for e in site.entries)
    cited += "\n\n" + "\n\n".join(f":footcite:p:`{e.key}`" for e in site.entries[::3])
    cited += "\n\n" + " ".join(f":cite:t:`{e.key}`" for e in site.entries[::6])
    said, text = sphinx({"index.rst": f"Pain\n====\n\n{cited}\n\n.. footbibliography::\n\n.. bibliography::\n"})
    assert said.count("address-refused") >= len(FEW) * 7
    assert len(set(re.findall(r'class="citation" id|<div class="citation"', text))) == 1
    assert len(re.findall(r'<div class="citation"', text)) == len(site.entries)
    part = text[text.index('role="main"') : text.index('class="sphinxsidebar"')]
    found = elements(f"<div {part}")
    assert not found.tags & {"script", "img", "svg", "iframe", "object", "style", "form", "input", "details"}
    assert [each for each in found.attributes if each[1].startswith("on") or each[1] == "style"] == []
    assert [each for each in found.addresses if re.match(r"(?!https?:)[a-z][a-z0-9+.-]*:", each, re.IGNORECASE)] == []
    page = Path("out/index.html")
    page.write_text(baited(text), encoding="utf-8")
    said = browse(page, tmp_path / "profile")
    assert said["fired"] == []
    assert [each for each in said["odd"] if not each.endswith("=file:")] == []


def test_sphinx_takes_works_without_people_and_odd_particles(site):
    references = (
        Reference(id="nobody", type="book", title="Nobody's book", publisher="Press"),
        Reference(id="empty", type="article-journal"),
        Reference(
            id="comma",
            type="book",
            title="T",
            author=(Name(family="Berg", given="Hans", non_dropping_particle="von, and X, Y and"),),
        ),
        Reference(
            id="literal",
            type="book",
            title="U",
            author=(Name(literal="A, B, C, D and E"), Name(family="and", given="and")),
        ),
        Reference(id="edited", type="chapter", title="V", editor=(Name(family="Roe", given="Jane"),)),
    )
    Path("refs.json").write_text(json.dumps([r.csl() for r in references]))
    cited = "\n\n".join(f":cite:p:`{r.id}` :footcite:p:`{r.id}` :footcite:t:`{r.id}`" for r in references)
    said, text = sphinx({"index.rst": f"Pain\n====\n\n{cited}\n\n.. footbibliography::\n\n.. bibliography::\n"})
    assert "WARNING" not in said
    assert '<div class="citation"' in text
    assert text.count('<div class="citation"') == len(references)
    for words in ("Nobody", "Press", "von, and X, Y and Berg", "Roe"):
        assert words in text, words
    loaded = formats.load(formats.dump(Bibliography.of(references), "bibtex"), "bibtex").references
    assert [len(r.author) for r in loaded] == [len(r.author) for r in references]


def test_there_are_payloads_of_every_kind(site):
    assert len(site.entries) == len(PAYLOADS) * len(FEW) * 2
