"""The MkDocs plugin, with the real mkdocs and no network."""

from __future__ import annotations

import json
import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from backref.cli import command

pytest.importorskip("mkdocs", reason="mkdocs is not installed: pip install backref[mkdocs]")

pytestmark = pytest.mark.slow

STYLES = Path(__file__).resolve().parents[1] / "golden" / "csl"
PAGE = """---
title: Pain
---
# Pain

Gabapentin fails [see @doi:10.1503/cmaj.171333, p. 3; @pmid:25561513] and @deyo2015 [p. 7] says so; [-@enke2018].

    [@deyo2015] in indented code

`[@deyo2015]` in code, and

```
[@deyo2015] in a fence
```

!!! note
    In a note [@deyo2015]. A [@link](https://example.org), mail a@b.org, `x` @unknown.
"""


def needs_pandoc() -> None:
    if not (shutil.which("pandoc") or find_spec("pypandoc")):
        pytest.skip("pandoc is not installed")


@pytest.fixture
def build(tool, project):
    def run(pages: dict[str, str] | None = None, *, strict: bool = True, **options: str) -> str:
        settings = {"site_name": "x", "plugins": [{"backref": options}], "markdown_extensions": ["admonition"]}
        settings |= {"use_directory_urls": True}
        Path("mkdocs.yml").write_text(json.dumps(settings))
        for name, text in (pages or {}).items():
            (project / "docs" / name).write_text(text, encoding="utf-8")
        done = tool("mkdocs", "build", *(["--strict"] if strict else []))
        assert done.returncode == 0, done.stderr
        return done.stderr

    return run


def whole(name: str = "index.html") -> str:
    text = Path("site", name).read_text(encoding="utf-8")
    return text[text.index('role="main"') : text.index("<footer")]


def content(name: str = "index.html") -> str:
    """A page without what leads from an entry back to its citations."""
    return re.sub(r' id="cite-[^"]*"| <span class="backref-back">.*?</span>', "", whole(name))


def test_numeric_citations_and_a_list_on_the_page(build, synced):
    synced(index_md=PAGE)
    build()
    made = content()
    assert '[see <a href="#ref-enke2018">1</a>, p. 3; <a href="#ref-deyo2015">2</a>]' in made
    assert 'Deyo et al. <span class="backref-citation">[<a href="#ref-deyo2015">2</a>, p. 7]</span> says so' in made
    assert '<p id="ref-enke2018">1. Enke O' in made
    assert "https://doi.org/10.1503/cmaj.171333" in made
    assert "https://pubmed.ncbi.nlm.nih.gov/29970367/" in made
    assert made.count("[@deyo2015]") == 3
    assert 'A <a href="https://example.org">@link</a>, mail a@b.org' in made
    assert "@unknown" in made


def test_a_build_is_the_same_twice(build, synced):
    synced(index_md=PAGE)
    build()
    first = content()
    build()
    assert content() == first


def test_author_date(build, synced):
    synced(index_md=PAGE)
    build(citations="author-date")
    made = content()
    assert (
        '(see <a href="#ref-enke2018">Enke et al., 2018</a>, p. 3; <a href="#ref-deyo2015">Deyo et al., 2015</a>)'
        in made
    )
    assert 'Deyo et al. (<a href="#ref-deyo2015">2015</a>, p. 7)' in made
    assert '(<a href="#ref-enke2018">2018</a>)' in made
    assert made.index('id="ref-deyo2015"') < made.index('id="ref-enke2018"')


def test_a_csl_file_makes_the_list_and_its_numbers(build, synced):
    needs_pandoc()
    folder = synced(index_md=PAGE)
    text = (STYLES / "numeric.csl").read_text(encoding="utf-8")
    text = text.replace('<layout suffix=".">', '<sort><key variable="issued"/></sort><layout suffix=".">')
    (folder / "sorted.csl").write_text(text, encoding="utf-8")
    build(style="sorted.csl", cards=False)
    made = content()
    assert '<p id="ref-deyo2015">[1] RA Deyo, M Von Korff, D Duhrkoop, “Opioids' in made
    cited = re.sub(r' title="[^"]*"', "", made)
    assert '[see <a href="#ref-enke2018">2</a>, p. 3; <a href="#ref-deyo2015">1</a>]' in cited
    assert 'title="RA Deyo, M Von Korff, D Duhrkoop, “Opioids' in made


