"""The documentation says what the code does: every code block runs, every command, source, format and reason has its place."""

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
from backref.project import lock
from backref.resolving.reasons import MEANINGS, Reason

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [
    (page, kind, body)
    for page in [ROOT / "README.md", *PAGES]
    for kind, body in BLOCK.findall(page.read_text(encoding="utf-8"))
]


SPEC = importlib.util.spec_from_file_location("hooks", ROOT / "docs" / "hooks.py")
hooks = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(hooks)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for path in (ROOT / "examples").iterdir():
        if path.is_file():
            shutil.copy(path, tmp_path)
    (tmp_path / "citations.jsonl").write_text(
        '{"id": 1, "raw": "Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380."}\n'
    )
    catalogue = formats.load((tmp_path / "low-back-pain.catalogue.json").read_text(encoding="utf-8"), "csl-json")
    assert catalogue.problems == ()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("page", "kind", "body"), BLOCKS, ids=[f"{page.stem}-{number}" for number, (page, _, _) in enumerate(BLOCKS)]
)
def test_every_block_runs(page, kind, body, folder):
    if kind == "python":
        exec(compile(body, str(page), "exec"), {"__name__": "docs"})  # noqa: S102
        return
    if ".csl" in body and not (shutil.which("pandoc") or find_spec("pypandoc")):
        pytest.skip('pandoc is not installed: pip install "backref[csl]", or the program on PATH')
    if "my-catalogue" in body and "catalogue add" not in body:
        CliRunner().invoke(command, ["catalogue", "add", "--catalogue", "my-catalogue", "low-back-pain.catalogue.json"])
    commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
    expected = [line for line in body.splitlines() if line and not line.startswith("$ ")]
    printed = ""
    for line in commands:
        words = shlex.split(line)
        assert words[0] == "backref"
        done = CliRunner().invoke(command, words[1:], prog_name="backref")
        assert done.exit_code in (0, 1, 3), done.output
        printed += done.output
    if expected:
        assert printed.splitlines() == expected


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
