"""What every networked source must stand: a failure never says "no such work", and a true "no such work" is no
failure.
"""

from __future__ import annotations

import json
import re
import socket
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from backref.fields import ids
from backref.model import Date, Identifier, Name, Outcome, Query, Reference
from backref.sources import Settings, by_name, names, open_sources
from backref.sources._cache import FRESH_S
from backref.testing import FAULTS, Route, fake_services

PAGES = Path(__file__).resolve().parents[2] / "docs" / "reference" / "sources"
# The headings of every source's page, in their order.
HEADINGS = (
    "What it knows", "What is asked", "How many in one request", "Limits and keys", "What it cannot say", "Source of the rules",
)  # fmt: skip
SLOW = ("timeout", "drip", "drip-headers")  # these take real time
PAYLOADS = Path(__file__).resolve().parents[1] / "payloads"
TITLE = "Opioids for low back pain"


def searched(title: str) -> Query:
    """What is asked about a citation of which only the title is known."""
    return Query(text=title, reference=Reference(title=title))


# A work that each source knows and one that it does not: by an identifier, or by its title where it only searches; for a
# source with a payload that is its answer, also what it answers where it knows nothing, and says of what it lacks.
CASES = {name: json.loads((PAYLOADS / name / "case.json").read_text(encoding="utf-8")) for name in names()}
KNOWN = {name: Query(Identifier(*case["known"].split(":", 1))) if "known" in case else searched(case["title"]) for name, case in CASES.items()}  # fmt: skip
UNKNOWN = {name: Query(Identifier(*case["unknown"].split(":", 1))) if "unknown" in case else searched("Quite other words of nobody") for name, case in CASES.items()}  # fmt: skip
IDENTIFIERS_ALONE = ("pmc",)
DEYO = Reference(
    container_title="BMJ", volume="350", page="g6380", issued=Date(date_parts=((2015,),)), author=(Name(family="Deyo", given="R A"),)
)  # fmt: skip
# Every way of asking: source, question, and how many requests it takes to settle it.
QUESTIONS = {
    **{name: (name, query, 2 if name == "doi_org" else 1) for name, query in KNOWN.items()},
    **{
        f"{name}-title": (name, searched(case["title"]), 1)
        for name, case in CASES.items()
        if {"known", "title"} <= set(case)
    },
    "crossref-text": ("crossref", Query(text="Deyo. Opioids for low back pain. BMJ"), 1),
    "pubmed-doi": ("pubmed", KNOWN["crossref"], 2),
    "pubmed-text": ("pubmed", Query(text="Deyo. BMJ 2015;350:g6380", reference=DEYO), 2),
    "doi_org-short": ("doi_org", Query(Identifier("doi", "10/sjg6380")), 1),
    "openalex-pmid": ("openalex", KNOWN["pubmed"], 1),
    "openalex-text": ("openalex", Query(text="Opioids for low back pain"), 1),
}


def route(name: str, answered: str) -> Route:
    """A service that knows one work: the payload is its answer to whoever asks for that."""
    path = PAYLOADS / name / answered
    body, kind = path.read_bytes(), {".json": "application/json", ".xml": "text/xml"}[path.suffix]

    def answer(works, rest, asked):
        said = " ".join([unquote(rest), *asked.values()])
        is_known = _said(KNOWN[name]) in said or _words(CASES[name].get("title", "nothing")) in _words(said)
        if not is_known and "missing" in CASES[name] and "search" not in rest:
            return 404, kind, json.dumps(CASES[name]["missing"]).encode()
        return 200, kind, _echoing(body if is_known else json.dumps(CASES[name]["nothing"]).encode(), asked)

    other = body.decode().replace(_said(KNOWN[name]), _said(UNKNOWN[name]))
    title = r"\W+(?:amp;\s)?".join(_words(CASES[name].get("title", "nothing")).split())
    return Route(answer, re.sub(title, "Quite another work", other).encode())


def _echoing(body: bytes, asked: dict[str, str]) -> bytes:
    """An answer that says what was asked now, where it says what was asked when it was kept."""
    said = json.dumps(asked.get("query") or asked.get("q")).encode()
    return re.sub(rb'("query(?:String)?": )"[^"]*"', lambda found: found[1] + said, body)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _said(query: Query) -> str:
    return query.identifier.value if query.identifier else query.text


