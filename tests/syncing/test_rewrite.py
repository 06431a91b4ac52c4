"""`backref sync --rewrite`: pasted references become keys, what was not verified stays, and a diff comes first."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from backref.cli import command

DEYO = "Deyo RA, Von Korff M, Duhrkoop D. Opioids for low back pain. BMJ. 2015;350:g6380."
QASEEM = "Qaseem A, Wilt TJ. Noninvasive treatments for acute, subacute, and chronic low back pain. Ann Intern Med. 2017;166:514."
NOBODY = "Nobody A, Smith B. A paper about nothing at all. Journal of Nothing. 2011;3:4-5."


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.md", "As [see @doi:10.1136/bmj.g6380, p. 3; -@{pmid:29970367}].\n", "As [see @deyo2015, p. 3; -@enke2018].\n"),
        ("a.md", "@doi:10.1136/bmj.g6380 [p. 3] and @{pmid:29970367} say.\n", "@deyo2015 [p. 3] and @enke2018 say.\n"),
        ("a.md", "Bare PMID 29970367, (doi:10.1136/bmj.g6380).\n", "Bare [@enke2018], [@deyo2015].\n"),
        ("a.md", "In <https://doi.org/10.1136/bmj.g6380>.\n", "In [@deyo2015].\n"),
        ("a.md", "A [link](https://doi.org/10.1136/bmj.g6380).\n", "A [link](https://doi.org/10.1136/bmj.g6380).\n"),
        ("a.md", "```\ndoi:10.1136/bmj.g6380\n```\n", "```\ndoi:10.1136/bmj.g6380\n```\n"),
        ("a.md", "Code `doi:10.1136/bmj.g6380`.\n", "Code `doi:10.1136/bmj.g6380`.\n"),
        ("a.md", "{cite:p}`{see}pmid:29970367{p. 3, 5},x`.\n", "{cite:p}`{see}enke2018{p. 3, 5},x`.\n"),
        ("a.md", "Myst {cite:p}`doi:10.1136/bmj.g6380` and PMID 29970367.\n", "Myst {cite:p}`deyo2015` and {cite:p}`enke2018`.\n"),
        ("a.md", f"Two [1,2].\n\n## References\n\n1. {DEYO}\n2. {QASEEM}\n", "Two [@deyo2015; @qaseem2017].\n\n## References\n\n"),
        ("a.md", f"Two [1,2].\n\n## References\n\n1. {DEYO}\n2. {NOBODY}\n", f"Two [1,2].\n\n## References\n\n1. {DEYO}\n2. {NOBODY}\n"),
        ("a.md", f"Two [1][2].\n\n## References\n\n1. {DEYO}\n2. {QASEEM}\n", "Two [@deyo2015; @qaseem2017].\n\n## References\n\n"),
        ("a.md", f"Two [1][2].\n\n## References\n\n1. {DEYO}\n2. {NOBODY}\n", f"Two [@deyo2015] [2].\n\n## References\n\n2. {NOBODY}\n"),
        ("a.md", "Two [@doi:10.1136/bmj.g6380][-@pmid:29970367].\n", "Two [@deyo2015][-@enke2018].\n"),
        ("a.md", f"A note.[^a]\n\n[^a]: {DEYO}\n", "A note.[@deyo2015]\n\n"),
        ("a.md", f"The usual ({DEYO[:-1]}).\n", "The usual [@deyo2015].\n"),
        ("a.rst", f"Useful [1]_.\n\n.. [1] {DEYO}\n", "Useful :cite:p:`deyo2015`.\n\n"),
        ("a.rst", "By :cite:p:`doi:10.1136/bmj.g6380,own`.\n", "By :cite:p:`deyo2015,own`.\n"),
        ("a.rst", "By :cite:p:`{see, e.g.,}doi:10.1136/bmj.g6380{p. 3}`.\n", "By :cite:p:`{see, e.g.,}deyo2015{p. 3}`.\n"),
        ("a.rst", "A [1]_.\n\n.. [1] See :cite:t:`pmid:29573872` for prevention and treatment of low back pain.\n", "A [1]_.\n\n.. [1] See :cite:t:`foster2018` for prevention and treatment of low back pain.\n"),
        ("a.md", "A.[^1]\n\n[^1]: Tried by {cite:t}`doi:10.1136/bmj.g6380`, opioids for low back pain.\n", "A.[^1]\n\n[^1]: Tried by {cite:t}`deyo2015`, opioids for low back pain.\n"),
        ("a.md", "=== \"T\"\n    ```\n    doi:10.1136/bmj.g6380\n    ```\n\n    [@pmid:29970367]\n", "=== \"T\"\n    ```\n    doi:10.1136/bmj.g6380\n    ```\n\n    [@enke2018]\n"),
        ("a.md", "A. <!-- [@pmid:29970367]\n-->\n", "A. <!-- [@pmid:29970367]\n-->\n"),
        ("a.tex", "By \\cite{doi:10.1136/bmj.g6380}.\n", "By \\cite{deyo2015}.\n"),
        ("a.tex", f"A\\footnote{{{DEYO}}}, b [2].\n\n\\section{{References}}\n\\begin{{enumerate}}\n\\item Own.\n\\item\n  {QASEEM}\n\\end{{enumerate}}\n", f"A\\cite{{deyo2015}}, b \\cite{{qaseem2017}}.\n\n\\section{{References}}\n\\begin{{enumerate}}\n\\item Own.\n\\item\n  {QASEEM}\n\\end{{enumerate}}\n"),
        ("a.tex", f"A\\footnote{{{DEYO} But others doubt what it says.}}.\n", f"A\\footnote{{{DEYO} But others doubt what it says.}}.\n"),
        ("a.md", f"A.[^1]\n\n[^1]: {DEYO} But others doubt what it says.\n", f"A.[^1]\n\n[^1]: {DEYO} But others doubt what it says.\n"),
        ("a.typ", f"A#footnote[Roe is right, but see {DEYO}].\n", f"A#footnote[Roe is right, but see {DEYO}].\n"),
        ("a.org", f"Two [fn:1], doi:10.1136/bmj.g6380.\n\n[fn:1] {QASEEM}\n", "Two [cite:@qaseem2017], [cite:@deyo2015].\n\n"),
        ("a.org", "By cite:own and [[https://doi.org/10.1136/bmj.g6380][it]], PMID 29970367.\n", "By cite:own and [[https://doi.org/10.1136/bmj.g6380][it]], cite:enke2018.\n"),
        ("a.typ", f"Two #super[1,2], PMID 29970367[x].\n\n= References\n\n+ {DEYO}\n+ {QASEEM}\n", "Two @deyo2015 @qaseem2017, @enke2018 [x].\n\n= References\n\n"),
        ("a.typ", "A#footnote[Deyo RA, Von Korff M, Duhrkoop D. Opioids for low back pain. BMJ. 2015;350:g6380.], #link(\"https://doi.org/10.1136/bmj.g6380\")[b].\n", "A@deyo2015, #link(\"https://doi.org/10.1136/bmj.g6380\")[b].\n"),
        ("a.mdx", "<A x={['PMID 29970367']}>By PMID 29970367</A>. {/* PMID 29970367 */}\n", "<A x={['PMID 29970367']}>By [@enke2018]</A>. {/* PMID 29970367 */}\n"),
        ("a.Rnw", "By doi:10.1136/bmj.g6380.\n<<>>=\nx <- 'PMID 29970367'\n@\n", "By \\cite{deyo2015}.\n<<>>=\nx <- 'PMID 29970367'\n@\n"),
        ("a.md", "As ([bmj.com](https://doi.org/10.1136/bmj.g6380?utm_source=chatgpt.com)) says.\n", "As [@deyo2015] says.\n"),
        ("a.md", "As ([bmj.com][1], [x][2]) says.\n\n[1]: https://doi.org/10.1136/bmj.g6380 \"x\"\n[2]: <https://pubmed.ncbi.nlm.nih.gov/29970367/>\n", "As ([@deyo2015], [@enke2018]) says.\n\n"),
        ("a.md", "Windows [@doi:10.1136/bmj.g6380].\r\n\r\nEnd.\r\n", "Windows [@deyo2015].\r\n\r\nEnd.\r\n"),
    ],
)  # fmt: skip
def test_pasted_references_become_keys(project, sync, name, before, after):
    Path("references.bib").write_text("@misc{own, title={Own}}\n")
    path = Path("docs") / name
    path.write_bytes(before.encode())
    done = sync(str(path), "--rewrite")
    assert (done.exit_code == 3) == (NOBODY in before), done.output
    assert path.read_bytes().decode() == after
    sync(str(path), "--rewrite")
    assert path.read_bytes().decode() == after


def test_a_diff_shows_everything_and_writes_nothing(project, sync):
    before = Path("docs/a.md").read_text()
    done = sync("docs", "--rewrite", "--diff")
    assert "-See PMID 25561513." in done.output
    assert "+See [@deyo2015]." in done.output
    assert "+@article{deyo2015," in done.output
    assert Path("docs/a.md").read_text() == before
    assert not Path("references.bib").exists()
    assert not Path("backref.lock").exists()


def test_a_diff_is_coloured_unless_nobody_wants_it(project, monkeypatch):
    def shown() -> str:
        return CliRunner().invoke(command, ["sync", "docs", "--rewrite", "--diff"], color=True).stdout

    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[32m+See [@deyo2015].\x1b[0m" in shown()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in shown()


def test_a_diff_holds_nothing_that_a_terminal_obeys(project, sync):
    Path("docs/a.md").write_text("\x1b[31m red [@doi:10.1136/bmj.g6380].\n")
    assert "\x1b" not in sync("docs", "--rewrite", "--diff").output


def test_the_references_of_docstrings_are_cited(project, sync):
    Path("m.py").write_text(
        f'def f():\n    """Useful [1]_.\n\n    References\n    ----------\n    .. [1] {DEYO[:60]}\n       {DEYO[60:]}\n\n    Examples\n'
        '    --------\n    >>> f()\n    """\n\n\n'
        'def g():\n    """Last [1]_.\n\n    References\n    ----------\n    .. [1] doi:10.1503/cmaj.171333\n    """\n\n\n'
        f'def h():\n    """Uncited.\n\n    References\n    ----------\n    .. [1] {DEYO}\n    .. [2] {NOBODY}\n    """\n'
    )
    done = sync("m.py", "--docstrings", "--rewrite")
    assert done.exit_code == 3, done.output
    assert Path("m.py").read_text() == (
        'def f():\n    """Useful :cite:p:`deyo2015`.\n\n    Examples\n    --------\n    >>> f()\n    """\n\n\n'
        'def g():\n    """Last :cite:p:`enke2018`.\n    """\n\n\n'
        f'def h():\n    """Uncited.\n\n    References\n    ----------\n    :cite:p:`deyo2015`\n    .. [2] {NOBODY}\n    """\n'
    )
