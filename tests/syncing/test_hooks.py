"""The hooks of pre-commit and the GitHub Action call commands and options that there are."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from backref.cli import command

ROOT = Path(__file__).resolve().parents[2]


def test_the_hooks_run(project):
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    codes = {}
    for name in ("backref-locked", "backref-sync", "backref-locked"):
        words = shlex.split(hooks[name]["entry"])
        assert words[0] == "backref"
        codes.setdefault(name, []).append(CliRunner().invoke(command, words[1:]).exit_code)
    assert codes == {"backref-locked": [1, 0], "backref-sync": [0]}
    assert hooks["backref-sync"]["stages"] == ["manual"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_action_fails_on_a_stale_lock_and_says_why(project, sync, tmp_path):
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    script = action["runs"]["steps"][1]["run"]
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "backref").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m backref "$@"\n')
    (programs / "backref").chmod(0o755)
    summary = tmp_path / "summary.md"
    environment = os.environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src"), "PATHS": "docs",
        "OPTIONS": action["inputs"]["options"]["default"], "GITHUB_STEP_SUMMARY": str(summary),
    }  # fmt: skip
    run = lambda: subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, timeout=60)  # noqa: E731, S607
    assert run().returncode == 1
    assert "    docs/a.md:3:24: not-in-lock: doi:10.1503/cmaj.171333" in summary.read_text()
    assert sync("docs").exit_code == 0
    assert run().returncode == 0
    assert not Path("backref.out").exists()
