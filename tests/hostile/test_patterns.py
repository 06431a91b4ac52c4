"""No pattern of the package goes back without bound: twice the text is at most about twice the steps."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import hostile_patterns
import pytest

from backref import formats

HERE = Path(__file__).resolve()


@pytest.mark.parametrize("pattern", [r"(?:a+)+b", r"a*[ab]*c", r"\s*:?\s*x", r"(?:#[^\n]*\r?\n)*x", r"<(\w+\s*)*>"])
def test_what_goes_back_is_noticed(pattern):
    assert hostile_patterns.growth(pattern, 0)


@pytest.mark.parametrize("pattern", [r"(?:a++)+b", r"a*+[ab]*c", r"\s*+(?::\s*+)?x", r"(?:#[^\n]*+\n)*x", r"\w+\s\w+x"])
def test_what_does_not_is_let_be(pattern):
    assert hostile_patterns.growth(pattern, 0) is None


def test_no_pattern_goes_back_without_bound():
    done = subprocess.run(
        [sys.executable, str(HERE.with_name("hostile_patterns.py"))],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(HERE.parents[2] / "src")},
        timeout=300,
    )
    assert (done.stdout, done.stderr) == ("", "")


def test_comments_that_end_in_carriage_returns():
    text = "a:\n" + " #a\r\n" * 200
    assert not formats.by_name("hayagriva").recognises(text)
