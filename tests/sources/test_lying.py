"""Services and networks that lie: lists that lack things, pages that say 404, redirects to elsewhere, waits without an
end.
"""

from __future__ import annotations

import json
import logging
import threading
from dataclasses import replace

import pytest

from backref import asking
from backref.errors import SourceError
from backref.model import Identifier, Outcome, Parsed, Payload, Query, Record, Reference, Status
from backref.sources import Networked, _searches, crossref, open_sources
from backref.sources._cache import ABSENT_S, Cache
from backref.sources._hops import is_public, redirected
from backref.sources._http import Http
from backref.sources._outcome import retry_after
from backref.sources._paced import PacedSession
from backref.sources._requests import Request
from backref.sources._turns import LONGEST_DOWN_S, Turns
from backref.testing import FAULTS, LIST_FAULTS, fake_services

SCHEMES = {
    "pubmed": "pmid", "arxiv": "arxiv", "openlibrary": "isbn", "pmc": "pmcid", "crossref": "doi", "datacite": "doi", "doi_org": "doi", "openalex": "doi",
}  # fmt: skip
TITLES = (
    "Opioids for low back pain", "Massage of the shoulder in adults", "Gabapentin against sciatica", "Exercise prevents falls", "Surgery of lumbar discs",
)  # fmt: skip
ISBNS = ("9780306406157", "9780323072939", "9780615452272", "9783161484100", "9780140328721")


@pytest.fixture
def services():
    made = [
        Reference(
            type="article-journal", title=title, doi=f"10.5555/made.{n}", pmid=str(2000 + n), pmcid=f"PMC{3000 + n}", isbn=ISBNS[n], custom={"arxiv": f"2001.0000{n + 1}"},
            volume=str(n + 1), page=f"{n + 10}-{n + 20}", container_title="Made-up Journal", issued={"date_parts": ((2015,),)}, author=({"family": f"Author{'abcde'[n]}"},),
        ) for n, title in enumerate(TITLES)
    ]  # fmt: skip
    with fake_services(made) as running:
        yield running


def identifiers(services, scheme: str) -> list[Query]:
    return [Query(i) for work in services.works for i in work.identifiers() if i.scheme == scheme]


def found(answers) -> list[tuple[Outcome, int]]:
    return [(answer.outcome, len(answer.records)) for answer in answers]


@pytest.mark.parametrize("fault", LIST_FAULTS)
@pytest.mark.parametrize("name", SCHEMES)
def test_what_a_list_does_not_answer_is_asked_for_singly(services, name, fault, tmp_path):
    services.fault = fault
    queries = identifiers(services, SCHEMES[name])
    assert len(queries) == 5
    settings = services.settings(cache=tmp_path / "payloads.sqlite")
    [source] = open_sources([name], settings)
    answers = source.ask(queries)
    assert found(answers) == [(Outcome.ANSWERED, 1)] * 5
    for query, answer in zip(queries, answers, strict=True):
        assert query.identifier in answer.records[0].identifiers()


@pytest.mark.parametrize("name", SCHEMES)
def test_what_nobody_knows_is_asked_for_singly_and_believed_for_a_day(services, name, tmp_path):
    queries = identifiers(services, SCHEMES[name])
    services.works = services.works[:-1]
    settings = services.settings(cache=tmp_path / "payloads.sqlite")

    def ask() -> int:
        services.requests.clear()
        assert found(open_sources([name], settings)[0].ask(queries)) == [(Outcome.ANSWERED, 1)] * 4 + [
            (Outcome.ANSWERED, 0)
        ]
        return len(services.requests)

    first = ask()
    assert any(path.count(queries[-1].identifier.value.upper().removeprefix("PMC")) or path.count("made.4") for path in services.requests[1:]) or name == "doi_org"  # fmt: skip
    assert ask() == 0
    services.clock.sleep(ABSENT_S + 1)
    assert 0 < ask() <= first  # what was found is believed for longer
    assert name not in ("crossref", "datacite") or len(services.requests) == 2


