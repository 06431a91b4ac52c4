"""Answers that hold nothing which can be read: whatever they look like, they do not say that there is no such work, and
nothing of them is kept. And the few that do say it.
"""

from __future__ import annotations

import importlib
import json

import pytest

from backref import asking
from backref.model import Identifier, Outcome, Parsed, Query, Reference, Status
from backref.sources import names, open_sources
from backref.sources._cache import ABSENT_S
from backref.testing import Route, fake_services

JSON, XML = "application/json", "text/xml"
TITLE = "Opioids for low back pain"
FEED = '<feed xmlns="http://www.w3.org/2005/Atom">%s</feed>'
TITLED = "<title>arXiv Query: search_query=%s&amp;id_list=%s&amp;start=0&amp;max_results=5</title>"
COUNTED = '<totalResults xmlns="http://a9.com/-/spec/opensearch/1.1/">%d</totalResults>'
SURELY = "<entry><id>http://arxiv.org/abs/0704.0002v1</id><title>What arXiv surely has</title></entry>"
FOUND = "<eSearchResult><Count>%s</Count><RetMax>22</RetMax><RetStart>0</RetStart><IdList>%s</IdList></eSearchResult>"
ASKED = {
    "doi": Query(Identifier("doi", "10.5555/made.1")), "pmid": Query(Identifier("pmid", "2001")), "pmcid": Query(Identifier("pmcid", "PMC3001")), "isbn": Query(Identifier("isbn", "9780306406157")),
    "arxiv": Query(Identifier("arxiv", "2001.00001")), "short": Query(Identifier("doi", "10/sgood1")), "text": Query(text=f"Author A. {TITLE}. 2015.", reference=Reference(title=TITLE)),
}  # fmt: skip


def works(**message: object) -> dict[str, object]:
    return {"status": "ok", "message-type": "work-list", "message": message}


def hits(**said: object) -> dict[str, object]:
    return {"result": {"status": {"@code": "200"}, "hits": said}}


