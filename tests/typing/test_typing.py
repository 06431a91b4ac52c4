"""The types of the public names: what a stranger may write is accepted, and what is wrong is refused, where it is
wrong.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import backref
from backref import plugins

ROOT = Path(__file__).resolve().parents[2]
STRANGER = Path(__file__).with_name("stranger.py")


def typed_names() -> set[str]:
    """The names that type checkers see in backref: those under TYPE_CHECKING."""
    tree = ast.parse((ROOT / "src" / "backref" / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    return {
        alias.asname or alias.name for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }


def test_what_is_exported_is_there_and_is_what_the_types_say():
    assert set(backref.__all__) == typed_names() | {"__version__"}
    names = {name for held in backref._HOMES.values() for name in held.split()}
    assert set(backref.__all__) == {*names, "__version__"}
    assert len(set(backref.__all__)) == len(backref.__all__)
    assert set(backref.__all__) <= set(dir(backref))


def test_what_plugins_exports_is_there():
    assert [name for name in plugins.__all__ if not hasattr(plugins, name)] == []


@pytest.mark.parametrize("paths", [[STRANGER], [ROOT / "examples" / "plugin" / "src"]], ids=["stranger", "example"])
def test_a_stranger_s_code_is_checked_as_it_should_be(paths):
    pytest.importorskip("mypy")
    cache = ROOT / ".mypy_cache" / "stranger"
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull, "--cache-dir", str(cache), "--no-error-summary",
         "--follow-imports", "silent", "--hide-error-context", *map(str, paths)],
        env=os.environ | {"MYPYPATH": str(ROOT / "src")}, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    found: dict[int, set[str]] = {}
    for line in done.stdout.splitlines():
        match = re.fullmatch(rf".*{STRANGER.name}:(\d+): error: .*\[([\w-]+)\]", line)
        assert match or ": note: " in line, line
        if match:
            found.setdefault(int(match[1]), set()).add(match[2])
    wanted = {
        number: set(said[1].split(","))
        for number, line in enumerate(STRANGER.read_text(encoding="utf-8").splitlines(), 1)
        if (said := re.search(r"# error: ([\w,-]+)(?: # isort: skip)?$", line)) and paths == [STRANGER]
    }
    assert found == wanted, done.stdout + done.stderr
