"""What further services answer on this machine, each in the shape of the real one and each from works of its own: for
network.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from backref.fields import names
from backref.model import Reference
from backref.testing import Route
from backref.testing._routes import SERVICES

_ENOUGH = 0.7  # of a title's words in the question: it is found


def routes(held: Mapping[str, Sequence[Reference]]) -> dict[str, Route]:
    """Return the routes of services, each of which knows the works that it holds."""
    return {name: Route(partial(_answer, name, works)) for name, works in held.items()}


def _answer(name: str, own: Sequence[Reference], works: object, rest: str, asked: Mapping[str, str]) -> Any:
    if name in SERVICES:
        return SERVICES[name](own, rest, asked)
    said = _words(" ".join(asked.values()))
    found = [work for work in own if len(_words(work.title or "") & said) > _ENOUGH * len(_words(work.title or ""))]
    return 200, "application/json", json.dumps(_SHAPES[name](found)).encode()


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text.lower()))


def _people(work: Reference) -> list[str]:
    return [names.render(name) for name in work.author]


def _dblp(works: Sequence[Reference]) -> dict[str, Any]:
    hits = [
        {
            "info": {
                "title": f"{work.title}.",
                "authors": {"author": [{"text": name} for name in _people(work)]},
                "venue": work.container_title,
                "volume": work.volume,
                "pages": work.page,
                "year": str(work.issued.year if work.issued else ""),
                "type": "Conference and Workshop Papers",
                "key": f"conf/made/{at}",
            }
        }
        for at, work in enumerate(works)
    ]
    counts = {"@total": str(len(hits)), "@computed": str(len(hits)), "@sent": str(len(hits)), "@first": "0"}
    return {"result": {"status": {"@code": "200", "text": "OK"}, "hits": counts | ({"hit": hits} if hits else {})}}


def _europepmc(works: Sequence[Reference]) -> dict[str, Any]:
    rows = [
        {
            "id": work.pmid,
            "source": "MED",
            "pmid": work.pmid,
            "title": f"{work.title}.",
            "authorString": ", ".join(f"{name.family} {name.given}" for name in work.author) + ".",
            "journalTitle": work.container_title,
            "journalVolume": work.volume,
            "issue": work.issue,
            "pageInfo": work.page,
            "pubYear": str(work.issued.year if work.issued else ""),
        }
        for work in works
    ]
    return {"version": "6.9", "hitCount": len(rows), "request": {}, "resultList": {"result": rows}}


def _semanticscholar(works: Sequence[Reference]) -> dict[str, Any]:
    rows = [
        {
            "paperId": f"{at:040d}",
            "externalIds": {"CorpusId": at},
            "title": work.title,
            "venue": work.container_title,
            "year": work.issued.year if work.issued else None,
            "publicationTypes": ["Conference"],
            "journal": {"name": work.container_title, "volume": work.volume, "pages": work.page},
            "authors": [{"authorId": "1", "name": name} for name in _people(work)],
        }
        for at, work in enumerate(works)
    ]
    return {"total": len(rows), "offset": 0, "data": rows}


def _openreview(works: Sequence[Reference]) -> dict[str, Any]:
    notes = [
        {
            "id": f"made{at}aBcD",
            "forum": f"made{at}aBcD",
            "content": {
                "title": {"value": work.title},
                "authors": {"value": _people(work)},
                "venue": {"value": f"{work.container_title} {work.issued.year if work.issued else ''}"},
            },
        }
        for at, work in enumerate(works)
    ]
    return {"notes": notes, "count": len(notes)}


_SHAPES: dict[str, Callable[[Sequence[Reference]], dict[str, Any]]] = {
    "dblp": _dblp, "europepmc": _europepmc, "semanticscholar": _semanticscholar, "openreview": _openreview,
}  # fmt: skip
