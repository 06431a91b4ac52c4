"""What authors write that would otherwise fail in silence, or with a warning that leads nowhere: each is told once, at its
place.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import ModuleType

import pytest

markdown = pytest.importorskip("markdown", reason="Markdown is not installed")

BIB = (
    "@article{deyo2015, author={Deyo, R.}, title={Opioids}, journal={BMJ}, year={2015}}\n"
    "@article{enke2018, author={Enke, O.}, title={Anticonvulsants}, journal={CMAJ}, year={2018}}\n"
)


@pytest.fixture
def convert(tmp_path, monkeypatch, caplog):
    """Convert a page of a project, and return its HTML and what was told."""
    monkeypatch.chdir(tmp_path)
    Path("references.bib").write_text(BIB)

    def converted(text: str, *others: str, file: str = "", **options: object) -> tuple[str, list[str]]:
        caplog.clear()
        made = markdown.Markdown(extensions=["backref", *others], extension_configs={"backref": options})
        if file:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).write_text(text)
            made.backref_file = str(Path(file).absolute())
        with caplog.at_level(logging.WARNING):
            return made.convert(text), list(caplog.messages)

    return converted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("So [@deyo2051].", "-:1: missing-key: deyo2051: no entry has this key; did you mean 'deyo2015'?"),
        ("So [@DEYO2015].", "-:1: missing-key: DEYO2015: no entry has this key; did you mean 'deyo2015'?"),
        ("A.\n\n@Deyo2015 says.", "-:3: missing-key: Deyo2015: no entry has this key; did you mean 'deyo2015'?"),
        ("So [@nobody].", "-:1: missing-key: nobody: no entry has this key"),
    ],
)
def test_a_misspelt_key_is_told_with_the_one_that_is_meant(convert, text, told):
    assert convert(text)[1] == [told]


@pytest.mark.parametrize("text", ["Ask @deyo, @someone or a@deyo2015.", "Write `@deyo2051`.", "\\@deyo2051 says."])
def test_a_name_that_resembles_no_key_is_nobodys_business(convert, text):
    assert convert(text)[1] == []


def test_a_colon_may_follow_a_citation(convert):
    html, told = convert("As in [@deyo2015]: so.\n\n[@ann]: http://example.org\n\nThank [@ann].")
    assert html.startswith('<p>As in <span class="backref-citation">[<a href="#ref-deyo2015"')
    assert '<a href="http://example.org">@ann</a>' in html  # a link that its author defined
    assert told == []


def test_a_citation_within_a_link_is_no_link_but_led_back_to(convert):
    html, _ = convert("[See [@deyo2015] there](http://a.example) and [@deyo2015].")
    link = html[html.index('<a href="http://a.example">') : html.index("</a>")]
    assert link.count("<a ") == 1
    assert '<span id="cite-deyo2015-1">1</span>' in link
    assert 'href="#cite-deyo2015-1"' in html
    assert '<a href="#ref-deyo2015" id="cite-deyo2015-2">1</a>' in html


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[@deyo2015]\n\n<div>\nSo [@deyo2015].\n</div>\n", 4),
        ('<figure markdown="span">\n![a](x.png)\n<figcaption>So *it* is [@deyo2015]</figcaption>\n</figure>\n', 3),
    ],
)
def test_html_that_is_not_read_is_told(convert, text, line):
    html, told = convert(text, "md_in_html")
    assert "[@deyo2015]" in html
    assert [each.partition(" it stands")[0] for each in told] == [f"-:{line}: not-cited: [@deyo2015]:"]


@pytest.mark.parametrize(
    "text",
    [
        "<div><code>[@deyo2015]</code></div>",
        "<pre>[@deyo2015]</pre>",
        "<!-- [@deyo2015] -->",
        "<script>a = '[@deyo2015]'</script>",
        '<div title="[@deyo2015]">x</div>',
        "<div>Mail [@nobody2020].</div>",
        "```\n<div>[@deyo2015]</div>\n```",
        "    <div>[@deyo2015]</div>",
        "\\[@deyo2015] \\@deyo2015",
    ],
)
def test_code_comments_and_what_is_escaped_are_no_citations(convert, text):
    assert not [each for each in convert(text, "md_in_html", "fenced_code")[1] if "not-cited" in each]


def test_a_second_place_for_the_list_is_told(convert):
    html, told = convert("[@deyo2015]\n\n<!-- bibliography -->\n\nSo.\n\n<!-- bibliography -->\n")
    assert told == ["-:7: second-list: a page has one list, which stands at the first of its marks"]
    assert html.count("backref-references") == 1


def test_a_warning_leads_into_the_file_that_a_page_includes(convert, caplog):
    Path("includes").mkdir()
    Path("includes/part.md").write_text("One.\n\nTwo [@nobody].\n")
    Path("docs").mkdir()
    Path("docs/page.md").write_text('So.\n\n--8<-- "part.md"\n')
    reader = markdown.Markdown(extensions=["backref"])
    reader.backref_file = str(Path("docs/page.md").absolute())
    with caplog.at_level(logging.WARNING):
        reader.convert("So.\n\nOne.\n\nTwo [@nobody].\n")
    assert caplog.messages[-1] == "includes/part.md:3: missing-key: nobody: no entry has this key"


def test_what_a_page_has_from_elsewhere_is_told_so(convert, caplog):
    Path("page.md").write_text("Nothing.\n")
    reader = markdown.Markdown(extensions=["backref"])
    reader.backref_file = str(Path("page.md").absolute())
    with caplog.at_level(logging.WARNING):
        reader.convert("From a macro [@nobody].")
    assert caplog.messages[-1] == (
        "page.md: missing-key: nobody: no entry has this key (it stands in what the page takes from elsewhere)"
    )


def test_pelican_tells_the_file(convert, monkeypatch, caplog):
    """Pelican gives the converter the text alone; a function that is called as its reader is, in a module of its name."""
    reader = ModuleType("pelican.readers")
    code = "def read(made, source_path):\n    return made.convert(open(source_path).read())\n"
    exec(code, reader.__dict__)  # noqa: S102
    monkeypatch.setitem(sys.modules, reader.__name__, reader)
    Path("post.md").write_text("Title: Pain\n\nSo [@nobody].\n")
    with caplog.at_level(logging.WARNING):
        reader.read(markdown.Markdown(extensions=["backref"]), "post.md")
    assert caplog.messages[-1] == "post.md:3: missing-key: nobody: no entry has this key"
