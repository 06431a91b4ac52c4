"""Of several keys in one marker, those that have their entry count, and the others are told."""

from __future__ import annotations

import pytest

import backref
from backref.readers import read

NUMBERS = "Heat helps [1, 9]. Cold does not [8].\n\nReferences\n\n1. Roe A. Heat for backs. Spine. 2001;26(1):11-19.\n2. Doe B. Rest. Spine. 2002;27(1):11-19.\n"
NAMES = "Heat helps (Roe 2001; Poe 2009). Rest does not (Doe 2002). Both help some (Roe 2001; Doe 2002).\n\nReferences\n\nRoe, A. (2001). Heat for backs. Spine, 26(1), 11-19.\nDoe, B. (2002). Rest. Spine, 27(1), 11-19.\n"
TWICE = "Heat helps (Roe 2001; Poe 2009).\n\nReferences\n\nRoe, A. (2001). Heat for backs. Spine, 26(1), 11-19.\nRoe, A. (2001). Rest. Spine, 27(1), 11-19.\n"


@pytest.mark.parametrize(("text", "expected"), [(NUMBERS, [(0,), ()]), (NAMES, [(0,), (1,), (0, 1)]), (TWICE, [()])])
def test_a_sentence_rests_on_the_entry_that_is_there(text, expected):
    document = read(text.encode(), "a.txt")
    linked = backref.link(document, backref.find(document))
    assert [claim.references for claim in linked.claims] == expected
    assert [link.missing for link in linked.links if link.missing] == (
        [("9",), ("8",)] if "[8]" in text else [("Poe 2009",)]
    )
