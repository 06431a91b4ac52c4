"""Verdicts on citations whose truth is known, against the example's catalogue."""

from __future__ import annotations

import pytest

import backref
from backref.catalogue import Catalogue
from backref.model import Answer, Outcome, Status
from backref.sources.catalogue import CatalogueSource


class Down:
    """A source that always fails, and counts."""

    name, schemes, can_search, completes = "down", ("doi", "pmid"), True, ()

    def ask(self, queries):
        return [Answer(source="down", outcome=Outcome.FAILED, detail="HTTP 500") for _ in queries]


@pytest.fixture(scope="module")
def catalogue(works):
    return CatalogueSource(Catalogue.of(works))


def verdict(raw, *sources):
    [entry] = backref.resolve_many([raw], sources)
    return entry.resolution


VANCOUVER = "Qaseem A, Wilt TJ, McLean RM, Forciea MA. Noninvasive treatments for acute, subacute, and chronic low back pain: a clinical practice guideline from the American College of Physicians. Ann Intern Med. 2017;166(7):514-530."


@pytest.mark.parametrize(
    ("raw", "status", "differences"),
    [
        (VANCOUVER, "matched", []),
        (VANCOUVER.replace("2017", "2014"), "matched-with-differences", ["issued"]),
        (VANCOUVER.replace("514-530", "714-730"), "matched-with-differences", ["page"]),
        (VANCOUVER.replace("166(7)", "266(7)"), "matched-with-differences", ["volume"]),
        (VANCOUVER.replace("Ann Intern Med", "Lancet"), "matched-with-differences", ["container-title"]),
        (
            VANCOUVER.replace("Qaseem A, Wilt TJ, McLean RM, Forciea MA", "Smith J, Jones B"),
            "matched-with-differences",
            ["author"],
        ),
        (VANCOUVER + " doi:10.7326/M16-2367", "matched", []),
        ("PMID 28192789", "matched", []),
        ("doi:10.7326/M16-2367", "matched", []),
        (
            "Furlan AD, Imamura M, Irvin E, et al. Massage for low-back pain. Cochrane Database of Systematic Reviews. Article CD001929.",
            "ambiguous",
            [],
        ),
        ("Smith J. A work that nobody wrote about nothing at all. J Nothing. 2001;1:1-2.", "not-asked", []),
    ],
)
def test_verdicts(catalogue, raw, status, differences):
    found = verdict(raw, catalogue)
    assert (str(found.status), [difference.variable for difference in found.differences]) == (status, differences)
    assert found.reasons


def test_an_identifier_of_another_work_is_a_finding(catalogue):
    found = verdict(VANCOUVER + " doi:10.1136/bmj.g6380", catalogue)
    assert "doi-points-elsewhere" in found.reasons
    assert found.record is None or found.record.reference.doi == "10.7326/m16-2367"
    alone = verdict(
        "Smith J. Quite another title about something else. J Nothing. 2001;1:1-2. doi:10.1136/bmj.g6380", catalogue
    )
    assert (alone.status, alone.record) == (Status.AMBIGUOUS, None)


def test_a_failure_is_no_absence(catalogue):
    raw = "Smith J. A work that nobody wrote about nothing at all. J Nothing. 2001;1:1-2."
    assert verdict(raw, catalogue, Down()).status == Status.FAILED
    assert verdict(VANCOUVER, catalogue, Down()).status == Status.MATCHED
    assert verdict(raw).status == Status.NOT_ASKED


def test_merging_keeps_both_values(catalogue):
    bibliography = backref.resolve(
        f"A claim.[1]\n\nReferences\n\n1. {VANCOUVER.replace('2017', '2014')} Epub ahead.\n", [catalogue]
    )
    [entry] = bibliography.entries
    assert entry.reference.issued.year == 2017
    [issued] = [evidence for evidence in entry.evidence if evidence.variable == "issued"]
    assert (issued.values["text"], issued.origin, issued.kind) == ("2014", "catalogue", "differs")
    assert entry.reference.author[0].given == "Amir"


def test_one_work_cited_twice_is_one_entry(catalogue):
    text = f"One claim (doi:10.7326/M16-2367). Another.[1]\n\nReferences\n\n1. {VANCOUVER}\n"
    bibliography = backref.resolve(text, [catalogue])
    [entry] = bibliography.entries
    assert len(entry.citations) == 2
    assert [claim.references for claim in bibliography.claims] == [(0,), (0,)]
