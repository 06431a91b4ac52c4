"""How fast, how many at once, in which order, and what is left after an interruption. Waiting is the fake clock's."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import deque
from dataclasses import replace
from pathlib import Path

import pytest

from backref.model import Identifier, Outcome, Query, Reference
from backref.sources import Settings, crossref, open_sources, pubmed
from backref.sources._cache import Cache
from backref.sources._http import Http
from backref.sources._requests import Rate, Request
from backref.sources._turns import DOWN_S, SLACK, Lane, Turns
from backref.testing import _server, fake_services

SRC = Path(__file__).resolve().parents[2] / "src"
TEXTS = [Query(text=f"some words to look for {number}") for number in range(12)]
FAST = {"x-rate-limit-limit": "1000", "x-rate-limit-interval": "1s", "x-concurrency-limit": "3"}


@pytest.fixture
def services(works):
    with fake_services(works) as running:
        yield running


def really(services, **changes) -> Settings:
    """Settings with the real clock, for what happens at the same time."""
    real = Settings()
    return replace(services.settings(**changes), clock=real.clock, now=real.now, sleep=real.sleep)  # fmt: skip


def asks(services, http: Http, requests: list[Request], rate: Rate) -> list[object]:
    outcomes: list[object] = [None] * len(requests)

    def task(at: int, request: Request):
        outcomes[at] = (yield request).status

    http.run(deque((task(at, request), rate) for at, request in enumerate(requests)))
    return outcomes


def single(services, number: int) -> Request:
    return Request("crossref", f"{services.url}/crossref/works/10.5555%2F{number}")


def test_lists_and_single_records_have_limits_of_their_own(services):
    polite, public = crossref.SOURCE.rate_with["mailto"], crossref.SOURCE.rate
    lists = [replace(single(services, n), params=(("n", str(n)),), lane="list") for n in range(3)]
    for rate, list_gap, gap in ((polite, 1 / 3, 0.1), (public, 1.0, 0.2)):
        for requests, expected in ((lists, list_gap), ([single(services, n) for n in range(3)], gap)):
            services.clock.slept.clear()
            asks(services, Http(services.settings()), requests, rate)
            assert services.clock.slept == pytest.approx([expected * SLACK] * 2)


def test_who_we_say_we_are_decides_the_rate(monkeypatch):
    monkeypatch.delenv("NCBI_API_KEY", raising=False)
    assert crossref.SOURCE.rate_for(Settings(mailto=None)).lanes == {"list": 1}
    assert crossref.SOURCE.rate_for(Settings(mailto="a@example.org")).lanes == {"list": 3}
    assert pubmed.SOURCE.rate_for(Settings(mailto="a@example.org")).per_second == 3
    monkeypatch.setenv("NCBI_API_KEY", "hush")
    assert pubmed.SOURCE.rate_for(Settings(mailto=None)).per_second == 10


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_as_many_at_once_as_the_service_allows(services, at_once):
    http = Http(really(services))
    services.headers = FAST | {"x-concurrency-limit": str(at_once)}
    http.send(single(services, 0), crossref.SOURCE.rate)
    services.latency_s = 0.04
    asks(services, http, [single(services, n) for n in range(1, 8)], crossref.SOURCE.rate)
    assert services.most_at_once == at_once


def test_a_limit_that_shrinks_in_mid_run_is_heeded(services):
    http = Http(services.settings())
    services.headers = {"x-rate-limit-limit": "10"}

    def tighten():
        yield single(services, 0)
        services.headers = {"x-rate-limit-limit": "1", "x-rate-limit-interval": "2s", "x-concurrency-limit": "1"}
        for number in range(1, 5):
            yield single(services, number)

    http.run(deque([(tighten(), Rate(10, at_once=3))]))
    assert services.clock.slept == pytest.approx([0.1 * SLACK, 2 * SLACK, 2 * SLACK, 2 * SLACK])
    assert http._turns.lane("127.0.0.1:" + str(services.port), "", 1, 1).host.at_once == 1


@pytest.mark.parametrize("odd", ["", "0", "-5", "nan", "inf", "many", "1e999"])
def test_odd_limits_change_nothing(services, odd):
    services.headers = {"x-rate-limit-limit": odd, "x-rate-limit-interval": odd, "x-concurrency-limit": odd}
    asks(services, Http(services.settings()), [single(services, n) for n in range(3)], Rate(10))
    assert services.clock.slept == pytest.approx([0.1 * SLACK] * 2)


def test_a_request_that_waits_for_its_next_try_holds_nobody_up(services):
    services.fault, services.times = "429", 1
    outcomes = asks(services, Http(services.settings()), [single(services, n) for n in range(4)], Rate(10))
    assert outcomes == [404] * 4
    assert [path[-2] for path in services.requests] == ["0", "1", "2", "3", "0"]
    assert sum(services.clock.slept) == pytest.approx(2.0)


def test_several_refusals_in_a_row_are_meant_for_all(services):
    services.fault, services.times = "429", 3
    asks(services, Http(services.settings()), [single(services, n) for n in range(6)], Rate(10))
    assert [path[-2] for path in services.requests] == ["0", "1", "2", "0", "1", "2", "3", "4", "5"]


def test_answers_are_the_same_whatever_happens_on_the_way(services, works):
    queries = [Query(Identifier("doi", work.doi)) for work in works if work.doi]
    queries += [Query(Identifier("doi", f"10.5555/nobody,{n}")) for n in range(5)] + TEXTS
    [calm] = open_sources(["crossref"], services.settings())
    expected = calm.ask(queries)
    services.mix = {"429": 0.1, "503": 0.1, "reset": 0.1, "cut-off": 0.1, "html": 0.1}
    services.headers, services.latency_s, services.retry_after_s = FAST, 0.002, 0
    [wild] = open_sources(["crossref"], replace(really(services, tries=12), dice=lambda: -0.99))
    stamp = {"records": {"__all__": {"retrieved"}}}
    assert [a.model_dump(exclude=stamp) for a in wild.ask(queries)] == [a.model_dump(exclude=stamp) for a in expected]
    assert len(services.suffered) > 4


def test_a_host_that_fails_again_and_again_is_given_up_for_a_while(services):
    services.fault = "503"
    [source] = open_sources(["crossref"], services.settings(tries=2))
    answers = source.ask(TEXTS)
    assert {answer.outcome for answer in answers} == {Outcome.FAILED}
    assert len(services.requests) < 12
    sent = len(services.requests)
    services.fault = ""
    assert source.ask(TEXTS[:1])[0].outcome == Outcome.FAILED
    services.clock.sleep(DOWN_S)
    assert source.ask(TEXTS[:1])[0].outcome == Outcome.ANSWERED
    assert len(services.requests) == sent + 1


def test_who_is_refused_entry_stops(services):
    services.fault = "403"
    open_sources(["crossref"], services.settings())[0].ask(TEXTS)
    assert len(services.requests) == 3


def test_one_odd_request_does_not_give_up_the_host(services):
    services.fault, services.times = "414", 5
    answers = open_sources(["crossref"], services.settings())[0].ask(TEXTS)
    assert [answer.outcome for answer in answers] == [Outcome.FAILED] * 5 + [Outcome.ANSWERED] * 7


def test_an_interrupted_run_is_taken_up_where_it_was(services, tmp_path):
    def interrupted(seconds: float) -> None:
        services.clock.sleep(seconds)
        if len(services.clock.slept) == 5:
            raise KeyboardInterrupt

    settings = services.settings(cache=tmp_path / "payloads.sqlite")
    with pytest.raises(KeyboardInterrupt):
        open_sources(["crossref"], replace(settings, sleep=interrupted))[0].ask(TEXTS)
    assert len(services.requests) == 5
    answers = open_sources(["crossref"], settings)[0].ask(TEXTS)
    assert {answer.outcome for answer in answers} == {Outcome.ANSWERED}
    assert sorted(services.requests) == sorted(set(services.requests))
    assert len(services.requests) == len(TEXTS)


def test_a_source_can_be_asked_again_after_an_interruption(services):
    def interrupted(seconds: float) -> None:
        raise KeyboardInterrupt

    [source] = open_sources(["crossref"], replace(services.settings(), sleep=interrupted))
    with pytest.raises(KeyboardInterrupt):
        source.ask(TEXTS)
    source.http.settings = services.settings()
    assert {answer.outcome for answer in source.ask(TEXTS)} == {Outcome.ANSWERED}
    assert len(services.requests) == len(TEXTS)


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_ctrl_c_stops_at_once_whatever_is_under_way(services, tmp_path, monkeypatch):
    monkeypatch.setattr(_server, "_SLOW_S", 900.0)
    services.fault = "timeout"
    child = asking(services, tmp_path / "payloads.sqlite", 0, 3)
    while not services.requests:  # each of which is held for longer than the child is waited for
        assert child.poll() is None, child.communicate()
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=300)
    assert "KeyboardInterrupt" in said


def test_two_processes_share_a_cache(services, tmp_path):
    services.headers = FAST
    path = tmp_path / "payloads.sqlite"
    children = [asking(services, path, first, first + 20) for first in (0, 10)]
    assert [child.communicate(timeout=300) for child in children] == [("20\n", ""), ("20\n", "")]
    assert sqlite3.connect(path).execute("SELECT count(*) FROM payloads").fetchone() == (30,)
    sent = len(services.requests)
    assert 30 <= sent <= 40
    assert asking(services, path, 0, 30).communicate(timeout=300) == ("30\n", "")
    assert len(services.requests) == sent


def asking(services, cache: Path, first: int, last: int) -> subprocess.Popen[str]:
    """Another process that searches for some texts, and prints how many were answered."""
    script = f"""
