"""PubMed's XML -> References: the whole mapping, for efetch's answers and for saved files.

Source: PubMed DTD 250101.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..model import Date, Identifier, Name, Reference
from ..text.numerals import whole
from . import dates, ids, medline
from .shapes import xml_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def article(item: Element) -> Reference | None:
    """Return the reference of a PubmedArticle, or of the MedlineCitation that stands for one, or None where it holds no
    article.

    >>> from xml.etree.ElementTree import fromstring
    >>> xml = "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A.</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    >>> article(fromstring(xml)).title
    'A'
    """
    citation = item if item.tag == "MedlineCitation" else item.find("MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    if citation is None or article is None:
        return None
    journal = article.find("Journal")
    issue = journal.find("JournalIssue") if journal is not None else None
    identifiers = {e.get("IdType"): xml_text(e) for e in item.iterfind("PubmedData/ArticleIdList/ArticleId")}
    located = {e.get("EIdType"): xml_text(e) for e in article.iterfind("ELocationID")}
    printed = _date(issue.find("PubDate")) if issue is not None else None
    online = next((date for e in article.iterfind("ArticleDate") if (date := _date(e))), None)
    kinds = [text for e in article.iterfind("PublicationTypeList/PublicationType") if (text := xml_text(e))]
    title, original = (medline.title(xml_text(article.find(name))) for name in ("ArticleTitle", "VernacularTitle"))
    lists = article.findall("AuthorList")
    name = xml_text(journal.find("Title")) if journal is not None else None
    values: dict[str, Any] = {
        "type": medline.kind(kinds, name or xml_text(citation.find("MedlineJournalInfo/MedlineTA"))),
        "title": title or original,
        "original_title": original if title else None,
        "author": _first_list(lists, is_editors=False),
        "editor": _first_list(lists, is_editors=True),
        "container_title": name,
        "container_title_short": (xml_text(journal.find("ISOAbbreviation")) if journal is not None else None) or xml_text(citation.find("MedlineJournalInfo/MedlineTA")),
        "volume": xml_text(issue.find("Volume")) if issue is not None else None,
        "issue": xml_text(issue.find("Issue")) if issue is not None else None,
        "page": xml_text(article.find("Pagination/MedlinePgn")) or _range(article) or located.get("pii"),
        "issued": printed or online,
        "available_date": online if printed and online and online.year != printed.year else None,
        "language": xml_text(article.find("Language")),
        "issn": xml_text(journal.find("ISSN")) if journal is not None else None,
        "pmid": _latest(citation),
        "doi": doi_of(identifiers.get("doi") or located.get("doi")),
        "pmcid": identifiers.get("pmc"),
    }  # fmt: skip
    values["publication_types"] = tuple(kinds)
    return Reference(**{name: value for name, value in values.items() if value}).slim()


def book(item: Element) -> Reference | None:
    """Return the reference of a PubmedBookArticle, a whole book or a chapter of one, or None where it holds none."""
    document = item.find("BookDocument")
    book = document.find("Book") if document is not None else None
    if document is None or book is None:
        return None
    identifiers = {e.get("IdType"): xml_text(e) for e in document.iterfind("ArticleIdList/ArticleId")}
    chapter = medline.title(xml_text(document.find("ArticleTitle")))
    title = medline.title(xml_text(book.find("BookTitle")))
    lists = [*document.iterfind("AuthorList"), *book.iterfind("AuthorList")]
    values: dict[str, Any] = {
        "type": "chapter" if chapter else "book",
        "title": chapter or title,
        "container_title": title if chapter else None,
        "author": _first_list(lists, is_editors=False),
        "editor": _first_list(lists, is_editors=True),
        "publisher": xml_text(book.find("Publisher/PublisherName")),
        "publisher_place": xml_text(book.find("Publisher/PublisherLocation")),
        "issued": _date(book.find("PubDate")) or _date(document.find("ContributionDate")),
        "collection_title": medline.title(xml_text(book.find("CollectionTitle"))),
        "volume": xml_text(book.find("Volume")),
        "edition": xml_text(book.find("Edition")),
        "page": xml_text(document.find("Pagination/MedlinePgn")) or _range(document),
        "number": xml_text(book.find("ReportNumber")),
        "isbn": xml_text(book.find("Isbn")),
        "pmid": _latest(document),
        "doi": doi_of(identifiers.get("doi")),
    }
    return Reference(**{name: value for name, value in values.items() if value}).slim()


def _first_list(lists: Sequence[Element], *, is_editors: bool) -> tuple[Name, ...]:
    """The people of the first list of editors, or of authors."""
    return next((tuple(_people(e)) for e in lists if (e.get("Type") == "editors") is is_editors), ())


def _people(people: Element) -> Iterator[Name]:
    for person in people:
        literal = xml_text(person.find("CollectiveName"))
        family = xml_text(person.find("LastName"))
        given = xml_text(person.find("ForeName")) or xml_text(person.find("Initials"))
        if family or literal:
            yield Name(
                family=family,
                given=given if family else None,
                suffix=xml_text(person.find("Suffix")) if family else None,
                literal=None if family else literal,
            )


def _date(element: Element | None) -> Date | None:
    if element is None:
        return None
    if medline := xml_text(element.find("MedlineDate")):
        return dates.from_field(medline)
    parts = [xml_text(element.find(name)) for name in ("Day", "Month", "Year")]
    if not parts[2]:
        return None
    month = parts[1] or ""
    if 1 <= (whole(month) or 0) <= 12:
        numbers = [number for part in (parts[2], month, parts[0]) if (number := whole(part)) is not None]
        return dates.normalise(Date(date_parts=(tuple(numbers),))) if whole(parts[2]) is not None else None
    return dates.parse(" ".join(part for part in (*parts, xml_text(element.find("Season"))) if part))


def _range(article: Element) -> str | None:
    start, end = (xml_text(article.find(f"Pagination/{name}")) for name in ("StartPage", "EndPage"))
    return f"{start}-{end}" if start and end else start


def details(item: Element) -> dict[str, str]:
    """Return the abstract and the keywords of an article or a book, by attribute; what is missing is left out."""
    parts = []
    for text in item.iter("AbstractText"):
        label = text.get("Label", "")
        if body := xml_text(text):
            parts.append(f"{label}: {body}" if label and label != "UNLABELLED" else body)
    words = [word for keyword in item.iter("Keyword") if (word := xml_text(keyword))]
    found = {"abstract": "\n".join(parts), "keyword": ", ".join(words)}
    return {name: value for name, value in found.items() if value}


def doi_of(text: str | None) -> str | None:
    """Return the DOI in its normal form, or None."""
    return ids.normalise(Identifier("doi", text)).value if text else None


def _latest(element: Element) -> str | None:
    """The PMID; of several, that of the highest version."""
    found = element.findall("PMID")
    return xml_text(max(found, key=lambda each: whole(each.get("Version", "")) or 0)) if found else None
