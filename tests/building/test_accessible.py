"""What is printed on pages, judged by axe-core in a browser: Sphinx and Material, three widths, light and dark, with an
open card.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

pytest.importorskip("sphinxcontrib.bibtex", reason="sphinxcontrib-bibtex is not installed: pip install backref[sphinx]")
pytest.importorskip("material", reason="mkdocs-material is not installed")

pytestmark = pytest.mark.slow

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
AXE = Path(os.environ.get("NODE_PACKAGES", ""), "axe-core", "axe.min.js")
# Themes that are dark where the reader's system is, with what imports them.
DARK = {"sphinx-furo": "furo", "sphinx-pydata_sphinx_theme": "pydata_sphinx_theme"}
MISSING = {"md": "\nNone [@nobody].\n", "rst": "\nNone :cite:p:`nobody`.\n"}
PROBE = """
addEventListener("load", async () => {
  const citation = document.querySelector(".backref-citation a, a.backref-citation");
  citation.focus();
  const has_card = Boolean(document.querySelector(".backref-card"));
  const ours = [".backref-citation", "a.backref-citation", ".backref-references", ".citation > p", ".backref-card", ".backref-missing", ".backref-retracted"];
  const found = await axe.run({ include: ours.filter((one) => document.querySelector(one)).map((one) => [one]) });
  const out = document.createElement("pre");
  out.id = "said";
  out.textContent = JSON.stringify({ has_card, passes: found.passes.length,
    width: document.documentElement.scrollWidth <= innerWidth,
    violations: found.violations.map((each) => [each.id, each.nodes.map((node) => node.html)]) });
  document.body.append(out);
});
"""
TEXT = {
    "md": "# Pain\n\nOpioids [@pmid:25561513] and more [see @doi:10.1503/cmaj.171333, p. 3].\n",
    "rst": "Pain\n====\n\nOpioids :cite:p:`pmid:25561513` and more :cite:t:`doi:10.1503/cmaj.171333`.\n\n.. bibliography::\n",
}


@pytest.fixture
def retracted(synced):
    from backref.model import Finding
    from backref.project import lock

    def make(kind: str) -> None:
        synced(**{f"index_{kind}": TEXT[kind]})
        with Path(f"docs/index.{kind}").open("a") as page:
            page.write(MISSING[kind])
        path = Path("backref.lock")
        finding = (Finding(kind="retracted", message="the work was retracted"),)
        path.write_text(lock.dump(r.model_copy(update={"findings": finding}) for r in lock.read(path).references))
        shutil.copy(AXE, "docs/axe.min.js")
        Path("docs/probe.js").write_text(PROBE)

    return make


def sphinx(tool, theme: str) -> Path:
    Path("docs/conf.py").write_text(
        f"project = 'x'\nextensions = ['backref.sphinx']\nhtml_theme = '{theme}'\n"
        "html_static_path = ['axe.min.js', 'probe.js']\nhtml_js_files = ['axe.min.js', 'probe.js']\n"
    )
    done = tool("sphinx", "-q", "docs", "site")
    assert done.returncode == 0, done.stderr
    return Path("site/index.html")


def material(tool, scheme: str) -> Path:
    theme = {"name": "material", "font": False, "palette": {"scheme": scheme}}
    settings = {"site_name": "x", "theme": theme, "plugins": ["backref"], "use_directory_urls": False}
    Path("mkdocs.yml").write_text(json.dumps(settings | {"extra_javascript": ["axe.min.js", "probe.js"]}))
    done = tool("mkdocs", "build")
    assert done.returncode == 0, done.stderr
    return Path("site/index.html")


@pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")
@pytest.mark.parametrize("builder", ["sphinx-alabaster", *DARK, "material-default", "material-slate"])
def test_no_rule_of_axe_is_broken(retracted, tool, tmp_path, builder):
    if not AXE.is_file():
        pytest.skip("NODE_PACKAGES names no folder with axe-core")
    name, _, scheme = builder.partition("-")
    if builder in DARK:
        pytest.importorskip(DARK[builder], reason=f"the theme {scheme} is not installed")
    retracted("rst" if name == "sphinx" else "md")
    page = sphinx(tool, scheme) if name == "sphinx" else material(tool, scheme)
    assert "backref-retracted" in page.read_text()
    for width in (1280, 820, 500):
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'browser'}"]
        options += [f"--window-size={width},900", "--virtual-time-budget=20000", "--dump-dom"]
        options += ["--blink-settings=preferredColorScheme=0"] if scheme == "slate" or builder in DARK else []
        done = subprocess.run([BROWSER, *options, page.resolve().as_uri()], capture_output=True, text=True, timeout=100)
        found = re.search(r'<pre id="said"[^>]*>(.*?)</pre>', done.stdout, re.DOTALL)
        assert found is not None, done.stdout[-3000:] + done.stderr[-3000:]
        said = json.loads(unescape(found[1]))
        assert said["violations"] == [], width
        assert said["has_card"]
        assert said["width"]
        assert said["passes"] > 5
