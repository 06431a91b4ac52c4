"""Packages that are installed beside backref: a folder with their modules and what says of their entry points."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from example_house import HOUSE, ROOT


@pytest.fixture
def site(tmp_path) -> Path:
    folder = tmp_path / "site-packages"
    folder.mkdir()
    return folder


@pytest.fixture
def install(site) -> Callable[..., None]:
    """Install a package with these entry points, by group, and these modules."""

    def installed(name: str, version: str, points: Mapping[str, Mapping[str, str]], modules: Mapping[str, str]) -> None:
        about = site / f"{name.replace('-', '_')}-{version}.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        lines = [
            row for group, of in points.items() for row in (f"[{group}]", *(f"{n} = {at}" for n, at in of.items()))
        ]
        (about / "entry_points.txt").write_text("\n".join(lines) + "\n")
        for module, text in modules.items():
            (site / f"{module}.py").write_text(text)

    return installed


@pytest.fixture
def house(site, install) -> None:
    """The example's package, installed."""
    said = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]
    install(said["name"], said["version"], said["entry-points"], {})
    shutil.copytree(HOUSE / "src" / "backref_house", site / "backref_house")


@pytest.fixture
def run(site, tmp_path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run Python in a folder, with what is installed there: the command, or a script after "-c"."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(site), str(ROOT / "src"))), "NO_COLOR": "1", "COLUMNS": "300", "PYTHONIOENCODING": "utf-8",
    }  # fmt: skip

    def ran(*words: str) -> subprocess.CompletedProcess[str]:
        started = words if words[0] == "-c" else ("-m", "backref", *words)
        return subprocess.run(
            [sys.executable, *started], cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120
        )  # fmt: skip

    return ran
