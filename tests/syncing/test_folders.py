"""A folder that is given names every file that is not read, and why; nothing read is an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from backref.cli import command
from backref.errors import UnreadableInput

BIB = "@article{deyo2015, author={Deyo, R}, title={Opioids}, journal={BMJ}, year={2015}}\n"
LEFT = {
    ".hidden.md": "hidden", "_draft": "its name begins with _", "site": "made by a program", "a.png": "no reader for .png", "plain": "no suffix says what it is",
}  # fmt: skip


@pytest.fixture
def folder(project) -> Path:
    """A folder with a file of each kind."""
    made = project / "mixed"
    for name in ("_draft", "site", "sub"):
        (made / name).mkdir(parents=True)
        (made / name / "page.md").write_text("A page.\n")
    for name in (
        ".hidden.md",
        "a.png",
        "plain",
        "note.txt",
        "page.html",
        "code.py",
        "page.org",
        "page.typ",
        "page.mdx",
    ):
        (made / name).write_text("x\n")
    (made / "package.json").write_text('{"name": "x", "type": "module"}')
    (made / "refs.bib").write_text(BIB)
    (made / "items.json").write_text('[{"id": "a", "type": "book", "title": "B"}]')
    (made / "nul.txt").write_bytes(b"a\0b")
    return made


def run(*arguments: str):
    return CliRunner().invoke(command, list(arguments), prog_name="backref")


def told(output: str) -> dict[str, str]:
    """What is not read, and why, by its name."""
    lines = (line.removeprefix("not read, ") for line in output.splitlines() if line.startswith("not read, "))
    return {
        name.removeprefix("mixed/"): why
        for line in lines
        for why, _, names in [line.rpartition(": ")]
        for name in names.split(", ")
    }


def test_sync_tells_what_it_leaves(folder):
    done = run("sync", "mixed", "--offline")
    assert done.exit_code == 0, done.output
    html, text = "HTML, which is read where the file is named", "plain text, which is read where the file is named"
    assert told(done.output) == LEFT | {
        "page.html": html, "note.txt": text, "nul.txt": text, "code.py": "Python docstrings, which --docstrings reads", "package.json": "no reader for .json",
        "items.json": "no reader for .json", "refs.bib": "no reader for .bib",
    }  # fmt: skip
    said = json.loads(run("sync", "mixed", "--offline", "--json", "-q").stdout)
    assert {"file": "mixed/a.png", "reason": "no reader for .png"} in said["unread"]


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        (
            ("find",),
            {
                "refs.bib": "no reader for .bib",
                "items.json": "no reader for .json",
                "package.json": "no reader for .json",
            },
        ),
        (("check", "--no-resolve"), {"package.json": "no bibliography"}),
    ],
)
def test_find_and_check_read_what_there_is_a_reader_for(folder, arguments, more):
    done = run(*arguments, "mixed")
    assert told(done.stderr) == LEFT | {"nul.txt": "a binary file, not text"} | more
    names = ("note.txt", "page.html", "code.py", "page.org", "page.typ", "page.mdx", "sub/page.md")
    for name in names if arguments == ("find",) else ("refs.bib", "items.json"):
        assert f"mixed/{name}" in done.output.replace("not read, ", "")


@pytest.mark.parametrize("arguments", [("sync",), ("find",), ("check",)])
def test_nothing_read_is_an_error(project, arguments):
    (project / "empty").mkdir()
    assert str(run(*arguments, "empty").exception) == "empty: nothing in it is read: it holds no file"
    (project / "empty" / "a.png").write_text("x")
    failed = run(*arguments, "empty").exception
    assert isinstance(failed, UnreadableInput)
    assert str(failed) == "empty: nothing in it is read: no reader for .png: empty/a.png"


def test_settings_in_yaml_are_no_bibliography(project):
    made = project / "book"
    made.mkdir()
    (made / "_quarto.yml").write_text(
        "project:\n  type: book\nbook:\n  title: Pain\n  chapters: [a.qmd]\nbibliography: refs.yml\n"
    )
    (made / "refs.yml").write_text("# mine\ndeyo2015:\n    type: article\n\n    title: Opioids\n    author: Deyo, R.\n")
    done = run("check", "--no-resolve", "book")
    assert told(done.stderr) == {"book/_quarto.yml": "no bibliography"}
    assert "book/refs.yml" in done.stdout
