"""PubMed: biomedical articles and book chapters, by PMID, by DOI, and by journal, year, volume and page.

PMIDs go to efetch, 200 at a time. DOIs go to esearch, 160 at a time, and citations in parts to ECitMatch, 40 at a time;
both answer with PMIDs, which one efetch then describes.

Source: NCBI E-utilities, "E-utilities In-Depth" and "Usage guidelines", https://www.ncbi.nlm.nih.gov/books/NBK25499/
(read 2026-11); PubMed DTD 250101.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import SourceError
from ..fields import names, pages
from ..fields.pubmed import article, book
from ..fields.pubmed_notices import notices
from ..fields.shapes import xml_text as _text
from ..model import Name, Payload, Query, Record, Reference
from ._asking import Incomplete, base, batches, lookups, ncbi
from ._reading import read_of, xml_of
from ._requests import Rate, Request
from ._service import Service
from ._settings import Settings

NAME = "pubmed"
BASE_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"

_BATCH = 200
_DOIS = 160  # a posted term of 5 to 6 kB
_CITATIONS = 40  # ECitMatch is asked by GET: the address stays below 6 kB
_LONG = 1500  # characters of identifiers above which they are posted
_PLAIN = re.compile(r"[\w./-]+", re.ASCII)  # needs no quotes in a query
_QUOTABLE = re.compile(r"[\w./\-():;<>+~=@!']+", re.ASCII)  # safe between quotes
_MATCHED = re.compile(
    r"\|q(?P<key>\d{1,3})\|\s*(?:(?P<pmids>\d{1,8}|AMBIGUOUS[ \d,]*+)|NOT_FOUND[\w;]*+)\s*+(?:\(\d+ citations\)\s*+)?(?:\|\s*+)?$",
    re.ASCII,
)
_PMID = re.compile(rb"<(?:MedlineCitation|BookDocument)\b[^>]*>\s*<PMID\b[^>]*>\s*(\d{1,8})\s*</PMID>")
_FEW = re.compile(r"\d{1,8}", re.ASCII)
_XML = ("text/xml", "application/xml")


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return the requests that settle these queries; a text whose reference lacks journal, year, volume or page gets
    none.
    """
    address = base(NAME, BASE_URL, settings)
    who = ncbi(settings)
    requests = [_fetching(address, pmids, who, asked) for asked, pmids in batches(lookups(queries, "pmid"), _BATCH)]
    dois = lookups(queries, "doi")
    plain = [pair for pair in dois if _PLAIN.fullmatch(pair[1])]
    # Should quotes be taken amiss, that spoils no answer about plain DOIs; what quotes cannot hold goes singly.
    quoted = [pair for pair in dois if not _PLAIN.fullmatch(pair[1]) and _QUOTABLE.fullmatch(pair[1])]
    odd = [pair for pair in dois if not _QUOTABLE.fullmatch(pair[1])]
    for pairs, size in ((plain, _DOIS), (quoted, _DOIS), (odd, 1)):
        for asked, values in batches(pairs, size):
            requests.append(_searching(address, values, who, asked))
    cited = [(query, citation) for query in queries if query.identifier is None and (citation := _citation(query))]
    for asked, citations in batches(cited, _CITATIONS):
        bdata = "\r".join(f"{citation}|q{number}|" for number, citation in enumerate(citations))
        params = (("db", "pubmed"), ("retmode", "xml"), ("bdata", bdata), *who)
        requests.append(Request(NAME, f"{address}/ecitmatch.cgi", params, accept=("text/plain",), queries=asked))
    return requests


def follow(request: Request, payload: Payload) -> Request | None:
    """Return the efetch of the PMIDs that esearch or ECitMatch found, or None. Raises SourceError where an answer lacks
    something.
    """
    if payload.status != 200:
        return None
    address, _, service = request.url.rpartition("/")
    if service == "efetch.fcgi":
        _check_fetched(request, payload)
        return None
    pmids = _searched(payload) if service == "esearch.fcgi" else _cited(payload, request.queries)
    who = tuple((name, value) for name, value in request.params if name in ("tool", "email", "api_key"))
    return _fetching(address, pmids, who, request.queries) if pmids else None


def read(payload: Payload) -> list[Record]:
    """Return the records in an answer. Raises SourceError for what is no set of articles: an error body is no answer.

    >>> xml = b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A.</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    >>> read(Payload(source="pubmed", url="", status=200, media_type="text/xml", body=xml))[0].reference.title
    'A'
    """
    if payload.status != 200:  # it answers with sets, and an empty one is what says that there is none
        raise SourceError(NAME, f"HTTP {payload.status}")
    if payload.url.endswith("/ecitmatch.cgi"):
        _cited(payload)
        return []
    root = xml_of(payload)
    if (error := root.find(".//ERROR")) is not None:
        raise SourceError(NAME, (error.text or "error")[:120])
    if root.tag == "eSearchResult":
        return []
    if root.tag not in ("PubmedArticleSet", "PubmedBookArticleSet"):
        raise SourceError(NAME, f"answered with {root.tag[:40]}, not articles")
    found: list[Record] = []
    for item in root:
        reference = (
            article(item) if item.tag == "PubmedArticle" else book(item) if item.tag == "PubmedBookArticle" else None
        )
        if reference is not None:
            found.append(
                Record(
                    reference=reference,
                    source=NAME,
                    url=payload.url,
                    retrieved=payload.retrieved,
                    updates=tuple(notices(item)),
                )
            )
    return read_of(NAME, [item for item in root if item.tag != "DeleteCitation"], found)


