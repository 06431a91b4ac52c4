"""PubMed: biomedical articles and book chapters, by PMID, 200 at a time, through efetch.

Source: NCBI E-utilities, "E-utilities In-Depth" (read 2026-11); PubMed DTD 250101.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import SourceError
from ..fields import dates, ids
from ..model import CslType, Date, Identifier, Name, Payload, Query, Record, Reference, Update
from ._http import Rate, Request, Settings

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "pubmed"
SCHEMES = ("pmid",)
CAN_SEARCH = False
RATE = Rate(per_second=3, at_once=3)
RATE_WITH = {"NCBI_API_KEY": Rate(per_second=10, at_once=3)}
PRIORITY = 30
BASE_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
CONFIRM_MISSES = False

_BATCH = 200
_DEEPEST = 60  # levels of nesting; honest answers have 12
_UPDATES = {
    "RetractionIn": "retraction", "ExpressionOfConcernIn": "expression-of-concern", "ErratumIn": "correction", "CorrectedandRepublishedIn": "correction",
    "UpdateIn": "new-version", "PartialRetractionIn": "partial-retraction",
}  # fmt: skip


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return one efetch for every 200 PMIDs."""
    base = settings.base_urls.get(NAME, BASE_URL).rstrip("/")
    lookups = [query for query in queries if query.identifier]
    requests = []
    for at in range(0, len(lookups), _BATCH):
        batch = lookups[at : at + _BATCH]
        params = [
            ("db", "pubmed"),
            ("id", ",".join(q.identifier.value for q in batch if q.identifier)),
            ("retmode", "xml"),
            ("tool", "backref"),
        ]
        if settings.mailto:
            params.append(("email", settings.mailto))
        if key := os.environ.get("NCBI_API_KEY"):
            params.append(("api_key", key))
        requests.append(
            Request(
                NAME,
                f"{base}/efetch.fcgi",
                tuple(params),
                accept=("text/xml", "application/xml"),
                post=len(batch) > 60,
                queries=tuple(batch),
            )
        )
    return requests


def read(payload: Payload) -> list[Record]:
    """Return the records in an answer. Raises SourceError for what is no set of articles: an error body is no answer.

    >>> xml = b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A.</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    >>> read(Payload(source="pubmed", url="", status=200, media_type="text/xml", body=xml))[0].reference.title
    'A'
    """
    if payload.status in (404, 410):
        return []
    root = _parsed(payload.body)
    if root.tag not in ("PubmedArticleSet", "PubmedBookArticleSet"):
        raise SourceError(NAME, f"answered with {root.tag[:40]}, not articles")
    if (error := root.find(".//ERROR")) is not None:
        raise SourceError(NAME, (error.text or "error")[:120])
    found = []
    for item in root:
        reference = (
            _article(item) if item.tag == "PubmedArticle" else _book(item) if item.tag == "PubmedBookArticle" else None
        )
        if reference is not None:
            found.append(
                Record(
                    reference=reference,
                    source=NAME,
                    url=payload.url,
                    retrieved=payload.retrieved,
                    updates=tuple(_updates(item)),
                )
            )
    return found


def _parsed(body: bytes) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    depth = 0
    root: Any = None
    try:
        for event, element in iterparse(io.BytesIO(body), events=("start", "end"), forbid_entities=True):
            if root is None:
                root = element
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise SourceError(NAME, "answered with XML that is nested too deep")
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise SourceError(NAME, "answered with broken XML") from error
    if root is None:
        raise SourceError(NAME, "answered with nothing")
    return root  # type: ignore[no-any-return]


