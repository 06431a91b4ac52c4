"""The HTTP policy beyond what the contract over sources says."""

from __future__ import annotations

import sqlite3
import traceback
from dataclasses import replace
from urllib.parse import quote

import pytest
import requests
from click.testing import CliRunner

from backref.cli import command
from backref.errors import Interrupted, SourceError
from backref.model import Identifier, Outcome, Payload, Query, Reference
from backref.sources import Settings, check, crossref, datacite, doi_org, open_sources, openalex, pmc, pubmed
from backref.sources._cache import Cache
from backref.sources._http import Http, _redirected
from backref.sources._paced import PacedSession
from backref.sources._requests import Request
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
        http.send(Request("crossref", f"{services.url}/crossref/works/10.5555%2F{number}"), crossref.SOURCE.rate)
    assert services.clock.slept[-1] == pytest.approx(0.5 * SLACK)


PLAIN = ["10.1136/bmj.g6380", "10.1016/s0140-6736(18)30480-x"]
ODD = [
    "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2", "10.1000/a#b?c%d", "10.1000/a,b", "10.1000/a+b&c=d", "10.1000/ä|b",
]  # fmt: skip


def test_what_could_break_crossref_s_filter_goes_singly_and_quoted():
    requests = crossref.requests_for([Query(Identifier("doi", doi.upper())) for doi in PLAIN + ODD], Settings())
    assert dict(requests[0].params)["filter"] == f"doi:{PLAIN[0]},doi:{PLAIN[1]}"
    assert [request.url.partition("/works/")[2] for request in requests[1:]] == [quote(doi, safe="") for doi in ODD]


@pytest.mark.parametrize("name", ["crossref", "datacite", "pubmed", "doi_org"])
def test_odd_dois_come_through_to_the_service(name):
    works = [Reference(type="book", title="A title", doi=doi, pmid=str(n + 1)) for n, doi in enumerate(PLAIN + ODD)]
    with fake_services(works) as services:
        asked = [Query(Identifier("doi", work.doi)) for work in works]
        answers = open_sources([name], services.settings())[0].ask(asked)
    assert [[r.reference.doi for r in answer.records] for answer in answers] == [[work.doi] for work in works]


@pytest.mark.parametrize("module", [crossref, datacite, pubmed, openalex])
def test_a_thousand_dois_cost_few_requests(module):
    shapes = (
        "10.1136/bmj.g{}",
        "10.1016/s0140-6736(18){}-x",
        "10.1371/journal.pone.{}",
        "10.1002/art.{}",
        "10.1007/978-3-642-{}_1",
    )
    dois = [shapes[n % 5].format(10000 + n) for n in range(990)] + [
        f"10.1002/(sici)1<{n}::aid>3.0.co;2-2" for n in range(10)
    ]
    requests = module.requests_for([Query(Identifier("doi", doi)) for doi in dois], Settings())
    assert sum(len(request.queries) for request in requests) == 1000
    assert len(requests) <= 30
    assert all(len(request.url) + len(str(request.params)) < 4500 for request in requests if not request.post)


def test_a_citation_match_settles_many_citations_in_two_requests(works, services):
    articles = [w for w in works if w.pmid and w.volume and w.page and w.container_title]
    asked = [Query(text=work.title, reference=work) for work in articles]
    answers = open_sources(["pubmed"], services.settings())[0].ask(
        [*asked, Query(text="a book", reference=Reference())]
    )
    assert [work.pmid for work in articles] == [answer.records[0].reference.pmid for answer in answers[:-1]]
    assert answers[-1].outcome == Outcome.NO_QUESTION
    assert len(services.requests) == 2


def test_what_a_citation_match_says_is_read(works):
    asked = [Query(text=str(n), reference=w) for n, w in enumerate(w for w in works if w.volume and w.page)][:4]
    [request] = pubmed.requests_for(asked, Settings())
    said = ["2014248", "NOT_FOUND;INVALID_JOURNAL", "AMBIGUOUS 26315901,25768914", "AMBIGUOUS (783 citations)"]
    echoed = dict(request.params)["bdata"].split("\r")
    lines = [f"{echo}{found}" for echo, found in zip(echoed, said, strict=True)]

    def answered(lines):
        body = "\r\n".join(lines).encode()
        return Payload(source="pubmed", url=request.url, status=200, media_type="text/plain", body=body)

    assert dict(pubmed.follow(request, answered(lines)).params)["id"] == "2014248,26315901,25768914"
    with pytest.raises(SourceError, match="3 of 4"):
        pubmed.follow(request, answered(lines[:3]))