def test_a_csl_file_of_the_project_is_used_where_it_fits(build, synced):
    needs_pandoc()
    folder = synced(index_md=PAGE)
    shutil.copy(STYLES / "author-date.csl", folder)
    with (folder / "backref.toml").open("a") as file:
        file.write('style = "author-date.csl"\n')
    build(citations="author-date")
    assert '<p id="ref-deyo2015">Deyo, R.A., Von Korff, M. &amp; Duhrkoop, D. (2015).' in content()
    build()
    assert '<p id="ref-deyo2015">2. Deyo RA' in content()


def test_a_csl_file_that_does_not_fit_or_is_broken_ends_the_build(tool, synced):
    folder = synced(index_md=PAGE)
    shutil.copy(STYLES / "author-date.csl", folder)
    (folder / "broken.csl").write_text("<style>")
    for style, message in (
        ("author-date.csl", "does not fit citations 'numeric'"),
        ("broken.csl", "broken.csl: line 1, column 8: no XML"),
    ):
        Path("mkdocs.yml").write_text(json.dumps({"site_name": "x", "plugins": [{"backref": {"style": style}}]}))
        done = tool("mkdocs", "build")
        assert done.returncode == 1
        assert message in done.stderr
        assert "Traceback" not in done.stderr


def test_citations_side_by_side_and_links_are_told_apart(build, synced):
    synced(
        index_md="Two [@pmid:25561513][@doi:10.1503/cmaj.171333]. A [@name][there], [@other].\n\n[there]: https://example.org\n[@other]: https://example.com\n"
    )
    build()
    made = content()
    assert (
        '[<a href="#ref-deyo2015">1</a>]</span><span class="backref-citation">[<a href="#ref-enke2018">2</a>]' in made
    )
    assert 'A <a href="https://example.org">@name</a>, <a href="https://example.com">@other</a>.' in made


def test_footnotes(build, synced):
    synced(index_md="One [@pmid:25561513].\n")
    build(
        {"index.md": 'One [@pmid:25561513]. <a title="@deyo2015">x</a> a@deyo2015 https://x.org/@deyo2015\n'},
        citations="footnote",
    )
    assert '<a title="@deyo2015">x</a> a@deyo2015 https://x.org/@deyo2015' in content()
    assert '<sup class="backref-citation"><a href="#ref-deyo2015">1</a></sup>' in content()


def test_a_list_for_the_site(build, synced):
    synced(
        index_md="One [@pmid:25561513].\n",
        a_md="Two [@doi:10.1503/cmaj.171333], again [@deyo2015].\n",
        refs_md="# Works\n\n<!-- bibliography -->\n\nEnd.\n",
    )
    build(bibliography="site")
    assert 'href="refs/#ref-deyo2015"' in content()
    assert 'href="../refs/#ref-enke2018"' in content("a/index.html")
    assert "backref-references" not in content("a/index.html")
    works = content("refs/index.html")
    assert works.index("ref-deyo2015") < works.index("ref-enke2018") < works.index("End.")


def test_what_is_missing_is_one_warning_with_file_and_line(build, synced):
    synced(index_md="One [@pmid:25561513].\n")
    pages = {"index.md": "---\ntitle: x\n---\n\nOne [@nobody].\n\nTwo [@doi:10.5555/new] [@deyo2015].\n"}
    said = build(pages, strict=False)
    assert "docs/index.md:5: missing-key: nobody: no entry has this key" in said
    assert "docs/index.md:7: missing-key: doi:10.5555/new: run `backref sync`" in said
    assert said.count("WARNING") == 2
    assert '<span class="backref-missing" title="No entry has this key.">[@nobody]</span>' in content()
    assert "ref-deyo2015" in content()


