"""What is written for LaTeX, read by LaTeX itself: no field reads a file, writes one or runs a command, even where that
is allowed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hostile_payloads import CANARY, whole

from backref import formats
from backref.formats.bib import table
from backref.model import Bibliography

pytestmark = pytest.mark.slow

KINDS = ("article-journal", "webpage")
OWN = ("container_title", "publisher", "issue", "number", "collection_number")  # by rules of their own


def entries() -> Bibliography:
    """The variables that have fields of BibTeX and biblatex: with those that have none, an entry would have more than
    biber takes.
    """
    return whole(KINDS, (*OWN, *(field.attribute for field in table.FIELDS)), tuple(table.PEOPLE.values()))


# A document can make a command of a mark, as babel does of the quote.
HEADS = {
    "natbib": r"\usepackage{natbib}",
    "hyperref": r"\usepackage{natbib}\usepackage[unicode]{hyperref}",
    "active": r"\usepackage{natbib}\usepackage{hyperref}\AtBeginDocument{\catcode34=13 }\catcode34=13 \def" + '"{x}',
}


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "canary.tex").write_text(f"{CANARY}\\typeout{{{CANARY}}}\\message{{{CANARY}}}")
    return tmp_path


def needs(*programs: str) -> None:
    for program in programs:
        if not shutil.which(program):
            pytest.skip(f"the program {program} is not installed")


def has(file: str) -> None:
    if (
        shutil.which("kpsewhich")
        and not subprocess.run(["kpsewhich", file], capture_output=True, text=True).stdout.strip()
    ):
        pytest.skip(f"{file} is not installed")


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, errors="replace", check=False, timeout=300
    )
    if "error while loading" in done.stderr or "Can't locate" in done.stderr:
        pytest.skip(f"{command[0]} does not run here")
    return done.stdout + done.stderr


def unharmed(folder: Path, *said: str) -> None:
    """Assert that nothing was read, written or run, and that TeX found nothing that it could not print as text."""
    logs = [path.read_text(encoding="utf-8", errors="replace") for path in folder.glob("*.log")]
    read = [
        path.read_text(encoding="utf-8", errors="replace")
        for path in folder.glob("a.*")
        if path.suffix in (".aux", ".toc", ".out")
    ]
    for text in (*said, *logs, *read):
        assert CANARY not in text
        assert "(./canary" not in text
        assert "runsystem(touch" not in text
    assert not [path.name for path in folder.glob("canary-*")]
    if (folder / "a.pdf").exists() and shutil.which("pdftotext"):
        run(folder, "pdftotext", "a.pdf", "a.txt")
        assert CANARY not in (folder / "a.txt").read_text(encoding="utf-8", errors="replace")


def typeset(folder: Path, program: str, head: str, style: str, sorter: str = "bibtex") -> str:
    (folder / "a.tex").write_text(
        f"\\documentclass{{article}}\\usepackage[T1]{{fontenc}}\\usepackage{{textcomp,amssymb,url}}{head}\\begin{{document}}\\nocite{{*}}{style}\\end{{document}}"
    )
    said = run(folder, *command(program))
    said += run(folder, sorter, "a")
    for _ in range(2):
        said += run(folder, *command(program))
    return said


def command(program: str) -> tuple[str, ...]:
    return program, "-shell-escape", "-interaction=nonstopmode", "a"


@pytest.mark.parametrize(
    ("program", "head", "style"),
    [("pdflatex", "natbib", "plain"), ("pdflatex", "hyperref", "plainnat"), ("xelatex", "hyperref", "plainnat"), ("pdflatex", "active", "plainurl"), ("xelatex", "hyperref", "plainurl")],
)  # fmt: skip
def test_no_field_is_obeyed(folder, program, head, style):
    needs(program, "bibtex")
    has(f"{style}.bst")
    # A document that makes a command of each quote goes from error to error, until TeX gives up: there, a few at a time.
    every = entries().entries
    most = 100 if head == "active" else len(every)
    for some in (every[at : at + most] for at in range(0, len(every), most)):
        (folder / "refs.bib").write_text(formats.dump(Bibliography(entries=some), "bibtex"), encoding="utf-8")
        said = typeset(folder, program, HEADS[head], f"\\bibliographystyle{{{style}}}\\bibliography{{refs}}")
        unharmed(folder, said)
        assert (folder / "a.pdf").exists(), said[-2000:]
        assert (folder / "a.bbl").read_text(encoding="utf-8", errors="replace").count("\\bibitem") == len(some)
        (folder / "a.pdf").unlink()
    if (
        style == "plain"
    ):  # others cut labels out of names, and print an identifier twice: what is no name may break their page
        assert_no_errors(said)


def assert_no_errors(said: str) -> None:
    """Errors of TeX, but for letters that it has no type for."""
    errors = [line for line in said.splitlines() if line.startswith("!")]
    assert [line for line in errors if not re.search(r"Unicode character|\\u8:|not set up for use", line)] == []


def test_no_field_is_obeyed_by_biblatex(folder):
    """By both programs, for which biber writes the same; what it takes grows much faster than what it is given."""
    needs("pdflatex", "xelatex", "biber")
    has("biblatex.sty")
    head = r"\usepackage{hyperref}\usepackage[backend=biber,maxnames=99]{biblatex}\addbibresource{refs.bib}"
    # Of the four of each payload an article with people and a page by a literal: it takes minutes otherwise.
    every = tuple(entry for at, entry in enumerate(entries().entries) if at % 4 in (0, 3))
    for some in (every[at : at + 90] for at in range(0, len(every), 90)):
        (folder / "refs.bib").write_text(formats.dump(Bibliography(entries=some), "biblatex"), encoding="utf-8")
        said = typeset(folder, "pdflatex", head, r"\printbibliography", "biber")
        unharmed(folder, said)
        assert "ERROR" not in said  # biber takes all; what it makes of marks as initials may break the page, no more
        assert (folder / "a.bbl").read_text(encoding="utf-8", errors="replace").count("\\entry{") == len(some)
        (folder / "a.pdf").unlink(missing_ok=True)
        unharmed(folder, run(folder, *command("xelatex")))
        for made in folder.glob("a.*"):
            made.unlink()


def test_kept_blocks_are_not_obeyed(folder):
    needs("pdflatex", "bibtex")
    spells = (
        r"\input{canary}", "^^5cinput{canary}", r"\csname input\endcsname{canary}", r"\newcommand{\a}{\input{canary}}\a", r"\catcode`\!=0 !input{canary}",
        r"\newcommand{\a}{\a}\a", r"\expandafter\def\csname x\endcsname{}", r"\InputIfFileExists{canary}{}{}", r"\lstinputlisting{canary}", r"\openin1=canary \read1 to \x \x",
        r"\renewcommand{\emph}{\textbf}\renewcommand{\textbf}{\emph}\emph x", r"\scantokens{x}", r"\let\x\input \x{canary}", r"\begin{filecontents}{canary-out}x\end{filecontents}",
    )  # fmt: skip
    blocks = [f'@preamble{{"{spell}"}}' for spell in spells] + [
        f"@string{{s{n} = {{{spell}}}}}" for n, spell in enumerate(spells)
    ]
    blocks += [
        "@comment{@article{evil, title={x^^5cinput{canary}}}}",
        "@comment{ @ article (evil, title={x})}",
        "@comment{a \\input{canary}}",
    ]
    good = [
        '@preamble{"\\providecommand{\\noop}[1]{} \\def\\cprime{$\'$} \\newcommand{\\bysame}{\\leavevmode}"}'.replace(
            "\\leavevmode", "\\textemdash"
        )
    ]
    loaded = formats.load(
        "\n\n".join([*good, *blocks, "@book{a, title={T}, author={B, C}, year=2001, publisher={P}}"]), "bibtex"
    )
    entries = loaded.bibliography()
    written = formats.dump(entries, "bibtex")
    assert good[0] in written
    assert written.count("@article") == 0  # what is commented out and would do harm goes; what would not stays
    assert written.count("@ article") == 1
    told = formats.losses(entries, "bibtex", written)
    assert {problem.code for problem in told} == {"block-refused"}
    assert len(told) == len(loaded.preserved) - written.count("@preamble") - written.count("@comment") - written.count(
        "@string"
    )
    (folder / "refs.bib").write_text(written, encoding="utf-8")
    said = typeset(folder, "pdflatex", HEADS["natbib"], r"\bibliographystyle{plainnat}\bibliography{refs}")
    unharmed(folder, said)
    assert_no_errors(said)


def test_tex_would_obey(folder):
    """The canary sings where nobody keeps it quiet."""
    needs("pdflatex", "bibtex")
    (folder / "refs.bib").write_text("@misc{a, title={x^^5cinput{canary}}, url={https://x/^^5cinput{canary}}}")
    typeset(folder, "pdflatex", HEADS["hyperref"], r"\bibliographystyle{plainnat}\bibliography{refs}")
    assert any(CANARY in path.read_text(errors="replace") for path in folder.glob("*.log"))
