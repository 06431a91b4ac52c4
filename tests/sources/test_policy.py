"""The HTTP policy beyond what the contract over sources says."""

from __future__ import annotations

import sqlite3
import traceback
from dataclasses import replace

import pytest
import requests
from click.testing import CliRunner

from backref.cli import command
from backref.errors import SourceError
from backref.model import Identifier, Outcome, Query
from backref.sources import Settings, check, crossref, open_sources
from backref.sources._cache import Cache
from backref.sources._http import Http, Request
from backref.sources._paced import PacedSession
from backref.sources._turns import SLACK
from backref.testing import fake_services

DEYO = Query(Identifier("doi", "10.1136/bmj.g6380"))


@pytest.fixture
def services(works):
    with fake_services(works) as running:
        yield running


def test_retry_after_is_heeded(services):
    services.fault, services.times = "429", 1
    open_sources(["crossref"], services.settings())[0].ask([DEYO])
    assert 2.0 in services.clock.slept


def test_a_huge_retry_after_is_reported_and_not_waited_for(services):
    services.fault = "429-huge"
    [answer] = open_sources(["crossref"], services.settings())[0].ask([DEYO])
    assert answer.retry_after_s == 999999
    assert sum(services.clock.slept) < 60


def test_the_rate_follows_the_answer_s_headers(services):
    services.headers = {"x-rate-limit-limit": "2", "x-rate-limit-interval": "1s"}
    http = Http(services.settings())
    for number in range(3):
        http.send(Request("crossref", f"{services.url}/crossref/works/10.5555%2F{number}"), crossref.RATE)
    assert services.clock.slept[-1] == pytest.approx(0.5 * SLACK)


def test_odd_dois_are_quoted_and_commas_go_singly():
    dois = ["10.1002/(SICI)1097<1::AID>3.0.CO;2-2", "10.1/a#b?c%d", "10.1/a,b"]
    requests = crossref.requests_for([Query(Identifier("doi", doi)) for doi in dois], Settings())
    assert requests[0].params[0] == ("filter", f"doi:{dois[0]},doi:{dois[1]}")
    assert requests[1].url.endswith("/works/10.1%2Fa%2Cb")


def test_a_doi_that_the_list_leaves_out_is_asked_for_alone(services):
    unknown = Query(Identifier("doi", "10.5555/alias"))
    answers = open_sources(["crossref"], services.settings())[0].ask([DEYO, unknown])
    assert [len(answer.records) for answer in answers] == [1, 0]
    assert services.requests[-1].startswith("/crossref/works/10.5555%2Falias")


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path, services):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    settings = services.settings(cache=blocked / "payloads.sqlite")
    [answer] = open_sources(["crossref"], settings)[0].ask([DEYO])
    assert answer.records


def test_a_spoilt_cache_is_done_without(tmp_path, services):
    path = tmp_path / "payloads.sqlite"
    path.write_bytes(b"this is no database" * 100)
    assert Cache(path, services.clock).detail
    assert open_sources(["crossref"], services.settings(cache=path))[0].ask([DEYO])[0].records


def test_a_404_is_forgotten_after_a_day(tmp_path, services):
    settings = services.settings(cache=tmp_path / "payloads.sqlite")
    unknown = [Query(Identifier("doi", "10.5555/new"))]
    open_sources(["crossref"], settings)[0].ask(unknown)
    open_sources(["crossref"], settings)[0].ask(unknown)
    assert len(services.requests) == 1
    services.clock.sleep(90_000)
    open_sources(["crossref"], settings)[0].ask(unknown)
    assert len(services.requests) == 2


def test_two_connections_share_a_cache(tmp_path, services):
    path = tmp_path / "payloads.sqlite"
    one, two = (open_sources(["crossref"], services.settings(cache=path))[0] for _ in range(2))
    assert one.ask([DEYO])[0].records == two.ask([DEYO])[0].records
    assert len(services.requests) == 1
    assert sqlite3.connect(path).execute("SELECT count(*) FROM payloads").fetchone() == (1,)


@pytest.mark.parametrize("secret", ["api_key", "mailto", "email"])
def test_secrets_are_no_part_of_the_cache_key(secret):
    assert "hush" not in Request("pubmed", "https://x", ((secret, "hush"), ("id", "1"))).key


