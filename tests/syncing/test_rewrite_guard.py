"""What `--rewrite` must not touch, although it holds the number of an entry."""

import pytest

from backref import readers
from backref.project.syncing._guard import is_same_program
from backref.project.syncing._rewrite import rewritten
from backref.readers import docstrings

LIST = "\n\n## References\n\n1. Roe A. Heat for backs. Spine. 2001;26:1-9.\n2. Doe B. Rest for backs. Spine. 2002;27:11-19.\n"
KEPT = (
    "Where $y = [1, 2]$ holds", "So is x[1] here", "For \\(x[2] = 1\\) too", "As `a[1]` says", "10<sup>2</sup> of them", "See https://example.org/a[1]=2 there",
    "The matrix A[1] is", "```\nb[2]\n```", "$$\nc[1]\n$$",
)  # fmt: skip
MODULE = '''"""Heat [1]_ in A[1] and :math:`x[1]`, see [1].

>>> f([1])
[1]

References
----------
.. [1] Roe A. Heat for backs. Spine. 2001;26:1-9.
"""
x = a[1]
'''


def key_of(text: str) -> str | None:
    return "roe2001" if "Heat for" in text else "doe2002" if "Rest for" in text else None


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_citation_stays_letter_by_letter(text):
    source = f"{text}\n\nIt helps [2].{LIST}"
    made = rewritten([readers.read(source.encode(), "a.md")], key_of)
    assert text in made
    assert "It helps [@doe2002]." in made


def test_a_docstring_keeps_its_program_its_doctests_and_its_mathematics():
    refused: list = []
    document = readers.read(MODULE.encode(), "a.py")
    made = rewritten(docstrings.parts(document), key_of, refused)
    assert is_same_program(MODULE, made)
    assert ":math:`x[1]`" in made and ">>> f([1])\n[1]\n" in made and "A[1]" in made and "x = a[1]" in made


def test_a_note_that_only_names_a_work_stays_where_it_is_pointed_at():
    source = "Heat[^1] helps.\n\n[^1]: For all of this see PMID 25561513, which we could not repeat in our house.\n"
    made = rewritten([readers.read(source.encode(), "a.md")], lambda text: "deyo2015")
    assert "Heat[^1] helps." in made
