"""The documentation says what the code does: every code block runs, every command, source, format and reason has its
place.
"""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from backref import formats, sources
from backref.cli import COMMANDS, command
from backref.project import configuration, lock
from backref.resolving.reasons import MEANINGS, Reason

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
BLOCK = re.compile(r"^```(python|console|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = {
    page: found for page in [ROOT / "README.md", *PAGES] if (found := BLOCK.findall(page.read_text(encoding="utf-8")))
}
IN_EXAMPLES = re.compile(r"folder `examples` of (?:a|the) checkout")
_PLAIN = re.compile(r"backref (?!mcp)[\w -]+ examples/\S+")  # what a block for a shell does with a file that is here


SPEC = importlib.util.spec_from_file_location("hooks", ROOT / "docs" / "hooks.py")
hooks = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(hooks)


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A copy of what somebody has who got the repository, as far as pages name it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(line: str) -> tuple[int, str]:
    words = shlex.split(line)
    assert words[0] == "backref"
    done = CliRunner().invoke(command, words[1:], prog_name="backref")
    assert done.exit_code in (0, 1, 3), done.output
    return done.exit_code, done.output


@pytest.mark.parametrize("page", BLOCKS, ids=lambda page: page.stem)
def test_the_blocks_of_a_page_run_one_after_another_in_the_folder_that_it_names(page, checkout, monkeypatch):
    if IN_EXAMPLES.search(" ".join(page.read_text(encoding="utf-8").split())):
        monkeypatch.chdir(checkout / "examples")
    if any(".csl" in body for _, body in BLOCKS[page]) and not (shutil.which("pandoc") or find_spec("pypandoc")):
        pytest.skip("pandoc is not installed")
    for kind, body in BLOCKS[page]:
        if kind == "python":
            exec(compile(body, str(page), "exec"), {"__name__": "docs"})  # noqa: S102
        elif kind == "sh":
            for line in body.splitlines():
                if _PLAIN.match(line):
                    run(line)
        else:
            commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
            expected = [line for line in body.splitlines() if line and not line.startswith("$ ")]
            printed = "".join(run(line)[1] for line in commands)
            if expected:
                assert printed.splitlines() == expected


def test_the_examples_are_no_part_of_the_project_that_holds_them():
    found = configuration.find(ROOT / "examples")
    assert (found.folder, found.sources, found.catalogue) == (ROOT / "examples", (), "")


def test_the_first_command_of_the_readme_prints_what_is_shown_below_it(checkout, monkeypatch):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    [line], shown = (
        re.findall(r"^(backref resolve .*)$", text, re.MULTILINE),
        re.search(r"```text\n(.*?)```", text, re.S),
    )
    monkeypatch.setenv("COLUMNS", "80")
    code, printed = run(line)
    assert (code, printed) == (0, shown[1])
    assert all(len(row) <= 80 for row in printed.splitlines())
    assert (checkout / "refs.bib").exists()


def test_how_to_install_is_said_in_one_place():
    """Until the package is published, `pip install backref` would bring somebody else's, or nothing."""
    pages = [path.read_text(encoding="utf-8") for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *PAGES)]
    pages += [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py") if path.name != "errors.py"]
    assert not [line for page in pages for line in page.splitlines() if re.search(r"pip install \S*backref", line)]


def test_every_command_source_format_and_reason_is_documented():
    text = {page.name: hooks.on_page_markdown(page.read_text(encoding="utf-8")) for page in PAGES}
    assert set(MEANINGS) == set(Reason)
    nav = hooks.on_config({"nav": [{"Reference": [{"Sources": ["reference/sources/*.md"]}]}]})["nav"]
    assert sorted(page for [page] in nav[0]["Reference"][0]["Sources"]) == sorted(sources.names())
    for name in sources.names():
        assert f"[{name}](sources/{name}.md)" in text["sources.md"]
    for name in formats.names():
        assert f"| {name} |" in text["formats.md"]
    for name in COMMANDS:
        help_text = CliRunner().invoke(command, [name, "--help"]).output
        assert len(help_text.splitlines()) > 4


def test_the_bibliography_of_the_documentation_is_what_sync_makes(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for name in ("pyproject.toml", "backref.lock"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    paths = (Path("docs/references.bib"), Path("backref.lock"))
    before = [path.read_bytes() for path in paths]
    done = CliRunner().invoke(command, ["sync", "--locked"])
    assert done.exit_code == 0, done.output
    own = [f"{{{r.key}," for r in lock.read(paths[1]).references if not r.written]
    entries = paths[0].read_text(encoding="utf-8").split("\n\n")
    paths[0].write_text("".join(e.rstrip() + "\n" for e in entries if any(o in e for o in own)), encoding="utf-8")
    paths[1].unlink()
    done = CliRunner().invoke(command, ["sync", "--offline"])
    assert done.exit_code == 0, done.output
    assert [path.read_bytes() for path in paths] == before


def test_every_file_that_a_page_shows_is_shown():
    for page in PAGES:
        made = hooks.on_page_markdown(page.read_text(encoding="utf-8"))
        assert not re.search(r'^--8<-- "', made, re.MULTILINE), page.name
    shown = hooks.on_page_markdown((ROOT / "docs" / "how-to" / "extend.md").read_text(encoding="utf-8"))
    for module in sorted((ROOT / "examples" / "plugin" / "src" / "backref_house").glob("[a-z]*.py")):
        assert module.read_text(encoding="utf-8").rstrip() in shown
