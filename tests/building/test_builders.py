"""One site, built by everybody who converts pages with Python-Markdown: each prints the same citations and the same
list.
"""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("markdown", reason="Python-Markdown is not installed: pip install backref[markdown]")

import markdown
from markdown.extensions.toc import TocExtension

from backref.errors import BackrefError
from backref.markdown import ProjectRead
from backref.model import Finding, Status
from backref.project import lock

FORMS = """# Forms

[@key01] and [@key02; @key03] and [see @key04, p. 3; also @key05, pp. 7--9].
[-@key06], @key07 says, @key08 [p. 3] says, and -@key09 too. Braces: [@{key10}].
By identifier [@doi:10.5555/key11], with words in *markup* [see **@key12**, *passim*].
Commas: [@key13, @key14]. Retracted: [@key01]. Missing: [@nosuch; @key15] and [@lost].

- In a list [@key16].

| a | b |
| --- | --- |
| in a cell [@key17] | `[@key18]` |

!!! note
    In a note [@key19], not in `@key20`.

![An image of [@key21]](x.png)

## More

The rest: {rest}.
"""
KEYS = [f"key{number:02}" for number in range(1, 61)]


@pytest.fixture
def site(tmp_path, monkeypatch) -> Path:
    """A folder with a page that cites sixty works in twelve ways, one of them retracted, one entry of the bibliography
    broken.
    """
    entry = "@article{{{0},\n  author = {{Doe{1}, Jane and Roe, Max}},\n  title = {{Work {1}}},\n  journal = {{Pain}},\n  year = {{20{1}}},\n  doi = {{10.5555/{0}}}\n}}\n"
    text = "".join(entry.format(key, f"{number % 30:02}") for number, key in enumerate(KEYS))
    folder = tmp_path / "site"
    (folder / "docs").mkdir(parents=True)
    monkeypatch.chdir(folder)
    Path("references.bib").write_text(text + "@article{broken, title = {never closed\n")
    finding = Finding(kind="retracted", message="the work was retracted")
    retracted = lock.Locked(key="key01", cited=("key01",), verdict=Status.MATCHED, findings=(finding,))
    Path("backref.lock").write_text(lock.dump([retracted]))
    rest = " ".join(f"[@{key}]" for key in KEYS[21:])
    Path("docs/index.md").write_text(FORMS.replace("{rest}", rest))
    return folder


def plain(tool, *, strict: bool, **options: object) -> tuple[int, str, str]:
    code = (
        "import markdown, pathlib\n"
        "md = markdown.Markdown(extensions=['tables', 'admonition', 'toc', 'backref'], extension_configs={'backref': %r})\n"
        "md.backref_file = 'docs/index.md'\n"
        "pathlib.Path('page.html').write_text(md.convert(pathlib.Path('docs/index.md').read_text()))\n"
    ) % ({"strict": strict} | options)
    Path("convert.py").write_text(code)
    done = tool("convert")
    return done.returncode, done.stderr, Path("page.html").read_text() if done.returncode == 0 else ""


def mkdocs(
    tool, *, strict: bool, program: str = "mkdocs", theme: str = "mkdocs", **options: object
) -> tuple[int, str, str]:
    settings = {
        "site_name": "x",
        "theme": theme,
        "plugins": [{"backref": options}],
        "markdown_extensions": ["admonition"],
    }
    Path("mkdocs.yml").write_text(json.dumps(settings))
    done = tool(program, "build", "-f", "mkdocs.yml", *(["--strict"] if strict else []))
    return done.returncode, done.stderr, Path("site/index.html").read_text() if done.returncode == 0 else ""


def zensical(tool, *, strict: bool, **options: object) -> tuple[int, str, str]:
    said = "\n".join(f"{name} = {json.dumps(value)}" for name, value in options.items())
    Path("zensical.toml").write_text(
        f'[project]\nsite_name = "x"\n[project.markdown_extensions.admonition]\n[project.markdown_extensions.backref]\n{said}\n'
    )
    done = tool("zensical", "build", "--clean", *(["--strict"] if strict else []))
    return (
        done.returncode,
        done.stdout + done.stderr,
        Path("site/index.html").read_text() if done.returncode == 0 else "",
    )


BUILDERS = {
    "python-markdown": plain,
    "mkdocs": mkdocs,
    "material": lambda tool, **given: mkdocs(tool, theme="material", **given),
    "properdocs": lambda tool, **given: mkdocs(tool, program="properdocs", theme="material", **given),
    "zensical": zensical,
}
NEEDS = {"python-markdown": "markdown", "material": "material"}


