"""arXiv: preprints of physics, mathematics, computer science, by identifier, 100 at a time, and by the words of their
titles.

Source: "arXiv API User's Manual" and "Terms of Use for arXiv APIs", https://info.arxiv.org/help/api/ (read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..errors import SourceError
from ..fields import dates, ids, titles
from ..fields.kinds import kind_of
from ..fields.shapes import person, title, xml_text
from ..model import Identifier, Payload, Query, Record, Reference, Relation
from ..text.numerals import whole
from ._asking import base, batches, lookups
from ._reading import read_of, xml_of
from ._requests import Rate, Request
from ._searches import check_echo
from ._service import Service
from ._settings import Settings

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "arxiv"
BASE_URL = "https://export.arxiv.org/api"

_BATCH = 100
_ROWS = 5  # answers to one search
_WORDS, _FEWEST = 12, 2  # of a title: those that are asked for, and those without which it is not asked
_SEARCHED = ("preprint", "paper", "paper-without-doi", None)  # kinds of which many are on arXiv; a search takes 3 s
_XML = ("application/atom+xml", "application/xml", "text/xml")
_ATOM = "{http://www.w3.org/2005/Atom}"
_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_ADDRESS = re.compile(r"arxiv\.org/abs/(?P<value>.+?)(?:v(?P<version>\d{1,3}))?$", re.IGNORECASE)


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return one request for every 100 identifiers, without their versions: the latest is what it describes; and one
    search for each title.
    """
    address = base(NAME, BASE_URL, settings) + "/query"
    asked = [
        ((("id_list", ",".join(values)), ("max_results", str(len(values)))), some)
        for some, values in batches(lookups(queries, "arxiv"), _BATCH)
    ]
    for query in queries:
        if words := _words(query):
            asked.append(((("search_query", words), ("max_results", str(_ROWS))), (query,)))
    return [Request(NAME, address, params, accept=_XML, queries=some) for params, some in asked]


def _words(query: Query) -> str:
    """The words of the title that a text cites, all of which must be there; "" where it is known to be no preprint, or
    has no title.
    """
    cited = query.reference
    if query.identifier is not None or cited is None or kind_of(cited) not in _SEARCHED:
        return ""
    words = [word for word in re.findall(r"\w+", titles.normalise(cited.title or "")) if len(word) > 2][:_WORDS]
    return " AND ".join(f"ti:{word}" for word in words) if len(words) >= _FEWEST else ""


def follow(request: Request, payload: Payload) -> None:
    """Ask nothing more. Raises SourceError for the answer to another question: the feed's title says which it
    answers.
    """
    told = xml_text(xml_of(payload).find(f"{_ATOM}title")) if payload.status == 200 else None
    if told and "id_list=" in told:
        for name in ("search_query", "id_list"):
            check_echo(request, name, told)


def read(payload: Payload) -> list[Record]:
    """Return the papers in a feed. Raises SourceError for what is no feed, and for the entry by which arXiv tells of an
    error.

    >>> entry = '<entry><id>http://arxiv.org/abs/1706.03762v7</id><title>Attention Is All You Need</title></entry>'
    >>> feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode()
    >>> paper = read(Payload(source="arxiv", url="", status=200, media_type="application/atom+xml", body=feed))[0].reference
    >>> paper.arxiv, paper.version
    ('1706.03762', '7')
    """
    if payload.status != 200:  # it answers with lists, and an empty one is what says that there is none
        raise SourceError(NAME, f"HTTP {payload.status}")
    root = xml_of(payload)
    if root.tag != f"{_ATOM}feed":
        raise SourceError(NAME, "answered with something else than a feed")
    found: list[Record] = []
    rows = []
    nobodys = 1  # of zero, it has said one
    for entry in root.iterfind(f"{_ATOM}entry"):
        if "api/errors" in (xml_text(entry.find(f"{_ATOM}id")) or ""):
            raise SourceError(NAME, (xml_text(entry.find(f"{_ATOM}summary")) or "error")[:120])
        if entry.find(f"{_ATOM}id") is None and entry.find(f"{_ATOM}title") is None:
            nobodys += 1
            continue  # the stub by which it says, now and then, that a number is nobody's
        rows.append(entry)
        if (record := _paper(entry)) is not None:
            found.append(record.model_copy(update={"url": payload.url, "retrieved": payload.retrieved}))
    counted = xml_text(root.find(f"{_SEARCH}totalResults")) or ""
    return read_of(NAME, rows, found, max((whole(counted) or 0) - nobodys, 0))


def _paper(entry: Element) -> Record | None:
    """One paper. Its DOI is that of the published version, another work: it is a relation."""
    address = _ADDRESS.search(xml_text(entry.find(f"{_ATOM}id")) or "")
    name = title(xml_text(entry.find(f"{_ATOM}title")))
    if address is None or not name:
        return None
    identifier = ids.normalise(Identifier("arxiv", address["value"]))
    if not ids.is_valid(identifier):
        return None
    printed_in = xml_text(entry.find(f"{_ARXIV}journal_ref"))
    dois = (xml_text(entry.find(f"{_ARXIV}doi")) or "").split()  # "One or more DOIs ... separated with spaces."
    first = xml_text(entry.find(f"{_ATOM}published"))
    people = (xml_text(author.find(f"{_ATOM}name")) for author in entry.iterfind(f"{_ATOM}author"))
    reference = Reference(
        type="article",
        title=name,
        author=tuple(person(value) for value in people if value),
        issued=dates.parse(first[:10]) if first else None,
        publisher="arXiv",
        version=address["version"],
        url=ids.link(identifier),
        arxiv=identifier.value,
    )
    return Record(
        reference=reference,
        source=NAME,
        relations=tuple(
            Relation(kind="IsPreprintOf", identifier=ids.normalise(Identifier("doi", doi))) for doi in dois
        ),
        details={"journal-ref": printed_in} if printed_in else {},
    )


SOURCE = Service(
    name=NAME,
    base_url=BASE_URL,
    schemes=("arxiv",),
    knows_all=("arxiv",),
    can_search=True,
    rate=Rate(per_second=1 / 3),  # "no more than one request every three seconds", one connection
    priority=35,
    covers=("preprint",),
    requests_for=requests_for,
    read=read,
    follow=follow,
    witnesses={"arxiv": "0704.0002"},  # empty feeds come of failures, too: lukasschwab/arxiv.py 43
)