def fits(query: Query, record: Record) -> bool:
    """Say whether a record of a shared answer is about the citation that was asked for: by first page and volume or
    year.
    """
    if query.identifier is not None or query.reference is None:
        return False
    cited, known = query.reference, record.reference
    if not _first_page(cited) or _first_page(cited) != _first_page(known):
        return False
    years = [date.year for date in (known.issued, known.available_date) if date]
    return (cited.volume is not None and cited.volume == known.volume) or (
        cited.issued is not None and cited.issued.year in years
    )


def _fetching(
    address: str, pmids: Sequence[str], who: tuple[tuple[str, str], ...], asked: tuple[Query, ...]
) -> Request:
    listed = ",".join(pmids)
    params = (("db", "pubmed"), ("id", listed), ("retmode", "xml"), *who)
    return Request(NAME, f"{address}/efetch.fcgi", params, accept=_XML, post=len(pmids) > 60, queries=asked)


def _searching(
    address: str, dois: Sequence[str], who: tuple[tuple[str, str], ...], asked: tuple[Query, ...]
) -> Request:
    """A search for articles with these DOIs, in the field of article identifiers ("[AID]")."""
    terms = [f"{doi}[AID]" if _PLAIN.fullmatch(doi) else '"{}"[AID]'.format(doi.replace('"', " ")) for doi in dois]
    term = " OR ".join(terms)
    params = (("db", "pubmed"), ("term", term), ("retmax", str(2 * len(dois) + 20)), ("retmode", "xml"), *who)
    return Request(NAME, f"{address}/esearch.fcgi", params, accept=_XML, post=len(term) > _LONG, queries=asked)


def _citation(query: Query) -> str | None:
    """ "journal|year|volume|first page|author", what ECitMatch knows articles by; None where one of the first four is
    missing.
    """
    cited = query.reference
    if cited is None or cited.issued is None or cited.issued.year is None:
        return None
    journal = cited.container_title_short or cited.container_title
    parts = (journal, str(cited.issued.year), cited.volume, _first_page(cited))
    if not all(parts):
        return None
    author = next(iter(cited.author), None)
    name = f"{names.family(author)} {_initials(author)}" if author else ""
    return "|".join(" ".join(re.sub(r"[|\s\x00-\x1f]", " ", part or "").split())[:100] for part in (*parts, name))


def _initials(name: Name) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name.given or ""))[:2]


def _first_page(reference: Reference) -> str:
    printed = reference.page_first or reference.page or ""
    return (pages.parse(printed).first or printed).strip().lower()


def _searched(payload: Payload) -> list[str]:
    root = xml_of(payload)
    error = root.find(".//ERROR")
    if root.tag != "eSearchResult" or error is not None:
        raise SourceError(NAME, ((_text(error) or "error") if error is not None else "answered with no search")[:120])
    count, most = (_text(root.find(name)) or "" for name in ("Count", "RetMax"))
    if not _FEW.fullmatch(count) or not _FEW.fullmatch(most) or int(count) > int(most):
        raise SourceError(NAME, "took a search for DOIs for another one")
    found = [pmid for element in root.iterfind("IdList/Id") if (pmid := _text(element)) and _FEW.fullmatch(pmid)]
    if len(found) != int(count):
        raise Incomplete(NAME, f"answered with {len(found)} of {count} articles")
    return found


def _check_fetched(request: Request, payload: Payload) -> None:
    """Of PMIDs that a search of PubMed's own brought, each must be there; of those that a text prints, any may not
    exist.
    """
    if any(query.identifier and query.identifier.scheme == "pmid" for query in request.queries):
        return
    wanted = set(filter(None, dict(request.params).get("id", "").split(",")))
    there = {pmid.decode() for pmid in _PMID.findall(payload.body)}
    if not wanted <= there:
        raise Incomplete(NAME, f"answered about {len(wanted & there)} of {len(wanted)} articles")


def _cited(payload: Payload, asked: Sequence[Query] = ()) -> list[str]:
    """The PMIDs of a citation match, those of ambiguous ones too. Each line ends in our key and what was found.

    "...|q0|2014248", "...|q1|NOT_FOUND;INVALID_JOURNAL", "...|q2|AMBIGUOUS 26315901,25768914", "...|q3|AMBIGUOUS (783
    citations)"
    """
    lines = re.split(r"[\r\n]+", payload.body.decode("utf-8", "replace"))
    matches = {match["key"]: (line, match["pmids"] or "") for line in lines if (match := _MATCHED.search(line))}
    right = sum(_is_echo(matches.get(str(number), ("", ""))[0], query) for number, query in enumerate(asked))
    if right < len(asked) or (not asked and not matches):
        raise Incomplete(NAME, f"answered about {right} of {len(asked) or 'all'} citations")
    return list(dict.fromkeys(pmid for _, found in matches.values() for pmid in re.findall(r"\d{1,8}", found)))


def _is_echo(line: str, query: Query) -> bool:
    """Whether a line repeats what was asked: year, volume and page, which stand behind the journal."""
    said, asked = (
        [part.strip().casefold() for part in text.split("|")[1:4]] for text in (line, _citation(query) or "")
    )
    return said == asked


SOURCE = Service(
    name=NAME,
    base_url=BASE_URL,
    schemes=("pmid",),
    knows_all=("pmid",),
    can_search=True,
    rate=Rate(per_second=3, at_once=3),  # what NCBI allows without a key
    rate_with={"NCBI_API_KEY": Rate(per_second=10, at_once=3)},
    priority=15,  # one request to ECitMatch settles 40 citations, where Crossref's search takes one for each
    completes=("pmid", "doi"),  # publication types, notices of retraction
    covers=("article",),
    requests_for=requests_for,
    read=read,
    follow=follow,
    fits=fits,
)
