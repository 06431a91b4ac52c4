"""LaTeX in several files: what a root names is read with it, each place in its own file, bounded, and never twice."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import backref
from backref import readers
from backref.cli import command
from backref.project import following, parts, syncing
from backref.project.configuration import Configuration

DEYO = "Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380."
LIST = rf"\begin{{thebibliography}}{{9}}\bibitem{{deyo}} {DEYO}\end{{thebibliography}}"


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A root with parts at several levels, of which one is named twice."""
    files = {
        "book.tex": "\\documentclass{book}\n\\input{macros}\n\\begin{document}\nSo it is \\cite{deyo}.\n\\include{ch/one}\n"
        "\\subfile{ch/two}\n\\import{imp/}{three}\n\\input list.tex\n\\end{document}\n\\input{behind}\n",
        "macros.tex": "\\newcommand{\\x}{It moves \\cite{macro}.}\n",
        "behind.tex": "Never \\cite{behind}.\n",
        "list.tex": LIST,
        "ch/one.tex": "One \\cite{deyo}.\n% \\input{gone}\n\\begin{verbatim}\\input{gone}\\end{verbatim}\n\\input{ch/deep}\n",
        "ch/deep.tex": "Deep \\cite{roe}.\n",
        "ch/two.tex": "\\documentclass[../book]{subfiles}\\begin{document}Two \\cite{deyo}. \\input{deep}\\end{document}\n",
        "imp/three.tex": "Three \\cite{deyo}, \\input{four}.\n",
        "imp/four.tex": "Four.\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


READ = ["book.tex", "ch/one.tex", "ch/deep.tex", "ch/two.tex", "imp/three.tex", "imp/four.tex", "list.tex"]


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(command, list(arguments), prog_name="backref")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def found(*names: str) -> dict[str, dict]:
    lines = run("find", "--json", *names)[1].splitlines()
    rows = [json.loads(line) for line in lines if line.startswith("{")]
    assert len({row["document"] for row in rows}) == len(rows)  # none is read twice
    return {row["document"]: row for row in rows}


def document(name: str) -> backref.Document:
    with open(name, "rb") as file:
        return readers.read(file.read(), name)


def problems(*names: str, project=None) -> list[tuple[str, str]]:
    read = parts.with_parts([document(name) for name in names], parts.read_part, project)
    return [(each.name, problem.message) for each in read for problem in each.problems]


def test_what_the_root_names_is_read_and_linked_with_its_list(book):
    rows = found("book.tex")
    assert list(rows) == READ
    [marker] = rows["ch/one.tex"]["markers"]
    assert (marker["status"], marker["elsewhere"]) == ("linked", [{"document": "list.tex", "ref": 0}])
    start, end = marker["span"]
    assert (book / "ch/one.tex").read_text()[start:end] == "\\cite{deyo}"
    assert rows["ch/deep.tex"]["markers"][0]["missing"] == ["roe"]
    assert not [p for p in rows["list.tex"]["problems"] if p["code"] == "uncited-entry"]
    assert not [p for row in rows.values() for p in row["problems"] if p["stage"] == "read"]


def test_a_folder_with_the_root_and_its_parts_reads_each_once(book):
    rows = found(".")
    assert set(rows) == {*READ, "macros.tex", "behind.tex"}
    assert rows["imp/three.tex"]["markers"][0]["elsewhere"] == [{"document": "list.tex", "ref": 0}]
    assert not [p for row in rows.values() for p in row["problems"] if p["stage"] == "read"]


def test_check_knows_the_keys_of_other_parts_and_names_their_places(book):
    (book / "ch/one.tex").write_text("One \\cite{deyo}.\n\n\\input{ch/gone}\n")
    code, said = run("check", "--no-resolve", "book.tex")
    assert (code, "ch/one.tex:3:1: BR119 ch/gone is not read: no such file" in said) == (1, True)
    assert "in 7 files: 1 fault" in said
    faults = backref.check(book / "book.tex", [], settings=Configuration(book)).faults
    assert [(fault.file.name, fault.line, fault.rule.code) for fault in faults] == [("ch/one.tex", 3, "BR119")]


def test_sync_reads_the_parts_and_takes_no_label_of_their_list_for_a_missing_key(book):
    synced = syncing.sync(["book.tex"], [], settings=Configuration(book), dry=True)
    assert {p.place for p in synced.problems if p.code == "missing-key"} == {"ch/deep.tex:1:12"}
    assert {p.place for p in synced.problems if p.code == "not-asked"} == {f"list.tex:1:{LIST.index('Deyo') + 1}"}


def test_what_the_configuration_excludes_is_no_part(book):
    settings = Configuration(book, exclude=("imp/*.tex",))
    told = syncing.sync(["book.tex"], [], settings=settings, dry=True).problems
    assert [(p.place, p.message) for p in told if p.code == "input-not-read"] == [
        ("book.tex:7:1", "imp/three is not read: the configuration excludes it")
    ]


def test_rewrite_changes_each_file_at_its_own_place(book):
    pasted = "Two of them (doi:10.1136/bmj.g6380) help.\n"
    (book / "ch/one.tex").write_text(f"One.\n{pasted}")
    (book / "refs.bib").write_text("@article{deyo2015, title = {Opioids}, doi = {10.1136/bmj.g6380}}\n")
    settings = Configuration(book, bibliography="refs.bib")
    before = (book / "book.tex").read_text()
    syncing.sync(["book.tex"], [], settings=settings, rewrite=True)
    assert (book / "ch/one.tex").read_text() == "One.\nTwo of them \\cite{deyo2015} help.\n"
    assert (book / "book.tex").read_text() == before


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("\\input{gone}", "gone is not read: no such file"),
        ("\\input{../outside}", "../outside is not read: it is outside the folder of the document and of the project"),
        (
            "\\input{/etc/passwd}",
            "/etc/passwd is not read: it is outside the folder of the document and of the project",
        ),
        ("\\input{link}", "link is not read: it is outside the folder of the document and of the project"),
        ("\\input{a}", "a is not read: it stands within itself, a circle"),
        ("\\input{folder}", "folder is not read: no such file"),
        ("\\input{\\jobname.bbl}", "\\input{\\jobname.bbl} is not read: a macro makes its name"),
        ("\\input{|ls}", "\\input{|ls} is not read: it is the output of a program"),
        ("\\input{}", "\\input{} is not read: its name is empty"),
        ("\\input{loop}", "loop is not read: no such file"),
        ("\\input{bytes}", "bytes is not read: a binary file, not text"),
    ],
)
def test_what_is_not_read_is_a_problem(tmp_path, monkeypatch, command, why):
    inner = tmp_path / "inner"
    (inner / "folder").mkdir(parents=True)
    (tmp_path / "outside.tex").write_text("Out \\cite{out}.\n")
    (inner / "link.tex").symlink_to(tmp_path / "outside.tex")
    (inner / "loop.tex").symlink_to(inner / "loop.tex")
    (inner / "bytes.tex").write_bytes(b"\0\1\2")
    (inner / "a.tex").write_text(f"Text.\n{command}\n")
    monkeypatch.chdir(inner)
    assert problems("a.tex") == [("a.tex", why)]