@pytest.fixture(scope="module")
def services(works):
    routes = {name: route(name, case["answer"]) for name, case in CASES.items() if "answer" in case}
    everywhere = {"pmcid": "PMC6882374", "isbn": "9780615452272", "arxiv": "1706.03762"}
    with fake_services([w.model_copy(update=everywhere) if w.title == TITLE else w for w in works], routes) as running:
        yield running


@pytest.fixture
def asked(services):
    services.reset()
    return services


@pytest.mark.parametrize("name", names())
def test_a_source_declares_what_it_can_do(name):
    module = by_name(name)
    assert name == module.name
    assert module.schemes or module.can_search
    assert module.rate.per_second > 0
    assert module.base_url.startswith("https://")


@pytest.mark.parametrize("name", names())
def test_a_source_has_its_page(name):
    text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    found = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert tuple(found) == HEADINGS
    assert re.search(r"\(read 20\d\d-\d\d\)", text)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_known_work_is_found(asked, question):
    name, query, requests = QUESTIONS[question]
    [answer] = open_sources([name], asked.settings())[0].ask([query])
    assert answer.outcome == Outcome.ANSWERED
    found = answer.records[0].reference
    if name in IDENTIFIERS_ALONE or question == "doi_org-short":
        assert (found.doi, found.title, found.author) == (KNOWN["crossref"].identifier.value, None, ())
    elif "answer" in CASES[name]:
        [told] = json.loads((PAYLOADS / name / CASES[name]["answer"]).with_suffix(".records.json").read_text())
        assert found.csl() == told
    else:
        assert found.title == TITLE
    assert answer.records[0].source == name
    assert len(asked.requests) == requests
    assert "mailto:tests@example.org" in asked.agents[-1]


@pytest.mark.parametrize("name", names())
def test_an_unknown_work_is_an_answer_without_records(asked, name):
    [answer] = open_sources([name], asked.settings())[0].ask([UNKNOWN[name]])
    assert (answer.outcome, answer.records) == (Outcome.ANSWERED, ())


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_fault_never_says_that_the_work_does_not_exist(asked, question, fault):
    name, query, _ = QUESTIONS[question]
    asked.fault = fault
    settings = asked.settings(tries=1, patience_s=0.15) if fault in SLOW else asked.settings(tries=2)
    [answer] = open_sources([name], settings)[0].ask([query])
    assert answer.outcome == Outcome.FAILED, answer
    assert answer.detail
    assert "tests@example.org" not in answer.detail


@pytest.mark.parametrize(
    "fault", ["429", "429-no-header", "429-date", "500", "502", "503", "504", "timeout", "drip", "drip-headers", "reset", "reset-headers", "reset-body",
    "cut-off", "cut-off-chunked", "wrong-length", "html", "no-type", "broken-gzip"],
)  # fmt: skip
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_fault_that_passes_is_overcome(asked, question, fault):
    name, query, requests = QUESTIONS[question]
    asked.fault, asked.times = fault, 1
    settings = asked.settings(patience_s=0.15) if fault in SLOW else asked.settings()
    [answer] = open_sources([name], settings)[0].ask([query])
    assert answer.outcome == Outcome.ANSWERED, answer
    assert answer.records
    assert len(asked.requests) == requests + 1


@pytest.mark.parametrize("status", ["404", "410"])
@pytest.mark.parametrize("name", names())
def test_a_work_that_is_gone_is_not_found_or_the_service_is_moved(asked, name, status):
    asked.fault = status
    [answer] = open_sources([name], asked.settings())[0].ask([KNOWN[name]])
    assert not answer.records
    assert (answer.outcome == Outcome.ANSWERED) != bool(answer.detail)
    assert len(asked.requests) <= 2


@pytest.mark.parametrize("name", names())
def test_a_list_that_is_gone_says_nothing_about_its_works(asked, name):
    asked.fault = "404"
    answers = open_sources([name], asked.settings())[0].ask([KNOWN[name], UNKNOWN[name]])
    if len(asked.requests) <= 2:  # asked for together
        assert {(answer.outcome, answer.detail) for answer in answers} == {(Outcome.FAILED, "HTTP 404")}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse where this one lets wait")
