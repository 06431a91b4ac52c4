"""A documented project whose references are locked, and an environment in which its tools find backref but no
network.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from recipes import Recipe, program

from backref.cli import command

ROOT = Path(__file__).resolve().parents[2]
NO_NETWORK = """
import socket

def refuse(*_, **__):
    raise AssertionError("a build opened a socket")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
"""


@pytest.fixture
def synced(project):
    """Write pages, sync them, and return the folder."""

    def write(**pages: str) -> Path:
        for name, text in pages.items():
            (project / "docs" / name.replace("_", ".")).write_text(text, encoding="utf-8")
        done = CliRunner().invoke(command, ["sync", "docs"])
        assert done.exit_code == 0, done.output
        return project

    return write


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    """Variables for a process that finds backref as an installed plugin and reaches no network."""
    site = tmp_path / "site-packages"
    about = site / "backref-0.0.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: backref\nVersion: 0.0.0\n")
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]
    lines = [
        line for group, points in groups.items() for line in [f"[{group}]", *(f"{n} = {v}" for n, v in points.items())]
    ]
    (about / "entry_points.txt").write_text("\n".join(lines) + "\n")
    (site / "sitecustomize.py").write_text(NO_NETWORK)
    path = os.pathsep.join((str(site), str(ROOT / "src")))
    return os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}


@pytest.fixture
def tool(environment):
    """Run a Python tool as a process, in that environment."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            timeout=120,
        )

    return run


@pytest.fixture(scope="module")
def pandoc() -> str:
    """A pandoc that knows the filter's functions: that of pypandoc_binary, else the one on PATH."""
    try:
        import pypandoc

        path = str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        path = program("pandoc")
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    if tuple(map(int, re.findall(r"\d+", said.split("\n")[0])[:2])) < (2, 17):
        pytest.skip("pandoc is older than 2.17")
    return path


@pytest.fixture(scope="module")
def alone() -> list[str]:
    """What a command is preceded by so that it has no network at all, where the system allows that."""
    words = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") and subprocess.run([*words, "true"], capture_output=True).returncode == 0:
        return words
    return []


@pytest.fixture
def recipe(project, alone):
    """Write a recipe's files, and give what runs its commands; `tools` are paths of programs by their names."""
    return partial(Recipe, alone=alone)
