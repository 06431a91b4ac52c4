"""What every networked source must stand: a failure never says "no such work", and a true "no such work" is no failure."""

from __future__ import annotations

import socket
import sys
from contextlib import ExitStack
from dataclasses import replace

import pytest

from backref.model import Identifier, Outcome, Query
from backref.sources import Settings, by_name, names, open_sources
from backref.sources._cache import FRESH_S
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


@pytest.mark.parametrize("status", ["404", "410"])
@pytest.mark.parametrize("name", names())
def test_a_work_that_is_gone_is_not_found_and_asked_for_once(asked, name, status):
    asked.fault = status
    [answer] = open_sources([name], asked.settings())[0].ask([Query(KNOWN[name])])
    assert (answer.outcome, answer.records) == (Outcome.ANSWERED, ())
    assert len(asked.requests) == 1


@pytest.mark.parametrize("name", names())
def test_a_list_that_is_gone_says_nothing_about_its_works(asked, name):
    asked.fault = "404"
    answers = open_sources([name], asked.settings())[0].ask([Query(KNOWN[name]), Query(UNKNOWN[name])])
    if len(asked.requests) <= 2:  # asked for together
        assert {(answer.outcome, answer.detail) for answer in answers} == {(Outcome.FAILED, "HTTP 404")}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse where this one lets wait")
@pytest.mark.parametrize("name", names())
def test_connecting_does_not_last_for_ever(name, stuck):
    settings = Settings(base_urls={name: stuck}, connect_timeout_s=0.05, tries=1)
    [answer] = open_sources([name], settings)[0].ask([Query(KNOWN[name])])
    assert (answer.outcome, answer.detail) == (Outcome.FAILED, "no answer in time")


@pytest.fixture
def stuck():
    """A port that takes no more connections, and refuses none: its queue is full."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        with ExitStack() as waiting:
            for _ in range(8):
                one = waiting.enter_context(socket.socket())
                one.setblocking(False)
                one.connect_ex(server.getsockname())
            yield f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize("fault", ["", "403", "429", "reset", "redirect-loop", "error-body"])
@pytest.mark.parametrize("name", names())
def test_nobody_hears_who_asks_but_the_service(asked, name, fault, tmp_path, caplog, monkeypatch):
    caplog.set_level("DEBUG")
    for variable in getattr(by_name(name), "RATE_WITH", {}):
        monkeypatch.setenv(variable, "hush-hush")
    asked.fault = fault
    settings = replace(asked.settings(cache=tmp_path / "payloads.sqlite", tries=2), mailto="hush-hush@example.org")
    [answer] = open_sources([name], settings)[0].ask([Query(KNOWN[name])])
    assert any("hush" in told for told in [*asked.requests, *asked.agents])
    assert "hush" not in caplog.text
    assert "hush" not in answer.model_dump_json()
    assert not [path.name for path in tmp_path.iterdir() if b"hush" in path.read_bytes()]


@pytest.mark.parametrize("name", names())
def test_offline_believes_what_is_too_old_for_others(asked, name, tmp_path):
    path = tmp_path / "payloads.sqlite"
    for seconds, sent in ((0, 1), (FRESH_S - 1, 1), (2, 2)):
        asked.clock.sleep(seconds)
        assert open_sources([name], asked.settings(cache=path))[0].ask([Query(KNOWN[name])])[0].records
        assert len(asked.requests) == sent
    asked.clock.sleep(10 * FRESH_S)
    assert open_sources([name], asked.settings(cache=path, offline=True))[0].ask([Query(KNOWN[name])])[0].records
    assert len(asked.requests) == 2


@pytest.mark.parametrize("name", names())
def test_without_an_address_none_is_given(asked, name):
    [answer] = open_sources([name], replace(asked.settings(), mailto=None))[0].ask([Query(KNOWN[name])])
    assert answer.records
    assert "@" not in asked.agents[-1] + asked.requests[-1]


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