def test_a_part_in_the_folder_of_the_project_is_read(tmp_path, monkeypatch):
    (tmp_path / "inner").mkdir()
    (tmp_path / "shared.tex").write_text("Shared \\cite{a}.\n")
    (tmp_path / "inner" / "a.tex").write_text("\\input{../shared}\n")
    monkeypatch.chdir(tmp_path)
    assert problems("inner/a.tex", project=tmp_path) == []
    assert [name for name, _ in problems("inner/a.tex")] == ["inner/a.tex"]


def test_drawings_and_settings_are_passed_over(tmp_path, monkeypatch):
    (tmp_path / "a.tex").write_text("\\input{plot.pgf}\\input{x.tikz}\\includegraphics{y}\\includeonly{z}\n")
    monkeypatch.chdir(tmp_path)
    assert problems("a.tex") == []


def test_depth_number_and_size_are_bounded(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for level in range(following.DEEPEST + 3):
        (tmp_path / f"l{level}.tex").write_text(f"\\input{{l{level + 1}}}\n")
    [(name, why)] = problems("l0.tex")
    assert (name, why) == (f"l{following.DEEPEST - 1}.tex", f"l{following.DEEPEST} is not read: it stands more than {following.DEEPEST} files deep")  # fmt: skip
    for number in range(4):
        (tmp_path / f"n{number}.tex").write_text("x" * 100)
    (tmp_path / "many.tex").write_text("".join(f"\\input{{n{number}}}\n" for number in range(4)))
    monkeypatch.setattr(following, "MOST", 3)
    assert len(problems("many.tex")) == 1
    monkeypatch.setattr(following, "LARGEST", 150)
    assert len(problems("many.tex")) == 3


def test_a_document_that_names_very_many_files_is_told_once():
    document = readers.read(b"\\input{a}\n" * 5000, "a.tex")
    assert (len(document.inputs), len(document.problems)) == (2000, 1)


def test_files_that_name_each_other_are_each_read_once(tmp_path, monkeypatch):
    (tmp_path / "a.tex").write_text("A \\cite{deyo}. \\input{b}\n")
    (tmp_path / "b.tex").write_text(f"B \\cite{{deyo}}. \\input{{a}}\n{LIST}\n")
    monkeypatch.chdir(tmp_path)
    rows = found(".")
    assert {name: row["markers"][0]["status"] for name, row in rows.items()} == {"a.tex": "linked", "b.tex": "linked"}


def test_a_list_of_two_roots_is_that_of_both(tmp_path, monkeypatch):
    for name in ("paper", "supplement"):
        (tmp_path / f"{name}.tex").write_text(f"In {name} \\cite{{deyo}}.\\input{{list}}\n")
    (tmp_path / "list.tex").write_text(LIST)
    monkeypatch.chdir(tmp_path)
    rows = found("paper.tex", "supplement.tex")
    assert [row["markers"][0]["elsewhere"] for row in list(rows.values()) if row["markers"]] == [[{"document": "list.tex", "ref": 0}]] * 2  # fmt: skip


def test_commands_that_are_defined_above_a_part_cite_in_it(tmp_path, monkeypatch):
    files = {
        "book.tex": "\\usepackage{own}\n\\input{macros}\\newcommand{\\src}[2][]{\\cite[#1]{#2}}\n\\begin{document}\n\\input{one}\\via{roe}\n\\end{document}\n",
        "macros.tex": "\\newcommand{\\via}[1]{\\footcite{#1}}\n",
        "own.sty": "\\newcommand{\\seen}[1]{\\parencite{#1}}\n\\newcommand{\\src}[1]{\\emph{#1}}\n",
        "one.tex": "\u00e9\r\nOne \\src[12]{deyo}, \\via{roe}, \\seen{poe}. \\input{gone}\n",
        "two.tex": "% !TeX root = book.tex\nTwo \\src{hoe}. \\newcommand{\\seen}[2]{\\cite{#2}} \\seen{x}{loe}\n",
        "three.tex": "Three \\src{hoe}.\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode("latin-1"))
    monkeypatch.chdir(tmp_path)
    keys = {name: [key for m in row["markers"] for key in m["keys"]] for name, row in found("book.tex").items()}
    assert keys == {"book.tex": ["roe"], "one.tex": ["deyo", "roe", "poe"]}
    rows = found("two.tex", "three.tex", "one.tex", "book.tex")
    keys = {name: [key for m in row["markers"] for key in m["keys"]] for name, row in rows.items()}
    assert keys == {"two.tex": ["hoe", "loe"], "three.tex": [], "one.tex": ["deyo", "roe", "poe"], "book.tex": ["roe"]}
    source, span = files["one.tex"], rows["one.tex"]["markers"][0]["span"]
    assert source[slice(*span)] == "\\src[12]{deyo}"
    told = {problem["code"]: problem["span"] for problem in rows["one.tex"]["problems"]}
    assert source[slice(*told["input-not-read"])] == "\\input{gone}"
    assert told["not-utf-8"] == [0, 1]


def test_stdin_names_nothing():
    read = parts.with_parts([readers.read(b"\\input{a}", "-", "latex")], parts.read_part)
    assert [(each.name, each.problems) for each in read] == [("-", ())]


def test_html_shows_the_file_that_is_named_alone(book):
    assert run("find", "book.tex", "--html", "page.html")[0] == 0
    assert "book.tex" in (book / "page.html").read_text()
