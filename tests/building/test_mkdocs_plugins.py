"""The MkDocs plugin beside others: blogs, pages for printing, languages, tags, included files and macros."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("mkdocs", reason="mkdocs is not installed: pip install backref[mkdocs]")

pytestmark = pytest.mark.slow

WORKS = "".join(
    f"@article{{{name}{year}, author = {{{name.title()}, Jane}}, title = {{Work of {year}}}, journal = {{J}}, year = {year}}}\n"
    for name, year in (("doe", 2001), ("roe", 2002), ("poe", 2003))
)
BOTH = pytest.mark.parametrize("bibliography", ["page", "site"])


@pytest.fixture
def build(tool, project):
    """Build a site of some pages with some plugins, and return what is said."""

    def run(pages: dict[str, str], plugins: list[object], **settings: object) -> str:
        Path("references.bib").write_text(WORKS)
        for name, text in ({"works.md": "# Works\n\n<!-- bibliography -->\n"} | pages).items():
            path = project / "docs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        said = {"site_name": "x", "theme": {"name": "material", "font": False}, "plugins": plugins}
        Path("mkdocs.yml").write_text(json.dumps(said | settings))
        done = tool("mkdocs", "build")
        assert done.returncode == 0, done.stderr
        return done.stderr

    return run


def needs(module: str) -> None:
    if find_spec(module) is None:
        pytest.skip(f"{module} is not installed")


def cited(page: str) -> list[str]:
    """The citations of a page, in its text."""
    html = Path(f"site/{page}").read_text(encoding="utf-8")
    return re.findall(r'<span class="backref-citation">.*?</span>', html[html.index("<article") :])


def leads_somewhere(page: str) -> bool:
    """Say whether each link of a citation and of an entry leads to an anchor that there is, and no anchor is there
    twice.
    """
    path = Path(f"site/{page}")
    html = path.read_text(encoding="utf-8")
    links = re.findall(r'href="([^"#:]*)#((?:[\w.-]+-)?(?:ref|cite)-[^"]*)"', html)
    assert links
    for address, anchor in links:
        target = (path.parent / address).resolve()
        target = target / "index.html" if target.is_dir() else target if address else path
        assert re.search(rf"""id=["']{re.escape(anchor)}["']""", target.read_text(encoding="utf-8")), (page, anchor)
    shown = re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)
    return max(Counter(re.findall(r"""\bid=["']([^"']*(?:ref|cite)-[^"']*)["']""", shown)).values(), default=1) == 1


@BOTH
def test_the_beginning_of_a_post_leads_to_where_its_list_stands(build, bibliography):
    needs("material")
    post = "---\ndate: 2024-01-0{0}\ncategories: [Cat]\ntags: [tag]\n---\n# Post {0}\n\nFirst [@roe2002; @doe2001]{1}.\n\n<!-- more -->\n\nThen [@poe2003].\n"
    pages = {
        "blog/index.md": "# Blog\n",
        "blog/posts/one.md": post.format(1, " and [@nosuch]"),
        "blog/posts/two.md": post.format(2, ""),
        "index.md": "One [@doe2001].\n",
    }
    said = build(pages, ["search", "blog", "tags", {"backref": {"bibliography": bibliography}}])
    assert said.count("missing-key: nosuch") == 1
    for page in ("blog/index.html", "blog/category/cat/index.html", "blog/archive/2024/index.html"):
        found = cited(page)
        assert len(found) == 2
        assert not any(" id=" in each for each in found)
        assert "#ref-poe2003" not in "".join(found)
        assert leads_somewhere(page)
    numbers = re.findall(r">(\d)<", cited("blog/index.html")[0])
    assert numbers == re.findall(r">(\d)<", cited("blog/2024/01/02/post-2/index.html")[0])
    assert leads_somewhere("blog/2024/01/02/post-2/index.html")


@BOTH
@pytest.mark.parametrize("citations", ["numeric", "footnote"])
def test_a_page_for_printing_has_its_citations_and_entries(build, bibliography, citations):
    needs("mkdocs_print_site_plugin")
    pages = {"index.md": "# Home\n\nOne [@doe2001].\n", "deep/a.md": "# A\n\n- Two [@roe2002; @doe2001].\n"}
    options = {"bibliography": bibliography, "citations": citations}
    build(pages, ["search", {"backref": options}, "print-site"])
    html = Path("site/print_page/index.html").read_text(encoding="utf-8")
    assert "data-backref" not in html
    assert html.count("Work of 2001") == (2 if bibliography == "page" else 1)
    assert leads_somewhere("print_page/index.html")
    assert leads_somewhere("deep/a/index.html")


@BOTH
def test_each_language_is_a_site_of_its_own(build, bibliography):
    needs("mkdocs_static_i18n")
    languages = [{"locale": "en", "default": True, "name": "English"}, {"locale": "fr", "name": "Français"}]
    pages = {"index.md": "# Home\n\nOne [@doe2001].\n", "index.fr.md": "# Accueil\n\nVoir [@roe2002].\n"}
    build(pages, [{"i18n": {"languages": languages}}, {"backref": {"bibliography": bibliography}}])
    list_page = "index.html" if bibliography == "page" else "works/index.html"
    for language, own, other in (("", "2001", "2002"), ("fr/", "2002", "2001")):
        html = Path(f"site/{language}{list_page}").read_text(encoding="utf-8")
        assert (f"Work of {own}" in html, f"Work of {other}" in html) == (True, False)
        assert leads_somewhere(f"{language}index.html")


@BOTH
def test_what_is_included_and_what_macros_write_cites(build, bibliography):
    needs("mkdocs_include_markdown_plugin")
    needs("mkdocs_macros")
    Path("part.md").write_text("Included [@roe2002, p. 7].\n")
    page = '# Home\n\n{% include-markdown "../part.md" %}\n\nWritten {{ work }} [@nosuch].\n'
    plugins = ["include-markdown", "macros", {"backref": {"bibliography": bibliography}}]
    said = build({"index.md": page}, plugins, extra={"work": "[@poe2003]"})
    assert "docs/index.md:5: missing-key: nosuch" in said
    assert [re.search("#ref-([a-z]+)", each)[1] for each in cited("index.html")] == ["roe", "poe"]
    assert leads_somewhere("index.html")


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_search_finds_the_words_of_a_list_and_no_arrows(project, tool, theme):
    if theme == "material":
        pytest.importorskip("material", reason="material is not installed")
    Path("references.bib").write_text(
        "@book{gait, author={Doe, J.}, title={Gait \\& <balance>}, publisher={P}, year=2001}\n"
    )
    Path("docs/index.md").write_text("# Home\n\nSo it is [@gait], and so [@gait].\n")
    theme_said = {"name": theme} | ({"font": False} if theme == "material" else {})
    Path("mkdocs.yml").write_text(json.dumps({"site_name": "x", "theme": theme_said, "plugins": ["search", "backref"]}))
    done = tool("mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    found = json.loads(Path("site/search/search_index.json").read_text())["docs"]
    said = next(each["text"] for each in found if each["location"].endswith("#references"))
    assert "Doe J. Gait" in said
    assert "↩" not in said
    page = Path("site/index.html").read_text()
    assert '<p id="ref-gait">1. Doe J. Gait &amp; &lt;balance&gt;. P; 2001. <span class="backref-back">' in page
