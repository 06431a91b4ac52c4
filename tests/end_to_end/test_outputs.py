"""What a command writes: never two things into one file, nothing over what it reads, and a wrong name is told before
anything is done.
"""

from __future__ import annotations

import socket

import pytest
from click.testing import CliRunner

from backref.cli import command

BIB = "@article{a, author={Roe, Ann}, title = {Opioids for low back pain}, year=2015, doi = {10.1136/bmj.g6380}}\n"
TEXT = "Opioids ease pain little [1].\n\nReferences\n\n1. Roe A. Opioids. BMJ. 2015;350:g6380. doi:10.1136/bmj.g6380\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The current folder, with a bibliography, a text and a document that cites; its name has blanks and other
    letters.
    """
    place = tmp_path / "Übung mit Blank"
    place.mkdir()
    monkeypatch.chdir(place)
    for name, text in {"a.bib": BIB, "a.md": TEXT, "a.tex": r"\cite{a}"}.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


def run(*arguments: str, data: str = ""):
    return CliRunner().invoke(command, arguments, input=data)


@pytest.mark.parametrize(
    "words",
    [
        "check a.bib --no-resolve --report html=a.bib",
        "check a.bib a.tex --no-resolve --report json=./a.tex",
        "check a.bib --no-resolve --report html=new --report json=new",
        "check a.bib --no-resolve --baseline a.bib --write-baseline",
        "find a.md --html a.md",
        "resolve a.md --offline --report new.bib -o ./new.bib",
        "resolve a.md --offline --report -",
        "resolve a.md --offline --report new.md --claims new.md --overwrite",
        "resolve a.md --offline -o a.md --to bibtex",
        "tidy a.bib --key-map a.bib -o new.bib",
        "tidy a.bib --key-map new.bib -o new.bib",
        "tidy a.bib --rewrite a.tex --key-map a.tex -o new.bib",
        "tidy a.bib --rewrite a.tex -o a.tex --to bibtex",
    ],
)
def test_nothing_is_written_twice_nor_over_what_is_read(folder, words):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run(*words.split())
    assert done.exit_code == 2, done.output
    assert "is also an INPUT" in done.stderr or "would be written twice" in done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_link_to_what_is_read_is_what_is_read(folder):
    (folder / "link.bib").symlink_to("a.bib")
    assert run("check", "a.bib", "--no-resolve", "--report", "html=link.bib").exit_code == 2
    assert (folder / "a.bib").read_text(encoding="utf-8") == BIB


def test_a_bibliography_may_be_put_in_order_where_it_stands(folder):
    assert run("tidy", "a.bib", "-o", "a.bib", "-q").exit_code == 0
    assert "10.1136/bmj.g6380" in (folder / "a.bib").read_text(encoding="utf-8")


def test_stdin_is_put_in_order(folder):
    done = run("tidy", "-", "a.bib", data=BIB.replace("{a,", "{b,"))
    assert done.exit_code == 0, done.stderr
    assert done.stdout.count("@article") == 1
    assert "records read: 2" in done.stderr


def test_a_map_of_keys_goes_to_stdout(folder):
    done = run("tidy", "a.bib", "-o", "new.bib", "--keys", "[auth:lower]", "--key-map", "-", "-q")
    assert done.stdout == "a\troe\n"
    assert not (folder / "-").exists()


@pytest.mark.parametrize("verb", ["tidy", "convert"])
@pytest.mark.parametrize("pattern", ["[nonsense]", "[auth", "[auth:loud][year]"])
def test_a_pattern_of_keys_that_is_not_known_is_wrong_use(folder, verb, pattern):
    done = run(verb, "a.bib", "--keys", pattern, "-o", "new.bib")
    assert done.exit_code == 2
    assert "is not known" in done.stderr
    assert not (folder / "new.bib").exists()


def test_the_configuration_refuses_such_a_pattern_too(folder):
    (folder / "backref.toml").write_text('keys = "[nonsense]"\ndocuments = ["a.md"]\n', encoding="utf-8")
    done = run("sync")
    assert "[nonsense] is not known" in str(done.exception or done.output)


def test_a_library_that_is_not_there_is_wrong_use(folder):
    assert run("resolve", "a.md", "--offline", "--library", "nowhere").exit_code == 2
    assert run("resolve", "a.md", "--offline", "--library", "a.md").exit_code == 2


def test_nothing_asked_for_is_wrong_use():
    assert run("get", "", " ", "--offline").exit_code == 2


def test_a_file_that_stands_for_a_catalogue_goes_by_its_name(folder):
    assert run("catalogue", "info", "--catalogue", "a.bib").stdout.startswith("a.bib: 1 records")
    for verb in (("compact",), ("drop", "mine"), ("add", "a.bib")):
        done = run("catalogue", *verb, "--catalogue", "a.bib")
        assert "this is a file" in str(done.exception), done.output
    assert (folder / "a.bib").read_text(encoding="utf-8") == BIB


def test_a_port_that_is_taken_is_named():
    pytest.importorskip("starlette")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port), "--offline")
    assert f"127.0.0.1:{port}: cannot be listened on" in str(done.exception)