@pytest.fixture(params=BUILDERS)
def build(request, tool, site):
    name = request.param
    if find_spec(NEEDS.get(name, name)) is None:
        pytest.skip(f"{name} is not installed")
    return lambda *, strict=False, **options: BUILDERS[name](tool, strict=strict, **options)


def cited(html: str) -> list[str]:
    """The citations of a page, its list, and the marks of what is missing, as they stand in the HTML."""
    marks = (
        r'<(?:span|sup) class="backref-(?:citation|missing)".*?</(?:span|sup)>|<p id="ref-.*?</p>|<h2 id="references"'
    )
    return re.findall(marks, html, re.DOTALL)


def expected(**options: object) -> list[str]:
    md = markdown.Markdown(
        extensions=["tables", "admonition", TocExtension(), "backref.markdown"],
        extension_configs={"backref.markdown": options},
    )
    return cited(md.convert(Path("docs/index.md").read_text()))


@pytest.mark.slow
@pytest.mark.parametrize("citations", ["numeric", "footnote", "author-date"])
def test_every_builder_prints_the_same(build, citations):
    status, said, html = build(citations=citations)
    assert status == 0, said
    found = cited(html)
    assert found == expected(citations=citations)
    assert sum(each.startswith("<p id") for each in found) == 58  # of sixty: two stand in code
    assert build(citations=citations)[2].count("backref-retracted") == html.count("backref-retracted") == 3


@pytest.mark.slow
def test_a_missing_key_is_a_warning_with_its_place_and_an_error_where_that_is_asked(build):
    status, said, _ = build()
    assert status == 0, said
    assert "docs/index.md:6: missing-key: nosuch: no entry has this key" in said
    assert "docs/index.md:6: missing-key: lost: no entry has this key" in said
    assert "docs/index.md:6: comma-between-keys: write ; between two works: [@key13, @key14]" in said
    assert "references.bib" in said  # the broken entry
    assert build(strict=True)[0] != 0


def test_the_rest_of_a_cluster_cites(site):
    made = markdown.markdown("Some [see @nosuch; @key15, p. 2] and [@lost].", extensions=["backref.markdown"])
    assert 'title="No entry has this key.">@nosuch</span>; <a href="#ref-key15" id="cite-key15-1">1</a>, p. 2]' in made
    assert '<span class="backref-missing" title="No entry has this key.">[@lost]</span>' in made


def test_an_entry_leads_back_to_each_place_that_cites_it(site):
    made = markdown.markdown("One [@key02], two [@key02; @key03].", extensions=["backref.markdown"])
    anchors = re.findall(r'id="(cite-[^"]+)"', made)
    assert anchors == ["cite-key02-1", "cite-key02-2", "cite-key03-1"]
    assert sorted(re.findall(r'href="#(cite-[^"]+)"', made)) == anchors
    without = markdown.markdown(
        "One [@key02].", extensions=["backref.markdown"], extension_configs={"backref.markdown": {"backlinks": False}}
    )
    assert "cite-" not in without


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[@key02]\n", "after the text"),
        ("[@key02]\n\n<!-- bibliography -->\n\nlast\n", "at the mark"),
        ("[@key02]\n\n## Works\n\n<!-- bibliography -->\n", "under the author's heading"),
    ],
)
def test_the_list_has_a_heading_and_a_place_in_the_contents(site, text, where):
    md = markdown.Markdown(extensions=["toc", "backref.markdown"])
    made = md.convert(text)
    assert [token["name"] for token in md.toc_tokens] == (["Works"] if "author" in where else ["References"])
    assert made.index("<h2") < made.index('<p id="ref-key02"')
    assert ("last" in made) == (made.find("last") > made.index("ref-key02")), where
    assert "bibliography" not in made


def test_one_page_lists_what_all_documents_cite(site):
    Path("docs/a.md").write_text("See [@key05; @nosuch], and @key03 says.\n\n`[@key06]` in code.\n")
    Path("docs/index.md").write_text("See [@key05], and doi:10.5555/key04.\n")
    text = "# Works\n\nFirst [@key09].\n\n## All\n\n<!-- bibliography: all -->\n\nend\n"
    made = markdown.markdown(text, extensions=["backref.markdown"])
    assert re.findall(r'<p id="ref-(\w+)">(\d)', made) == [
        ("key09", "1"),
        ("key05", "2"),
        ("key03", "3"),
        ("key04", "4"),
    ]
    assert made.count("<h2") == 1
    assert made.index("ref-key04") < made.index("end")
    alone = markdown.markdown("<!-- bibliography: all -->", extensions=["backref.markdown"])
    assert re.findall(r'<p id="ref-(\w+)"', alone) == ["key05", "key03", "key04"]