def _article(item: Element) -> Reference | None:
    citation = item.find("MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    if citation is None or article is None:
        return None
    journal = article.find("Journal")
    issue = journal.find("JournalIssue") if journal is not None else None
    identifiers = {e.get("IdType"): _text(e) for e in item.iterfind("PubmedData/ArticleIdList/ArticleId")}
    located = {e.get("EIdType"): _text(e) for e in article.iterfind("ELocationID")}
    printed = _date(issue.find("PubDate")) if issue is not None else None
    online = next((date for e in article.iterfind("ArticleDate") if (date := _date(e))), None)
    kinds = [text for e in article.iterfind("PublicationTypeList/PublicationType") if (text := _text(e))]
    values: dict[str, Any] = {
        "type": _kind(kinds),
        "title": _title(_text(article.find("ArticleTitle")) or _text(article.find("VernacularTitle"))),
        "author": tuple(_people(article.find("AuthorList"))),
        "container_title": _text(journal.find("Title")) if journal is not None else None,
        "container_title_short": (_text(journal.find("ISOAbbreviation")) if journal is not None else None) or _text(citation.find("MedlineJournalInfo/MedlineTA")),
        "volume": _text(issue.find("Volume")) if issue is not None else None,
        "issue": _text(issue.find("Issue")) if issue is not None else None,
        "page": _text(article.find("Pagination/MedlinePgn")) or _range(article) or located.get("pii"),
        "issued": printed or online,
        "available_date": online if printed and online and online.year != printed.year else None,
        "language": _text(article.find("Language")),
        "issn": _text(journal.find("ISSN")) if journal is not None else None,
        "pmid": _text(citation.find("PMID")),
        "doi": _doi(identifiers.get("doi") or located.get("doi")),
        "pmcid": identifiers.get("pmc"),
    }  # fmt: skip
    custom = {"publication-types": kinds} if kinds else {}
    return Reference(**{name: value for name, value in values.items() if value}, custom=custom)


def _book(item: Element) -> Reference | None:
    document = item.find("BookDocument")
    book = document.find("Book") if document is not None else None
    if document is None or book is None:
        return None
    identifiers = {e.get("IdType"): _text(e) for e in document.iterfind("ArticleIdList/ArticleId")}
    chapter = _title(_text(document.find("ArticleTitle")))
    title = _title(_text(book.find("BookTitle")))
    lists = [*document.iterfind("AuthorList"), *book.iterfind("AuthorList")]
    authors = next((tuple(_people(e)) for e in lists if e.get("Type") != "editors"), ())
    values: dict[str, Any] = {
        "type": "chapter" if chapter else "book",
        "title": chapter or title,
        "container_title": title if chapter else None,
        "author": authors,
        "editor": next((tuple(_people(e)) for e in lists if e.get("Type") == "editors"), ()),
        "publisher": _text(book.find("Publisher/PublisherName")),
        "publisher_place": _text(book.find("Publisher/PublisherLocation")),
        "issued": _date(book.find("PubDate")) or _date(document.find("ContributionDate")),
        "edition": _text(book.find("Edition")),
        "isbn": _text(book.find("Isbn")),
        "pmid": _text(document.find("PMID")),
        "doi": _doi(identifiers.get("doi")),
    }
    return Reference(**{name: value for name, value in values.items() if value})


def _people(people: Element | None) -> Iterator[Name]:
    for person in people if people is not None else ():
        literal = _text(person.find("CollectiveName"))
        family = _text(person.find("LastName"))
        given = _text(person.find("ForeName")) or _text(person.find("Initials"))
        if family or literal:
            yield Name(
                family=family,
                given=given if family else None,
                suffix=_text(person.find("Suffix")) if family else None,
                literal=None if family else literal,
            )


def _kind(kinds: list[str]) -> CslType:
    if "Preprint" in kinds:
        return "article"
    return "dataset" if "Dataset" in kinds else "article-journal"


def _title(text: str | None) -> str | None:
    """PubMed ends every title with a full stop, and brackets those it translated."""
    if not text:
        return None
    text = text.strip()
    if text.startswith("[") and text.rstrip(".").endswith("]"):
        text = text.rstrip(".")[1:-1]
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def _date(element: Element | None) -> Date | None:
    if element is None:
        return None
    if medline := _text(element.find("MedlineDate")):
        return dates.parse(medline)
    parts = [_text(element.find(name)) for name in ("Day", "Month", "Year")]
    if not parts[2]:
        return None
    month = parts[1] or ""
    if month.isdecimal() and 1 <= int(month) <= 12:
        numbers = [int(part) for part in (parts[2], month, parts[0]) if part and part.isdecimal()]
        return dates.normalise(Date(date_parts=(tuple(numbers),))) if parts[2].isdecimal() else None
    return dates.parse(" ".join(part for part in (*parts, _text(element.find("Season"))) if part))


def _range(article: Element) -> str | None:
    start, end = (_text(article.find(f"Pagination/{name}")) for name in ("StartPage", "EndPage"))
    return f"{start}-{end}" if start and end else start


def _doi(text: str | None) -> str | None:
    return ids.normalise(Identifier("doi", text)).value if text else None


def _updates(item: Element) -> Iterator[Update]:
    """Notices about the article. A notice names the article it is about in "...Of", which says nothing about itself."""
    for comment in item.iterfind("MedlineCitation/CommentsCorrectionsList/CommentsCorrections"):
        if kind := _UPDATES.get(comment.get("RefType", "")):
            doi = re.search(r"10\.\d{4,9}/\S+", _text(comment.find("RefSource")) or "")
            yield Update(kind=kind, source=NAME, doi=_doi(doi.group().rstrip(".")) if doi else None)
    kinds = [_text(e) for e in item.iterfind("MedlineCitation/Article/PublicationTypeList/PublicationType")]
    if "Retracted Publication" in kinds:
        yield Update(kind="retraction", source=NAME)


def _text(element: Element | None) -> str | None:
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None
