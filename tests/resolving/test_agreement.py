"""How far one field of a citation agrees with the same field of a record, before anything is judged."""

import pytest

import backref
from backref import formats
from backref.model import Record
from backref.resolving.match import compare

RECORD = """[{"type": "article-journal", "title": "Opioids for chronic low back pain", "author": [{"family": "Deyo", "given": "Richard A."},
{"family": "Von Korff", "given": "Michael"}, {"family": "Duhrkoop", "given": "David"}], "container-title": "BMJ", "volume": "%s",
"page": "145-153", "issued": {"date-parts": [[2015]]}}]"""
CITED = "%s. Opioids for chronic low back pain. BMJ. 2015;%s:145-153."


def agreement(people: str, ours: str, theirs: str, variable: str) -> tuple[float | None, str]:
    [reference] = formats.load(RECORD % theirs, "csl-json").references
    parsed = backref.parse(CITED % (people, ours))
    return next(
        (a.degree, a.kind)
        for a in compare(parsed, Record(reference=reference, source="crossref"))
        if a.variable == variable
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ("14", "14", (1.0, "equal")),
        ("XIV", "14", (1.0, "cosmetic")),
        ("14", "XIV", (1.0, "cosmetic")),
        ("XVI", "14", (0.0, "differs")),
    ],
)
def test_a_volume_may_be_printed_in_roman_figures(ours, theirs, said):
    assert agreement("Deyo RA, Von Korff M, Duhrkoop D", ours, theirs, "volume") == said


@pytest.mark.parametrize(
    ("people", "kind"),
    [("Deyo RA, Von Korff M, Duhrkoop D", "equal"), ("Deyo RA, Von Korff M, et al", "subset"), ("Deyo RA", "subset")],
)
def test_a_list_of_people_that_was_cut_is_a_part(people, kind):
    assert agreement(people, "14", "14", "author")[1] == kind
