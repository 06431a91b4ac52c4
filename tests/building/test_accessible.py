"""What is printed on pages, judged by axe-core in a browser: Sphinx, Material and Zensical, three widths, light and dark,
with an open card.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("sphinxcontrib.bibtex", reason="sphinxcontrib-bibtex is not installed: pip install backref[sphinx]")
pytest.importorskip("material", reason="mkdocs-material is not installed")

pytestmark = pytest.mark.slow

# Themes that are dark where the reader's system is, with what imports them.
DARK = {"sphinx-furo": "furo", "sphinx-pydata_sphinx_theme": "pydata_sphinx_theme"}
MISSING = {"md": "\nNone [@nobody].\n", "rst": "\nNone :cite:p:`nobody`.\n"}
OURS = ".backref-citation, a.backref-citation, .backref-references, .citation > p, .backref-card, .backref-missing, .backref-retracted"
JUDGED = f"""axe.run({{ include: [...new Set({json.dumps(OURS)}.split(", ").filter((one) => document.querySelector(one)))].map((one) => [one]) }})
  .then((found) => ({{ passes: found.passes.length,
    violations: found.violations.map((each) => [each.id, each.nodes.map((node) => node.html)]) }}))"""
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

    return make


def sphinx(tool, theme: str) -> Path:
    Path("docs/conf.py").write_text(f"project = 'x'\nextensions = ['backref.sphinx']\nhtml_theme = '{theme}'\n")
    done = tool("sphinx", "-q", "docs", "site")
    assert done.returncode == 0, done.stderr
    return Path("site/index.html")


def material(tool, scheme: str) -> Path:
    theme = {"name": "material", "font": False, "palette": {"scheme": scheme}}
    settings = {"site_name": "x", "theme": theme, "plugins": ["backref"], "use_directory_urls": False}
    Path("mkdocs.yml").write_text(json.dumps(settings))
    done = tool("mkdocs", "build")
    assert done.returncode == 0, done.stderr
    return Path("site/index.html")


def zensical(tool, scheme: str) -> Path:
    Path("zensical.toml").write_text(
        '[project]\nsite_name = "x"\nuse_directory_urls = false\nextra_css = ["assets/backref.css"]\n'
        'extra_javascript = ["assets/backref.js"]\n[project.theme]\nfont = false\n'
        f'[project.theme.palette]\nscheme = "{scheme}"\n'
        "[project.markdown_extensions.toc]\n[project.markdown_extensions.backref]\n"
    )
    for arguments in (("backref", "assets", "docs/assets"), ("zensical", "build", "--clean")):
        done = tool(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    return Path("site/index.html")


BUILDERS = {"sphinx": sphinx, "material": material, "zensical": zensical}


@pytest.mark.parametrize(
    "builder", ["sphinx-alabaster", *DARK, "material-default", "material-slate", "zensical-default", "zensical-slate"]
)
def test_no_rule_of_axe_is_broken(retracted, tool, page, axe, builder):
    name, _, scheme = builder.partition("-")
    if module := DARK.get(builder, "zensical" if name == "zensical" else ""):
        pytest.importorskip(module, reason=f"{'the theme ' if builder in DARK else ''}{module} is not installed")
    retracted("rst" if name == "sphinx" else "md")
    made = BUILDERS[name](tool, scheme)
    assert "backref-retracted" in made.read_text(encoding="utf-8")
    for width, height in ((1280, 900), (820, 1180), (390, 844)):
        for shade in ("light", "dark"):
            page.look(width, height, shade)
            page.open(made.resolve().as_uri())
            page.run(f"{axe}; 0")
            page.run("document.querySelector('.backref-citation a, a.backref-citation').focus()")
            page.until("Boolean(document.querySelector('.backref-card'))")
            said = page.run(JUDGED)
            assert said["violations"] == [], (width, shade)
            assert said["passes"] > 5
            assert page.run("[innerWidth, document.documentElement.scrollWidth <= innerWidth]") == [width, True]
            page.press("Escape")
            assert page.run("!document.querySelector('.backref-card:not([hidden])')")
