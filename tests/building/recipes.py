"""A how-to page as a recipe: its files and its commands as printed, run by the real tools without a network."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from backref.cli import command

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"
FILE = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^```bash\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TITLES = {
    "deyo2015": "Opioids for low back pain",
    "enke2018": "Anticonvulsants in the treatment of low back pain",
    "hartvigsen2018": "What low back pain is and why we need to pay attention",
}
REFUSED = "http://127.0.0.1:9"  # where nobody listens


def program(name: str) -> str:
    """The path of a program: what an environment variable of its name says, else what PATH finds; else the test is
    skipped.
    """
    variable = name.upper().replace("-", "_")
    found = os.environ.get(variable) or shutil.which(name)
    if not found:
        pytest.skip(f"the program {name} is not installed; {variable} may name it")
    return found


class Recipe:
    """A how-to page: its files are written, its commands run."""

    def __init__(self, name: str, alone: Sequence[str] = ()) -> None:
        self.alone = alone
        self.text = (HOW_TO / f"{name}.md").read_text(encoding="utf-8")
        self.files = dict(FILE.findall(self.text))
        for name, content in self.files.items():
            before = Path(name).read_text() if name == "backref.toml" else ""
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text(before + content, encoding="utf-8")
        self.blocks = [block.splitlines() for block in COMMANDS.findall(self.text)]

    def run(self, line: str, tools: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        name, *arguments = shlex.split(line)
        if name == "backref":
            done = CliRunner().invoke(command, arguments, prog_name="backref")
            return subprocess.CompletedProcess(line, done.exit_code, done.output, done.output)
        environment = os.environ | {
            "HTTP_PROXY": REFUSED, "HTTPS_PROXY": REFUSED, "http_proxy": REFUSED, "https_proxy": REFUSED,
            "SOURCE_DATE_EPOCH": "1700000000", "NO_COLOR": "1",
        }  # fmt: skip
        return subprocess.run(
            [*self.alone, (tools or {}).get(name, name), *arguments],
            capture_output=True, text=True, encoding="utf-8", errors="replace", env=environment, timeout=300,
        )  # fmt: skip

    def follow(self, block: int, tools: Mapping[str, str] | None = None) -> str:
        """Run every command of a block, none of which may fail, and return what the last one said."""
        said = ""
        for line in self.blocks[block]:
            done = self.run(line, tools)
            said = done.stdout + done.stderr
            assert done.returncode == 0, f"{line}\n{said}"
        return said


def check_html(made: str, titles: Mapping[str, str]) -> None:
    """Every citation leads to an entry, and the list holds these works alone."""
    entries = set(re.findall(r'id="ref-([^"]+)"', made))
    cited = set(re.findall(r'href="#ref-([^"]+)"', made))
    assert entries == cited == set(titles)
    plain = " ".join(re.sub(r"<[^>]+>", "", made).split()).casefold()
    for title in titles.values():
        assert title.casefold() in plain