def test_a_missing_item_that_is_put_right_later_is_found_the_next_day(services, tmp_path):
    settings = services.settings(cache=tmp_path / "payloads.sqlite")
    queries = identifiers(services, "pmid")
    services.works, all_works = services.works[:3], services.works
    assert found(open_sources(["pubmed"], settings)[0].ask(queries))[3:] == [(Outcome.ANSWERED, 0)] * 2
    services.works = all_works
    services.clock.sleep(ABSENT_S + 1)
    assert found(open_sources(["pubmed"], settings)[0].ask(queries)) == [(Outcome.ANSWERED, 1)] * 5


@pytest.mark.parametrize("fault", LIST_FAULTS)
def test_a_match_of_citations_is_checked_line_by_line(services, fault):
    services.fault = fault
    queries = [Query(text=work.title, reference=work) for work in services.works]
    answers = open_sources(["pubmed"], services.settings())[0].ask(queries)
    assert [[record.reference.title for record in answer.records] for answer in answers] == [
        [title] for title in TITLES
    ]


def test_a_list_that_cannot_be_confirmed_offline_says_nothing(services, tmp_path):
    path = tmp_path / "payloads.sqlite"
    queries = identifiers(services, "pmid")
    services.fault, services.times = "list-missing", 1

    def stopped(seconds: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_sources(["pubmed"], replace(services.settings(cache=path), sleep=stopped))[0].ask(queries)
    answers = open_sources(["pubmed"], services.settings(cache=path, offline=True))[0].ask(queries)
    assert [answer.outcome for answer in answers] == [Outcome.ANSWERED, Outcome.NOT_ASKED] * 2 + [Outcome.ANSWERED]


@pytest.mark.parametrize("name", ["crossref", "openalex"])
@pytest.mark.parametrize("times", [1, 1000])
def test_a_search_that_is_answered_with_another_ones_answer_is_noticed(services, name, times):
    queries = [Query(text=f"{work.author[0].family}. {work.title}. 2015") for work in services.works]
    [source] = open_sources([name], services.settings())
    source.ask(queries[:1])
    services.fault, services.times = "other-search", times
    answers = source.ask(queries[1:])
    for title, answer in zip(TITLES[1:], answers, strict=True):
        assert answer.outcome == Outcome.FAILED or title in [record.reference.title for record in answer.records]
    assert (Outcome.FAILED in {answer.outcome for answer in answers}) == (times > 1)


@pytest.mark.parametrize("times", [1, 1000])
def test_it_is_noticed_too_where_the_other_one_was_asked_before_and_they_share_a_word(services, times):
    queries = [Query(text=f"{work.author[0].family}. {work.title}. Opioids reviewed, 2015") for work in services.works]
    [source] = open_sources(["crossref"], services.settings())
    source.ask(queries[:1])
    services.fault, services.times = "other-search", times
    [answer] = source.ask(queries[3:4])
    titles = [record.reference.title for record in answer.records]
    assert (answer.outcome, TITLES[3] in titles) == ((Outcome.FAILED, False) if times > 1 else (Outcome.ANSWERED, True))
    services.reset()
    [again] = source.ask(queries[:1])  # is not asked for anew: what it was told stays
    assert (TITLES[0] in [record.reference.title for record in again.records], len(services.requests)) == (True, 0)


def test_it_is_noticed_too_where_the_other_one_got_no_answer(services):
    queries = [Query(text=f"{work.author[0].family}. {work.title}. Opioids reviewed, 2015") for work in services.works]
    [source] = open_sources(["openalex"], services.settings(tries=1))
    services.fault = "500"
    assert source.ask(queries[:1])[0].outcome == Outcome.FAILED
    services.fault = "other-search"
    assert source.ask(queries[3:4])[0].outcome == Outcome.FAILED
    services.reset()
    assert found(source.ask([Query(text=f"{queries[4].text} {n}") for n in range(2)])) == [(Outcome.ANSWERED, 2)] * 2
    assert len(services.requests) == 2  # what fits is not asked for twice


def test_an_answer_that_fits_a_failed_search_and_not_its_own_is_that_ones_in_either_order(services):
    first, fourth = (Query(text=f"{TITLES[n]}. Opioids reviewed, 2015") for n in (0, 3))
    records = [Record(reference=work, source="x") for work in services.works]
    before, after = _searches.Searches(), _searches.Searches()
    assert before.failed(first) == []
    assert before.heard(fourth, records[:1]) == fourth
    assert after.heard(fourth, records[:1]) is None
    assert after.failed(first) == [fourth]
    assert before.heard(fourth, records[3:4]) is None
    assert before.heard(first, records[:2]) is None  # it has an answer by now
    assert before.heard(Query(text="Massage of opioids in adults, another one"), records[1:2]) is None


def test_no_more_than_the_latest_answers_are_kept_in_mind(services, monkeypatch):
    monkeypatch.setattr(_searches, "_KEPT", 2)
    searches = _searches.Searches()
    for work in services.works:
        searches.heard(Query(text=work.title), [Record(reference=work, source="x")])
    assert len(searches._first) == 2


def test_two_texts_of_one_work_may_have_one_answer(services):
    texts = ["Authora. Opioids for low back pain. 2015", "Opioids for low back pain, by Authora"]
    answers = open_sources(["crossref"], services.settings())[0].ask([Query(text=text) for text in texts])
    assert [answer.records[0].reference.title for answer in answers] == [TITLES[0]] * 2
    assert len(services.requests) == 2


@pytest.mark.parametrize("name", SCHEMES)
def test_a_page_that_says_404_is_an_outage(services, name, tmp_path):
    settings = services.settings(cache=tmp_path / "payloads.sqlite")
    [query] = identifiers(services, SCHEMES[name])[:1]
    services.fault = "404"
    [answer] = open_sources([name], settings)[0].ask([query])
    assert (answer.outcome, answer.detail) == (Outcome.FAILED, "HTTP 404")
    services.fault = ""
    assert found(open_sources([name], settings)[0].ask([query])) == [(Outcome.ANSWERED, 1)]


@pytest.mark.parametrize("fault", ["404", "503", "timeout"])
def test_a_work_that_is_known_by_its_numbers_while_those_who_describe_it_are_down_is_failed(services, fault):
    [pmc, *others] = open_sources(["pmc", "crossref", "pubmed"], services.settings(tries=1, patience_s=0.2))
    parsed = Parsed(raw="PMC3000", reference=Reference(pmcid="PMC3000"))

    class Up:
        name, schemes, can_search, completes = pmc.name, pmc.schemes, pmc.can_search, pmc.completes

        def ask(self, queries):
            services.fault = ""
            answers = pmc.ask(queries)
            services.fault = fault
            return answers

    [verdict] = asking.verify([parsed], [Up(), *others])
    assert verdict.status == Status.FAILED
    services.fault = ""
    [verdict] = asking.verify([parsed], open_sources(["pmc", "crossref", "pubmed"], services.settings()))
    assert verdict.status == Status.MATCHED


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", 120), ("9" * 5000, 30 * 86400), ("Fri, 01 Jan 9999999999 00:00:00 GMT", None), ("Fri, 01 Jan 0000 00:00:00 GMT", 30 * 86400), ("-5", None), ("1e400", None),
        ("Fri, 31 Dec 9999 23:59:59 -9999", None), ("Mon, 01 Jan 1900 00:00:00 GMT", 0), ("\x00", None), ("Mon, " * 5000, None), ("inf", None), ("²", None),
    ],
)  # fmt: skip
def test_every_retry_after_is_a_wait_with_an_end_or_none(said, wait):
    assert retry_after(said, 0.0) == wait