# Source, what is asked, and the body of an answer that is none.
NOTHING_READ = [
    ("crossref", "doi", {"status": "ok", "message-type": "work", "message": None}), ("crossref", "doi", {"status": "ok", "message-type": "work", "message": {}}),
    ("crossref", "doi", {"status": "ok", "message-type": "work", "message": []}), ("crossref", "doi", {"status": "ok", "message-type": "work", "message": {"volume": "1"}}),
    ("crossref", "doi", works(items=[])), ("crossref", "text", works(items=None)), ("crossref", "text", works()), ("crossref", "text", works(**{"total-results": 7, "items": []})),
    ("crossref", "text", works(items=[{"volume": "1"}])), ("crossref", "text", works(items=[None, 1])), ("crossref", "text", works(items={"0": {}})),
    ("datacite", "doi", {"data": []}), ("datacite", "doi", {"data": {"attributes": {}}}), ("datacite", "doi", {"data": {"attributes": {"doi": "10.5555/made.1x"}}}),
    ("openalex", "doi", {"results": []}), ("openalex", "doi", {"meta": {"count": 0}, "results": []}), ("openalex", "text", {"meta": {"count": 3}, "results": []}), ("openalex", "text", {"results": None}),
    ("semanticscholar", "doi", {"total": 0, "data": []}), ("semanticscholar", "doi", {"paperId": None}), ("semanticscholar", "doi", {"paperId": "a", "title": None}),
    ("semanticscholar", "text", {"total": 12}), ("semanticscholar", "text", {"total": 12, "data": []}), ("semanticscholar", "text", {"total": 1, "data": [{"paperId": "a"}]}), ("semanticscholar", "text", {"total": 0, "data": {}}),
    ("dblp", "doi", hits(**{"@total": "1"})), ("dblp", "text", hits(**{"@total": "5", "hit": []})), ("dblp", "text", hits(**{"@total": "1", "hit": [{"info": {}}]})),
    ("dblp", "text", hits(**{"@total": "1", "hit": {"info": {"title": "A"}}})), ("dblp", "text", {"result": {"status": {"@code": "500"}, "hits": {"@total": "0"}}}),
    ("europepmc", "pmid", {"hitCount": 1, "resultList": {"result": []}}), ("europepmc", "pmid", {"hitCount": 1, "resultList": {}}), ("europepmc", "pmid", {"hitCount": 0, "resultList": {}}),
    ("europepmc", "pmid", {"hitCount": 1, "resultList": {"result": [{"id": "2001"}]}}), ("europepmc", "text", {"hitCount": 9, "resultList": {"result": None}}), ("europepmc", "doi", {"hitCount": "9", "resultList": {"result": []}}),
    ("openreview", "text", {"notes": [], "count": 4}), ("openreview", "text", {"notes": [{"content": {}}], "count": 1}), ("openreview", "text", {"notes": [None]}), ("openreview", "text", {"notes": {}}),
    ("openlibrary", "isbn", {"ISBN:9780306406157": {}}), ("openlibrary", "isbn", {"ISBN:9780306406157": None}), ("openlibrary", "isbn", {"ISBN:9780306406157": {"title": ""}}),
    ("pmc", "pmcid", {"status": "ok", "records": [{"requested-id": "PMC3001"}]}), ("pmc", "pmcid", {"status": "ok", "records": [{"requested-id": "PMC3001", "pmcid": None}]}),
    ("pmc", "pmcid", {"status": "ok", "records": [{"requested-id": "PMC3001", "status": "error", "errmsg": "Internal error, try again"}]}), *(
        ("pmc", "pmcid", {"status": "ok", "records": [{"requested-id": "PMC3001", "status": "error", **said}]}) for said in ({}, {"errmsg": "Invalid API key"}, {"errmsg": "upstream host not found"})
    ), ("pmc", "pmcid", {"status": "ok", "records": [{"requested-id": "PMC3001", "pmcid": "PMC999"}]}),
    ("arxiv", "arxiv", FEED % "<entry><id>http://arxiv.org/abs/2001.00001v1</id></entry>"), ("arxiv", "arxiv", FEED % "<entry><title>A paper</title></entry>"), ("arxiv", "text", FEED % "<entry><id>http://arxiv.org/abs/</id><title>A</title></entry>"),
    ("pubmed", "pmid", "<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>"), ("pubmed", "pmid", "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>2001</PMID></MedlineCitation></PubmedArticle></PubmedArticleSet>"),
    ("pubmed", "pmid", "<PubmedArticleSet><Error>down</Error></PubmedArticleSet>"), ("pubmed", "doi", FOUND % ("1", "")), ("pubmed", "doi", FOUND % ("2", "<Id>2001</Id>")), ("pubmed", "doi", FOUND % ("1", "<Id>x</Id>")),
    ("doi_org", "short", {"responseCode": 100, "handle": "10/other"}), ("doi_org", "short", {"responseCode": 200}), ("doi_org", "short", {"responseCode": 1, "handle": "10/sgood1", "values": []}),
    ("doi_org", "short", {"responseCode": 1, "handle": "10/sgood1"}), ("doi_org", "doi", []), ("doi_org", "doi", {}), ("pmc", "pmcid", {"status": "ok", "records": []}), ("pmc", "pmcid", {"status": "ok", "records": [{"requested-id": "PMC9", "status": "error", "errmsg": "Identifier not found in PMC"}]}),
    ("doi_org", "doi", [{"DOI": "10.5555/other", "status": "DOI does not exist"}]),
    # Empty, without what the service surely has, or with a count, or in answer to somebody else.
    ("arxiv", "arxiv", FEED % ""), ("arxiv", "arxiv", FEED % "<entry><author/></entry>"), ("openlibrary", "isbn", {}), ("arxiv", "text", FEED % (COUNTED % 12)),
    ("arxiv", "arxiv", FEED % (TITLED % ("", "2001.00002,0704.0002") + SURELY)), ("arxiv", "text", FEED % (TITLED % ("ti:quite AND ti:other", ""))),
    ("europepmc", "pmid", {"hitCount": 0, "request": {"queryString": '(EXT_ID:"2002") AND SRC:MED'}, "resultList": {"result": []}}), ("europepmc", "text", {"hitCount": 0, "request": {"query": "TITLE:(Quite other pain)"}, "resultList": {"result": []}}),
    ("dblp", "text", {"result": {"query": "quite* other* pain*", "hits": {"@total": "0"}}}),
]  # fmt: skip
GONE = [  # the same with the status 404
    ("crossref", "doi", {"message": "no Route matched with those values"}), ("openalex", "doi", {"message": "no Route matched with those values"}), ("openalex", "doi", {"error": "Gateway"}), ("openalex", "doi", {}),
    ("openalex", "doi", {"statusCode": 404, "error": "Not Found", "message": "Cannot GET /works"}), ("openalex", "doi", {"error": "Endpoint not found"}),
    ("semanticscholar", "doi", {"statusCode": 404, "error": "Not Found", "message": "Cannot GET /paper"}), ("semanticscholar", "doi", {"error": "Route not found"}),
    ("semanticscholar", "doi", {"error": "Paper with id DOI:10.5555/made.2 not found"}), ("datacite", "doi", {"message": "Not Found"}), ("semanticscholar", "doi", {"message": "Not Found"}), ("doi_org", "short", {"responseCode": 100, "handle": "10/other"}), ("doi_org", "short", {"message": "Not Found"}),
    ("europepmc", "pmid", {"hitCount": 0, "resultList": {"result": []}}), ("dblp", "doi", hits(**{"@total": "0"})), ("pmc", "pmcid", {"message": "Not Found"}), ("openlibrary", "isbn", {}), ("openreview", "text", {"notes": []}),
]  # fmt: skip
NONE = [  # and what does say it
    ("crossref", "text", 200, works(**{"total-results": 0, "items": []})), ("openalex", "doi", 404, {"error": "Not Found", "message": "no"}), ("openalex", "text", 200, {"meta": {"count": 0}, "results": []}),
    ("semanticscholar", "doi", 404, {"error": "Paper with id DOI:10.5555/made.1 not found"}), ("semanticscholar", "text", 200, {"total": 0}), ("dblp", "doi", 200, hits(**{"@total": "0"})), ("dblp", "text", 200, hits(**{"@total": 0})),
    ("europepmc", "pmid", 200, {"hitCount": 0, "resultList": {"result": []}}), ("openreview", "text", 200, {"notes": [], "count": 0}), ("openlibrary", "isbn", 200, {"ISBN:9780385472579": {"title": "A book"}}), ("datacite", "doi", 404, {"errors": [{"status": "404"}]}),
    ("pmc", "pmcid", 200, {"status": "ok", "records": [{"requested-id": "PMC3001", "status": "error", "errmsg": "Identifier not found in PMC"}]}), ("arxiv", "arxiv", 200, FEED % SURELY), ("arxiv", "arxiv", 200, FEED % f"{SURELY}<entry><author/></entry>"), ("arxiv", "text", 200, FEED % ""), ("arxiv", "text", 200, FEED % (COUNTED % 0)), ("arxiv", "text", 200, FEED % (COUNTED % 1)),
    ("pubmed", "pmid", 200, "<PubmedArticleSet></PubmedArticleSet>"), ("pubmed", "doi", 200, FOUND % ("0", "")), ("doi_org", "short", 404, {"responseCode": 100, "handle": "10/SGOOD1"}), ("doi_org", "short", 200, {"responseCode": 200, "handle": "10/sgood1"}),
    ("doi_org", "doi", 200, [{"DOI": "10.5555/made.1", "status": "DOI does not exist"}]),
]  # fmt: skip


