"""Notes that programs print behind a list without numbers: those that explain are no entries, and no claim rests on them."""

import pytest

import backref
from backref.readers import read

LISTED = "References\n\nDoe, B. (2002). Cold for backs. Spine, 27(1), 11–19.\n\nRoe, A. (2001). Heat for backs. Spine, 26(1), 11–19.\n\n"
NOTES = "[1] This was shown for adults only, see Roe (2001, p. 12).\n\n[2] Poe, C. (2003). Rest for backs. Spine, 28(1), 11–19.\n"


@pytest.mark.parametrize(("name", "mark"), [("a.txt", ""), ("a.md", "# ")])
def test_notes_that_explain_are_no_entries(name, mark):
    text = f"Heat helps (Roe 2001).[1] Cold does not (Doe 2002).[2]\n\n{mark}{LISTED}{NOTES}"
    document = read(text.encode(), name)
    found = backref.find(document)
    linked = backref.link(document, found)
    assert [(citation.label, citation.raw[:4]) for citation in found.citations] == [
        (None, "Doe,"),
        (None, "Roe,"),
        ("2", "Poe,"),
    ]
    assert [claim.references for claim in linked.claims][:2] == [(1,), (0, 2)]
    assert [problem.message[:75] for problem in found.problems] == [
        'a line of the list that was taken for no reference: "[1] This was shown for'
    ]
    assert not [problem for problem in linked.problems if problem.code == "missing-entry"]
