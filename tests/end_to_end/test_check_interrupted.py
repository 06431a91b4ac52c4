"""Ctrl-C in the middle of an online check: it ends at once with 130, and the next run goes on from the cache."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from backref.testing import _server, fake_services

ROOT = Path(__file__).resolve().parents[2]
CHILD = """
import signal, sys
from functools import partial
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts tests in the background has it ignored
from backref import cli, sources
url = sys.argv.pop(1)
names = ("crossref", "pubmed", "pmc", "datacite", "doi_org", "arxiv", "openlibrary")
sources.Settings = partial(sources.Settings, base_urls={name: f"{url}/{name}" for name in names})
cli.main()
"""
ENTRIES = """
@article{deyo2015, author = {Deyo, Richard A. and Von Korff, Michael and Duhrkoop, David}, title = {Opioids for low back pain},
  journal = {BMJ}, year = 2015, volume = 350, pages = {g6380}, doi = {10.1136/bmj.g6380}}
@article{roe2001, author = {Roe, Ann}, title = {Heat in the towers}, journal = {Spine}, year = 2001, doi = {10.5555/towers}}
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are POSIX's")
def test_ctrl_c_exits_with_130_and_the_next_run_asks_only_for_the_rest(works, tmp_path, monkeypatch):
    monkeypatch.setattr(_server, "_SLOW_S", 900.0)
    (tmp_path / "refs.bib").write_text(ENTRIES, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "BACKREF_CACHE": str(tmp_path / "cache.sqlite")}
    held = threading.Event()
    with fake_services(works) as services:
        words = [sys.executable, "-c", CHILD, services.url, "check", "refs.bib", "--mailto", "tests@example.org"]
        arrive = services._arrive

        def arrived(path: str, agent: str, at: float) -> str:
            arrive(path, agent, at)
            if not path.startswith("/datacite"):  # which is asked for what Crossref did not know
                return ""
            held.set()
            return "timeout"

        services._arrive = arrived  # type: ignore[method-assign]
        running = subprocess.Popen(words, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip
        assert held.wait(300), running.communicate()
        running.send_signal(signal.SIGINT)
        said, words_said = running.communicate(timeout=300)
        assert (running.returncode, said) == (130, "")
        assert "what was answered is in the cache, so the same command goes on from here" in words_said
        assert sum("bmj.g6380" in path for path in services.requests if path.startswith("/crossref")) == 1
        services._arrive = arrive  # type: ignore[method-assign]
        services.reset()
        done = subprocess.run(words, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=300)
        assert done.stdout.startswith("refs.bib:4:10: BR301 roe2001: no source that was asked (crossref")
        assert done.stdout.count("\n") == 1
        assert not [path for path in services.requests if path.startswith("/crossref") and "filter" in path]