@pytest.mark.parametrize("fault", ["retry-after-year", "retry-after-digits", "429-huge"])
def test_a_host_that_asks_for_ever_is_asked_again_within_the_hour(services, fault):
    services.fault, services.times = fault, 3
    [source] = open_sources(["crossref"], services.settings(tries=3))
    query = Query(Identifier("doi", "10.5555/made.1"))
    [answer] = source.ask([query])
    json.loads(answer.model_dump_json())
    services.fault = ""
    services.clock.sleep(LONGEST_DOWN_S + 1)
    assert found(source.ask([query])) == [(Outcome.ANSWERED, 1)]


def test_limits_in_headers_are_no_wait_without_an_end(services):
    services.headers = {"x-rate-limit-limit": "0.0000001", "x-rate-limit-interval": "3599"}
    [source] = open_sources(["crossref"], services.settings())
    assert {answer.outcome for answer in source.ask([Query(text=f"Opioids, part {n}") for n in range(3)])} == {
        Outcome.ANSWERED
    }
    assert max(services.clock.slept) <= 64


@pytest.mark.parametrize("at_once", ["1", "1e300", "0", "-5", "NaN"])
@pytest.mark.parametrize("interval", ["1s", "1e-300", "1e300", "-1", "NaN", "s"])
@pytest.mark.parametrize("limit", ["1e300", "1e-300", "-0", "inf", "9" * 400, "\u0665"])
def test_limits_in_headers_are_a_rate_that_can_be_kept(limit, interval, at_once):
    lane = Turns().lane("host", "", 5.0, 2)
    lane.heed({"x-rate-limit-limit": limit, "x-rate-limit-interval": interval, "x-concurrency-limit": at_once})
    for now in (0.0, 1.0, 2.0):
        assert now <= max(now, lane.free_at()) <= now + 200
        lane.spend(now)
    assert 0.001 <= lane.gap <= 60
    assert 1 <= lane.host.at_once <= 16


