"""Signs that few texts depend on: each of them tells a note that names a work from a remark."""

from __future__ import annotations

from pathlib import Path

import pytest

import backref
from backref import readers
from backref.locating import script_signs, signs

FOLDER = Path(__file__).parents[1] / "golden" / "find"
LATIN = ("editors", "retrieved")


@pytest.mark.parametrize("name", [*LATIN, *script_signs.NAMES])
def test_without_it_a_work_is_missed(name, monkeypatch):
    path = FOLDER / ("notes-of-works.md" if name in LATIN else "notes-of-works-in-scripts.md")
    document = readers.read(path.read_bytes(), path.name)
    whole = backref.find(document).citations
    others = tuple(sign for sign in signs.table() if sign.name != name)
    monkeypatch.setattr(signs, "table", lambda: others)
    monkeypatch.delitem(script_signs._SIGNS, name, raising=False)
    fewer = backref.find(document).citations
    assert 0 < len(fewer) < len(whole)
    assert set(fewer) < set(whole)