def answers(name: str, asked: str, status: int, body: object, cache=None, later_s=0.0):
    """Twice the answer to a question when the service says this, the second time without a network, and so much later;
    and how many requests it took.
    """
    told = (body if isinstance(body, str) else json.dumps(body)).encode()
    kind = XML if isinstance(body, str) else JSON
    with fake_services([], {name: Route(lambda works, rest, said: (status, kind, told))}) as services:
        [first] = open_sources([name], services.settings(cache=cache, tries=2))[0].ask([ASKED[asked]])
        services.clock.sleep(later_s)
        [again] = open_sources([name], services.settings(cache=cache, offline=True))[0].ask([ASKED[asked]])
        return first, again, len(services.requests)


def test_every_service_is_here():
    assert {name for name, *_ in NOTHING_READ} == {name for name, *_ in NONE} == set(names())


@pytest.mark.parametrize(
    ("name", "asked", "status", "body"), [*((n, a, 200, b) for n, a, b in NOTHING_READ), *((n, a, 404, b) for n, a, b in GONE)]
)  # fmt: skip
def test_what_cannot_be_read_is_no_absence_and_is_not_kept(name, asked, status, body, tmp_path):
    first, again, requests = answers(name, asked, status, body, tmp_path / "payloads.sqlite")
    assert (first.outcome, first.records) == (Outcome.FAILED, ())
    assert first.detail
    assert again.outcome == Outcome.NOT_ASKED
    assert requests <= 4


