"""Every command with streams that are closed, full, gone or of another encoding: a message and a documented status, no
traceback.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import click
import pytest

from backref.catalogue import Catalogue
from backref.cli import command
from backref.model import Reference

ROOT = Path(__file__).resolve().parents[2]
CODES = (0, 1, 2, 3, 130, 141)
# What each command is called with, and whether it writes to stdout then. A new command needs a line here.
CALLS: dict[str, tuple[list[str], bool]] = {
    "": (["--help"], True),
    "resolve": (["resolve", "-", "--offline", "--no-cache", "-q"], True),
    "check": (["check", "-", "--from", "bibtex", "--no-resolve"], True),
    "sync": (["sync", "text.md", "--offline", "--no-cache", "--json"], True),
    "find": (["find", "-", "--json"], True),
    "parse": (["parse", "Müller J. Schmerz. BMJ. 2015;350:6380."], True),
    "convert": (["convert", "-", "--from", "bibtex", "--to", "csl-json"], True),
    "tidy": (["tidy", "refs.bib", "-q"], True),
    "get": (["get", "doi:10.5555/a", "--catalogue", "refs.bib", "--offline", "--no-cache", "-q"], True),
    "assets": (["assets", "made"], False),
    "lsp": (["lsp", "--offline"], False),
    "serve": (["serve", "--host", "192.0.2.1"], False),  # which is refused: it would not end by itself
    "mcp": (["mcp", "--offline", "--no-cache", "-q"], False),
    "catalogue add": (["catalogue", "add", "--catalogue", "made", "refs.bib"], False),
    "catalogue update": (["catalogue", "update", "refs.bib", "--catalogue", "held"], False),
    "catalogue retractions": (["catalogue", "retractions", "made.csv"], False),
    "catalogue search": (["catalogue", "search", "--catalogue", "refs.bib", "doi:10.5555/a"], True),
    "catalogue info": (["catalogue", "info", "--catalogue", "refs.bib"], True),
    "catalogue export": (["catalogue", "export", "--catalogue", "refs.bib"], True),
    "catalogue compact": (["catalogue", "compact", "--catalogue", "held"], False),
    "catalogue drop": (["catalogue", "drop", "crossref", "--catalogue", "held"], False),
    "sources": (["sources"], False),
    "plugins": (["plugins"], True),
}
# One of each way to read and to write; the others are called with `-m slow`.
FEW = ("", "resolve", "check", "find", "convert", "catalogue add")
EACH = [name if name in FEW else pytest.param(name, marks=pytest.mark.slow) for name in CALLS]
STDIN = "@book{müller, title = {Schmerz.}, author = {Müller, J.}, doi = {10.5555/a}}\n".encode()


def leaves(group: click.Group, path: str = "") -> list[str]:
    context = click.Context(group)
    found = []
    for name in group.list_commands(context):
        below = group.get_command(context, name)
        here = f"{path} {name}".strip()
        found += leaves(below, here) if isinstance(below, click.Group) else [here]
    return found


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "refs.bib").write_bytes(STDIN)
    (tmp_path / "text.md").write_text("Heat (doi:10.5555/a).\n", encoding="utf-8")
    Catalogue.open(tmp_path / "held", create=True).add([Reference(title="Schmerz", doi="10.5555/a")])
    return tmp_path


def run(arguments, folder, *, before="", **options):
    """Run the command by a shell that has changed its streams, and check that nothing but words came of it."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "COLUMNS": "160",
        "NO_COLOR": "1",
        **options.pop("env", {}),
    }
    shell = ["bash", "-c", f'exec "$@" {before}', "-", sys.executable, "-m", "backref", *arguments]
    done = subprocess.run(shell, input=STDIN, capture_output=True, cwd=folder, env=environment, timeout=120, **options)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert b"Exception ignored" not in done.stderr, done.stderr.decode()
    assert b"Fatal" not in done.stderr, done.stderr.decode()
    assert done.returncode in CODES
    return done


def test_every_command_has_its_line():
    assert set(leaves(command)) | {""} == set(CALLS)


@pytest.mark.parametrize("name", EACH)
def test_stdout_that_is_full_or_closed_is_said(name, folder):
    arguments, writes = CALLS[name]
    for before, said in ((">/dev/full", "No space left on device"), (">&-", "closed")):
        done = run(arguments, folder, before=before)
        if writes:
            assert (done.returncode, said in done.stderr.decode()) == (2, True), (before, done)