@pytest.mark.parametrize("name", names())
def test_connecting_does_not_last_for_ever(name, stuck):
    settings = Settings(base_urls={name: stuck}, connect_timeout_s=0.05, tries=1)
    [answer] = open_sources([name], settings)[0].ask([KNOWN[name]])
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
    for variable in by_name(name).rate_with:
        monkeypatch.setenv(variable, "hush-hush")
    asked.fault = fault
    settings = replace(asked.settings(cache=tmp_path / "payloads.sqlite", tries=2), mailto="hush-hush@example.org")
    [answer] = open_sources([name], settings)[0].ask([KNOWN[name]])
    assert any("hush" in told for told in [*asked.requests, *asked.agents])
    assert "hush" not in caplog.text
    assert "hush" not in answer.model_dump_json()
    assert not [path.name for path in tmp_path.iterdir() if b"hush" in path.read_bytes()]


@pytest.mark.parametrize("name", names())
def test_offline_believes_what_is_too_old_for_others(asked, name, tmp_path):
    path = tmp_path / "payloads.sqlite"
    _, _, requests = QUESTIONS[name]
    for seconds, times in ((0, 1), (FRESH_S / 2, 1), (FRESH_S, 2)):
        asked.clock.sleep(seconds)
        assert open_sources([name], asked.settings(cache=path))[0].ask([KNOWN[name]])[0].records
        assert len(asked.requests) == requests * times
    asked.clock.sleep(10 * FRESH_S)
    assert open_sources([name], asked.settings(cache=path, offline=True))[0].ask([KNOWN[name]])[0].records
    assert len(asked.requests) == requests * 2


@pytest.mark.parametrize("name", names())
def test_without_an_address_none_is_given(asked, name):
    [answer] = open_sources([name], replace(asked.settings(), mailto=None))[0].ask([KNOWN[name]])
    assert answer.records
    assert "@" not in asked.agents[-1] + asked.requests[-1]


@pytest.mark.parametrize("name", names())
def test_offline_opens_no_socket(asked, name):
    [answer] = open_sources([name], asked.settings(offline=True))[0].ask([KNOWN[name]])
    assert (answer.outcome, answer.detail) == (Outcome.NOT_ASKED, "offline")
    assert asked.requests == []


@pytest.mark.parametrize("name", names())
def test_a_failure_is_not_cached_and_an_answer_is(asked, name, tmp_path):
    settings = asked.settings(cache=tmp_path / "payloads.sqlite", tries=1)
    asked.fault = "503"
    assert open_sources([name], settings)[0].ask([KNOWN[name]])[0].outcome == Outcome.FAILED
    asked.fault = ""
    assert open_sources([name], settings)[0].ask([KNOWN[name]])[0].records
    sent = len(asked.requests)
    offline = asked.settings(cache=tmp_path / "payloads.sqlite", offline=True)
    assert open_sources([name], offline)[0].ask([KNOWN[name]])[0].records
    assert len(asked.requests) == sent


@pytest.mark.parametrize("name", names())
def test_many_identifiers_cost_few_requests(asked, name):
    module = by_name(name)
    queries = [Query(i) for work in asked.works for i in work.identifiers() if i.scheme in module.schemes[:1]]
    if "answer" in CASES[name]:
        queries = [KNOWN[name]]
    answers = open_sources([name], asked.settings())[0].ask(queries * 3)
    assert all(answer.records for answer in answers)
    asked_for = {ids.normalise(q.identifier) for q in queries if q.identifier}
    assert {i for a in answers for i in a.records[0].identifiers()} >= asked_for
    plain = [q for q in queries if not set("(),;<>") & set(_said(q))]
    # pubmed and crossref ask for odd DOIs apart; doi_org for each DOI once its agency is known
    assert len(asked.requests) <= (1 + len(queries) if name == "doi_org" else 1 + len(queries) - len(plain))


@pytest.mark.parametrize("name", [name for name in names() if "doi" in by_name(name).schemes and name != "doi_org"])
def test_a_short_doi_is_asked_of_doi_org_alone(asked, name):
    [answer] = open_sources([name], asked.settings())[0].ask([Query(Identifier("doi", "10/gdh9ck"))])
    assert answer.outcome == Outcome.NO_QUESTION
    assert asked.requests == []


def test_nobody_listening_is_asked_once():
    with fake_services() as gone:
        settings = gone.settings(tries=4)
    source = open_sources(["crossref"], settings)[0]
    answers = source.ask([Query(text=f"some words to look for {number}") for number in range(20)])
    assert {answer.outcome for answer in answers} == {Outcome.FAILED}
    assert {answer.detail for answer in answers} == {"cannot be reached"}
    assert gone.clock.slept == [] or max(gone.clock.slept) < 1
