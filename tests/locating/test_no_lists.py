"""What looks like a list of works and is none: definitions, numbered notes, a program's own words."""

from __future__ import annotations

import pytest

import backref
from backref import readers

WORKS = (
    "Smith J. A study of things. Lancet 2001;3:4-9.",
    "Roe P. Another of them. BMJ 2004;5:11-19.",
)
TERMS = (
    '"Original Version" refers to the collection of Font Software components as distributed by the Copyright Holder(s).\n\n'
    '"Derivative Works" shall mean any work, whether in Source or Object form, that is based on the Work of 2004.\n\n'
    "“Modified Version” means any derivative made by adding to the Original Version, in part or in whole.\n"
)
ARGUMENTS = '''
def build(sources):
    """Build it.

    Note:
    1. Windows and MacOS have different PCH mechanism. We only support Linux currently.
    2. It only works on GCC/G++.
    """
'''


@pytest.mark.parametrize("suffix", ["txt", "md", "rst"])
def test_the_terms_of_a_licence_are_no_works(suffix):
    assert not backref.find(readers.read(TERMS.encode(), f"x.{suffix}")).citations


def test_a_quoted_title_still_begins_a_reference():
    listed = 'References\n\n"Opioids for low back pain." BMJ 350 (2015): g6380.\n\n"Heat is good" for backs. Spine 2001;3:4-9.\n'
    assert len(backref.find(readers.read(listed.encode(), "x.txt")).citations) == 2


@pytest.mark.parametrize("word", ["sources", "references", "bibliography"])
def test_the_name_of_an_argument_is_no_heading(word):
    source = f'def read(kwargs):\n    """Read it."""\n    kwargs["{word}"] = 1\n{ARGUMENTS}'
    assert not backref.find(readers.read(source.encode(), "x.py")).citations
    prose = f"Give it so:\n\n```\n{word}\n```\n\n1. Windows has another way. We support Linux.\n2. It works on GCC.\n"
    assert not backref.find(readers.read(prose.encode(), "x.md")).citations


def test_what_a_numbered_list_explains_is_no_work():
    numbered = "".join(
        f"{n}. {each}\n" for n, each in enumerate((*WORKS, "This holds for all but the first of them."), 1)
    )
    found = backref.find(readers.read(numbered.encode(), "x.md"))
    assert [citation.raw for citation in found.citations] == list(WORKS)


def test_a_species_within_a_title_is_not_its_beginning():
    cited = "Modulation of xylanase production from alkaliphilic Bacillus pumilus through process optimization. Kumar, L., Gupta, R., and Roe, P. Spine, 2014; 56: 12-20."
    text = f"The yield rose after the temperature was shifted by two degrees {cited}\n"
    [citation] = backref.find(readers.read(text.encode(), "x.txt")).citations
    assert citation.raw == cited.removesuffix(".")
