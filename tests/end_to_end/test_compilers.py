"""Real programs as clients of what is written: bibtex, pdflatex, biber, pandoc. Each test is skipped where its program
is missing.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from backref import formats
from backref.formats import biblatex, bibtex, csl_json
from backref.model import Bibliography, Date, Name, Reference

pytestmark = pytest.mark.slow

ITEMS = Path(__file__).resolve().parents[1] / "golden" / "lists" / "items.json"
TRICKY = (
    Reference(
        id="tricky", type="article-journal", title="50% of #1 & A_B ~ x^2 {z} \\input β-cells in CO₂, ΣΔ, naïve ạ̄ and ‘q’ – a--b −5 ḩ", volume="3", page="1-12",
        container_title="J. of <i>E. coli</i> & 100% $", author=(Name(family="O’Connor_x", given="Ł. #"), Name(literal="Simon & Schuster and 50% Co.")),
        issued=Date(date_parts=((2001, 2, 3),)), note="noted: 30% & #2_x", url="https://example.org/a_b%20c?d=e&f=~g#h", doi="10.1/a_b%c#d",
    ),
    Reference(id="greek", type="book", title="Ἑλληνικά and Русский, 日本語", publisher="P", issued=Date(date_parts=((1999,),)), author=(Name(family="Plato"),)),
)  # fmt: skip
PREAMBLE = (
    r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{textcomp,amssymb,url,natbib}\begin{document}\nocite{*}"
)


def needs(*programs: str) -> None:
    for program in programs:
        if not shutil.which(program):
            pytest.skip(f"the program {program} is not installed")


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, errors="replace", check=False, timeout=300
    )


@pytest.fixture(scope="module")
def written(works) -> Bibliography:
    items = csl_json.load(ITEMS.read_text(encoding="utf-8")).references
    return Bibliography.of((*works, *items, *TRICKY))


def typeset(folder: Path, style: str, preamble: str = PREAMBLE) -> subprocess.CompletedProcess[str]:
    (folder / "a.tex").write_text(f"{preamble}\\bibliographystyle{{{style}}}\\bibliography{{refs}}\\end{{document}}")
    run(folder, "pdflatex", "-interaction=nonstopmode", "a")
    assert run(folder, "bibtex", "a").returncode == 0
    return run(folder, "pdflatex", "-interaction=nonstopmode", "a")


def validated(folder: Path, bibliography: Bibliography) -> subprocess.CompletedProcess[str]:
    needs("biber")
    (folder / "refs.bib").write_text(biblatex.dump(bibliography), encoding="utf-8")
    done = run(folder, "biber", "--tool", "--validate-datamodel", "refs.bib")
    if "error while loading" in done.stderr or "Can't locate" in done.stderr:
        pytest.skip("biber does not run here")
    return done


def explained(warning: str, bibliography: Bibliography) -> bool:
    """Whether a warning of bibtex is about a field that the input lacks, or of which it has two that a style prints one
    of.
    """
    by_key = {entry.key: entry.reference for entry in bibliography.entries}
    found = re.match(r"Warning--empty (.+) in (\S+)", warning)
    if not found:
        return bool(re.match(r"Warning--(?:to sort, need|can't use both|there's a number but no)", warning))
    reference = by_key[found[2]]
    attributes = {
        "author": reference.author, "year": reference.issued, "publisher": reference.publisher, "journal": reference.container_title, "title": reference.title,
        "booktitle": reference.container_title, "institution": reference.publisher, "school": reference.publisher, "note": reference.note, "pages": reference.page,
        "author and editor": reference.author or reference.editor, "volume": reference.volume, "chapter and pages": reference.page,
    }  # fmt: skip
    return not attributes[found[1]]


@pytest.mark.parametrize("style", ["plain", "plainnat"])
def test_bibtex_itself_reads_what_is_written(tmp_path, written, style):
    needs("bibtex")
    (tmp_path / "refs.bib").write_text(bibtex.dump(written), encoding="utf-8")
    (tmp_path / "a.aux").write_text(f"\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{refs}}\n")
    done = run(tmp_path, "bibtex", "a")
    if "couldn't open style file" in done.stdout:
        pytest.skip(f"the style {style} is not installed")
    assert done.returncode == 0, done.stdout
    assert [line for line in done.stdout.splitlines() if "Warning" in line and not explained(line, written)] == []


def test_pdflatex_prints_every_character_that_it_can(tmp_path):
    needs("pdflatex", "bibtex", "pdftotext")
    (tmp_path / "refs.bib").write_text(bibtex.dump(Bibliography.of(TRICKY[:1])), encoding="utf-8")
    done = typeset(tmp_path, "plainnat")
    assert [line for line in done.stdout.splitlines() if line.startswith("!")] == []
    run(tmp_path, "pdftotext", "-raw", "a.pdf")
    text = re.sub(r"-?\s+", "", (tmp_path / "a.txt").read_text(encoding="utf-8"))
    for piece in (
        "50%of#1&A_B",
        "{z}",
        "\\input",
        "50%Co",
        "30%&#2_x",
        "100%$",
        "a_b%20c?d=e&f",
        "g#h",
        "naïve",
        "E.coli",
        "Connor_x",
    ):
        assert piece.replace("-", "") in text, piece


def test_pdflatex_has_no_error_on_the_lists(tmp_path, written):
    needs("pdflatex", "bibtex")
    # Words in Greek, Cyrillic or Japanese need type that pdflatex does not load by itself.
    entries = tuple(entry for entry in written.entries if entry.key != "greek")
    (tmp_path / "refs.bib").write_text(bibtex.dump(written.model_copy(update={"entries": entries})), encoding="utf-8")
    done = typeset(tmp_path, "plainnat")
    assert [line for line in done.stdout.splitlines() if line.startswith("!")] == []


def test_biber_finds_no_error_and_only_what_the_input_lacks(tmp_path, written):
    done = validated(tmp_path, written)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout
    assert [line for line in lines if "ERROR" in line] == []
    # "invalid ... for entrytype": biblatex's model has the field for other types only, and passes over it.
    unexplained = [line for line in lines if "WARN" in line and not re.search(r"Missing mandatory|for entrytype|'pmid' invalid|'pmcid' invalid|WARNINGS|Invalid IS[BS]N|IS[BS]N '", line)]  # fmt: skip
    assert unexplained == []


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_pandoc_reads_the_same_titles(tmp_path, written, name):
    needs("pandoc")
    (tmp_path / "refs.bib").write_text(formats.dump(written, name), encoding="utf-8")
    done = run(tmp_path, "pandoc", "-f", name, "-t", "csljson", "refs.bib")
    assert done.returncode == 0, done.stderr
    items = {item["id"]: item for item in json.loads(done.stdout)}
    assert len(items) == len(written.entries)

    def letters(text: str | None) -> str:
        return re.sub(r"[\W_]", "", re.sub(r"<[^>]+>", "", text or "")).casefold()

    for entry in written.entries:
        if entry.key in ("tricky", "greek"):
            continue
        assert letters(items[entry.key]["title"]) == letters(entry.reference.title)
        assert len(items[entry.key].get("author", [])) == len(entry.reference.author)
        assert items[entry.key].get("DOI") == entry.reference.doi


@pytest.fixture(scope="module")
def cases(shared) -> Bibliography:
    """Every item that the reference cases would have written as BibTeX or BibLaTeX."""
    items = []
    for kind in ("c_csl_to_bibtex", "d_csl_to_biblatex", "l_csl_robust"):
        for line in (shared / "formats" / f"{kind}.jsonl").read_text(encoding="utf-8").split("\n"):
            if line:
                items += json.loads(json.loads(line)["input"])
    for number, item in enumerate(items):
        item["id"] = f"k{number}"
    return csl_json.load(json.dumps(items)).bibliography()


@pytest.mark.parametrize("style", ["plain", "plainnat"])
def test_bibtex_has_no_error_on_the_reference_cases(tmp_path, cases, style):
    needs("bibtex")
    (tmp_path / "refs.bib").write_text(bibtex.dump(cases), encoding="utf-8")
    (tmp_path / "a.aux").write_text(f"\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{refs}}\n")
    done = run(tmp_path, "bibtex", "a")
    if "couldn't open style file" in done.stdout:
        pytest.skip(f"the style {style} is not installed")
    assert done.returncode == 0, done.stdout[-2000:]
    assert [line for line in done.stdout.splitlines() if "Warning" in line and not explained(line, cases)] == []


def test_biber_has_no_error_on_the_reference_cases(tmp_path, cases):
    done = validated(tmp_path, cases)
    assert done.returncode == 0
    assert "ERROR" not in done.stdout


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "csljson"])
def test_pandoc_cites_every_reference_case(tmp_path, cases, name):
    needs("pandoc")
    (tmp_path / "refs").write_text(formats.dump(cases, name.replace("csljson", "csl-json")), encoding="utf-8")
    done = run(tmp_path, "pandoc", "-f", name, "--citeproc", "-t", "html", "refs")
    assert done.returncode == 0, done.stderr
    assert set(re.findall(r'id="ref-(k\d+)"', done.stdout)) == {entry.key for entry in cases.entries}


# Scripts and signs of which pdflatex has no letters in the fonts that it loads by itself.
FOREIGN = re.compile("[\u01c2\u0370-\u052f\u0590-\u05ff\u1f00-\u1fff\u2e18\u3040-\u9fff\U0001f000-\U0001faff]")


def folded(text: str) -> str:
    """The letters and signs of a text, however a page may print its quotes, dashes and accents."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    text = re.sub('[\u2018\u2019`\u201c\u201d"]', "'", text).replace("''", "'")
    return re.sub(r"[\s\u200b-\u2015\u2212-]+", "", text)