@pytest.mark.parametrize("fault", ["redirect-bomb", "redirect-loop"])
def test_the_body_of_a_redirect_is_not_read(services, fault):
    services.fault = fault
    with PacedSession("backref", 2.0).get(f"{services.url}/crossref/works", stream=True, allow_redirects=False) as got:
        assert got.is_redirect
        assert not got._content_consumed
        assert got.raw.tell() == 0


class Broken(BaseException):
    """What nobody expects."""


@pytest.mark.parametrize("error", [Broken, SystemExit, MemoryError, RecursionError, AssertionError])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_no_thread_dies_unheard(services, monkeypatch, error):
    def dies(*_: object) -> None:
        raise error

    monkeypatch.setattr(Http, "_outcome", dies)
    [answer] = open_sources(["crossref"], services.settings(tries=2))[0].ask([Query(text="Opioids for low back pain")])
    assert (answer.outcome, answer.detail) == (Outcome.FAILED, "gave no answer")


def test_an_exchange_that_never_ends_is_left_behind(services, monkeypatch):
    never = threading.Event()
    monkeypatch.setattr(Http, "_outcome", lambda *_: never.wait(20))
    settings = replace(services.settings(tries=2), deadline_s=0.0, is_stopped=lambda: False)
    [answer] = open_sources(["crossref"], settings)[0].ask([Query(text="Opioids for low back pain")])
    never.set()
    assert (answer.outcome, answer.detail) == (Outcome.FAILED, "no answer in time")


def test_no_thread_to_be_had_is_a_failure(services, monkeypatch):
    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    source = open_sources(["crossref"], services.settings(tries=2))[0]
    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert source.ask([Query(text="Opioids for low back pain")])[0].detail == "no thread to ask in"


