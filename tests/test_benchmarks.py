"""The benchmarks of hostility, small: every fault at once, and every writer killed."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


def test_no_fault_makes_a_work_unknown_or_another_one_right(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    faults = importlib.import_module("faults")
    for seed in range(3):
        counted = faults.run(60, 25, seed)
        assert (counted.wrong_absent, counted.wrong_matched) == ([], [])
        assert counted.verdicts.total() == 60
        assert counted.verdicts["matched"] > 20


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_no_writer_that_is_killed_leaves_half_a_file():
    done = subprocess.run(
        [sys.executable, BENCHMARKS / "kills.py", "--kills", "2"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.split("\n")) > 6


@pytest.mark.slow
def test_no_payload_is_anything_but_text_in_any_output(monkeypatch, capsys):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    hostile = importlib.import_module("hostile")
    hostile.main(["--every", "40"])
    _, rows = capsys.readouterr().out.split("| --- | ---: | ---: | ---: |\n")
    cells = [[cell.strip() for cell in row.split("|")[1:-1]] for row in rows.splitlines()]
    assert len(cells) > 50
    assert {(odd, steering) for _, _, odd, steering in cells} == {("", "0"), ("0", "0")}
    assert all(count == "345" for name, count, *_ in cells if not name.startswith(("claims", "page, find")))


def test_a_page_that_holds_what_is_not_ours_is_seen(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    hostile = importlib.import_module("hostile")
    ours = set(hostile._words('<a href="https://x">y</a>'))
    for odd in ("<b>", '<a onclick="x">', '<a href="javascript:x">', "<!-- x -->", '<a href="data:x">'):
        assert set(hostile._words(odd)) - ours
    assert not set(hostile._words('<a href="https://z">&lt;b&gt;</a>')) - ours
