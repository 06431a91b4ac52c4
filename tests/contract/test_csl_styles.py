"""Lists in the styles of CSL files: the file, pandoc, and what neither may do to the list. The styles in golden/csl are
our own.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from backref import formats, styles
from backref.cli import command
from backref.errors import StyleError, UnknownPlugin
from backref.model import Bibliography, Date, Name, Reference
from backref.styles import _csl

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
STYLES = ("author-date", "numeric", "note")
LISTS = ("text", "markdown", "html")
DOE = Reference(id="doe", type="book", title="Pain", author=(Name(family="Doe", given="Jane"),))
ONE = Bibliography.of((DOE,))
STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title><id>x</id>'
    "<updated>2026-01-01T00:00:00+00:00</updated>{info}</info>{macros}<citation><layout><text variable='title'/></layout></citation>"
    "<bibliography><layout>{layout}</layout></bibliography></style>"
)
EVIL = (
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "*a* _b_ `c` ~d~ $e^2$ \\ |", "a\nb\r\nc\x1b[31m\u202e\x00", "</p><p id='ref-x'>", "&lt;b&gt; &amp;amp;",
    "<i>open", "<i onclick='x'>y</i>", '"><img src=x onerror=alert(1)>', "https://example.org/<script>\"'", "# x", "- x", "1. x", "{=html}", "![](http://example.org/x)",
    "@doe [-@doe]", "---\ncsl: /etc/passwd\n---", "<!-- x", "javascript:alert(1)",
)  # fmt: skip


def path_of(style: str) -> str:
    return str(GOLDEN / "csl" / f"{style}.csl")


@pytest.fixture
def written(tmp_path):
    """Write a style of the pieces that are given, and return its path."""

    def write(layout: str = "<text variable='title'/>", macros: str = "", info: str = "", name: str = "x.csl") -> str:
        path = tmp_path / name
        path.write_text(STYLE.format(layout=layout, macros=macros, info=info), encoding="utf-8")
        return str(path)

    return write


def programs() -> list[str]:
    """The programs that are here: the one of the extra, and the one on PATH."""
    spec = find_spec("pypandoc")
    bundled = [Path(folder, "files", "pandoc") for folder in (spec.submodule_search_locations or ()) if spec] if spec else []  # fmt: skip
    return [*(str(path) for path in bundled if path.is_file()), *filter(None, [shutil.which("pandoc")])]


@pytest.fixture(params=programs() or [""], ids=lambda path: "wheel" if "pypandoc" in path else "path")
def pandoc(request, monkeypatch):
    """Each pandoc that is installed, in turn."""
    if not request.param:
        pytest.skip("pandoc is not installed")
    monkeypatch.setattr(_csl, "_program", lambda path: request.param)


@pytest.fixture
def answering(monkeypatch):
    """Let something else stand for pandoc: its exit status, what it says, and the file it leaves."""

    def stand_in(returncode: int = 0, stderr: bytes = b"", answer: bytes = b"{}") -> None:
        def run(arguments, *, cwd, **_):
            if returncode == 0:
                Path(cwd, "list.json").write_bytes(answer)
            return subprocess.CompletedProcess(arguments, returncode, b"", stderr)

        _csl._asked.cache_clear()
        monkeypatch.setattr(_csl, "_program", lambda path: "pandoc")
        monkeypatch.setattr(_csl.subprocess, "run", run)

    return stand_in


def fault(path: str, bibliography: Bibliography = ONE) -> str:
    with pytest.raises(StyleError) as caught:
        formats.styled(bibliography, "html", path)
    assert str(caught.value) == f"{path}: {caught.value.detail}"
    return caught.value.detail


# The file


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        (b"", "line 1, column 1: no XML: no element found"),
        (b"<style>\n <info>\n</style>", "line 3, column 3: no XML: mismatched tag"),
        (b"<html/>", "no CSL style: its first element is html, not {http://purl.org/net/xbiblio/csl}style"),
        (b"<style/>", "no CSL style: its first element is style, not {http://purl.org/net/xbiblio/csl}style"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><style>&x;</style>', "has a DOCTYPE, which is not read"),
        (b'<?xml version="1.0" encoding="utf-7"?><style/>', "no XML: multi-byte encodings are not supported"),
        (bytes(range(256)), "line 1, column 1: no XML: not well-formed (invalid token)"),
        (b"<a>" * 5000, "no CSL style: its elements stand more than 60 levels deep"),
        (b"<a>" + b" " * 2_000_000, "more than 2,000,000 bytes, which is no style"),
        (b'<style xmlns="http://purl.org/net/xbiblio/csl"/>', "this style prints citations only: it has no <bibliography>"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_style_says_why(tmp_path, data, detail):
    path = tmp_path / "x.csl"
    path.write_bytes(data)
    assert fault(str(path)) == detail


def test_a_file_that_is_not_there_or_a_folder_says_so(tmp_path):
    assert fault(str(tmp_path / "none.csl")) == "No such file or directory"
    (tmp_path / "folder.csl").mkdir()
    assert fault(str(tmp_path / "folder.csl"))
    assert fault("a\0b.csl")


def test_a_file_that_is_no_csl_file_is_an_unknown_style():
    with pytest.raises(UnknownPlugin, match="known: ama, apa"):
        formats.styled(ONE, "html", "style.xml")
    with pytest.raises(UnknownPlugin):
        formats.styled(ONE, "bibtex", path_of("numeric"))


def test_a_dependent_style_needs_its_parent(written, tmp_path):
    info = '<link rel="independent-parent" href="http://www.zotero.org/styles/{}"/>'
    child = written(info=info.format("parent"), name="child.csl")
    assert fault(child) == (
        "this style depends on http://www.zotero.org/styles/parent: give the file of that one, or put parent.csl beside this one"
    )
    shutil.copy(path_of("numeric"), tmp_path / "parent.csl")
    assert styles.is_numbered(child)
    written(info=info.format("other"), name="parent.csl")
    assert fault(child) == f"this style depends on {tmp_path / 'parent.csl'}, which depends on another"
    assert "depends on http" in fault(written(info=info.format("../../etc/passwd"), name="child.csl"))


def test_a_dependent_style_keeps_its_language(tmp_path):
    info = '<link rel="independent-parent" href="numeric"/>'
    shutil.copy(path_of("numeric"), tmp_path)
    child = tmp_path / "child.csl"
    child.write_text(STYLE.format(layout="", macros="", info=info).replace("<style", '<style default-locale="fr-FR"'))
    assert 'default-locale="fr-FR"' in _csl._written(_csl.read(child))


def test_pandoc_is_given_the_elements_of_csl_and_nothing_else(written):
    layout = '<!-- a --><?php b?><text variable="title" onload="x" xmlns:x="urn:x" x:y="z"/><x:script xmlns:x="urn:x">c</x:script>'
    made = _csl._written(_csl.read(Path(written(layout))))
    assert '<layout><text variable="title" onload="x" /></layout>' in made
    assert made.startswith('<style class="in-text" version="1.0" xmlns="http://purl.org/net/xbiblio/csl">')


def test_whether_a_style_numbers_is_read_off_it(written):
    assert [styles.is_numbered(path_of(style)) for style in STYLES] == [False, True, False]
    loop = '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
    assert not styles.is_numbered(written("<text macro='a'/>", loop))
    assert not styles.is_numbered(
        written("<text variable='title'/>", '<macro name="a"><text variable="citation-number"/></macro>')
    )


# The program


def test_a_missing_program_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(_csl.shutil, "which", lambda name: None)
    monkeypatch.setattr(_csl, "find_spec", lambda name: None)
    assert fault(path_of("numeric")) == (
        "a CSL style needs pandoc, which is missing: install it with pip install '.[csl]' in a checkout of backref, or put pandoc 2.15 or newer on PATH"
    )


def test_the_program_of_the_extra_goes_before_the_one_on_path(monkeypatch, tmp_path):
    files = tmp_path / "files"
    monkeypatch.setattr(_csl.shutil, "which", lambda name: "/usr/bin/pandoc")
    monkeypatch.setattr(_csl, "find_spec", lambda name: SimpleNamespace(submodule_search_locations=[str(tmp_path)]))
    assert _csl._program("x") == "/usr/bin/pandoc"
    files.mkdir()
    (files / "pandoc").touch()
    assert _csl._program("x") == str(files / "pandoc")


def test_a_program_that_cannot_be_run_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(_csl, "_program", lambda path: str(tmp_path / "pandoc"))
    assert "pandoc cannot be run: No such file" in fault(path_of("numeric"))


def test_a_program_that_gives_up_is_quoted_and_an_old_one_named(answering):
    answering(251, b"pandoc: Heap\x1b[31m exhausted;\nthe limit is 1 bytes")
    assert (
        fault(path_of("numeric")) == "pandoc gave up with status 251: pandoc: Heap[31m exhausted; the limit is 1 bytes"
    )
    answering(6, b"Unrecognized option `--sandbox'")
    assert fault(path_of("numeric")).endswith("or put pandoc 2.15 or newer on PATH")


def test_a_program_that_hangs_is_stopped(monkeypatch):
    def run(arguments, *, timeout, **_):
        raise subprocess.TimeoutExpired(arguments, timeout)

    monkeypatch.setattr(_csl, "_program", lambda path: "pandoc")
    monkeypatch.setattr(_csl.subprocess, "run", run)
    _csl._asked.cache_clear()
    assert fault(path_of("numeric")) == "pandoc was stopped after 60 s; entries: 1"


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (b"", "pandoc answered with what is no list"),
        (b"{}", "pandoc answered with what is no list"),
        (b'{"blocks": [{"t": "Div"}]}', "pandoc answered with what is no list"),
        (b"[" * 100_000, "pandoc answered with what is no list"),
        (b'{"blocks": []}', "pandoc printed 0 of 1 entries"),
        (b" " * 11_000_000, "pandoc printed 11,000,000 bytes, which is no list; entries: 1"),
    ],
)
def test_an_answer_that_is_no_list_is_an_error(answering, answer, detail):
    answering(answer=answer)
    assert fault(path_of("numeric")).startswith(detail)


def test_the_same_list_is_asked_for_once(monkeypatch, answering):
    answering(answer=b'{"blocks": [{"t": "Div", "c": [["refs"], [{"t": "Div", "c": [["ref-r000000"], [{"t": "Para", "c": [{"t": "Str", "c": "x"}]}]]}]]}]}')  # fmt: skip
    first = [formats.styled(ONE, name, path_of("note")) for name in LISTS]
    monkeypatch.setattr(_csl.subprocess, "run", None)
    assert [formats.styled(ONE, name, path_of("note")) for name in LISTS] == first


def test_no_entry_needs_no_program(monkeypatch):
    monkeypatch.setattr(_csl, "_program", None)
    assert formats.styled(Bibliography(), "text", path_of("numeric")) == ""


# The list


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", LISTS)
def test_lists_are_as_expected(pandoc, style, name, request):
    items = json.loads((GOLDEN / "lists" / "items.json").read_text(encoding="utf-8"))
    made = formats.load(json.dumps(items[:24]), "csl-json").bibliography()
    text = formats.styled(made, name, path_of(style))
    path = (GOLDEN / "csl" / style).with_suffix(formats.writer(name).suffixes[0])
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("style", STYLES)
def test_lists_equal_those_of_citeproc(pandoc, style):
    """The expectations are what `python benchmarks/styles.py --oracle` prints; citeproc-js leaves nested quotes as they
    are.
    """
    made = formats.load((GOLDEN / "lists" / "items.json").read_text(encoding="utf-8"), "csl-json").bibliography()
    expected = json.loads((GOLDEN / "csl" / f"{style}.json").read_text(encoding="utf-8"))
    lines = styles.lines(made, path_of(style))
    assert [line.key for line in lines] == list(expected)

    def letters(text: str) -> str:
        return " ".join(re.sub("[“”„‚‘’']", "", text).split())

    texts = {line.key: f"{line.label} {styles.bare(line)}" for line in lines}
    wrong = [(texts[key], text) for key, text in expected.items() if letters(texts[key]) != letters(text)]
    assert len(wrong) <= 0.02 * len(expected), wrong


def test_works_of_one_year_get_letters_and_pages_know_them(pandoc):
    works = [DOE.model_copy(update={"id": key, "title": title, "issued": Date(date_parts=((2017,),))}) for key, title in (("a", "Zoo"), ("b", "Air"))]  # fmt: skip
    lines = styles.lines(Bibliography.of(tuple(works)), path_of("author-date"))
    assert [styles.bare(line) for line in lines] == ["Doe, J. (2017a). Zoo.", "Doe, J. (2017b). Air."]
    assert styles.year_suffixes(works, {line.key: line for line in lines}) == {"a": "a", "b": "b"}


def test_italics_within_italics_stand_upright_and_layout_becomes_a_label(pandoc, written):
    work = DOE.model_copy(update={"title": "A <i>very <b>old</b></i> CO<sub>2</sub> <i>book</i>"})
    path = written("<text variable='citation-number' suffix='. '/><text variable='title' font-style='italic'/>")
    [line] = styles.lines(Bibliography.of((work,)), path)
    assert line == ("doe", "1.", "<i>A </i>very <b>old</b><i> CO<sub>2</sub> </i>book")


def test_numbers_that_do_not_count_up_make_no_ordered_list(pandoc, written):
    path = Path(written("<text variable='citation-number' suffix='. '/><text variable='title'/>"))
    falling = "<bibliography><sort><key variable='citation-number' sort='descending'/></sort>"
    path.write_text(path.read_text().replace("<bibliography>", falling))
    two = Bibliography.of((DOE, DOE.model_copy(update={"id": "b", "title": "Gait"})))
    assert formats.styled(two, "markdown", str(path)) == "2\\. Gait\n\n1\\. Pain\n"


@pytest.mark.parametrize("style", STYLES)
def test_untrusted_metadata_stays_text(pandoc, style):
    def person(text: str) -> tuple[Name, ...]:
        return (Name(family=text, given=text), Name(literal=text))

    works = [
        Reference(id=f"k{at} <b>", type=kind, title=text, author=person(text), container_title=text, publisher=text, page=text, url=text, doi=text, volume=text)
        for at, text in enumerate(EVIL) for kind in ("article-journal", "book")
    ]  # fmt: skip
    made = Bibliography.of(tuple(works))
    text, markdown, page = (formats.styled(made, name, path_of(style)) for name in LISTS)
    assert len(text.splitlines()) == len(works)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", text + markdown + page)
    assert set(re.findall(r"<(/?\w+)", page)) <= {"div", "/div", "p", "/p", "i", "/i", "b", "/b", "sub", "/sub", "sup", "/sup", "span", "/span", "a", "/a"}  # fmt: skip
    assert len(re.findall(r'<p id="ref-', page)) == len(works)
    assert all(re.match("https?://", href) for href in re.findall(r'href="([^"]*)"', page))
    assert not re.search(r"(?<!\\)\]\((?!https?://)", markdown)
    assert "<script" not in markdown + page
    assert "passwd" in html.unescape(page)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![](http://x.org/y)"])
def test_what_a_style_prints_stays_text(pandoc, written, text):
    path = written(f'<text value="{html.escape(text)} \u202e*b*"/>')
    page, markdown = (formats.styled(ONE, name, path) for name in ("html", "markdown"))
    assert "<script" not in page + markdown
    assert not re.search(r"(?<!\\)\]\((?!http)", markdown)
    assert "\\*b\\*" in markdown
    assert "\u202e" not in page + markdown


def test_styles_that_never_end_are_stopped(pandoc, written, monkeypatch):
    monkeypatch.setattr(_csl, "_TIME_S", 0.5)
    doubling = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>' for n in range(40)
    )
    bomb = written(
        "<text macro='m0'/>", f'{doubling}<macro name="m40"><text variable="title"/></macro>', name="bomb.csl"
    )
    assert fault(bomb).startswith("pandoc ")
    loop = '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
    assert fault(written("<text macro='a'/>", loop, name="loop.csl")).startswith("pandoc ")


def test_a_style_that_pandoc_cannot_use_says_why(pandoc, written):
    assert 'unknown element "frob"' in fault(written("<frob/>"))
    assert re.search("macro nope not found|prints nothing of any entry", fault(written("<text macro='nope'/>")))


# The command


def convert(*arguments: str, data: str):
    return CliRunner().invoke(command, ["convert", "--from", "csl-json", *arguments], input=data)


def test_convert_writes_a_list(pandoc, tmp_path):
    output = tmp_path / "list.html"
    data = formats.dump(ONE, "csl-json")
    assert convert("--style", path_of("author-date"), "-o", str(output), data=data).exit_code == 0
    assert output.read_text() == '<div class="references">\n<p id="ref-doe">Doe, J. (n.d.). Pain.</p>\n</div>\n'


def test_convert_writes_nothing_where_the_style_is_broken(tmp_path):
    output = tmp_path / "list.html"
    done = convert("--style", str(tmp_path / "none.csl"), "-o", str(output), data=formats.dump(ONE, "csl-json"))
    assert isinstance(done.exception, StyleError)
    assert list(tmp_path.iterdir()) == []
