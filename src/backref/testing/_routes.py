"""What the loopback services answer, each in the shape of the real one, from a table of works.

A path begins with the name of the source that asks. A work is known by whatever identifiers it bears.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from ..fields import names
from ..model import Identifier, Reference

Reply = tuple[int, str, bytes]
Asked = Mapping[str, str]

JSON = "application/json"
NOBODY = Reference(
    type="article-journal", title="Quite another work", doi="10.5555/another", pmid="99999999", pmcid="PMC9999999", isbn="9780306406157",
    arxiv="0704.0001",
)  # fmt: skip
WITNESSES = (  # which services surely have, and are asked for beside what they may not
    Reference(type="article", title="Surely a preprint", arxiv="0704.0002"),
    Reference(type="book", title="Surely a book", isbn="9780385472579"),
)


@dataclass(frozen=True, slots=True)
class Route:
    """What the service of a further source answers: to the path behind its name and the parameters asked with, and, as
    `other`, about another work than was asked for.
    """

    answer: Callable[[Sequence[Reference], str, Asked], Reply]
    other: bytes = b"{}"


def answer(
    works: Sequence[Reference], path: str, query: str, routes: Mapping[str, Route] = MappingProxyType({})
) -> Reply:
    """Return status, media type and body of the answer to a request; `query` are its parameters, sent or posted.

    The body of a redirect is the address that it leads to.
    """
    _, name, rest = path.split("/", 2)
    asked = {key: values[0] for key, values in parse_qs(query).items()}
    return routes[name].answer(works, rest, asked) if name in routes else SERVICES[name](works, rest, asked)


def other(path: str, routes: Mapping[str, Route] = MappingProxyType({})) -> bytes:
    """Return the body of an answer about another work than the path asks for."""
    rest = urlsplit(path).path
    _, name, rest = rest.split("/", 2)
    if name in routes:
        return routes[name].other
    bodies: dict[str, Callable[[], bytes]] = {
        "crossref": lambda: _json(_message("work", crossref_work(NOBODY))),
        "pubmed": lambda: _articles([NOBODY]),
        "pmc": lambda: _json({"status": "ok", "records": [_pmc_row(NOBODY)]}),
        "datacite": lambda: _json({"data": _datacite_row(NOBODY)}),
        "doi_org": lambda: _json(
            [{"DOI": NOBODY.doi, "RA": "mEDRA"}]
            if rest.startswith("doiRA/")
            else _handle("10/other1", NOBODY)
            if rest.startswith("api/")
            else NOBODY.csl()
        ),
        "arxiv": lambda: _feed([NOBODY]),
        "openlibrary": lambda: _json({f"ISBN:{NOBODY.isbn}": _book(NOBODY)}),
        "openalex": lambda: _json({"results": [_openalex_row(NOBODY)]}),
    }
    return bodies[name]()


def nobody(name: str) -> Any:
    """Return the item of a list of a service that is about a work that nobody asks for."""
    items: dict[str, Callable[[], Any]] = {
        "crossref": lambda: crossref_work(NOBODY),
        "pubmed": lambda: pubmed_article(NOBODY).encode(),
        "pmc": lambda: _pmc_row(NOBODY),
        "datacite": lambda: _datacite_row(NOBODY),
        "doi_org": lambda: {"DOI": NOBODY.doi, "RA": "mEDRA"},
        "arxiv": lambda: b"<entry>%s</entry>" % _feed([NOBODY]).partition(b"<entry>")[2].partition(b"</entry>")[0],
        "openlibrary": lambda: (f"ISBN:{NOBODY.isbn}", _book(NOBODY)),
        "openalex": lambda: _openalex_row(NOBODY),
    }
    return items[name]()


def crossref_work(work: Reference) -> dict[str, Any]:
    """Return a reference in the shape that Crossref gives a work."""
    found: dict[str, Any] = {
        "DOI": work.doi, "type": {"article-journal": "journal-article", "chapter": "book-chapter"}.get(work.type, work.type), "title": [work.title or ""],
        "container-title": [work.container_title] if work.container_title else [], "volume": work.volume, "issue": work.issue, "page": work.page,
        "abstract": work.abstract, "author": [{"family": n.family, "given": n.given} if n.family else {"name": n.literal} for n in work.author],
        "published-print": {"date-parts": [list(work.issued.date_parts[0])]} if work.issued and work.issued.date_parts else None,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def pubmed_article(work: Reference) -> str:
    """Return a reference in the shape that PubMed gives an article."""
    people = "".join(
        f"<Author><LastName>{escape(n.family)}</LastName><ForeName>{escape(n.given or '')}</ForeName></Author>"
        if n.family
        else f"<Author><CollectiveName>{escape(n.literal or '')}</CollectiveName></Author>"
        for n in work.author
    )
    year = work.issued.year if work.issued else ""
    ids = "".join(
        f'<ArticleId IdType="{kind}">{escape(value)}</ArticleId>'
        for kind, value in (("doi", work.doi), ("pmc", work.pmcid))
        if value
    )
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{work.pmid}</PMID><Article><Journal><JournalIssue><Volume>{escape(work.volume or '')}</Volume>"
        f"<Issue>{escape(work.issue or '')}</Issue><PubDate><Year>{year}</Year></PubDate></JournalIssue><Title>{escape(work.container_title or '')}</Title></Journal>"
        f"<ArticleTitle>{escape(work.title or '')}.</ArticleTitle><Pagination><MedlinePgn>{escape(work.page or '')}</MedlinePgn></Pagination>"
        f"<AuthorList>{people}</AuthorList>{_abstract(work)}</Article></MedlineCitation><PubmedData><ArticleIdList>{ids}</ArticleIdList></PubmedData></PubmedArticle>"
    )


def _abstract(work: Reference) -> str:
    return f"<Abstract><AbstractText>{escape(work.abstract)}</AbstractText></Abstract>" if work.abstract else ""


def short_doi(work: Reference) -> str:
    """Return the short DOI under which doi.org knows a work here."""
    return f"10/s{re.sub(r'[^a-z0-9]', '', work.doi or '')[-6:]}"


def _crossref(works: Sequence[Reference], rest: str, asked: Asked) -> Reply:
    known = {work.doi.lower(): work for work in works if work.doi}
    if doi := rest.removeprefix("works").strip("/"):
        work = known.get(unquote(doi).lower())
        primary = next((w.doi for w in works if Identifier("doi", unquote(doi).lower()) in w.also), None)
        if primary:
            return 301, "text/plain", f"/crossref/works/{primary}".encode()
        if work is None:
            return 404, "text/plain", b"Resource not found."
        return 200, JSON, _json(_message("work", crossref_work(work)))
    if "filter" in asked:
        wanted = [part.removeprefix("doi:").lower() for part in asked["filter"].split(",")]
        hits = [known[doi] for doi in wanted if doi in known]
    else:
        hits = ranked(works, asked.get("query.bibliographic", ""))[: int(asked.get("rows", "5"))]
    message = {"total-results": len(hits), "items": [crossref_work(work) for work in hits]}
    return 200, JSON, _json(_message("work-list", message))


def _pubmed(works: Sequence[Reference], rest: str, asked: Asked) -> Reply:
    if rest == "esearch.fcgi":
        wanted = {term.removesuffix("[AID]").strip('"').lower() for term in asked["term"].split(" OR ")}
        found = [work.pmid for work in works if work.pmid and (work.doi or "").lower() in wanted]
        ids = "".join(f"<Id>{pmid}</Id>" for pmid in found)
        body = f"<eSearchResult><Count>{len(found)}</Count><RetMax>{asked['retmax']}</RetMax><RetStart>0</RetStart><IdList>{ids}</IdList></eSearchResult>"
        return 200, "text/xml", body.encode()
    if rest == "ecitmatch.cgi":
        lines = [_matched(works, line) for line in asked["bdata"].split("\r")]
        return 200, "text/plain", "\n".join(lines).encode()
    known = {work.pmid: work for work in works if work.pmid}
    return 200, "text/xml", _articles([known[pmid] for pmid in asked.get("id", "").split(",") if pmid in known])


def _matched(works: Sequence[Reference], line: str) -> str:
    _, year, volume, page, _, _, _ = line.split("|")
    found = [
        work.pmid
        for work in works
        if work.pmid
        and work.volume == volume
        and (work.page or "").lower().partition("-")[0] == page
        and f"{work.issued and work.issued.year}" == year
    ]
    return line + (
        found[0]
        if len(found) == 1 and found[0]
        else f"AMBIGUOUS {','.join(filter(None, found))}"
        if found
        else "NOT_FOUND"
    )


def _pmc(works: Sequence[Reference], rest: str, asked: Asked) -> Reply:
    known = {work.pmcid: work for work in works if work.pmcid}
    rows = [
        _pmc_row(known[pmcid])
        if pmcid in known
        else {"requested-id": pmcid, "pmcid": pmcid, "status": "error", "errmsg": "Identifier not found in PMC"}
        for pmcid in asked["ids"].split(",")
    ]
    return 200, JSON, _json({"status": "ok", "response-date": "2026-11-21 10:00:00", "records": rows})


def _datacite(works: Sequence[Reference], rest: str, asked: Asked) -> Reply:
    known = {work.doi.lower(): work for work in works if work.doi}
    if doi := rest.removeprefix("dois").strip("/"):
        if (work := known.get(unquote(doi).lower())) is None:
            missing = {"status": "404", "title": "The resource you are looking for doesn't exist."}
            return 404, JSON, _json({"errors": [missing]})
        return 200, JSON, _json({"data": _datacite_row(work)})
    found = [known[doi] for doi in asked["ids"].lower().split(",") if doi in known]
    return 200, JSON, _json({"data": [_datacite_row(work) for work in found], "meta": {"total": len(found)}})


def _doi_org(works: Sequence[Reference], rest: str, asked: Asked) -> Reply:
    known = {work.doi.lower(): work for work in works if work.doi}
    if rest.startswith("doiRA/"):
        dois = [unquote(doi) for doi in rest.removeprefix("doiRA/").split(",")]
        rows = [
            {"DOI": doi, "RA": "mEDRA"} if doi.lower() in known else {"DOI": doi, "status": "DOI does not exist"}
            for doi in dois
        ]
        return 200, JSON, _json(rows)
    if rest.startswith("api/handles/"):
        short = rest.removeprefix("api/handles/").lower()
        work = next((work for work in known.values() if short_doi(work) == short), None)
        if work is None:
            return 404, JSON, _json({"responseCode": 100, "handle": short})
        return 200, JSON, _json(_handle(short, work))
    if (work := known.get(unquote(rest).lower())) is None:
        return 404, "text/html", b"<h1>DOI Not Found</h1>"
    return 200, "application/vnd.citationstyles.csl+json", _json(work.csl())


def _arxiv(works: Sequence[Reference], rest: str, asked: Asked) -> Reply:
    known = {work.arxiv: work for work in (*works, *WITNESSES) if work.arxiv}
    if words := asked.get("search_query"):
        said = [word.removeprefix("ti:") for word in words.split(" AND ")]
        return 200, "application/atom+xml", _feed([work for work in works if work.arxiv and all(word in (work.title or "").lower() for word in said)], asked)  # fmt: skip
    if any(one.startswith("nonsense/") for one in asked["id_list"].split(",")):
        return 400, "application/atom+xml", b"incorrect id format"
    found = [known[one] for one in asked["id_list"].split(",") if one in known]
    return 200, "application/atom+xml", _feed(found, asked)


def _openlibrary(works: Sequence[Reference], rest: str, asked: Asked) -> Reply:
    known = {f"ISBN:{work.isbn}": work for work in (*WITNESSES, *works) if work.isbn}
    return 200, JSON, _json({key: _book(known[key]) for key in asked["bibkeys"].split(",") if key in known})


def _openalex(works: Sequence[Reference], rest: str, asked: Asked) -> Reply:
    if one := unquote(rest.removeprefix("works").strip("/")):
        scheme, _, value = one.partition(":")
        work = next((work for work in works if (getattr(work, scheme) or "").lower() == value), None)
        if work is None:
            return 404, JSON, _json({"error": "Not Found", "message": "The requested resource could not be found."})
        return 200, JSON, _json(_openalex_row(work))
    if "search" in asked:
        found = ranked(works, asked["search"])[: int(asked["per_page"])]
    else:
        scheme, _, values = asked["filter"].partition(":")
        found = [work for work in works if (getattr(work, scheme) or "-") in values.split("|")]
    return 200, JSON, _json({"meta": {"count": len(found)}, "results": [_openalex_row(work) for work in found]})


SERVICES: dict[str, Callable[[Sequence[Reference], str, Asked], Reply]] = {
    "crossref": _crossref, "pubmed": _pubmed, "pmc": _pmc, "datacite": _datacite, "doi_org": _doi_org, "arxiv": _arxiv,
    "openlibrary": _openlibrary, "openalex": _openalex,
}  # fmt: skip


def _message(kind: str, message: Mapping[str, Any]) -> dict[str, Any]:
    return {"status": "ok", "message-type": kind, "message": message}


def _articles(works: Sequence[Reference]) -> bytes:
    articles = "".join(pubmed_article(work) for work in works)
    return f'<?xml version="1.0" ?><PubmedArticleSet>{articles}</PubmedArticleSet>'.encode()


def _pmc_row(work: Reference) -> dict[str, Any]:
    row = {
        "requested-id": work.pmcid,
        "pmcid": work.pmcid,
        "pmid": int(work.pmid) if work.pmid else None,
        "doi": work.doi,
    }
    return {name: value for name, value in row.items() if value}


def _datacite_row(work: Reference) -> dict[str, Any]:
    return {
        "id": work.doi,
        "type": "dois",
        "attributes": {
            "doi": work.doi,
            "creators": [
                {"name": names.inverted(n), "nameType": "Personal", "givenName": n.given, "familyName": n.family}
                if n.family
                else {"name": n.literal, "nameType": "Organizational"}
                for n in work.author
            ],
            "titles": [{"title": work.title}],
            "descriptions": [{"descriptionType": "Abstract", "description": work.abstract}] if work.abstract else [],
            "publisher": work.publisher or "Zenodo",
            "publicationYear": work.issued.year if work.issued else None,
            "types": {"resourceTypeGeneral": "JournalArticle"},
            "container": {"title": work.container_title, "volume": work.volume, "firstPage": work.page},
        },
    }


def _handle(short: str, work: Reference) -> dict[str, Any]:
    alias = {"index": 1, "type": "HS_ALIAS", "data": {"format": "string", "value": work.doi}, "ttl": 86400}
    return {"responseCode": 1, "handle": short, "values": [alias]}


def _feed(works: Sequence[Reference], asked: Asked = MappingProxyType({})) -> bytes:
    said = "&amp;".join(f"{name}={escape(asked.get(name, ''))}" for name in ("search_query", "id_list"))
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{work.arxiv}v2</id><title>{escape(work.title or '')}</title>"
        f"<published>{work.issued.year if work.issued else 2017}-06-12T17:57:34Z</published>"
        + "".join(f"<author><name>{escape(names.render(n))}</name></author>" for n in work.author)
        + "</entry>"
        for work in works
    )
    head = f'<title>arXiv Query: {said}</title><totalResults xmlns="http://a9.com/-/spec/opensearch/1.1/">{len(works)}</totalResults>'
    return f'<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">{head}{entries}</feed>'.encode()


def _book(work: Reference) -> dict[str, Any]:
    return {
        "title": work.title,
        "authors": [{"name": names.render(n)} for n in work.author],
        "publishers": [{"name": work.publisher}] if work.publisher else [],
        "publish_date": str(work.issued.year) if work.issued else "",
        "identifiers": {"isbn_13": [work.isbn]},
    }


def _openalex_row(work: Reference) -> dict[str, Any]:
    return {
        "id": f"https://openalex.org/W{work.pmid}",
        "doi": f"https://doi.org/{work.doi}" if work.doi else None,
        "ids": {"pmid": f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}"} if work.pmid else {},
        "title": work.title,
        "type": "article",
        "publication_year": work.issued.year if work.issued else None,
        "authorships": [{"raw_author_name": names.render(n)} for n in work.author],
        "biblio": {"volume": work.volume, "issue": work.issue, "first_page": work.page, "last_page": None},
        "primary_location": {"source": {"display_name": work.container_title, "type": "journal"}},
    }


def ranked(works: Sequence[Reference], text: str) -> list[Reference]:
    """The works that share a telling word with the text, those with the most words of its title first, as a search has
    it.
    """
    said = set(re.findall(r"\w{4,}", text.lower()))

    def shared(work: Reference) -> tuple[int, int]:
        people = {(name.family or name.literal or "").lower() for name in work.author}
        title = set(re.findall(r"\w{4,}", (work.title or "").lower()))
        return len(said & title), len(said & people)

    return sorted((work for work in works if any(shared(work))), key=shared, reverse=True)


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
