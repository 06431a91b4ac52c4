"""What is asked next is asked while others are awaited, and comes to the same as if each were asked for itself."""

from __future__ import annotations

import pytest

from backref import asking, parsing
from backref.model import Date, Name, Parsed, Query, Reference, Status
from backref.rounds import Round
from backref.sources import open_sources
from backref.testing import fake_services

WORDS = "heat winter valley stone glacier harbour meadow orchard copper lantern".split()


def work(number, **values):
    title = f"{WORDS[number % 10]} {WORDS[number // 10 % 10]} of the made-up {chr(97 + number % 26) * 5} country".capitalize()
    known = {"container_title": "Journal of Walks", "volume": str(number + 1), "page": f"{number + 10}-{number + 12}"}
    return Reference(type="article-journal", title=title, author=(Name(family=f"Roe{WORDS[number % 10]}", given="A"),), issued=Date(date_parts=((1990 + number % 30,),)), **known | values)  # fmt: skip


def cited(reference, scheme=None):
    if scheme:
        return Parsed(
            raw=f"{scheme}:{getattr(reference, scheme)}", reference=Reference(**{scheme: getattr(reference, scheme)})
        )
    [name] = reference.author
    text = f"{name.family} {name.given}. {reference.title}. {reference.container_title}. {reference.issued.year};{reference.volume}:{reference.page}."
    return next(iter(parsing.parse_many([text])))


def at(requests, part):
    return [number for number, path in enumerate(requests) if part in path]


def test_a_search_goes_on_to_the_next_source_while_others_are_awaited():
    texts = [work(number) for number in range(12)]
    with fake_services() as services:
        verdicts = asking.verify(
            [cited(each) for each in texts], open_sources(["crossref", "openalex"], services.settings())
        )
        first, second = (at(services.requests, name) for name in ("/crossref/", "/openalex/"))
    assert (len(first), len(second)) == (12, 12)
    assert second[0] < first[-1]
    assert all([answer.source for answer in verdict.answers] == ["crossref", "openalex"] for verdict in verdicts)


def test_what_is_known_besides_is_asked_before_all_are_found():
    known = [work(number, pmid=str(1000 + number), doi=f"10.5555/{number}") for number in range(25)]
    lost = Reference(doi="10.5555/lost")
    with fake_services(known) as services:
        asked = [*(cited(each, "pmid") for each in known), cited(lost, "doi")]
        verdicts = asking.verify(asked, open_sources(["pubmed", "crossref", "datacite"], services.settings()))
        lists, later = at(services.requests, "/crossref/works?"), at(services.requests, "/datacite/")
    assert [verdict.status.is_match for verdict in verdicts] == [True] * 25 + [False]
    assert len(lists) == 1
    assert lists[0] < later[0]


@pytest.mark.parametrize("fault", ["", "429", "503", "cut-off", "html"])
def test_together_comes_to_the_same_as_one_by_one(fault):
    works = [work(number, pmid=str(1000 + number), doi=f"10.5555/{number}") for number in range(40)]
    held = [each for number, each in enumerate(works) if number % 5]
    asked = [cited(each, (None, "pmid", "doi")[number % 3]) for number, each in enumerate(works)]
    names = ["pubmed", "crossref", "datacite", "openalex"]
    with fake_services(held) as services:
        services.mix = {fault: 0.1} if fault else {}
        together = asking.verify(asked, open_sources(names, services.settings(tries=6)))
        alone = [asking.verify([each], open_sources(names, services.settings(tries=6)))[0] for each in asked]
    assert [(each.status, each.record and each.record.reference.doi) for each in together] == [
        (each.status, each.record and each.record.reference.doi) for each in alone
    ]
    assert {each.status for each in together} >= {Status.MATCHED, Status.NOT_FOUND}


def test_one_question_of_two_references_is_asked_once_and_settles_both():
    one = work(1, doi="10.5555/1")
    settled = {}
    with fake_services([one]) as services:
        [crossref] = sources = open_sources(["crossref"], services.settings())
        query = Query(identifier=next(iter(one.identifiers())))
        asking_both = Round(sources, settled.__setitem__, lambda index: [(0, 7, query)] if index == 3 else [])
        asking_both.put([(0, 3, query), (0, 5, query)])
        asking_both.run()
        assert len(services.requests) == 1
    assert sorted(settled) == [3, 5, 7]
    assert all(answer.records[0].source == crossref.name for rows in settled.values() for _, _, answer in rows)
