"""What an identifier leads to where it is an alias, misprinted, another name of a paper, an ISBN alone, or one of
many.
"""

from __future__ import annotations

import pytest

from backref import asking, parse
from backref.catalogue import Catalogue
from backref.model import Date, Identifier, Name, Outcome, Query, Reference, Status
from backref.resolving.reasons import Reason
from backref.sources import open_sources
from backref.sources.catalogue import CatalogueSource
from backref.testing import fake_services

PEOPLE = (Name(family="Roe", given="Ada"), Name(family="Poe", given="Ben"))
HEAT = Reference(
    type="article-journal", title="Heat for stiff backs in farmers", author=PEOPLE, container_title="Spine", volume="26", page="11-19",
    issued=Date(date_parts=((2001,),)), doi="10.5555/heat.2001.11", pmid="7000001", also=(Identifier("doi", "10.5555/old-heat"),),
)  # fmt: skip
PREPRINT = Reference(
    type="article",
    title="Cold for weak knees",
    author=PEOPLE,
    issued=Date(date_parts=((2014,),)),
    arxiv="1412.6980",
)
BOOK = Reference(
    type="book",
    title="Backs and what ails them",
    author=PEOPLE,
    issued=Date(date_parts=((2003,),)),
    isbn="9780615452272",
)
CHAPTER = BOOK.model_copy(
    update={"type": "chapter", "title": "The first chapter", "container_title": BOOK.title, "page": "1-9"}
)
CITED = "Roe A, Poe B. Heat for stiff backs in farmers. Spine. 2001;26:11-19. doi:"


@pytest.fixture(scope="module")
def services():
    with fake_services([HEAT, PREPRINT]) as running:
        yield running


def verdict(raw, *sources):
    return asking.verify([parse(raw)], sources)[0]


def world(*works):
    return CatalogueSource(Catalogue.of(works), name="world")


@pytest.mark.parametrize("raw", [CITED + "10.5555/old-heat", "doi:10.5555/old-heat"])
def test_an_alias_that_is_answered_by_its_primary_is_a_match_with_a_note(services, raw):
    services.reset()
    found = verdict(raw, *open_sources(["crossref"], services.settings()))
    assert (found.status, found.differences) == (Status.MATCHED, ())
    assert [(f.kind, str(f.identifier), f.says) for f in found.findings] == [
        ("superseded-identifier", "doi:10.5555/heat.2001.11", ("crossref",))
    ]
    assert Reason.IDENTIFIER_IS_ALIAS in found.reasons


@pytest.mark.parametrize("glued", ["v2", "/1", ".supp", "/v3", "-v1", "?needed", "#s3", "\n"])
def test_a_doi_that_nobody_knows_as_printed_is_asked_for_as_it_may_have_been_meant(services, glued):
    services.reset()
    raw = CITED + ("10.5555/heat.20\n01.11" if glued == "\n" else HEAT.doi + glued)
    found = verdict(raw, *open_sources(["crossref"], services.settings()))
    assert (found.status, found.differences) == (Status.MATCHED, ())
    assert found.record.reference.doi == HEAT.doi
    if glued not in ("?needed", "#s3"):  # those are cut before anybody is asked
        assert [(f.kind, str(f.identifier)) for f in found.findings] == [("misprinted-identifier", f"doi:{HEAT.doi}")]
        assert Reason.IDENTIFIER_MISPRINTED in found.reasons


def test_what_a_doi_may_have_been_meant_for_is_no_match_for_another_work(services):
    services.reset()
    raw = "Moe C. Cats, dogs and their owners in towns. Lancet. 1990;1:1-2. doi:10.5555/heat.2001.11/v7"
    found = verdict(raw, *open_sources(["crossref"], services.settings()))
    assert not found.status.is_match
    assert Reason.IDENTIFIER_MISPRINTED not in found.reasons


def test_a_doi_that_is_registered_with_its_tail_is_no_misprint():
    file = HEAT.model_copy(update={"doi": "10.5555/heat.2001.pdf", "also": ()})
    found = verdict(CITED + file.doi, world(file))
    assert (found.status, found.findings, found.differences) == (Status.MATCHED, (), ())


def test_a_known_doi_costs_no_further_question(services):
    services.reset()
    verdict(CITED + HEAT.doi, *open_sources(["crossref"], services.settings()))
    assert len(services.requests) == 1


@pytest.mark.parametrize(
    "raw", ["doi:10.48550/arXiv.1412.6980", "Roe A, Poe B. Cold for weak knees. CoRR abs/1412.6980, 2014."]
)
def test_a_paper_of_arxiv_is_known_by_its_identifier_and_its_doi(raw):
    assert verdict(raw, world(PREPRINT)).status == Status.MATCHED
    by_doi = PREPRINT.model_copy(update={"doi": "10.48550/arxiv.1412.6980", "arxiv": None})
    assert verdict(raw, world(by_doi)).status == Status.MATCHED