@pytest.mark.parametrize("name", ["read", "follow", "fits", "requests_for"])
def test_whatever_a_module_raises_is_a_failure_of_its_source(services, name):
    def raises(*_: object) -> None:
        raise KeyError("what nobody foresaw")

    service = replace(crossref.SOURCE, **{name: raises})
    services.fault = "other-work" if name == "fits" else ""  # which is asked about what bears no identifier that fits
    [answer] = Networked(service, Http(services.settings())).ask([Query(Identifier("doi", "10.5555/made.1"))])
    assert answer.outcome == Outcome.FAILED
    assert "KeyError" in answer.detail


HERE = "https://api.crossref.org/works"


@pytest.mark.parametrize(
    "location",
    [
        r"https://127.0.0.1:8000\@www.crossref.org/", r"https://127.0.0.1\.crossref.org/", "https://api.crossref.org@127.0.0.1/", "https://127.0.0.1#@www.crossref.org/",
        "https://127.0.0.1?@www.crossref.org/", r"\\127.0.0.1\works", "https:\\\\127.0.0.1", "//127.0.0.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/",
        "https://crossref.org.evil.example/", "https://evilcrossref.org/", "https://www.crossref.org:8443/", "http://www.crossref.org/", "https://2130706433/",
        "https://0x7f.1/", "https://api.crossref.org:443@evil.example/", "https://evil.example\t.crossref.org/", "https://www.crossref.org\n.evil.example/", "https://user:pw@www.crossref.org/",
        "https://\u24d4vil.crossref.org\uff0f@evil.example/", "https://www.datacite.org/", "ftp://www.crossref.org/", "javascript:alert(1)", "", "https://[", "https://www.crossref.org:99999/",
        "https://127.0.0.1%23.crossref.org/", "https://127.0.0.1;.crossref.org/", "https://.crossref.org/", "https://..crossref.org/", "https://-.crossref.org/", "https://127.0.0.1%2fx.crossref.org/",
    ],
)  # fmt: skip
def test_a_redirect_to_elsewhere_is_not_followed_however_it_is_spelt(location):
    with pytest.raises(SourceError, match="where we do not go"):
        redirected(Request("crossref", HERE), HERE, location)


@pytest.mark.parametrize(
    ("here", "location", "leads"),
    [
        (HERE, "https://www.crossref.org/works", "https://www.crossref.org/works"),
        (HERE, "/v1/works?a=1", "https://api.crossref.org/v1/works?a=1"),
        (HERE, "https://api.crossref.org:443/x", "https://api.crossref.org:443/x"),
        ("https://a.example/x", "https://www.a.example/x", "https://www.a.example/x"),
        ("https://one.co.uk/x", "https://two.co.uk/x", None),
        ("https://one.github.io/x", "https://two.github.io/x", None),
        ("https://api.one.example/x", "https://other.one.example/x", None),
    ],
)
def test_hosts_are_related_by_name(here, location, leads):
    if leads is None:
        with pytest.raises(SourceError):
            redirected(Request("any", here), here, location)
    else:
        assert redirected(Request("any", here), here, location) == leads


@pytest.mark.parametrize(
    "address",
    [
        "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "::ffff:0:7f00:1", "::ffff:127.0.0.1", "2002:7f00:1::", "fec0::1", "4000::1", "fd00:ec2::254",
        "192.168.1.1%x", "100.64.0.1", "::", "ff0e::1", "2130706433", "0x7f.1", "127.1", "localhost", "",
    ],
)  # fmt: skip
def test_no_form_of_an_inner_address_is_public(address):
    assert not is_public(address)
    assert is_public("64:ff9b::5db8:d822")  # what a gateway makes of an address of the internet
    assert is_public("2606:2800:220:1::1")


def test_what_is_posted_goes_to_no_other_host():
    request = Request(
        "pubmed", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi", (("api_key", "hush"),), post=True
    )
    assert redirected(request, request.url, "/other").endswith("ncbi.nlm.nih.gov/other")
    with pytest.raises(SourceError):
        redirected(request, request.url, "https://www.ncbi.nlm.nih.gov/other")
    with pytest.raises(SourceError):
        redirected(replace(request, redirects=("data.crossref.org",)), request.url, "https://data.crossref.org/other")


