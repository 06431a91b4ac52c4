"""What every networked source must stand: a failure never says "no such work", and a true "no such work" is no failure."""

from __future__ import annotations

import pytest

from backref.model import Identifier, Outcome, Query
from backref.sources import by_name, names, open_sources
from backref.testing import FAULTS, fake_services

KNOWN = {"crossref": Identifier("doi", "10.1136/bmj.g6380"), "pubmed": Identifier("pmid", "25561513")}
SLOW = ("timeout", "drip", "drip-headers")  # these take real time
UNKNOWN = {"crossref": Identifier("doi", "10.5555/nobody"), "pubmed": Identifier("pmid", "11111111")}


@pytest.fixture(scope="module")
def services(works):
    with fake_services(works) as running:
        yield running


@pytest.fixture
def asked(services):
    services.reset()
    return services


@pytest.mark.parametrize("name", names())
def test_a_source_declares_what_it_can_do(name):
    module = by_name(name)
    assert name == module.NAME
    assert module.SCHEMES or module.CAN_SEARCH
    assert module.RATE.per_second > 0
    assert module.BASE_URL.startswith("https://")


@pytest.mark.parametrize("name", names())
def test_a_known_work_is_found(asked, name):
    [answer] = open_sources([name], asked.settings())[0].ask([Query(KNOWN[name])])
    assert answer.outcome == Outcome.ANSWERED
    assert answer.records[0].reference.title == "Opioids for low back pain"
    assert "mailto:tests@example.org" in asked.agents[-1]


@pytest.mark.parametrize("name", names())
def test_an_unknown_work_is_an_answer_without_records(asked, name):
    [answer] = open_sources([name], asked.settings())[0].ask([Query(UNKNOWN[name])])
    assert (answer.outcome, answer.records) == (Outcome.ANSWERED, ())


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", names())
def test_a_fault_never_says_that_the_work_does_not_exist(asked, name, fault):
    asked.fault = fault
    [answer] = open_sources([name], asked.settings(tries=1 if fault in SLOW else 2))[0].ask([Query(KNOWN[name])])
    assert answer.outcome == Outcome.FAILED, answer
    assert answer.detail
    assert "tests@example.org" not in answer.detail


@pytest.mark.parametrize(
    "fault", ["429", "429-no-header", "429-date", "500", "502", "503", "504", "timeout", "drip", "drip-headers", "reset", "reset-headers", "reset-body",
    "cut-off", "cut-off-chunked", "wrong-length", "html", "no-type", "broken-gzip"],
)  # fmt: skip
@pytest.mark.parametrize("name", names())
def test_a_fault_that_passes_is_overcome(asked, name, fault):
    asked.fault, asked.times = fault, 1
    [answer] = open_sources([name], asked.settings(tries=3))[0].ask([Query(KNOWN[name])])
    assert answer.outcome == Outcome.ANSWERED, answer
    assert answer.records
    assert len(asked.requests) == 2


@pytest.mark.parametrize("name", names())
def test_offline_opens_no_socket(asked, name):
    [answer] = open_sources([name], asked.settings(offline=True))[0].ask([Query(KNOWN[name])])
    assert (answer.outcome, answer.detail) == (Outcome.NOT_ASKED, "offline")
    assert asked.requests == []


@pytest.mark.parametrize("name", names())
def test_a_failure_is_not_cached_and_an_answer_is(asked, name, tmp_path):
    settings = asked.settings(cache=tmp_path / "payloads.sqlite", tries=1)
    asked.fault = "503"
    assert open_sources([name], settings)[0].ask([Query(KNOWN[name])])[0].outcome == Outcome.FAILED
    asked.fault = ""
    assert open_sources([name], settings)[0].ask([Query(KNOWN[name])])[0].records
    sent = len(asked.requests)
    offline = asked.settings(cache=tmp_path / "payloads.sqlite", offline=True)
    assert open_sources([name], offline)[0].ask([Query(KNOWN[name])])[0].records
    assert len(asked.requests) == sent


@pytest.mark.parametrize("name", names())
def test_many_identifiers_cost_few_requests(asked, works, name):
    scheme = by_name(name).SCHEMES[0]
    queries = [Query(Identifier(scheme, value)) for work in works if (value := getattr(work, scheme))]
    answers = open_sources([name], asked.settings())[0].ask(queries * 3)
    assert all(answer.records for answer in answers)
    assert len(asked.requests) == 1


def test_nobody_listening_is_asked_once():
    with fake_services() as gone:
        settings = gone.settings(tries=4)
    source = open_sources(["crossref"], settings)[0]
    answers = source.ask([Query(text=f"some words to look for {number}") for number in range(20)])
    assert {answer.outcome for answer in answers} == {Outcome.FAILED}
    assert {answer.detail for answer in answers} == {"cannot be reached"}
    assert gone.clock.slept == [] or max(gone.clock.slept) < 1
