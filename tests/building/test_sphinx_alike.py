"""A project of sphinxcontrib-bibtex, and the same with `backref.sphinx` in place of it: what is printed is the same,
save the cards.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("sphinxcontrib.bibtex", reason="sphinxcontrib-bibtex is not installed: pip install backref[sphinx]")

pytestmark = pytest.mark.slow

BIB = r"""@string{cup = {Cambridge University Press}}
@comment{kept by nobody}
@article{Roe2001, author = {Roe, Ann and de la Poe, B. and {The {Heat} Group}}, title = {Heat for {Backs} in {NMR}: a {$\beta$} study of p53},
  journal = "Spine", year = 2001, month = jan, volume = 26, number = 1, pages = {11--19}, doi = {10.5555/heat}}
@book{moe_2002-x, author = {Moe, Carl}, title = {Rest and {\'E}tudes}, publisher = cup, year = {2002}, keywords = {rest}}
@inproceedings{Doe:2003, author = {Doe, Jane}, title = {A Talk}, booktitle = {Proc. of {ACME}}, year = 2003, crossref = {proc}}
@proceedings{proc, title = {Proc. of ACME}, editor = {Loe, D.}, year = 2003}
@phdthesis{zoe, author = {Zoe, Z.}, title = {On Zinc}, school = {ETH}, year = 1999}
@misc{site, title = {A Site}, howpublished = {\url{https://example.org/a_b}}, note = {Read in 2020}}
"""
MORE = """@article{yew, author = {Yew, Y.}, title = {Yeast}, journal = {Y}, year = 2010}
@techreport{Roe2001b, author = {Roe, Ann}, title = {More heat}, institution = {NIST}, year = 2001}
"""
ROLES = "p ps t ts ct cts alp label labelpar year yearpar author authors authorpar authorpars cauthor cauthors empty"
PAGES = {
    "index": "Pages\n=====\n\n.. toctree::\n\n   roles\n   lists\n   prefixes\n   feet\n   refs\n",
    "roles": "Roles\n=====\n\n"
    + "".join(f":cite:{role}:`{{see}}Roe2001{{p. 3}},moe_2002-x` and :cite:{role}:`Doe:2003`\n\n" for role in ROLES.split())
    + ":cite:`zoe`, :any:`site` and :cite:p:`yew`.\n",
    "lists": "Lists\n=====\n\n.. bibliography:: more.bib\n   :list: enumerated\n   :all:\n\n"
    ".. bibliography:: refs.bib more.bib\n   :list: bullet\n   :style: unsrt\n   :filter: author % \"Roe\"\n\n"
    '.. bibliography::\n   :list: enumerated\n   :start: continue\n   :notcited:\n   :filter: year >= "2003"\n\n',
    "prefixes": "Prefixes\n========\n\nOf a list: :cite:p:`a-Roe2001` and :cite:t:`a-yew`.\n\n"
    ".. bibliography::\n   :keyprefix: a-\n   :labelprefix: A\n   :style: plain\n   :filter: docname in docnames\n\n"
    "Named:\n\n.. bibliography::\n   :keyprefix: b-\n   :labelprefix: B\n   :filter: False\n\n   zoe\n   yew\n",
    "feet": "Feet\n====\n\nOne :footcite:p:`Roe2001,yew`, two :footcite:t:`zoe`.\n\n.. footbibliography::\n\n"
    "Three :footcite:`Roe2001` :footcite:ts:`site`.\n\n.. footbibliography::\n",
    "refs": "References\n==========\n\n.. bibliography:: refs.bib\n   :all:\n\n.. bibliography:: more.bib\n   :labelprefix: M\n",
}  # fmt: skip
CONF = "project = 'x'\nhtml_theme = 'basic'\nbibtex_bibfiles = ['refs.bib', 'more.bib']\nextensions = ['{name}']\nlatex_documents = []\n"
OURS, THEIRS = "backref.sphinx", "sphinxcontrib.bibtex"


@pytest.fixture
def built(tool, tmp_path):
    def run(name: str, builder: str = "html", *options: str, more: str = "", **files: str) -> Path:
        folder, out = tmp_path / f"in-{name}", tmp_path / f"out-{name}-{builder}{''.join(options)}"
        folder.mkdir(exist_ok=True)
        texts = {f"{page}.rst": text for page, text in PAGES.items()} | {"refs.bib": BIB, "more.bib": MORE}
        for file, text in (texts | {"conf.py": CONF.format(name=name) + more} | files).items():
            (folder / file).write_text(text, encoding="utf-8")
        done = tool("sphinx", "-E", "-b", builder, *options, "-d", str(out / "doctrees"), str(folder), str(out))
        assert done.returncode == 0, done.stdout + done.stderr
        (out / "said").write_text(done.stderr)
        return out

    return run


def printed(out: Path) -> dict[str, str]:
    """What the files of a build say, without what we are known to add to them."""
    made = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.suffix not in (".html", ".xhtml", ".tex", ".txt", ".pot") or name.startswith(("_static", "_sources")):
            continue
        text = path.read_text(encoding="utf-8").replace(" backref-citation", "")
        text = re.sub(r'<template class="backref-cards">.*?</template>\n', "", text, flags=re.DOTALL)
        text = re.sub(r'"POT-Creation-Date:.*|in-[\w.]+/|.*backref\.(?:css|js).*', "", text)
        made[name] = re.sub(r"\n\s*\n+", "\n", text)
    assert made
    return made


@pytest.mark.parametrize("builder", ["html", "singlehtml", "latex", "epub", "text"])
def test_what_is_printed_is_the_same(built, builder):
    more = "latex_documents = [('index', 'x.tex', 'x', 'y', 'manual')]\nversion = '1'\nepub_show_urls = 'no'\n"
    theirs, ours = built(THEIRS, builder, more=more), built(OURS, builder, more=more)
    assert printed(ours) == printed(theirs)
    assert said(ours) == said(theirs)


def said(out: Path) -> list[str]:
    return sorted(
        re.sub(r"\S*in-[\w.]+/", "", line) for line in (out / "said").read_text().splitlines() if "WARNING" in line
    )


@pytest.mark.parametrize("style", ["author_year", "super", "foot"])
def test_every_reference_style_is_the_same(built, style):
    more = f"bibtex_reference_style = '{style if style != 'foot' else 'label'}'\nbibtex_default_style = 'plain'\nbibtex_foot_reference_style = 'foot'\n"
    assert printed(built(OURS, more=more)) == printed(built(THEIRS, more=more))


def test_two_processes_make_what_one_makes(built):
    alone, both = built(OURS), built(OURS, "html", "-j", "2")
    assert printed(both) == printed(alone)
    assert (both / "roles.html").read_text() == (alone / "roles.html").read_text()


def test_a_file_that_stops_pybtex_loses_no_entry(built):
    broken = (
        BIB + "@article{odd, title = {Odd}\n author = {Odd, O.}, year = 2011}\n" + BIB.splitlines()[4] + "\n" + MORE
    )
    out = built(OURS, more="suppress_warnings = ['bibtex']\n", **{"refs.bib": broken})
    made = re.sub(r"<[^>]*>", "", (out / "refs.html").read_text())
    assert "Odd. Odd" in made
    assert all(title in made for title in ("Heat for Backs", "Rest and", "A site"))
    assert "refs.bib:12:" in (out / "said").read_text()


def test_a_key_of_two_files_is_told_and_each_list_prints_its_own(built):
    out = built(
        OURS,
        **{"more.bib": MORE + "@book{zoe,\n author = {Zoe, Z.}, title = {Another}, publisher = {P}, year = 2020}\n"},
    )
    said = (out / "said").read_text()
    assert "more.bib:3: WARNING: key-defined-twice: 'zoe' is defined differently in " in said
    assert "refs.bib:8" in said
    assert "Another" in (out / "lists.html").read_text()
    assert "On Zinc" in (out / "refs.html").read_text()


def test_a_list_on_another_page_has_cards(built):
    made = (built(OURS) / "roles.html").read_text()
    kept = made[made.index('<template class="backref-cards">') :]
    for address in set(re.findall(r'href="(refs\.html#id\d+)"', made)):
        assert f'id="{address}"' in kept
    assert "Heat for Backs" in kept