def test_a_search_for_dois_that_was_taken_for_another_is_a_failure():
    body = b"<eSearchResult><Count>220255</Count><RetMax>22</RetMax><IdList><Id>1</Id></IdList></eSearchResult>"
    [request] = pubmed.requests_for([DEYO], Settings())
    with pytest.raises(SourceError):
        pubmed.follow(request, Payload(source="pubmed", url=request.url, status=200, media_type="text/xml", body=body))


def test_agencies_of_many_dois_are_asked_for_once(works, services):
    known = [Query(Identifier("doi", work.doi)) for work in works if work.doi]
    unknown = [Query(Identifier("doi", f"10.5555/none.{number}")) for number in range(5)]
    answers = open_sources(["doi_org"], services.settings())[0].ask(known + unknown)
    assert all(answer.records for answer in answers[: len(known)])
    assert {(a.outcome, a.records) for a in answers[len(known) :]} == {(Outcome.ANSWERED, ())}
    assert len(services.requests) == -(-len(known + unknown) // 20) + len(known)


def test_a_doi_whose_agency_says_nothing_of_it_is_known_all_the_same():
    [asked] = doi_org.requests_for([Query(Identifier("doi", "10.1400/1"))], Settings())
    found = Payload(
        source="doi_org", url=asked.url, status=200, media_type="", body=b'[{"DOI": "10.1400/1", "RA": "mEDRA"}]'
    )
    described = doi_org.follow(asked, found)
    assert (described.url, "data.medra.org" in described.redirects) == ("https://doi.org/10.1400/1", True)
    missing = Payload(source="doi_org", url=described.url, status=404, media_type="", body=b"")
    again = doi_org.follow(described, missing)
    assert again.key == asked.key  # so that nothing is sent
    assert doi_org.follow(again, found) is None
    assert doi_org.read(found)[0].details == {"registration-agency": "mEDRA"}


@pytest.mark.parametrize(
    ("location", "leads"),
    [
        ("https://data.medra.org/10.1400/1", "https://data.medra.org/10.1400/1"),
        ("http://data.crossref.org/10.1400%2F1", "https://data.crossref.org/10.1400%2F1"),
        ("https://medra.evil.example/10.1400/1", None),
        ("https://data.medra.org.evil.example/", None),
        ("https://data.medra.org:8443/x", None),
        ("https://user@10.0.0.1/x", None),
        ("file://data.medra.org/etc/passwd", None),
    ],
)
def test_doi_org_is_followed_to_the_agencies_alone(location, leads):
    request = Request("doi_org", "https://doi.org/10.1400/1", redirects=doi_org.REDIRECTS)
    if leads:
        assert _redirected(request, request.url, location) == leads
    else:
        with pytest.raises(SourceError):
            _redirected(request, request.url, location)


def test_keys_come_from_the_environment_and_stay_out_of_cache_keys(monkeypatch):
    monkeypatch.setenv("NCBI_API_KEY", "hush")
    monkeypatch.setenv("OPENALEX_API_KEY", "hush")
    asked = [DEYO, Query(Identifier("pmcid", "PMC1")), Query(text="words to look for")]
    requests = [
        request
        for module in (pubmed, pmc, openalex)
        for request in module.requests_for(asked, Settings(mailto="a@b.org"))
    ]
    assert len(requests) == 4
    assert all(("api_key", "hush") in request.params for request in requests)
    assert not any("hush" in request.key or "a@b.org" in request.key for request in requests)


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
        Http(services.settings(tries=1)).send(request, crossref.SOURCE.rate)
    assert "hush" not in "".join(traceback.format_exception(caught.value))


def test_a_redirect_on_the_same_host_is_followed_and_asks_what_it_says(services):
    request = Request("crossref", f"{services.url}/crossref/works", (("a", "1"),))
    services.fault, services.times = "redirect-loop", 1
    assert Http(services.settings()).send(request, crossref.SOURCE.rate).status == 200
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
    settings = services.settings(tries=1, patience_s=0.15 if said == "no answer in time" else 5.0)
    settings = replace(settings, max_body=Settings().max_body)
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
    sessions = source.http._idle
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
    assert "crossref 5 instead of 10" in problem.message
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


def test_an_asking_that_is_stopped_ends_while_answers_are_awaited(services):
    services.fault = "timeout"
    settings = replace(services.settings(), is_stopped=lambda: bool(services.requests))
    with pytest.raises(Interrupted):
        open_sources(["crossref"], settings)[0].ask([DEYO])
    assert len(services.requests) == 1
    services.reset()
    [answer] = open_sources(["crossref"], services.settings())[0].ask([DEYO])
    assert answer.outcome == Outcome.ANSWERED
