"""A file of no known kind: what is found in it is checked, and of what is not it is never said that it has no
faults.
"""

from __future__ import annotations

import pytest

import backref
from backref.errors import UnreadableInput


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("refs.refman", "Author: Roe\nTitle: Heat\n"),
        ("refs.mods", "<mods><title>Heat</title></mods>"),
        ("a.xyz", "words"),
    ],
)
def test_what_nobody_can_read_is_not_called_faultless(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableInput, match="nothing to check"):
        backref.check(path, [])


@pytest.mark.parametrize(("name", "text"), [("notes.txt", "words"), ("README", "words"), ("page.md", "words")])
def test_a_document_without_citations_has_no_faults(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert backref.check(path, []).faults == ()


def test_a_bibliography_is_known_by_its_text_whatever_it_is_called(tmp_path):
    path = tmp_path / "refs.xyz"
    path.write_text("@book{a, title = {Heat}", encoding="utf-8")
    assert "BR102" in {fault.rule.code for fault in backref.check(path, []).faults}
