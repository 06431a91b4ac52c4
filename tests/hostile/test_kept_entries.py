r"""What a stranger's file holds and is written again as it stood: LaTeX of an entry, tags that no variable stands for."""

from __future__ import annotations

import pytest

from backref import formats
from backref.text import links

REACHING = (
    r"\InputIfFileExists{canary}{}{}", r"\UseName{input}{canary}", r"\VerbatimInput{canary}", r"\filedump{canary}", r"\scantextokens{x}", r"\ShellEscape{touch x}",
    r"\pdfobj file{canary}", r"\pdfcatalog{}", r"\XeTeXpicfile canary", r"\saveimageresource{canary}", r"\DeclareRobustCommand\x{}", r"\NewDocumentCommand\x{}{}",
    r"\RequirePackage{canary}", r"\LoadClass{canary}", r"\CatchFileDef\x{canary}{}", r"\csvreader{canary}{}{}", r"\readdef{canary}\x", r"\epsfbox{canary}",
    r"\externaldocument{canary}", r"\iftrue", r"\unless", r"\enddocument", r"\documentclass{canary}", r"\gdef\x{}", r"\glet\x\y", r"\PushButton[onclick={x}]{x}",
    r"\AddToHook{enddocument}{x}", r"\ExpandArgs{c}\x{input}", r"\hypersetup{baseurl=run:x}", r"\typein{x}", r"\addbibresource{canary}", r"\includesvg{canary}",
)  # fmt: skip
MISLEADING = (
    r"\href{run:calc}{x}", r"\href{javascript:x}{y}", r"\url{javascript:x}", r"\url {file:///etc/passwd}", r"\href[pdfnewwindow]{data:x}{y}", r"\url|javascript:x|",
    "\\href%\n{javascript:x}{y}", r"\href{{javascript:x}}{y}", r"\href{\string j avascript:x}{y}", r"\href{\macro}{y}", r"\burl{vbscript:x}", r"\hyperref{run:x}{a}{b}{c}",
)  # fmt: skip
HONEST = (
    r"\emph{x} \MyMacro{y} \'e \"{u}", r"\url{https://example.org/a\_b}", r"\href{https://example.org}{see}", r"\url{www.example.org:8080/a}", r"{C:\path}",
    r"$\curl{F} \iota \defect \begun$", r"\thefoo \fine \ending \showcase", r"\url{10.1000/a:b}", r"\texorpdfstring{$x$}{x}", r"\MakeUppercase{x}",
)  # fmt: skip


def again(value: str, target: str) -> str:
    return formats.convert(f"@misc{{a,\n  title = {{T}},\n  note = {{{value}}}\n}}\n", "bibtex", target).text


@pytest.mark.parametrize("value", [*REACHING, *MISLEADING])
def test_no_value_that_reaches_further_is_written_again(value):
    for target in ("bibtex", "biblatex"):
        assert value not in again(f"x {value}", target)


@pytest.mark.parametrize("value", HONEST)
def test_an_authors_own_latex_stays(value):
    assert value in again(value, "bibtex")


@pytest.mark.parametrize("link", MISLEADING)
def test_no_preamble_links_elsewhere(link):
    text = f'@preamble{{"\\newcommand{{\\x}}{{{link}}}"}}\n@misc{{a, title = {{T}}}}\n'
    done = formats.convert(text, "bibtex", "bibtex")
    assert link not in done.text
    assert "block-refused" in {problem.code for problem in done.losses}


@pytest.mark.parametrize(
    "address", [r"\url{javascript:x}", "{javascript}:x", "java{}script:x", r"\href{javascript:x}{y}"]
)
def test_a_field_of_an_address_is_judged_as_it_is_read(address):
    text = formats.convert(f"@misc{{a, title = {{T}}, url = {{{address}}}}}", "bibtex", "bibtex").text
    assert "script" not in text
    assert "title = {T}" in text


@pytest.mark.parametrize("tag", ["UR", "LK", "L1", "L2", "L3", "L4"])
@pytest.mark.parametrize("address", ["javascript:x", "\u00a0javascript:x", "data:text/html,x", "&#106;avascript:x"])
def test_a_tag_that_nobody_stands_for_holds_no_address_that_runs(tag, address):
    for target in ("ris", "enw"):
        done = formats.convert(f"TY  - BOOK\nTI  - T\n{tag}  - {address}\nER  - ", "ris", target)
        assert "script:" not in done.text
        assert "data:" not in done.text
        assert [problem.code for problem in done.losses] == ["field-lost"]


@pytest.mark.parametrize("path", ["file:///home/a.pdf", "internal-pdf://1/a.pdf", "C:\\a.pdf", "a.pdf"])
def test_the_path_of_a_file_beside_a_work_stays(path):
    text = formats.convert(f"TY  - BOOK\nTI  - T\nL1  - {path}\nER  - ", "ris", "ris").text
    assert f"L1  - {path}" in text


@pytest.mark.parametrize(
    "address",
    [
        "\u00a0javascript:x", "\u2003javascript:x", "\u200bjavascript:x", "java\u00adscript:x", "\uff4aavascript:x", "javascript\uff1ax", "javascript&colon;x",
        "&#106;avascript:x", "&#x6A;avascript&#58;x", "&Tab;javascript:x", "\u2028javascript:x", "\ufeffjavascript:x",
    ],
)  # fmt: skip
def test_the_scheme_is_found_in_whatever_it_is_wrapped(address):
    assert links.scheme(address) == "javascript"
    assert links.written(address) == links.linked(address) == ""
