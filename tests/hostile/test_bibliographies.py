"""Every payload in every field of a reference, in every output that a reference has: it stays the text of that
field.
"""

from __future__ import annotations

import csv
import io
import json
import re

import markdown as python_markdown
import pytest
from hostile_pages import assert_harmless, baited, browse
from hostile_payloads import FEW, PAYLOADS, single, whole
from markdown_it import MarkdownIt

from backref import formats, styles
from backref.model import Bibliography, Date, Entry, Reference
from backref.text import links
from backref.text.escape import is_unsafe

LISTS = [name for name in formats.names() if formats.by_name(name).styled]
BOTH = [name for name in formats.names() if formats.by_name(name).dump and formats.by_name(name).load]
TAGS = {"div", "p", "i", "b", "sub", "sup", "span", "a"}
ATTRIBUTES = {"div class", "p id", "span style", "span class", "a href"}
IN_MARKDOWN = {"p", "ol", "li", "em", "strong", "sub", "sup", "a"}
EXTENSIONS = [
    "extra", "attr_list", "md_in_html", "toc", "pymdownx.superfences", "pymdownx.inlinehilite", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark",
    "pymdownx.critic", "pymdownx.tabbed", "pymdownx.details", "pymdownx.keys", "pymdownx.smartsymbols", "pymdownx.arithmatex", "pymdownx.betterem",
    "pymdownx.emoji", "pymdownx.magiclink", "pymdownx.tasklist", "pymdownx.progressbar",
]  # fmt: skip


@pytest.fixture(scope="module")
def table() -> Bibliography:
    """One entry for each payload in each field."""
    return Bibliography(entries=tuple(Entry(key=reference.id, reference=reference) for _, reference in single()))


def test_there_are_sixty_payloads():
    assert len(PAYLOADS) >= 60
    assert len(list(single())) > 60 * 90


@pytest.mark.parametrize("name", BOTH)
def test_one_entry_stays_one_entry(name, table):
    written = formats.dump(table, name)
    assert not is_unsafe(written)
    loaded = formats.load(written, name)
    assert [problem.message for problem in loaded.problems] == []
    assert len(loaded.references) == len(table.entries)
    kept = [r.url for r in loaded.references if r.url and not links.written(r.url)]
    assert kept == []


@pytest.mark.parametrize("name", ["ris", "nbib"])
def test_no_reader_of_lines_finds_a_second_record(name, table):
    written = formats.dump(table, name)
    first = "TY  - " if name == "ris" else "PMID- "
    for lines in (written.splitlines(), re.split("[\r\n\x85\u2028\u2029\x0b\x0c\x1c-\x1e]", written)):
        assert sum(line.startswith(first) for line in lines) == len(table.entries)


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_no_field_holds_what_tex_obeys(name, table):
    written = formats.dump(table, name)
    assert "^^" not in written
    assert written.count("{") == written.count("}")
    harmless = re.compile(r"\\(?:text[a-z]+|[a-zA-Z]{1,12}(?=[}{$ ])|[&%$#_,\"'`^~=.])")
    known = re.compile(
        r"\\(?:input|include|csname|catcode|write|openout|immediate|href|url|special|expandafter|newwrite|verbatiminput)\b"
    )
    assert not known.search(written)
    for match in re.finditer(r"\\.{0,12}", written):
        assert harmless.match(match.group()), match.group()
    for match in re.finditer(r"^  (?:url|doi|eprint|(?P<path>file)|ee) = \{(.*)\},?$", written, re.MULTILINE):
        assert not re.search(r"[\\^{}\"]" if match["path"] else r"[\\^{}\"\s]", match[2]), match[2]


@pytest.mark.parametrize("style", styles.names())
@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_their_own_markup_alone(name, style, table):
    every = styles.names()
    table = Bibliography(entries=table.entries[every.index(style) % 3 :: 3])  # all of them in some style
    written = formats.styled(table, name, style)
    assert not is_unsafe(written)
    if name == "html":
        found = assert_harmless(written, TAGS, ATTRIBUTES)
        assert len(found.ids) == len(set(found.ids)) == len(table.entries)
    elif name == "text":
        assert len(written.splitlines()) == len(table.entries)


@pytest.mark.parametrize(
    ("how", "kept"),
    [
        ('class="arithmatex"', ""),  # MathJax makes a link of "\\href{javascript:x}{y}" in it
        ('class="math"', ""),
        ('style="position:fixed;"', ""),
        ('class="nocase"', None),
        ('style="font-variant:small-caps;"', ' style="font-variant:small-caps;"'),
    ],
)
def test_a_page_takes_no_class_or_style_from_a_stranger(how, kept):
    title = f"On <span {how}>\\(\\href{{javascript:canary(1)}}{{x}}\\)</span>"
    entries = Bibliography.of((Reference(id="a", type="book", title=title),))
    inside = "\\(\\href{javascript:canary(1)}{x}\\)"
    expected = inside if kept is None else f"<span{kept}>{inside}</span>"
    for style in styles.names():
        assert expected in formats.styled(entries, "html", style).replace("Canary", "canary"), style


