"""The tutorial for authors of documentation: its files and its two commands, exactly as printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

pytest.importorskip("mkdocs", reason="mkdocs is not installed")

pytestmark = pytest.mark.slow
TUTORIALS = Path(__file__).resolve().parents[2] / "docs" / "tutorial"


def test_two_commands_from_markdown_to_a_site(tool, project):
    text = (TUTORIALS / "documentation.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"^```(markdown|yaml|bash)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    Path("docs/index.md").write_text(blocks["markdown"])
    Path("mkdocs.yml").write_text(blocks["yaml"])
    commands = blocks["bash"].splitlines()
    assert len(commands) == 2
    for line in commands:
        done = tool(*shlex.split(line))
        assert done.returncode == 0, done.stdout + done.stderr
    made = Path("site/index.html").read_text(encoding="utf-8")
    assert made.count('<p id="ref-') == 5
    assert "https://pubmed.ncbi.nlm.nih.gov/25561513/" in made


def test_three_commands_from_markdown_to_a_site_by_zensical(tool, project):
    pytest.importorskip("zensical", reason="zensical is not installed")
    text = (TUTORIALS / "zensical.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"^```(markdown|toml|bash)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    Path("docs/index.md").write_text(blocks["markdown"])
    Path("zensical.toml").write_text(blocks["toml"])
    commands = blocks["bash"].splitlines()
    assert len(commands) == 3
    for line in commands:
        done = tool(*shlex.split(line))
        assert done.returncode == 0, done.stdout + done.stderr
    made = Path("site/index.html").read_text(encoding="utf-8")
    assert made.count('<p id="ref-') == 5
    assert '<a href="#references"' in made  # in the table of contents
    assert "backref-card" in Path("site/assets/backref.js").read_text()
