"""Every number that was set by hand in finding and in names holds something: `thresholds.py` moved it, and a test failed."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_each_number_set_by_hand_is_one_that_moves_a_test(monkeypatch):
    """One that is new is put into the list by `python tests/thresholds.py FILE`, which finds the test that misses it."""
    monkeypatch.setattr(sys, "path", [str(HERE), *sys.path])
    import thresholds

    files = [path for pattern in thresholds.FILES for path in sorted(thresholds.ROOT.glob(pattern))]
    now = {number.told for file in files for number in thresholds.numbers(file)}
    held = set(thresholds.HELD.read_text(encoding="utf-8").splitlines())
    assert (sorted(now - held), sorted(held - now)) == ([], [])