def test_a_list_of_all_documents_that_are_not_there_is_a_warning(site, caplog):
    Path("docs/index.md").unlink()
    Path("docs").rmdir()
    made = markdown.markdown("One [@key02].\n\n<!-- bibliography: all -->", extensions=["backref.markdown"])
    assert re.findall(r'<p id="ref-(\w+)"', made) == ["key02"]
    assert "bibliography: all: which documents?" in caplog.text


def test_narrative_and_bracketed_citations_join_names_as_apa_does(site):
    options = {"backref.markdown": {"citations": "author-date"}}
    made = markdown.markdown(
        "@key02 says; so [@key03]; -@key04.", extensions=["backref.markdown"], extension_configs=options
    )
    bare = re.sub("<[^>]*>", "", made.split("<h2")[0])
    assert bare == "Doe01 and Roe (2001) says; so (Doe02 &amp; Roe, 2002); (2003).\n"


def test_what_cites_nothing_is_what_it_was(site):
    text = "# Mail\n\nWrite to a@b.org or @nobody.\n\n<!-- bibliography -->\n"
    assert markdown.markdown(text, extensions=["backref.markdown"]) == markdown.markdown(text)


def test_strict_ends_the_conversion_and_the_next_page_is_its_own(site):
    md = markdown.Markdown(extensions=["backref.markdown"], extension_configs={"backref.markdown": {"strict": True}})
    with pytest.raises(BackrefError, match="-:1: missing-key: nosuch: no entry has this key"):
        md.convert("[@nosuch]")
    assert md.reset().convert("[@key02]").count("<p id=") == 1


@pytest.mark.parametrize(
    "options", [{"citations": "odd"}, {"style": "apa"}, {"cards": "perhaps"}, {"heading": 3}, {"odd": 1}]
)
def test_options_that_cannot_be_are_named(site, options):
    with pytest.raises(BackrefError, match="apa" if "style" in options else next(iter(options))):
        markdown.markdown("[@key02]", extensions=["backref.markdown"], extension_configs={"backref.markdown": options})


def test_a_bibliography_that_changes_is_read_anew(site):
    assert "Work 01" in markdown.markdown("[@key02]", extensions=["backref.markdown"])
    Path("references.bib").write_text("@book{key02, title = {Another}, year = 1999}\n")
    assert "Another" in markdown.markdown("[@key02]", extensions=["backref.markdown"])


def test_a_configuration_above_a_linked_folder_is_read_anew(site):
    Path("backref.toml").write_text('bibliography = "references.bib"\n')
    Path("docs/deep").mkdir()
    link = site.parent / "link"
    link.symlink_to(site / "docs" / "deep")
    assert "key02" in ProjectRead.of(link).library.references
    Path("backref.toml").write_text('bibliography = "no.bib"\n')
    assert "key02" not in ProjectRead.of(link).library.references


def test_what_is_written_to_be_text_stays_text(site):
    read = markdown.Markdown(extensions=["backref.markdown"])
    key = "key02"
    made = read.convert(f'x <b title="[@{key}]">raw</b>, \\@{key}, [\\@{key}] and `@{key}`')
    assert made == f'<p>x <b title="[@{key}]">raw</b>, @{key}, [@{key}] and <code>@{key}</code></p>'
    assert 'alt="so [1]"' in read.convert(f"![so [@{key}]](x.png)")


def test_an_entry_and_a_heading_of_one_name_are_two_places(site):
    extensions = ["backref.markdown", "attr_list", "toc"]
    made = markdown.markdown("# Ref-key02\n\nSo it is [@key02].\n", extensions=extensions)
    names = re.findall(r'\sid="([^"]*)"', made)
    assert len(names) == len(set(names))
    assert '<h1 id="ref-key02">' in made
    assert '<a href="#ref-key02_" id="cite-key02-1">1</a>' in made
    assert '<p id="ref-key02_">' in made


def test_brackets_that_cite_nothing_keep_what_their_sentence_cites(site):
    read = markdown.Markdown(extensions=["backref.markdown"])
    made = read.convert("[a@b.org; as @key02 says] and [@key02]")
    assert made.count('href="#ref-key02"') == 2
    assert made.startswith("<p>[a@b.org; as ")


def test_a_converter_is_as_new_for_a_page_that_cites_and_one_that_does_not(site):
    pages = ("None here.", "So [@key02].", "Mail a@b.org.", "![[@key02]](x.png)", "None again.")
    one = markdown.Markdown(extensions=["backref.markdown", "toc"])
    made = [one.reset().convert(page) for page in pages]
    assert made == [markdown.markdown(page, extensions=["backref.markdown", "toc"]) for page in pages]
    assert "\x02" not in "".join(made)