def test_one_broken_entry_costs_one_warning(build, synced):
    synced(index_md="One [@pmid:25561513].\n")
    bib = Path("references.bib")
    bib.write_text("@article{bad,\n  title = {B}\n  year = 2002\n}\n\n" + bib.read_text())
    said = build(strict=False)
    assert said.count("WARNING") == 1
    assert "references.bib:2:14: missing-comma" in said
    assert "ref-deyo2015" in content()


def test_hostile_text_stays_text(build, synced):
    synced(index_md="One [@pmid:25561513].\n")
    Path("references.bib").write_text(
        '@article{evil, title = {<script>alert(1)</script>"onload=x}, author = {<b>, X}, doi = {10.1000/"><script>}, year = 2001}\n'
    )
    build(
        {"index.md": 'See [<img src=x onerror=alert(1)> @evil, "><script>x</script>] and @evil [<i>].\n'},
        strict=False,
    )
    made = content()
    assert "<script" not in made
    assert "onerror=alert(1)>" not in made.replace("&gt;", "")


def test_a_retracted_work_is_marked(build, synced):
    from backref.model import Finding
    from backref.project import lock

    synced(index_md="One [@pmid:25561513].\n")
    path = Path("backref.lock")
    finding = Finding(kind="retracted", message="the work was retracted")
    path.write_text(lock.dump(r.model_copy(update={"findings": (finding,)}) for r in lock.read(path).references))
    build()
    assert content().count('class="backref-retracted"') == 2


def test_the_lock_stands_for_a_bibliography_that_is_not_there(build, synced):
    synced(index_md="One [@pmid:25561513].\n")
    Path("references.bib").unlink()
    build()
    assert "Opioids for low back pain" in content()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"citations": "numeric", "style": "apa"}, "style 'apa' does not fit citations 'numeric'"),
        ({"citations": "odd"}, "citations"),
    ],
)
def test_wrong_options_are_named(tool, synced, options, said):
    synced(index_md="One [@pmid:25561513].\n")
    Path("mkdocs.yml").write_text(json.dumps({"site_name": "x", "plugins": [{"backref": options}]}))
    done = tool("mkdocs", "build")
    assert done.returncode != 0
    assert said in done.stderr


def test_twenty_pages_and_material(tool, synced):
    pytest.importorskip("material", reason="mkdocs-material is not installed")
    pages = {f"p{n}_md": f"# {n}\n\nOne [@pmid:25561513; @doi:10.1503/cmaj.171333, p. {n}].\n" for n in range(20)}
    synced(**pages)
    Path("mkdocs.yml").write_text(
        json.dumps({"site_name": "x", "theme": {"name": "material", "font": False}, "plugins": ["search", "backref"]})
    )
    done = tool("mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert 'id="ref-enke2018"' in Path("site/p19/index.html").read_text()


def test_a_citation_in_an_attribute_is_text(build, synced):
    synced(index_md="![From [see @pmid:25561513, *p. 3*]](a.png)\n")
    Path("docs/a.png").write_bytes(b"")
    build({"b.md": "![By [@<nobody>; @nobody]](a.png)\n"}, strict=False)
    assert 'alt="From [see 1, p. 3]" src="a.png"' in content()
    assert 'alt="By [@&lt;nobody&gt;; @nobody]" src="../a.png"' in content("b/index.html")


def test_what_stands_around_a_key_is_read_as_markdown(build, synced):
    synced(index_md="A [see a_b_c & **d**, @pmid:25561513, p.&nbsp;3 &lt;x].\n")
    build()
    assert '[see a_b_c &amp; <strong>d</strong>, <a href="#ref-deyo2015">1</a>, p.\u00a03 &lt;x]</span>.' in content()


def test_each_missing_work_of_a_citation_has_its_line_and_what_to_do(build, synced, project, whole_catalogue):
    synced(index_md="One [@pmid:25561513].\n")
    pages = {"a.md": "A.\n\nB [@nobody;\n@doi:10.5555/unknown].\n"}
    (project / "docs" / "a.md").write_text(pages["a.md"])
    CliRunner().invoke(command, ["sync", "docs"])
    said = build(strict=False)
    assert "docs/a.md:3: missing-key: nobody: no entry has this key" in said
    assert "docs/a.md:3: missing-key: doi:10.5555/unknown: no source knows it; mend it, or ask again" in said