import signal, sys; sys.path.insert(0, {str(SRC)!r})
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts tests in the background has it ignored
from pathlib import Path
from backref.model import Query
from backref.sources import Settings, open_sources
settings = Settings(mailto="tests@example.org", cache=Path({str(cache)!r}), base_urls={{"crossref": "{services.url}/crossref"}},
    read_timeout_s=900, answer_timeout_s=900, deadline_s=900)
answers = open_sources(["crossref"], settings)[0].ask([Query(text=f"words {{n}}") for n in range({first}, {last})])
print(sum(answer.outcome == "answered" for answer in answers))
"""
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_threads_share_a_source_and_its_cache(services, tmp_path):
    services.headers = FAST
    [source] = open_sources(["crossref"], services.settings(cache=tmp_path / "payloads.sqlite"))
    answers: list[object] = []
    threads = [threading.Thread(target=lambda: answers.extend(source.ask(TEXTS))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert [answer.outcome for answer in answers] == [Outcome.ANSWERED] * 48
    assert len(services.requests) == len(TEXTS)
    assert source.http.cache.detail == ""


def test_a_full_disk_stops_the_writing_and_not_the_reading(services, tmp_path):
    path = tmp_path / "payloads.sqlite"
    settings = services.settings(cache=path)
    assert open_sources(["crossref"], settings)[0].ask(TEXTS[:1])[0].outcome == Outcome.ANSWERED
    [source] = open_sources(["crossref"], settings)
    cache = source.http.cache
    [pages] = cache._database.execute("PRAGMA page_count").fetchone()
    cache._database.execute(f"PRAGMA max_page_count = {pages}")
    assert {answer.outcome for answer in source.ask(TEXTS)} == {Outcome.ANSWERED}
    assert "full" in cache.detail
    source.ask(TEXTS)
    assert len(services.requests) == len(TEXTS)


def test_a_cache_that_may_only_be_read_is_read(services, tmp_path):
    path = tmp_path / "payloads.sqlite"
    open_sources(["crossref"], services.settings(cache=path))[0].ask(TEXTS[:1])
    [source] = open_sources(["crossref"], services.settings(cache=path))
    source.http.cache._database.execute("PRAGMA query_only = 1")
    assert {answer.outcome for answer in source.ask(TEXTS[:2])} == {Outcome.ANSWERED}
    assert "readonly" in source.http.cache.detail
    assert len(services.requests) == 2


def test_a_cache_that_another_process_locks_is_used_again_afterwards(tmp_path, services, monkeypatch):
    monkeypatch.setattr("backref.sources._cache._BUSY_S", 0.01)
    path = tmp_path / "payloads.sqlite"
    [source] = open_sources(["crossref"], services.settings(cache=path))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    source.ask(TEXTS[:1])
    other.execute("ROLLBACK")
    source.ask(TEXTS[:2])
    assert len(services.requests) == 2
    assert Cache(path, services.clock).detail == ""
    assert other.execute("SELECT count(*) FROM payloads").fetchone() == (1,)


def test_turns_go_by_time_and_then_by_order():
    turns: Turns[str] = Turns()
    lane = turns.lane("host", "", 1.0, 1)
    assert turns.next(0.0) == (float("inf"), None)
    lane.fresh.extend("ab")
    turns.retry(lane, 5.0, "late")
    turns.retry(lane, 1.0, "early")
    assert [lane.take(2.0) for _ in range(4)] == ["early", "a", "b", "late"]


@pytest.mark.parametrize("late", [0.0, 0.01, 0.04, 0.3])
@pytest.mark.parametrize("per_second", [1 / 3, 1, 3, 10, 12])
def test_what_is_sent_late_breaks_no_limit_and_delays_little(per_second, late):
    lane: Lane[int] = Turns[int]().lane("host", "", per_second, 1)
    now, sent = 0.0, []
    for number in range(60):
        now = max(now, lane.free_at())
        moment = lane.spend(now)
        moment[0] = now + (late if number % 2 else late / 2)
        sent.append(moment[0])
    most = max(1, int(per_second))
    assert all(later - first >= most / per_second - late for first, later in zip(sent, sent[most:], strict=False))
    if per_second >= 3 and late < 0.03:
        assert sent[-1] <= 1.04 * 59 / per_second


def test_what_was_held_up_and_sent_at_once_counts_as_sent_then():
    lane: Lane[int] = Turns[int]().lane("host", "", 3, 1)
    moments = [lane.spend(lane.free_at() if number else 0.0) for number in range(3)]
    for moment in moments:
        moment[0] = 5.0
    assert lane.free_at() >= 6.0


def test_a_thousand_works_cost_little_and_none_is_lost_whatever_the_service_does():
    dois = [f"10.5555/made.{number}" for number in range(1000)]
    gone = set(dois[::50])
    made_up = [Reference(type="article-journal", title=f"Work {doi}", doi=doi) for doi in dois if doi not in gone]
    with fake_services(made_up) as services:
        services.mix = {"429": 0.05, "503": 0.02, "reset": 0.01, "cut-off": 0.01, "html": 0.005}
        services.retry_after_s, services.seed = 1, 3
        [source] = open_sources(["crossref"], services.settings(tries=6))
        answers = source.ask([Query(Identifier("doi", doi)) for doi in dois])
        assert {answer.outcome for answer in answers} == {Outcome.ANSWERED}
        for doi, answer in zip(dois, answers, strict=True):
            assert [record.reference.doi for record in answer.records] == ([] if doi in gone else [doi])
        assert sum(services.suffered.values()) - services.suffered[""] > 1
        assert len(services.requests) <= 100
        least = 19 / 3  # seconds: twenty lists of fifty, three in a second
        assert sum(services.clock.slept) <= 1.3 * least
