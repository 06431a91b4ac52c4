"""Files that bibtex and biber write here, in the styles of many publishers: every entry is whole, and its key is its
label.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import backref
from backref import readers
from backref.fields import names

WORKS = {
    "deyo2015": ("Deyo", "Opioids for low back pain", "2015", "10.1136/bmj.g6380", "article", {"journal": "BMJ", "volume": "350", "pages": "g6380"}),
    "williams2014": ("Williams", "Efficacy of paracetamol for acute low-back pain", "2014", "10.1016/S0140-6736(14)60805-9", "article", {"journal": "The Lancet", "volume": "384", "number": "9954", "pages": "1586--1596"}),
    "bogduk1997": ("Bogduk", "Clinical Anatomy of the Lumbar Spine", "1997", "", "book", {"publisher": "Churchill Livingstone"}),
    "bogduk2005": ("Bogduk", "Clinical Anatomy of the Lumbar Spine and Sacrum", "2005", "", "book", {"publisher": "Churchill Livingstone", "address": "Edinburgh", "edition": "Fourth"}),
    "aspect1982": ("Aspect", "Experimental test of {B}ell's inequalities using time-varying analyzers", "1982", "10.1103/PhysRevLett.49.1804", "article", {"journal": "Physical Review Letters", "volume": "49", "number": "25", "pages": "1804--1807"}),
    "mueller2003": ("M{\\\"u}ller", "Statistics of small samples", "2003", "", "phdthesis", {"school": "University of Vienna"}),
    "chou2012": ("Chou", "Low back pain", "2012", "", "incollection", {"booktitle": "Evidence-Based Management", "editor": "Dagenais, Simon", "publisher": "Elsevier", "pages": "31--45"}),
}  # fmt: skip
STYLES = [
    "plainnat", "abbrvnat", "unsrtnat", "plain", "alpha", "abbrv", "IEEEtran", "ieeetr", "ACM-Reference-Format", "apsrev4-2", "apsrev4-1", "amsalpha", "amsplain", "amsra", "apalike", "apacite", "acm", "siam",
    "elsarticle-num", "splncs04", "plainurl", "chicago", "agsm",
]  # fmt: skip
PRINTS_DOI = {"plainnat", "ACM-Reference-Format", "apsrev4-2", "apacite", "elsarticle-num", "splncs04", "plainurl"}
WITHOUT_TITLES = {"apsrev4-2", "apsrev4-1"}  # of articles


def bibliography() -> str:
    entries = []
    for key, (family, title, year, doi, kind, more) in WORKS.items():
        given = {"author": f"{family}, Anna and Roe, Beth", "title": title, "year": year, **more} | (
            {"doi": doi} if doi else {}
        )
        entries.append(
            f"@{kind}{{{key},\n" + ",\n".join(f"  {name} = {{{value}}}" for name, value in given.items()) + "\n}\n"
        )
    return "\n".join(entries)


def run(folder: Path, *command: str) -> None:
    if not shutil.which(command[0]):
        pytest.skip(f"the program {command[0]} is not installed")
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, errors="replace", check=False, timeout=120
    )
    if "Can't locate" in done.stderr or "error while loading" in done.stderr:
        pytest.skip(f"{command[0]} does not run here")


def words(text: str) -> str:
    return " ".join(re.sub(r"[{}\\\"]", "", text).split()).casefold()


def assert_whole(path: Path, style: str) -> None:
    document = readers.read(path.read_bytes(), path.name)
    citations = {citation.label: citation for citation in backref.find(document).citations}
    assert citations.keys() == WORKS.keys()
    before = ""
    for key, citation in citations.items():
        family, title, year, doi, kind, _ = WORKS[key]
        raw = words(citation.raw)
        author = words(names.family(citation.reference.author[0])) if citation.reference else ""
        name = words(family.replace('\\"u', "ü"))
        assert name in raw or name == author or ("——" in raw and before == family), raw
        assert year in raw, raw
        if style not in WITHOUT_TITLES or kind == "book":
            assert words(title) in raw, raw
        if doi and style in PRINTS_DOI:
            assert doi.casefold() in raw, raw
        assert not re.search(r"[{}\\]|penalty|bibinfo|0 g6380:|relax", raw), raw
        others = [
            words(each[1]) for other, each in WORKS.items() if other != key and words(each[1]) not in words(title)
        ]
        assert not any(other in raw for other in others if len(other) > 20), raw
        before = family


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_each_entry_of_a_style_is_whole(style, tmp_path):
    cited = "".join(f"\\citation{{{key}}}\n" for key in WORKS)
    (tmp_path / "a.aux").write_text(f"\\relax\n{cited}\\bibstyle{{{style}}}\n\\bibdata{{refs}}\n", encoding="utf-8")
    (tmp_path / "refs.bib").write_text(bibliography(), encoding="utf-8")
    run(tmp_path, "bibtex", "-terse", "a")
    if not (tmp_path / "a.bbl").exists() or "{" not in (tmp_path / "a.bbl").read_text(encoding="utf-8"):
        pytest.skip(f"{style}.bst is not installed")
    assert_whole(tmp_path / "a.bbl", style)


@pytest.mark.slow
@pytest.mark.parametrize("style", ["numeric", "authoryear", "alphabetic"])
def test_each_entry_of_biber_is_whole(style, tmp_path):
    (tmp_path / "refs.bib").write_text(bibliography(), encoding="utf-8")
    (tmp_path / "a.tex").write_text(
        f"\\documentclass{{article}}\\usepackage[backend=biber,style={style}]{{biblatex}}\\addbibresource{{refs.bib}}\\begin{{document}}\\nocite{{*}}\\printbibliography\\end{{document}}",
        encoding="utf-8",
    )
    run(tmp_path, "pdflatex", "-interaction=batchmode", "a")
    run(tmp_path, "biber", "-q", "a")
    if not (tmp_path / "a.bbl").exists():
        pytest.skip("biblatex is not installed")
    assert_whole(tmp_path / "a.bbl", "plainnat")


def test_a_command_that_cites_thousands_is_one_marker():
    keys = ",".join(f"work{n}" for n in range(2000))
    document = readers.read(f"So it is \\cite{{{keys}}}.".encode(), "a.tex")
    assert [len(marker.keys) for marker in document.markers] == [2000]
