"""The hooks of pre-commit and the GitHub Action call commands and options that there are."""

from __future__ import annotations

import os
import re
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
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}


def test_the_hooks_run(project):
    codes = {}
    for name in ("backref-locked", "backref-sync", "backref-locked"):
        words = shlex.split(HOOKS[name]["entry"])
        assert words[0] == "backref"
        codes.setdefault(name, []).append(CliRunner().invoke(command, words[1:]).exit_code)
    assert codes == {"backref-locked": [1, 0], "backref-sync": [0]}
    assert HOOKS["backref-sync"]["stages"] == ["manual"]


def test_pre_commit_takes_the_hooks():
    clientlib = pytest.importorskip("pre_commit.clientlib", reason="pre-commit is not installed")
    assert {hook["id"] for hook in clientlib.load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))} == set(HOOKS)


def test_the_offline_hook_says_what_the_files_say_and_nothing_of_what_it_cannot_know(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    entry = "@article{roe, author = {Roe, Ann}, title = {Heat in towers%s}, journal = {Spine}, year = 2001}"
    Path("a.bib").write_text(entry % "")
    Path("b c.bib").write_text((entry % ".").replace("roe", "doe").replace("towers", "cellars"))
    words = shlex.split(HOOKS["backref-check"]["entry"])  # conftest refuses sockets
    clean, both = (CliRunner().invoke(command, [*words[1:], *files]) for files in (["a.bib"], ["a.bib", "b c.bib"]))
    assert (clean.exit_code, clean.output) == (0, "")
    assert (both.exit_code, both.output) == (1, "b c.bib:1:45: BR235 doe: the title ends in a full stop\n")


def test_the_lock_answers_the_offline_hook(project, sync):
    assert sync("docs").exit_code == 0
    words = shlex.split(HOOKS["backref-check"]["entry"].replace("--ignore BR305", "--source catalogue"))
    path = Path("references.bib")
    run = lambda *more: CliRunner().invoke(command, [*words[1:], *more, str(path)])  # noqa: E731
    Path("backref.toml").unlink()
    assert (run("--catalogue", "backref.lock").exit_code, run().exit_code) == (0, 3)
    path.write_text(path.read_text().replace("2018}", "1999}", 1))
    wrong = run("--catalogue", "backref.lock")
    assert (wrong.exit_code, wrong.stdout.count("is '1999' here, '2018' in catalogue")) == (1, 1)


def test_the_online_hook_asks_although_the_configuration_is_offline(tmp_path, monkeypatch):
    from backref import loading

    (tmp_path / "backref.toml").write_text("[check]\noffline = true\n")
    (tmp_path / "a.bib").write_text("@article{a, title = {Heat in the tower}, doi = {10.5555/tower}}")
    monkeypatch.chdir(tmp_path)
    asked = []
    monkeypatch.setattr(loading, "open_sources", lambda *_, settings, **__: asked.append(settings.offline) or [])
    words = shlex.split(HOOKS["backref-check-online"]["entry"])
    for arguments in (words[1:], ["check"], ["check", "--offline"]):
        CliRunner().invoke(command, [*arguments, "a.bib"])
    assert asked == [False, True, True]
    assert HOOKS["backref-check-online"]["stages"] == ["manual"]


def test_the_hooks_are_given_bibliographies_and_no_other_files():
    for name in ("backref-check", "backref-check-online"):
        given = re.compile(HOOKS[name]["files"])
        taken = [path for path in ("a.bib", "b/c.ris", "d.nbib", "e.json", "f.bib.txt", "g.md") if given.search(path)]
        assert taken == ["a.bib", "b/c.ris", "d.nbib"]
        assert HOOKS[name]["require_serial"]


@pytest.fixture
def act(tmp_path):
    """Run the action's second step as GitHub does, and return what became of it, with the summary."""
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    script = action["runs"]["steps"][1]["run"]
    assert "${{" not in script
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "backref").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m backref "$@"\n')
    (programs / "backref").chmod(0o755)

    def run(**inputs: str) -> tuple[int, str, str]:
        said = {name.upper(): inputs.get(name, each["default"]) for name, each in action["inputs"].items()}
        summary = tmp_path / "summary.md"
        summary.unlink(missing_ok=True)
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        environment = (
            os.environ | said | {"PATH": path, "PYTHONPATH": str(ROOT / "src"), "GITHUB_STEP_SUMMARY": str(summary)}
        )
        words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60)
        assert done.stderr == ""
        return done.returncode, done.stdout, summary.read_text() if summary.exists() else ""

    return run


