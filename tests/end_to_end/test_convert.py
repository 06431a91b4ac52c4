"""`backref convert` from end to end: every pair of formats, what is lost, what is wrong, old encodings, lists, keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from backref import formats
from backref.cli import command
from backref.errors import UnknownPlugin, UnreadableInput

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
READABLE = [name for name in formats.names() if formats.by_name(name).load]
WRITABLE = [name for name in formats.names() if formats.by_name(name).dump and not name.startswith("claims")]


def convert(*arguments: str, data: str | bytes = ""):
    return CliRunner().invoke(command, ["convert", *arguments], input=data)


@pytest.mark.parametrize("source", READABLE)
@pytest.mark.parametrize("target", WRITABLE)
def test_every_format_becomes_every_other(source, target):
    path = next(path for path in sorted((GOLDEN / "read" / source).iterdir()) if path.suffix != ".json")
    done = convert("--from", source, "--to", target, str(path))
    assert done.exit_code in (0, 1), done.output
    assert done.stdout.strip()
    expected = len(formats.load(path.read_text(encoding="utf-8"), source).references)
    if target in READABLE:
        assert len(formats.load(done.stdout, target).references) == expected


@pytest.mark.parametrize("name", [n for n in WRITABLE if n in READABLE])
def test_saving_twice_changes_nothing(name):
    items = (GOLDEN / "written" / "items.json").read_text(encoding="utf-8")
    once = convert("--from", "csl-json", "--to", name, data=items).stdout
    twice = convert("--from", name, "--to", name, data=once).stdout
    assert convert("--from", name, "--to", name, data=twice).stdout == twice


def test_what_is_lost_is_told_field_by_field_and_refused_when_strict(tmp_path):
    item = json.dumps([{"id": "a", "type": "book", "title": "T", "dimensions": "20 cm", "director": [{"family": "X"}]}])
    assert convert("--from", "csl-json", "--to", "bibtex", "--strict", data=item).exit_code == 0
    done = convert("--from", "csl-json", "--to", "ris", data=item)
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        '-: field-lost: a: director [{"family": "X"}] is lost',
        "-: field-lost: a: dimensions '20 cm' is lost",
    ]
    strict = convert("--from", "csl-json", "--to", "ris", "--strict", "-o", str(tmp_path / "x.ris"), data=item)
    assert strict.exit_code == 1
    assert not (tmp_path / "x.ris").exists()


def test_a_second_file_that_is_not_there_was_meant_to_be_written(tmp_path):
    (tmp_path / "a.bib").write_text("@misc{a, title = {Heat}}")
    done = convert(str(tmp_path / "a.bib"), str(tmp_path / "b.ris"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"to write it, give -o {tmp_path / 'b.ris'}" in " ".join(done.stderr.replace("│", " ").split())
    assert "No such file" in convert(str(tmp_path / "b.ris"), "--to", "bibtex").exception.args[-1]


def test_faults_are_told_with_line_and_column():
    done = convert("--from", "bibtex", "--to", "csl-json", data="@book{a,\n title = {One}\n year = 1999}")
    assert done.exit_code == 1
    assert done.stderr == "-:2:15: missing-comma: no comma before 'year' in 'a'\n"
    assert json.loads(done.stdout)[0]["issued"] == {"date-parts": [[1999]]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_old_encodings_are_read(encoding):
    data = "@book{a, title = {Über Müller}}\r\n".encode(encoding)
    assert json.loads(convert("--from", "bibtex", "--to", "csl-json", data=data).stdout)[0]["title"] == "Über Müller"


def test_an_encoding_that_is_guessed_is_told():
    done = convert("--from", "bibtex", "--to", "csl-json", data="@book{a, title = {Über}}".encode("mac-roman"))
    assert done.exit_code == 1
    assert done.stderr == "-: not-utf-8: not UTF-8 at byte 18; read as Windows-1252\n"


@pytest.mark.parametrize(
    "data", ["@book{a, title = {Heat}}".encode("utf-16-le"), b"PK\x03\x04 @book{a, title = {Heat}}"]
)
def test_what_is_no_text_is_refused(data):
    done = convert("--from", "bibtex", "--to", "csl-json", data=data)
    assert isinstance(done.exception, UnreadableInput)
    assert done.stdout == ""


def test_the_content_tells_formats_that_share_a_suffix(tmp_path):
    for name, source in (
        ("a.xml", "pubmed-xml"),
        ("b.xml", "endnote-xml"),
        ("c.json", "crossref-json"),
        ("d.json", "csl-json"),
    ):
        path = next(path for path in sorted((GOLDEN / "read" / source).iterdir()) if path.suffix != ".json")
        (tmp_path / name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        told = convert("--to", "csl-json", str(tmp_path / name))
        assert told.stdout == convert("--from", source, "--to", "csl-json", str(path)).stdout


def test_keys_follow_a_pattern_where_there_are_none():
    done = convert(
        "--from",
        "nbib",
        "--to",
        "bibtex",
        "--keys",
        "[auth:lower][year]",
        data="PMID- 12\nTI  - A.\nFAU - Deyo, R\nDP  - 2015\n",
    )
    assert done.stdout.startswith("@article{deyo2015,")
    kept = convert("--from", "bibtex", "--to", "bibtex", "--keys", "[auth]", data="@book{mine, title = {T}}")
    assert kept.stdout.startswith("@book{mine,")


def test_a_list_has_a_style():
    item = json.dumps(
        [{"id": "a", "type": "book", "title": "T", "author": [{"family": "Doe", "given": "Jane"}], "publisher": "P"}]
    )
    assert (
        convert("--from", "csl-json", "--to", "text", "--style", "apa", data=item).stdout == "Doe, J. (n.d.). T. P.\n"
    )
    wrong = convert("--from", "csl-json", "--to", "text", "--style", "mla", data=item)
    assert str(wrong.exception).endswith("known: ama, apa, chicago, cs1, ieee, vancouver")


def test_a_style_alone_prints_the_list():
    bib = "@book{roe, author = {Roe, Ann}, title = {Heat}, year = 2001, publisher = {Press}}"
    done = convert("--from", "bibtex", "--style", "apa", data=bib)
    assert (done.exit_code, done.stdout) == (0, "Roe, A. (2001). Heat. Press.\n")


def test_what_cannot_be_told_is_asked_for():
    untold = convert("--to", "bibtex", data="x")
    assert untold.exit_code == 2
    assert "give --from, one of biblatex, bibtex" in untold.output
    assert convert("--from", "bibtex", data="").exit_code == 2
    assert isinstance(convert("--from", "html", "--to", "bibtex").exception, UnknownPlugin)


def test_what_entries_inherit_is_filled_in_or_kept():
    bib = "@inproceedings{child, title = {C}, crossref = {parent}}\n@proceedings{parent, title = {P}, year = 1999}\n"
    filled = convert("--from", "bibtex", "--to", "biblatex", data=bib).stdout
    kept = convert("--from", "bibtex", "--to", "biblatex", "--no-inherit", data=bib).stdout
    assert filled.count("1999") == 2
    assert "crossref" not in filled
    assert kept.count("1999") == 1
    assert "crossref = {parent}" in kept


def test_only_formats_whose_entries_inherit_can_keep_that():
    done = convert("--from", "ris", "--to", "bibtex", "--no-inherit", data="TY  - JOUR\nER  - \n")
    assert done.exit_code == 2
    assert "BibLaTeX" in done.output


def test_only_lists_have_a_style():
    done = convert("--from", "ris", "--to", "bibtex", "--style", "apa", data="TY  - JOUR\nER  - \n")
    assert done.exit_code == 2
    assert "html, markdown, text" in done.output
