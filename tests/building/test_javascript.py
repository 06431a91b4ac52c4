"""The recipe for JavaScript sites, with the real packages: the commands of the page, then its pipeline, without a
network.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from backref.cli import command

pytestmark = pytest.mark.slow

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "javascript.md"
PACKAGES = os.environ.get("NODE_PACKAGES", "")


def test_rehype_citation_prints_what_sync_wrote(project):
    if not PACKAGES or not shutil.which("node"):
        pytest.skip("NODE_PACKAGES names no folder with rehype-citation and unified")
    text = PAGE.read_text(encoding="utf-8")
    Path("build.mjs").write_text(re.search(r'^```js title="build.mjs"\n(.*?)^```$', text, re.M | re.S)[1])
    Path("node_modules").symlink_to(PACKAGES)
    Path("docs/index.md").write_text(
        "Opioids help little [@pmid:25561513, p. 3] and gabapentin less [see @doi:10.1503/cmaj.171333].\n"
    )
    for line in re.search(r"^```bash\n(.*?)^```$", text, re.M | re.S)[1].splitlines():
        if line.startswith("backref"):
            done = CliRunner().invoke(command, shlex.split(line)[1:])
            assert done.exit_code == 0, done.output
    assert "[@deyo2015, p. 3]" in Path("docs/index.md").read_text()
    alone = ["unshare", "--map-root-user", "--net"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True).returncode:
        alone = []
    done = subprocess.run([*alone, "node", "build.mjs"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    made = Path("index.html").read_text()
    assert (
        set(re.findall(r'href="#bib-(\w+)"', made))
        == set(re.findall(r'id="bib-(\w+)"', made))
        == {"deyo2015", "enke2018"}
    )
    assert "Opioids for low back pain" in made
