"""What names a document's bibliography may be another file: the root of a thesis, its preamble, the settings of a site,
the document itself that holds it.
"""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from backref.checking import named_bibliographies
from backref.cli import command

BIB = "@misc{heat, title = {The rise of heat}, author = {Roe, A.}, year = 2001}\n@misc{cold, title = {Cold}}\n"
THESIS = {
    "main.tex": "\\documentclass{book}\n\\input{preamble}\n\\begin{document}\n\\include{chapters/one}\n\\subfile{chapters/two}\n\\end{document}\n",
    "preamble.tex": "\\usepackage{biblatex}\n\\addbibresource{bib/my refs.bib}\n",
    "chapters/one.tex": "% !TeX root = ../main.tex\nHeat rises \\parencite[see][p.~3]{heat}. Nobody knows why \\cite{gone}.\n",
    "chapters/two.tex": "\\documentclass[../main]{subfiles}\n\\begin{document}\nIt falls \\cite{cold}.\n\\end{document}\n",
    "bib/my refs.bib": BIB,
}


def written(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text)


def run(*arguments):
    done = CliRunner().invoke(command, list(arguments))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def resolved(*names):
    made = json.loads(run("resolve", *names, "--json", "--offline", "--no-cache", "--exit-zero").stdout)
    return {c["text"]: [made["references"][at]["key"] for at in c["references"]] for c in made["claims"]}


