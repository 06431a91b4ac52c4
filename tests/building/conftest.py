"""A documented project whose references are locked, and an environment in which its tools find backref but no
network.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

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