@pytest.mark.parametrize("asked", ["", "backref[markdown]==0.2.0; touch made"])
def test_the_action_installs_itself_or_what_is_asked_for(tmp_path, monkeypatch, asked):
    monkeypatch.chdir(tmp_path)
    step = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"][0]
    (tmp_path / "python").write_text('#!/bin/sh\nprintf "%s\\n" "$@" > said\n')
    (tmp_path / "python").chmod(0o755)
    assert list(step["env"]) == ["INSTALL", "HERE"]
    said = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "INSTALL": asked, "HERE": "/action of ours"}
    subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        env=os.environ | said,
        check=True,
        timeout=60,
    )
    assert Path("said").read_text().splitlines() == ["-m", "pip", "install", "--quiet", asked or "/action of ours"]
    assert not Path("made").exists()


def test_the_action_fails_on_a_stale_lock_and_says_why(project, sync, act):
    code, _, summary = act(paths="docs")
    assert code == 1
    assert "    docs/a.md:3:24: not-in-lock: doi:10.1503/cmaj.171333" in summary
    assert sync("docs").exit_code == 0
    assert act(paths="docs")[0] == 0
    assert sorted(os.listdir()) == ["backref.lock", "backref.toml", "docs", "references.bib", "works.json"]


KEY = "::error::a|<b>*[z](https://www.example.org)##[error]@me%0Ab"


def test_the_action_checks_and_shows_faults_in_place(project, act):
    Path("my refs.bib").write_text(f"@misc{{{KEY}, title = {{Heat.}}}}")
    code, said, summary = act(command="check", paths="my refs.bib\n", options="--offline --no-cache")
    assert code == 1
    stopped = said.index("::stop-commands::")
    commands = said[:stopped].splitlines()
    place = f"file=my refs.bib,line=1,col={len(KEY) + 18},title=BR235 title-stop,endColumn={len(KEY) + 23}"
    assert f"::warning {place}::{KEY.replace('%', '%25')}: the title ends in a full stop" in commands
    assert all(re.match("::(error|warning|notice) file=my refs.bib,line=1,", line) for line in commands)
    token = said[stopped:].splitlines()[0].removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{32}", token)
    assert said.endswith(f"\n::{token}::\n")
    assert "1 entry in 1 file:" in said[stopped:]
    cell = r":&#58;error::a&#124;&lt;b&gt;\*\[z\](https://<!-- -->www.<!-- -->example.org)\#<!-- -->\#<!-- -->\[error\]&#64;<!-- -->me%0Ab"
    assert f"| 1 | BR235 title-stop | {cell} | the title ends in a full stop |" in summary


@pytest.mark.parametrize(
    "paths", ["$(touch made)", "`touch made`", "a; touch made", "*", "a\nb c.bib; touch made\n$(touch made)\n"]
)
@pytest.mark.parametrize("name", ["sync", "check"])
def test_no_input_is_run_or_expanded(project, act, paths, name):
    Path("touched.bib").write_text("@misc{a, title = {Heat.}}")
    before = sorted(os.listdir())
    code, said, summary = act(command=name, paths=paths)
    assert code == 2
    assert "No such file" in summary or "no such file" in summary or "Invalid" in summary
    assert "touched.bib" not in said
    assert sorted(os.listdir()) == before


def test_options_are_words_too(project, act):
    code, said, _ = act(command="check", paths="", options="--no-resolve\n--select\nBR9;*\n")
    assert code == 2
    assert "BR9;*" in said
    code, said, summary = act(command="both; touch made")
    assert (code, said, summary) == (2, "::error::backref: the input 'command' is 'sync' or 'check'\n", "")


def test_a_long_summary_is_cut_to_what_github_takes(project, act):
    Path("many.bib").write_text(
        "".join(f"@misc{{k{n}, title = {{{'Heat ' * 10}.}}, month = {{January}}}}\n" for n in range(8000))
    )
    code, _, summary = act(
        command="check", paths="many.bib", options="--no-resolve --output-format concise --select BR"
    )
    assert code == 1
    assert 900_000 < len(summary.encode()) < 1 << 20
    assert re.search(r"^[\d]+ faults more, for which there is no room here\.$", summary, re.MULTILINE)
    assert "#### What the rules ask for" in summary