def test_the_address_behind_a_redirect_is_judged_where_it_is_connected_to(services):
    session = PacedSession("backref", 2.0)
    assert session.get(f"{services.url}/crossref/works?query.bibliographic=pain").status_code == 200
    assert session.reached == "127.0.0.1"
    for url in (services.url, services.url.replace("127.0.0.1", "localhost")):  # a kept connection, and a new one
        session.may_reach = is_public
        with pytest.raises(OSError, match="where we do not go"):
            session.get(f"{url}/crossref/works?query.bibliographic=pain")
    assert session.refused == "127.0.0.1"
    assert len(services.requests) == 1


def test_a_name_of_a_service_that_leads_to_this_machine_is_not_asked(services, monkeypatch):
    moved = iter([f"{services.url.replace('127.0.0.1', 'localhost')}/crossref/works", None])
    monkeypatch.setattr("backref.sources._http._redirected", lambda *_: next(moved))
    monkeypatch.setattr("backref.sources._http._same_or_public", lambda reached: is_public)
    services.fault, services.times = "redirect-loop", 1
    [answer] = open_sources(["crossref"], services.settings(tries=1))[0].ask([Query(text="Opioids for low back pain")])
    assert answer.detail == "redirected to localhost, which is at 127.0.0.1, where we do not go"
    assert len(services.requests) == 1


@pytest.mark.parametrize(
    "fault", [fault for fault in FAULTS if fault not in ("timeout", "drip", "drip-headers", "huge", "gzip-bomb")]
)
def test_a_fault_that_never_ends_ends(services, fault):
    services.fault = fault
    source = open_sources(["crossref"], services.settings(tries=2))[0]
    answers = source.ask(identifiers(services, "doi") + [Query(text=title) for title in TITLES])
    assert {answer.outcome for answer in answers} == {Outcome.FAILED}


def test_a_body_with_two_works_under_one_identifier_counts_once(services):
    body = json.dumps(
        {
            "status": "ok",
            "message-type": "work-list",
            "message": {"items": [{"DOI": "10.5555/made.1", "title": ["A"]}] * 3},
        }
    ).encode()
    payload = Payload(source="crossref", url="https://x", status=200, media_type="application/json", body=body)
    cache = Cache(None, services.clock)
    cache.put("k", payload)
    assert len(crossref.read(payload)) == 3
    source = open_sources(["crossref"], services.settings())[0]
    query = Query(Identifier("doi", "10.5555/made.1"))
    assert len(source.fitting([query], crossref.read(payload))[query]) == 1


def test_what_bears_an_identifier_is_about_it_and_of_the_rest_the_service_says_what_fits(services):
    asked_of = []

    def fits(query, record):
        asked_of.append((query.text, record.reference.doi))
        return query.text == "the second"

    records = [
        Record(reference=Reference(doi=doi.upper()), source="x") for doi in ("10.5555/a", "10.5555/b", "10.5555/a")
    ]
    queries = [
        Query(Identifier("doi", "10.5555/a")),
        Query(Identifier("doi", "10.5555/none")),
        Query(text="the second"),
    ]
    source = Networked(replace(crossref.SOURCE, fits=fits), Http(services.settings()))
    found = source.fitting(queries, records)
    assert [[record.reference.doi for record in found[query]] for query in queries] == [
        ["10.5555/A"],
        [],
        ["10.5555/A", "10.5555/B"],
    ]
    assert "10.5555/a" not in {text for text, _ in asked_of}
    assert len(asked_of) == 2 * len(records)


def test_nothing_is_logged_of_what_is_posted(services, caplog, monkeypatch):
    monkeypatch.setenv("NCBI_API_KEY", "hush")
    caplog.set_level(logging.DEBUG)
    open_sources(["pubmed"], services.settings())[0].ask([Query(Identifier("pmid", str(n))) for n in range(1, 80)])
    assert "hush" not in caplog.text