@pytest.mark.parametrize("name", EACH)
def test_stdin_stderr_and_locale_may_be_missing(name, folder):
    arguments, _ = CALLS[name]
    done = run(arguments, folder, before="<&-")
    if "-" in arguments:
        assert (done.returncode, "stdin: " in done.stderr.decode()) == (2, True)
    whole = run(arguments, folder, env={"PYTHONIOENCODING": "utf-8"})
    assert run(arguments, folder, before="2>/dev/full").returncode == whole.returncode
    encoding = "cp1252" if name < "f" else "ascii"
    other = run(arguments, folder, before="2>&-", env={"PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert (other.returncode, other.stdout) == (whole.returncode, whole.stdout)


@pytest.mark.parametrize("name", [each for each, (_, writes) in zip(EACH, CALLS.values(), strict=True) if writes])
def test_a_reader_that_has_gone_is_no_finding(name, folder):
    reading, writing = os.pipe()
    os.close(reading)
    arguments, _ = CALLS[name]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-m", "backref", *arguments], input=STDIN, stdout=writing, stderr=subprocess.PIPE, cwd=folder, env=environment, timeout=120)  # fmt: skip
    os.close(writing)
    assert done.returncode == 141
    assert b"rror" not in done.stderr


@pytest.mark.parametrize("name", ["parse", "resolve"])
def test_an_odd_id_does_not_end_a_stream(name, folder):
    rows = ['{"id": "\\ud800", "raw": "A"}', '{"id": 1e999, "raw": "B"}', '{"id": %s, "raw": "C"}' % ("7" * 5000), '{"id": 4, "raw": "D"}']  # fmt: skip
    (folder / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    options = ["--offline", "--no-cache"] if name == "resolve" else []
    done = run([name, "--jsonl", "rows.jsonl", *options], folder)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["\ud800", "inf", None, 4]
    assert done.returncode == (3 if name == "resolve" else 1)


@pytest.mark.parametrize("name", ["parse", "resolve"])
def test_ctrl_c_while_a_stream_waits_is_130(name, folder):
    options = ["--offline", "--no-cache"] if name == "resolve" else []
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    arguments = [sys.executable, "-m", "backref", name, "--jsonl", "-", *options]
    heeded = partial(
        signal.signal, signal.SIGINT, signal.SIG_DFL
    )  # a shell that starts tests in the background has it ignored
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=folder, preexec_fn=heeded) as running:  # fmt: skip
        running.stdin.write(b'{"id": 1, "raw": "Deyo RA. Opioids. BMJ. 2015."}\n')
        running.stdin.flush()
        assert running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert (running.wait(60), b"Fatal" in running.stderr.read()) == (130, False)


@pytest.mark.parametrize(
    ("name", "content"),
    [("backref.lock", '{"version": %s}'), ("backref.lock", '{"version": 1, "references": [%s]}'), ("backref.toml", "documents = %s")],
)  # fmt: skip
def test_numbers_of_many_digits_are_refused_by_name(name, content, folder):
    (folder / name).write_text(content % ("7" * 5000), encoding="utf-8")
    done = run(["sync", "text.md", "--offline", "--no-cache"], folder)
    assert (done.returncode, name in done.stderr.decode()) == (2, True)


def test_a_run_that_fails_half_way_says_what_it_has_written(folder):
    done = run(
        ["resolve", "text.md", "--offline", "--no-cache", "-q", "-o", "out.bib", "--claims", "nowhere/claims.md"],
        folder,
    )
    assert done.returncode == 2
    assert "written before that: out.bib" in done.stderr.decode()
    assert (folder / "out.bib").exists()
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_what_was_found_outranks_what_could_not_be_checked(folder):
    (folder / "bad.bib").write_text(
        "@article{a, title = {Heat.}, author = {Doe, J.}, journal = {BMJ}, year = {2015}, doi = {10.5555/a}}\n"
    )
    both = run(["check", "bad.bib", "--offline", "--no-cache"], folder)
    assert both.returncode == 1
    assert b"BR305" in both.stdout
    assert run(["check", "bad.bib", "--offline", "--no-cache", "--select", "BR305"], folder).returncode == 3