def test_pdflatex_prints_the_reference_cases(tmp_path, cases):
    """No error, and each title and note is on the page, with its % # _ & and $; an eaten % would take the line's
    rest.
    """
    needs("pdflatex", "bibtex", "pdftotext")
    # natbib takes a year of two digits for none
    kept = tuple(e for e in cases.entries if e.reference.issued is None or (e.reference.issued.year or 2000) > 99)
    text = bibtex.dump(cases.model_copy(update={"entries": kept}))
    (tmp_path / "refs.bib").write_text(text, encoding="utf-8")
    declared = "".join(f"\\DeclareUnicodeCharacter{{{ord(c):04X}}}{{?}}" for c in sorted(set(FOREIGN.findall(text))))
    settings = r"\usepackage{times}\hyphenpenalty=10000\exhyphenpenalty=10000\sloppy"
    preamble = PREAMBLE.replace("natbib}", f"natbib}}\\setcitestyle{{numbers}}{settings}{declared}")
    done = typeset(tmp_path, "plainnat", preamble)
    if "times.sty' not found" in done.stdout:
        pytest.skip("the LaTeX package times is not installed")
    assert [line for line in done.stdout.splitlines() if line.startswith("!")] == []
    run(tmp_path, "pdftotext", "-raw", "a.pdf")
    page = folded((tmp_path / "a.txt").read_text(encoding="utf-8"))
    lost = []
    for entry in kept:
        for value in (entry.reference.title, entry.reference.note):
            # What is LaTeX already prints what it prints.
            words = re.sub(r"<pre>[^<>]*</pre>|</?(?:i|b|sc|sub|sup|span)\b[^<>]*>", "", value or "").split()
            # An accent that is set apart, and signs that only the font of symbols has, are read as other letters.
            lost += [
                word
                for word in words
                if folded(word) not in page and not re.search(f"[șțȘȚ€•]|{FOREIGN.pattern}", word)
            ]
    assert lost == []