def test_an_isbn_alone_is_the_book_s():
    found = verdict("ISBN 978-0-615-45227-2", CatalogueSource(Catalogue.of([CHAPTER, BOOK])))
    assert (found.status, found.record.reference.type) == (Status.MATCHED, "book")
    assert found.score > 0.5


@pytest.mark.parametrize("count", [3, 40])
def test_one_bad_identifier_never_spoils_a_batch(count):
    works = [PREPRINT.model_copy(update={"arxiv": f"1412.{1000 + n}"}) for n in range(count)]
    asked = [Query(Identifier("arxiv", work.arxiv)) for work in works]
    asked.insert(count // 3, Query(Identifier("arxiv", "nonsense/9901001")))
    with fake_services(works) as services:
        answers = open_sources(["arxiv"], services.settings())[0].ask(asked)
        requests = len(services.requests)
    assert answers.pop(count // 3).outcome == Outcome.FAILED
    assert [answer.records[0].reference.arxiv for answer in answers] == [work.arxiv for work in works]
    assert requests <= 1 + 2 * (count + 1).bit_length()


def test_what_is_no_arxiv_identifier_is_asked_of_nobody(services):
    services.reset()
    raw = "arXiv:2315.99999"
    found = verdict(raw, *open_sources(["arxiv"], services.settings()))
    assert (found.status, found.reasons) == (Status.NOT_ASKED, (Reason.NOTHING_TO_ASK, Reason.IDENTIFIER_INVALID))
    assert verdict(raw, world(PREPRINT)).status == Status.NOT_ASKED
    assert services.requests == []
    assert [problem.message for problem in parse(raw).problems] == ["2315.99999 is no arXiv identifier"]


@pytest.mark.parametrize(
    "raw", ["doi:10.5555/nobody", "Moe C. Cats, dogs and their owners in towns. Lancet. 1990;1:1-2."]
)
def test_the_catalogue_alone_never_says_that_there_is_no_such_work(raw):
    works = Catalogue.of([HEAT, BOOK])
    alone = verdict(raw, CatalogueSource(works))
    assert (alone.status, alone.reasons) == (Status.NOT_ASKED, (Reason.ONLY_LOCAL,))
    assert verdict(raw, CatalogueSource(works, name="world")).status == Status.NOT_FOUND


def test_the_score_never_contradicts_the_status():
    other = HEAT.model_copy(update={"doi": "10.5555/other", "pmid": None, "page": "711-719", "volume": "3", "also": ()})
    source = world(HEAT, other, BOOK, PREPRINT)
    cited = CITED.removesuffix(" doi:")
    raws = [
        cited, cited.replace("26:11-19", ""), "doi:10.5555/heat.2001.11", CITED + "10.5555/heat.2001.11", "ISBN 9780615452272", cited[:40],
        "Moe C. Heat for stiff backs in farmers. Lancet. 1950;9:1.", "Moe C. Cats. 1990.", cited.replace("Heat", "Cold") + " doi:10.5555/other",
        "Moe C. Cats and their owners. Lancet. 1990;1:1-2. doi:10.5555/heat.2001.11", "Roe 2001", "arXiv:1412.6980",
    ]  # fmt: skip
    seen = set()
    for raw in raws:
        found = verdict(raw, source)
        assert found.status.is_match == (found.score >= 0.5), (raw, found.status, found.score)
        seen.add(found.status)
    assert {Status.MATCHED, Status.AMBIGUOUS, Status.NOT_FOUND} <= seen


@pytest.mark.parametrize("doi", ["10.5555/made.up.1", "10.47281/bed.57189"])
def test_a_doi_that_does_not_exist_is_a_difference_of_a_work_that_was_found_without_it(services, doi):
    services.reset()
    found = verdict(CITED + doi, *open_sources(["crossref", "doi_org"], services.settings()))
    assert found.status == Status.MATCHED_WITH_DIFFERENCES
    [difference] = found.differences
    assert (difference.variable, difference.text, difference.record) == ("DOI", doi, HEAT.doi)
    assert difference.message == f"doi:{doi} does not exist (says doi_org); the record has {HEAT.doi}"
    assert Reason.IDENTIFIER_UNKNOWN in found.reasons


def test_who_knows_some_dois_denies_none():
    without = HEAT.model_copy(update={"doi": None, "also": ()})
    raw = CITED + "10.5555/of.another.agency"
    alone = verdict(raw, CatalogueSource(Catalogue.of([without])))
    assert (alone.status, [f.kind for f in alone.findings]) == (Status.MATCHED, ["unconfirmed-identifier"])
    found = verdict(raw, world(without))
    assert [(d.variable, d.record) for d in found.differences] == [("DOI", "")]