def test_an_error_that_is_raised_does_not_quote_the_request(services):
    services.fault = "reset"
    request = Request("pubmed", f"{services.url}/pubmed", (("api_key", "hush"),))
    with pytest.raises(SourceError) as caught:
        Http(services.settings(tries=1)).send(request, crossref.RATE)
    assert "hush" not in "".join(traceback.format_exception(caught.value))


def test_a_redirect_on_the_same_host_is_followed_and_asks_what_it_says(services):
    request = Request("crossref", f"{services.url}/crossref/works", (("a", "1"),))
    services.fault, services.times = "redirect-loop", 1
    assert Http(services.settings()).send(request, crossref.RATE).status == 200
    assert services.requests == ["/crossref/works?a=1", "/crossref/works?a=1"]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("huge", "answer larger than 64 MiB"),
        ("gzip-bomb", "answer larger than 64 MiB"),
        ("drip", "no answer in time"),
        ("drip-headers", "no answer in time"),
        ("timeout", "no answer in time"),
        ("redirect-file", "redirected to file://, where we do not go"),
        ("redirect-private", "redirected to https://10.0.0.1, where we do not go"),
        ("redirect-host", "redirected to https://example.org, where we do not go"),
        ("redirect-loop", "redirected in a circle"),
        ("html", "answered with text/html, not application/json"),
        ("error-body", "answered with something else than works"),
    ],
)
def test_a_failure_says_what_it_was(services, fault, said):
    services.fault = fault
    settings = replace(services.settings(tries=1), max_body=Settings().max_body)
    settings = replace(settings, answer_timeout_s=5.0) if "larger" in said else settings
    [answer] = open_sources(["crossref"], settings)[0].ask([DEYO])
    assert answer.detail == said


def test_an_answer_that_cannot_be_read_is_asked_for_once_more(services):
    services.fault, services.times = "error-body", 1
    assert open_sources(["crossref"], services.settings())[0].ask([DEYO])[0].records
    services.fault, services.times = "error-body", 9
    services.requests.clear()
    open_sources(["crossref"], services.settings())[0].ask([DEYO])
    assert len(services.requests) == 2


def test_no_cookie_is_kept(services):
    services.headers = {"Set-Cookie": "who=you; Path=/"}
    [source] = open_sources(["crossref"], services.settings())
    source.ask([DEYO, Query(text="some other words")])
    assert len(services.requests) == 2
    sessions = source._http._idle
    assert [len(session.cookies) for session in sessions] == [0] * len(sessions)


def test_no_password_of_the_user_is_sent(tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("default login me password hush")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    request = requests.Request("GET", "http://127.0.0.1/")
    assert "Authorization" in requests.Session().prepare_request(request).headers
    assert "Authorization" not in PacedSession("backref", 1.0).prepare_request(request).headers


def test_it_is_said_once_what_is_lost_without_an_address():
    [problem] = check(["crossref", "pubmed"], Settings(mailto=None))
    assert problem.code == "no-mailto"
    assert "(list: 1)" in problem.message
    assert check(["crossref", "pubmed"], Settings(mailto="a@example.org")) == []
    assert check(["pubmed"], Settings(mailto=None)) == []


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [([], 1), (["-q"], 0), (["--mailto", "a@example.org"], 0), (["--offline"], 0), (["--source", "pubmed"], 0)],
)
def test_the_command_says_it_once_too(arguments, lines):
    done = CliRunner().invoke(command, ["resolve", "-", *arguments], input="Nothing is cited here.")
    assert done.stderr.count("BACKREF_MAILTO") == lines
    assert "BACKREF_MAILTO" not in done.stdout


def test_an_outage_is_failed_and_offline_is_not_asked(services):
    services.fault = "500"
    [failed] = open_sources(["crossref"], services.settings(tries=1))[0].ask([DEYO])
    [unasked] = open_sources(["crossref"], services.settings(offline=True))[0].ask([DEYO])
    assert (failed.outcome, unasked.outcome) == (Outcome.FAILED, Outcome.NOT_ASKED)


def test_a_source_error_says_who_and_why():
    assert str(SourceError("crossref", "HTTP 500")) == "crossref: HTTP 500"