@pytest.mark.parametrize(("name", "asked", "status", "body"), NONE)
def test_what_says_that_there_is_none_is_believed(name, asked, status, body, tmp_path):
    first, again, _ = answers(name, asked, status, body, tmp_path / "payloads.sqlite")
    assert (first.outcome, first.records) == (again.outcome, again.records) == (Outcome.ANSWERED, ())


@pytest.mark.parametrize(("name", "asked", "status", "body"), NONE)
def test_no_absence_is_believed_for_longer_than_a_day_not_even_offline(name, asked, status, body, tmp_path):
    _, old, _ = answers(name, asked, status, body, tmp_path / "payloads.sqlite", later_s=ABSENT_S + 1)
    assert (old.outcome, old.records) == (Outcome.NOT_ASKED, ())


@pytest.mark.parametrize("told", [[], [None], [{"DOI": "10.5555/other", "status": "DOI does not exist"}], {}])
@pytest.mark.parametrize("step", [2, 3])
def test_a_doi_that_exists_is_not_denied_by_what_comes_instead_of_its_description(step, told):
    """First its agency is asked for, then its description, and where that is gone, its agency once more."""
    both = [{"DOI": doi, "RA": "mEDRA"} for doi in ("10.5555/made.1", "10.5555/made.2")]

    def answer(works, rest, asked):
        if rest.startswith("doiRA/"):
            return 200, JSON, json.dumps(both if "," in rest else told).encode()
        if step == 3:
            return 404, "text/html", b"<h1>DOI Not Found</h1>"
        return 200, "application/vnd.citationstyles.csl+json", json.dumps(told).encode()

    with fake_services([], {"doi_org": Route(answer)}) as services:
        asked = [ASKED["doi"], Query(Identifier("doi", "10.5555/made.2"))]
        both = open_sources(["doi_org"], services.settings(tries=1))[0].ask(asked)
    assert [answered.outcome for answered in both] == [Outcome.FAILED] * 2


@pytest.mark.parametrize("name", names())
def test_what_a_module_says_of_its_service_is_asked(name):
    """A function of a service that SOURCE does not name is never called, and so checks nothing."""
    module = importlib.import_module(f"backref.sources.{name}")
    for part in ("requests_for", "read", "follow", "fits"):
        assert getattr(module.SOURCE, part) is getattr(module, part, None)


def test_that_nobody_knows_what_was_guessed_says_nothing_of_what_is_printed():
    """An arXiv identifier has a DOI, which Crossref has never heard of: so it has said nothing of the preprint."""
    with fake_services([]) as services:
        cited = Parsed(raw="arXiv:1706.03762", reference=Reference(arxiv="1706.03762"))
        [alone] = asking.verify([cited], open_sources(["crossref", "pubmed"], services.settings()))
        [asked] = asking.verify([cited], open_sources(["crossref", "arxiv"], services.settings()))
    assert (alone.status, alone.reasons) == (Status.NOT_ASKED, ("not-covered",))
    assert asked.status == Status.NOT_FOUND