def test_markdown_is_text_for_every_reader_of_it():
    written = formats.styled(whole(), "markdown", "vancouver")
    assert not re.search(r"(?<!\w)@\w", written)
    assert "{" not in written
    pages = {
        "commonmark": MarkdownIt("commonmark", {"html": True}).render(written),
        "tables": MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(written),
        "python-markdown": python_markdown.markdown(written, extensions=["attr_list", "md_in_html"]),
    }
    for name, page in pages.items():
        found = assert_harmless(page, IN_MARKDOWN, {"a href", "ol start"})
        assert "canary('script')" in "".join(found.text), name


def test_markdown_with_every_extension_holds_no_attribute_of_a_strangers():
    pytest.importorskip("pymdownx", reason="pymdown-extensions is not installed")
    written = formats.styled(whole(), "markdown", "ama")
    page = python_markdown.markdown(written, extensions=EXTENSIONS)
    assert_harmless(page, IN_MARKDOWN, {"a href", "ol start"}, are_ours=False)


def test_claims_are_cells_and_texts(table):
    from hostile_claims import claims

    made = claims()
    written = {name: formats.dump(made, name) for name in formats.names() if formats.by_name(name).is_claims}
    assert len(written) == 4
    assert written["claims-docx"].count("<script") == 0
    assert not any(map(is_unsafe, written.values()))
    rows = list(csv.reader(io.StringIO(written["claims-csv"])))
    assert len(rows) == 1 + 2 * len(PAYLOADS)
    assert not [
        cell for row in rows for cell in row if cell.lstrip()[:1] and cell.lstrip()[0] in "=+-@\uff1d\uff0b\uff0d\uff20"
    ]
    assert len(json.loads(written["claims-json"])["items"]) == len(PAYLOADS)
    lines = written["claims-markdown"].splitlines()
    assert {line.count("|") for line in lines} == {5}
    for page in (
        MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(written["claims-markdown"]),
        python_markdown.markdown(written["claims-markdown"], extensions=["extra"]),
    ):
        assert_harmless(page, {"table", "thead", "tbody", "tr", "th", "td", "a"}, {"a href"})


def test_an_address_that_is_not_written_is_told():
    entries = Bibliography.of((Reference(id="a", type="book", title="T", url="javascript:alert(1)"),))
    for name in formats.names():
        if formats.by_name(name).dump and not formats.by_name(name).is_claims:
            written = formats.dump(entries, name)
            assert "javascript" not in written, name
            told = formats.losses(entries, name, written)
            assert [problem.code for problem in told] == ["address-refused"], name
            assert told[0].message.startswith(
                "a: URL 'javascript:alert(1)' is not written: its scheme is none of http, https, "
            )


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c#d",
        "http://x",
        "ftp://x/y",
        "urn:nbn:de:101:1-2",
        "www.example.org:8080/a",
        "example.org",
        "//x/y",
    ],
)
def test_honest_addresses_are_written(address):
    entries = Bibliography.of((Reference(id="a", type="webpage", title="T", url=address),))
    for name in ("bibtex", "biblatex", "csl-json", "csl-yaml"):
        assert formats.load(formats.dump(entries, name), name).references[0].url == address, name


@pytest.mark.slow
def test_a_browser_runs_nothing_of_a_list(tmp_path):
    made = [formats.styled(whole(FEW), "html", style) for style in styles.names()]
    markdown = formats.styled(whole(FEW), "markdown", "apa")
    made += [
        MarkdownIt("commonmark", {"html": True}).render(markdown),
        python_markdown.markdown(markdown, extensions=["attr_list", "md_in_html"]),
    ]
    page = tmp_path / "list.html"
    page.write_text(baited("\n".join(made)), encoding="utf-8")
    said = browse(page, tmp_path / "profile")
    assert said["fired"] == []
    assert said["odd"] == []
    assert said["elements"] > 6 * len(whole(FEW).entries)


@pytest.mark.slow
def test_the_browser_would_see_it(tmp_path):
    page = tmp_path / "bait.html"
    page.write_text(
        baited("<img src=x onerror=canary('img')><a href='javascript:canary(1)'>x</a><p onmouseover=canary(2)>y</p>"),
        encoding="utf-8",
    )
    said = browse(page, tmp_path / "profile")
    assert {"img", "2"} <= set(said["fired"])
    assert {"onerror", "onmouseover", "href=javascript:"} <= set(said["odd"])


@pytest.mark.parametrize("year", ["唐代", "ок. начала века", "＼input{x}"])
def test_a_year_of_other_letters_is_one_to_biblatex(year):
    """Where pdflatex has no type for the first letter, biblatex looks at it for ever, but not at a group."""
    work = Reference(id="a", type="book", title="T", issued=Date(literal=year))
    written = formats.dump(Bibliography(entries=(Entry(key="a", reference=work),)), "biblatex")
    assert "year = {{" in written
    assert formats.load(written, "biblatex").references[0].issued == work.issued
