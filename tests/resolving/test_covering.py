"""Who holds no works of a kind is not believed about them; and the versions of a work are told."""

from __future__ import annotations

import pytest

import backref
from backref import asking
from backref.fields import ids
from backref.fields.kinds import KINDS
from backref.model import Answer, Identifier, Outcome, Parsed, Record, Reference, Relation, Status
from backref.resolving import Reason, decide
from backref.resolving.versions import related
from backref.sources import SERVICES

NEURIPS = Reference(
    type="paper-conference", title="Attention is all you need", container_title="Advances in Neural Information Processing Systems",
    author=[{"family": "Vaswani"}], issued={"date_parts": [[2017]]},
)  # fmt: skip
ARTICLE = Reference(
    type="article-journal", title="Heat of made-up metals", container_title="Journal of Heat", volume="1"
)


class Silent:
    """A source that knows nothing, of the kinds that another one holds."""

    schemes = ("doi",)
    can_search = True
    completes = ()

    def __init__(self, name):
        self.name, self.covers = name, SERVICES.get(name).covers

    def ask(self, queries):
        return [Answer(source=self.name, outcome=Outcome.ANSWERED) for _ in queries]


def verdict(reference, *names):
    return asking.verify([Parsed(raw=reference.title, reference=reference)], [Silent(name) for name in names])[0]


@pytest.mark.parametrize(
    ("reference", "names", "status"),
    [
        (NEURIPS, ["crossref"], Status.NOT_ASKED),
        (NEURIPS, ["crossref", "dblp"], Status.NOT_FOUND),
        (NEURIPS.model_copy(update={"container_title": "CVPR"}), ["crossref"], Status.NOT_FOUND),
        (Reference(type="webpage", title="A page about heat", url="https://example.org"), ["crossref", "pubmed"], Status.NOT_ASKED),
        (Reference(type="standard", title="Quality management systems: requirements"), ["crossref"], Status.NOT_ASKED),
        (ARTICLE, ["crossref"], Status.NOT_FOUND),
        (ARTICLE, ["dblp"], Status.NOT_ASKED),
        (ARTICLE, ["openalex"], Status.NOT_FOUND),
    ],
)  # fmt: skip
def test_the_silence_of_who_holds_no_such_works_says_nothing(reference, names, status):
    found = verdict(reference, *names)
    assert found.status == status
    assert (str(Reason.NOT_COVERED) in found.reasons) == (status == Status.NOT_ASKED)


def test_an_identifier_that_nobody_knows_is_not_excused_by_the_kind_of_work():
    found = verdict(Reference(type="webpage", title="A page about heat", doi="10.5555/nobody"), "crossref")
    assert found.status == Status.NOT_FOUND


@pytest.mark.parametrize("service", SERVICES.own(), ids=lambda service: service.name)
def test_what_a_source_covers_is_of_the_known_kinds(service):
    assert set(service.covers) <= set(KINDS)


def test_the_versions_of_a_work_are_told_with_their_relation():
    preprint = Reference(
        type="article", title="Attention Is All You Need", arxiv="1706.03762", publisher="arXiv", author=[{"family": "Vaswani"}], issued={"date_parts": [[2017]]}
    )  # fmt: skip
    doi = Identifier("doi", "10.5555/3295222.3295349")
    records = (
        Record(reference=preprint, source="arxiv", relations=(Relation(kind="IsPreprintOf", identifier=doi),)),
        Record(reference=NEURIPS.model_copy(update={"url": "https://papers.nips.cc/1"}), source="dblp"),
    )
    parsed = Parsed(raw="", reference=preprint)
    found = decide(parsed, [Answer(source="x", outcome=Outcome.ANSWERED, records=records)])
    assert found.status == Status.MATCHED
    assert {(v.relation, v.form, v.says) for v in found.versions} == {
        ("IsPreprintOf", "", "arxiv"),
        ("IsPreprintOf", "proceedings", "match"),
    }
    assert ids.normalise(found.versions[0].identifier) == doi


@pytest.mark.parametrize(
    ("change", "are_one"),
    [
        ({}, True),
        ({"title": "Attention Is All You Need!"}, True),
        ({"title": "Attention is not all you need"}, False),
        ({"author": [{"family": "Dong"}]}, False),
        ({"issued": {"date_parts": [[2025]]}}, False),
        ({"type": "paper-conference", "arxiv": None, "publisher": None}, False),
    ],
)
def test_two_forms_are_one_work_by_title_people_and_years(change, are_one):
    preprint = Reference(
        type="article", title="Attention is all you need", arxiv="1706.03762", author=[{"family": "Vaswani"}], issued={"date_parts": [[2017]]}
    )  # fmt: skip
    other = Reference.model_validate(preprint.model_dump(by_alias=False) | change)
    assert bool(backref.versions([NEURIPS, other])) == are_one


@pytest.mark.parametrize(
    ("title", "says"),
    [("Attention is all you need", "HasPreprint"), ("Attention is not all you need", ""), ("Editorial", ""), ("", "")],
)
def test_a_preprint_of_a_paper_has_its_title_and_one_that_tells_works_apart(title, says):
    preprint = Reference(type="article", title=title, arxiv="1706.03762", author=NEURIPS.author)
    paper = NEURIPS.model_copy(update={"title": title or None}) if title in ("Editorial", "") else NEURIPS
    assert related(paper, preprint) == says


def test_works_of_one_title_are_told_apart_before_their_forms_are_joined():
    other = Reference(type="article", title=NEURIPS.title, arxiv="1601.00001", author=[{"family": "Jones"}])
    preprint = Reference(type="article", title=NEURIPS.title, arxiv="1706.03762", author=NEURIPS.author)
    assert [group.members for group in backref.versions([other, preprint, NEURIPS])] == [(1, 2)]
