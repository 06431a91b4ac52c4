"""The files that name the release say what pyproject.toml says."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def test_citation_and_server_are_what_the_project_says():
    done = subprocess.run([sys.executable, ROOT / ".ci" / "release.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    said = tomllib.loads((ROOT / "pyproject.toml").read_text())
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    server = json.loads((ROOT / "server.json").read_text())
    version, repository = said["project"]["version"], said["tool"]["release"]["repository"]
    assert citation["version"] == server["version"] == server["packages"][0]["version"] == version
    assert citation["repository-code"].endswith(repository)
    assert server["name"] == f"io.github.{repository}"


def test_one_place_says_where_the_project_is_kept():
    owner = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["release"]["repository"]
    pages = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "action.yml"]
    assert not [page.name for page in pages if owner in page.read_text(encoding="utf-8")]
