"""The tutorial for authors of documentation: its files and its two commands, exactly as printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

pytest.importorskip("mkdocs", reason="mkdocs is not installed")

pytestmark = pytest.mark.slow
TUTORIALS = Path(__file__).resolve().parents[2] / "docs" / "tutorial"


def follow(tool, page: str, configuration: str, *, commands: int) -> str:
    """Do what a tutorial says, its files and its commands, and return the page that comes of it; `configuration` is the
    site's file.
    """
    text = (TUTORIALS / page).read_text(encoding="utf-8")
    blocks = dict(re.findall(r"^```(markdown|yaml|toml|bash)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    Path("docs/index.md").write_text(blocks["markdown"])
    Path(configuration).write_text(blocks["yaml" if configuration.endswith("yml") else "toml"])
    lines = blocks["bash"].splitlines()
    assert len(lines) == commands
    for line in lines:
        done = tool(*shlex.split(line))
        assert done.returncode == 0, done.stdout + done.stderr
    made = Path("site/index.html").read_text(encoding="utf-8")
    assert made.count('<p id="ref-') == 5
    return made


def test_two_commands_from_markdown_to_a_site(tool, project):
    made = follow(tool, "documentation.md", "mkdocs.yml", commands=2)
    assert "https://pubmed.ncbi.nlm.nih.gov/25561513/" in made


def test_three_commands_from_markdown_to_a_site_by_zensical(tool, project):
    pytest.importorskip("zensical", reason="zensical is not installed")
    made = follow(tool, "zensical.md", "zensical.toml", commands=3)
    assert '<a href="#references"' in made  # in the table of contents
    assert "backref-card" in Path("site/assets/backref.js").read_text()
