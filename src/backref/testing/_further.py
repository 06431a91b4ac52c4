"""What the loopback services of the sources answer that are asked only by name: Europe PMC, DBLP, OpenReview, Semantic
Scholar.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

from ..fields import names
from ..model import Reference
from ._routes import JSON, NOBODY, Asked, Reply, Route, ranked

_IDENTIFIER = re.compile(r'(EXT_ID|DOI|PMCID):"([^"]*)"')
_SCHEMES = {"EXT_ID": "pmid", "DOI": "doi", "PMCID": "pmcid"}


def article(work: Reference) -> dict[str, Any]:
    """Return a reference in the shape that Europe PMC gives an article."""
    found = {
        "id": work.pmid, "source": "MED", "pmid": work.pmid, "pmcid": work.pmcid, "doi": work.doi, "title": f"{work.title}.",
        "authorString": ", ".join(f"{n.family} {(n.given or '')[:1]}".strip() for n in work.author), "journalTitle": work.container_title,
        "journalVolume": work.volume, "issue": work.issue, "pubYear": _year(work), "pageInfo": work.page,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _europepmc(works: Sequence[Reference], rest: str, asked: Asked) -> Reply:
    wanted = [(_SCHEMES[field], value.lower()) for field, value in _IDENTIFIER.findall(asked["query"])]
    if wanted:
        hits = [w for w in works if any((getattr(w, scheme) or "").lower() == value for scheme, value in wanted)]
    else:
        hits = ranked(works, asked["query"])
    rows = [article(work) for work in hits[: int(asked["pageSize"])]]
    return _told({"hitCount": len(hits), "request": {"queryString": asked["query"]}, "resultList": {"result": rows}})


def _dblp(works: Sequence[Reference], rest: str, asked: Asked) -> Reply:
    if found := re.fullmatch(r"doi:(.*):", asked["q"]):
        hits = [work for work in works if (work.doi or "").lower() == found[1]]
    else:
        hits = ranked(works, asked["q"])[: int(asked["h"])]
    listed = {"hit": [{"info": _publication(work)} for work in hits]} if hits else {}
    said = {"query": asked["q"].replace(" ", "* ") + "*", "status": {"@code": "200"}}  # each word a beginning
    return _told({"result": said | {"hits": {"@total": str(len(hits))} | listed}})


def _publication(work: Reference) -> dict[str, Any]:
    people = [{"text": names.render(name)} for name in work.author]
    return {
        "title": f"{work.title}.", "authors": {"author": people}, "venue": work.container_title, "volume": work.volume, "pages": work.page,
        "year": _year(work), "type": "Journal Articles", "doi": work.doi, "key": f"journals/made/{work.pmid}",
    }  # fmt: skip


def _openreview(works: Sequence[Reference], rest: str, asked: Asked) -> Reply:
    notes = [_note(work) for work in ranked(works, asked["term"])[: int(asked["limit"])]]
    return _told({"notes": notes, "count": len(notes)})


def _note(work: Reference) -> dict[str, Any]:
    content = {"title": work.title, "authors": [names.render(name) for name in work.author], "venue": f"Venue {_year(work)}"}  # fmt: skip
    return {
        "forum": f"made{work.pmid}", "externalIds": [f"doi:{work.doi}"], "content": {key: {"value": value} for key, value in content.items()},
    }  # fmt: skip


def _semanticscholar(works: Sequence[Reference], rest: str, asked: Asked) -> Reply:
    if rest == "paper/search":
        rows = [_paper(work) for work in ranked(works, asked["query"])[: int(asked["limit"])]]
        return _told({"total": len(rows)} | ({"data": rows} if rows else {}))
    scheme, _, value = unquote(rest.removeprefix("paper/")).partition(":")
    work = next((work for work in works if (getattr(work, scheme.lower()) or "").lower() == value), None)
    if work is None:
        return 404, JSON, json.dumps({"error": f"Paper with id {scheme}:{value} not found"}).encode()
    return _told(_paper(work))


def _paper(work: Reference) -> dict[str, Any]:
    numbers = {"DOI": work.doi, "ArXiv": work.arxiv, "PubMed": work.pmid}
    return {
        "paperId": f"made{work.pmid}", "externalIds": {name: value for name, value in numbers.items() if value}, "title": work.title,
        "authors": [{"name": names.render(name)} for name in work.author], "year": work.issued.year if work.issued else None,
        "journal": {"name": work.container_title, "volume": work.volume, "pages": work.page}, "publicationTypes": ["JournalArticle"],
    }  # fmt: skip


def _year(work: Reference) -> str:
    return str(work.issued.year) if work.issued else ""


def _told(value: object) -> Reply:
    return 200, JSON, json.dumps(value).encode()


FURTHER = {
    "europepmc": Route(_europepmc, _told({"hitCount": 1, "resultList": {"result": [article(NOBODY)]}})[2]),
    "dblp": Route(_dblp, _told({"result": {"hits": {"@total": "1", "hit": [{"info": _publication(NOBODY)}]}}})[2]),
    "openreview": Route(_openreview, _told({"notes": [_note(NOBODY)], "count": 1})[2]),
    "semanticscholar": Route(_semanticscholar, _told({"total": 1, "data": [_paper(NOBODY)]} | _paper(NOBODY))[2]),
}