@pytest.fixture
def thesis(tmp_path, monkeypatch):
    written(tmp_path, THESIS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


RESTS = {
    "Heat rises.": ["heat"],
    "Nobody knows why.": [],
    "It falls.": ["cold"],
}


@pytest.mark.parametrize("names", [["main.tex"], ["chapters/one.tex", "chapters/two.tex"]], ids=["root", "parts"])
def test_a_thesis_rests_on_what_its_preamble_names(thesis, names):
    assert resolved(*names) == RESTS
    rows = [json.loads(line) for line in run("find", "--json", *names).stdout.splitlines()]
    elsewhere = [link["elsewhere"] for row in rows for m in row["markers"] for link in [{"elsewhere": [], **m}]]
    assert elsewhere == [[{"document": "bib/my refs.bib", "ref": 0}], [], [{"document": "bib/my refs.bib", "ref": 1}]]
    [line] = run("check", "--no-resolve", *names).stdout.splitlines()
    assert "chapters/one.tex:2:58: BR403 gone" in line


def test_a_bibliography_of_the_root_that_is_not_there_accuses_no_key_of_a_part(thesis):
    (thesis / "preamble.tex").write_text(THESIS["preamble.tex"] + "\\addbibresource{lost.bib}\n")
    told = run("check", "--no-resolve", "main.tex").stdout.splitlines()
    assert told == ["main.tex:1:1: BR119 lost.bib, which preamble.tex names, is not read: no such file"]
    assert "main.tex: lost.bib, which preamble.tex names, is not read: no such file" in run("find", "main.tex").stderr


def test_the_list_of_one_part_serves_the_others(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    listed = (
        "\\begin{thebibliography}{9}\\bibitem{heat} Roe A. The rise of heat. Spine. 2001;3:1-9.\\end{thebibliography}"
    )
    written(tmp_path, {"a.tex": "\\input{b}\\input{c}", "b.tex": "It rises \\cite{heat}.", "c.tex": listed})
    assert resolved("a.tex") == {"It rises.": ["roe2001"]}


def test_a_root_outside_is_told(thesis, monkeypatch):
    monkeypatch.chdir(thesis / "chapters")
    assert "../main.tex is not read: it is outside" in run("check", "--no-resolve", "one.tex").stdout
    assert "../main.tex is not read: it is outside" in run("resolve", "one.tex", "--offline", "--exit-zero").stderr


def test_nothing_that_is_read_is_written_over(thesis):
    for output in ("chapters/one.tex", "bib/my refs.bib"):
        done = run("resolve", "main.tex", "--offline", "-o", output, "--to", "bibtex")
        assert (done.exit_code, "is also an INPUT" in done.stderr) == (2, True)


def test_all_is_verified_where_all_is_printed(thesis):
    (thesis / "preamble.tex").write_text(THESIS["preamble.tex"] + "\\nocite{*}\n")
    (thesis / "main.tex").write_text(THESIS["main.tex"].replace("\\end{document}", "\\nocite{*}\n\\end{document}"))
    (thesis / "bib" / "my refs.bib").write_text(BIB + "@misc{more, title = {More}}\n")
    made = run("resolve", "main.tex", "--offline", "--no-cache", "--exit-zero", "--to", "csl-json").stdout
    assert [item["id"] for item in json.loads(made)] == ["heat", "cold", "more"]


SETTINGS = {
    "_quarto.yml": ("ch/a.qmd", "project:\n  type: book\n\nbibliography: refs.bib\n"),
    "myst.yml": ("ch/a.md", "version: 1\nproject:\n  bibliography:\n    - refs.bib\n"),
    "_config.yml": ("ch/a.md", "bibtex_bibfiles:\n  - refs.bib\nsphinx:\n  config: {}\n"),
    "conf.py": ("ch/a.rst", "project = 'Heat'\nbibtex_bibfiles = [\n    'refs.bib',  # ours\n]\n"),
    "index.Rmd": ("a.Rmd", "---\nsite: bookdown::bookdown_site\nbibliography: [refs.bib]\n---\n\n# Preface\n"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_the_settings_of_a_site_name_the_bibliography_of_its_pages(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page, text = SETTINGS[name]
    cited = "It rises :cite:`heat`. Why :cite:`gone`?\n" if page.endswith("rst") else "It rises [@heat]. Why [@gone]?\n"
    written(tmp_path, {name: text, page: cited, "refs.bib": BIB})
    [line] = run("check", "--no-resolve", page).stdout.splitlines()
    assert "BR403 gone: gone is cited" in line
    assert list(resolved(page).values()) == [["heat"], []]
    (tmp_path / "refs.bib").unlink()
    written(tmp_path, {page.replace("a.", "b."): cited})
    [line] = run("check", "--no-resolve", page, page.replace("a.", "b.")).stdout.splitlines()  # told once
    assert line == f"{page}:1:1: BR119 refs.bib, which {name} names, is not read: no such file"


def test_a_document_may_hold_its_bibliography(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for begin, file in (("{filecontents}", "\\jobname.bib"), ("{filecontents*}[overwrite]", "a.bib")):
        end = begin.split("}")[0] + "}"
        held = f"\\begin{begin}{{{file}}}\n{BIB}\\end{end}\n"
        text = f"{held}\\begin{{document}}It rises \\cite{{heat,gone}}.\\bibliography{{a}}\\end{{document}}"
        written(tmp_path, {"a.tex": text})
        [line] = run("check", "--no-resolve", "a.tex").stdout.splitlines()
        assert "BR403 gone: gone is cited" in line


@pytest.mark.parametrize(
    ("name", "text", "files"),
    [
        ("a.md", "---\nauthors:\n" + "  - name: Roe\n" * 900 + "bibliography: refs.bib\n---\n", ["refs.bib"]),
        ("a.md", "---\nbibliography: refs el.bib\n---\n", ["refs el.bib"]),
        ("a.md", "---\nbibliography:\n  - 'refs el.bib'\n  # - old.bib\n  - b.json\ncsl: a.csl\n---\n", ["refs el.bib", "b.json"]),
        ("a.md", "---\r\nbibliography: [a.bib,\r\n  \"b c.bib\"]\r\n---\r\n", ["a.bib", "b c.bib"]),
        ("a.md", "---\nbibliography:\n  main: refs.bib\n  software: soft.bib\n---\n", ["refs.bib", "soft.bib"]),
        ("a.md", "```{bibliography} refs.bib\n```\n", ["refs.bib"]),
        ("a.rst", ".. bibliography:: a.bib b.bib\n   :style: plain\n", ["a.bib", "b.bib"]),
        ("a.html", '<d-bibliography src="refs.bib"></d-bibliography>', ["refs.bib"]),
        ("a.org", '#+bibliography: "refs el.bib"\n#+bibliography: refs.bib plain\n', ["refs el.bib", "refs.bib"]),
        ("a.typ", '#bibliography(("a b.bib", "c.yml"), style: "apa.csl")', ["a b.bib", "c.yml"]),
        ("a.tex", "\\bibliography{IEEEabrv,%old,\n  my refs}\\bibliographystyle{plain}", ["my refs.bib"]),
        ("a.tex", "\\bibliographyA{a}\\nobibliography{b}\\putbib[c]\\begin{refsection}[d.bib]", ["a.bib", "b.bib", "c.bib", "d.bib"]),
    ],
)  # fmt: skip
def test_the_ways_to_name_a_file(name, text, files):
    found = named_bibliographies(name, text)
    assert [each.paths[0] for each in found] == files
    assert all(each.span.of(text).strip() in each.paths[0] for each in found)
