"""Where a builder would ignore the MkDocs plugin without a word, `check` and `sync` say so, and which lines to write
instead.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from backref.cli import command
from backref.project.builders import ignored_plugin

MKDOCS = "site_name: x\nplugins:\n  - search\n  - backref:\n      cards: false\nnav: []\n"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"mkdocs.yml": MKDOCS}, ""),
        ({"mkdocs.yml": MKDOCS, "requirements.txt": "mkdocs\n# zensical one day\n"}, ""),
        ({"mkdocs.yml": MKDOCS.replace("backref", "other"), "requirements.txt": "zensical\n"}, ""),
        ({"mkdocs.yml": MKDOCS.replace("- backref", "- backref-other"), "requirements.txt": "zensical\n"}, ""),
        ({"mkdocs.yml": MKDOCS + "markdown_extensions:\n  - backref\n", "requirements.txt": "zensical\n"}, ""),
        ({"mkdocs.yml": MKDOCS, "zensical.toml": "[project.markdown_extensions.backref]\n"}, ""),
        ({"mkdocs.yml": MKDOCS, "requirements.txt": "zensical>=0.0.70\n"}, "markdown_extensions:\\n  - backref"),
        (
            {"mkdocs.yml": MKDOCS, ".github/workflows/docs.yml": "run: zensical build\n"},
            ".github/workflows/docs.yml says",
        ),
        ({"mkdocs.yaml": MKDOCS, "zensical.toml": '[project]\nsite_name = "x"\n'}, "Write into zensical.toml"),
    ],
)
def test_a_plugin_that_nobody_runs(tmp_path, monkeypatch, files, said):
    monkeypatch.chdir(tmp_path)
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)
    found = ignored_plugin(tmp_path)
    assert (said in found.message) if said else found is None
    Path("refs.bib").write_text("@book{a, title = {A}, author = {Roe, R.}, publisher = {X}, year = 2000}\n")
    done = CliRunner().invoke(command, ["check", "refs.bib", "--no-resolve"])
    assert (done.exit_code, "ignored-plugin" in done.stderr) == (0, bool(said))


def test_the_files_of_cards_are_written_once_and_never_over_somebody_elses(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = lambda *more: CliRunner().invoke(command, ["assets", "docs/assets", *more])  # noqa: E731
    assert (run().exit_code, sorted(path.name for path in Path("docs/assets").iterdir())) == (
        0,
        ["backref.css", "backref.js"],
    )
    assert run().stderr == ""
    own = Path("docs/assets/backref.css")
    own.write_text("/* mine */")
    done = run()
    assert (done.exit_code, own.read_text()) == (1, "/* mine */")
    assert "another file stands there" in done.stderr
    assert (run("--force").exit_code, "backref-card" in own.read_text()) == (0, True)
