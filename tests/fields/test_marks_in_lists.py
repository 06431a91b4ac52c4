"""Lists print the mark of a retracted work when asked, whoever says it, in every style; and nothing else is printed of
it.
"""

from __future__ import annotations

import pytest

from backref import formats, styles
from backref.model import Bibliography, Date, Name, Reference

ROE = (Name(family="Roe", given="Jane"),)
IN_2020 = Date(date_parts=((2020,),))
WORKS = tuple(
    Reference(id=kind, type=kind, title=f"Work {kind}", author=ROE, issued=IN_2020, status="retracted")
    for kind in ("article-journal", "book", "chapter", "webpage", "thesis")
)
LISTS = sorted(each.name for each in formats.FORMATS.every() if each.styled and each.name != "docx")


@pytest.mark.parametrize("style", sorted(styles.names()))
@pytest.mark.parametrize("name", LISTS)
def test_that_each_retracted_work_is_marked_if_asked(style, name):
    made = Bibliography.of(WORKS)
    marked, plain = (formats.styled(made, name, style, in_words=asked) for asked in (True, False))
    assert (marked.count("retracted"), plain.count("retracted")) == (len(WORKS), 0)


def test_that_a_thesis_without_a_school_has_no_lone_semicolon():
    thesis = Reference(id="a", type="thesis", title="Heat", author=ROE, issued=IN_2020)
    of_a_place = thesis.model_copy(update={"publisher_place": "Bern"})
    assert formats.styled(Bibliography.of((thesis, of_a_place)), "text", "vancouver").splitlines() == [
        "1. Roe J. Heat. 2020.", "2. Roe J. Heat. [Bern]; 2020.",
    ]  # fmt: skip


@pytest.mark.parametrize("style", sorted(styles.names()))
def test_that_two_works_of_one_key_are_both_printed(style):
    one, two = (Reference(id="a", type="book", title=title, author=ROE, issued=IN_2020) for title in ("Heat", "Cold"))
    made = formats.styled(Bibliography.of((one, two)), "text", style)
    assert "Heat" in made
    assert "Cold" in made
