"""Answers to several questions at once that lack some, hold foreign ones or double others; and answers to other
searches.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qs

from . import _further, _routes

# What a list can suffer from. An answer to one question alone is as it should be.
LIST_FAULTS = ("list-missing", "list-foreign", "list-doubled", "list-empty")

_SEARCHES = ("query.bibliographic", "search", "bdata", "query", "q", "term", "search_query")
_APART = {"pubmed": re.compile(rb"<PubmedArticle>.*?</PubmedArticle>|<Id>\d+</Id>", re.DOTALL), "arxiv": re.compile(rb"<entry>.*?</entry>", re.DOTALL)}  # fmt: skip
_SURE = [value for work in _routes.WITNESSES for value in (work.arxiv, work.isbn) if value]
_Put = Callable[[list[Any]], bytes]


def spoilt(fault: str, path: str, query: str, body: bytes) -> bytes:
    """Return the body of an answer to a list as the fault has it: every second item is lacking, foreign or doubled, or
    all lack.
    """
    if _asked(path, query) < 2:
        return body
    name = path.split("/")[1]
    items, put = _taken_apart(name, path, body)
    if fault == "list-empty":
        return put([])
    if fault == "list-missing":
        return put(items[::2])
    foreign = _foreign(name, path)
    return put([item if at % 2 == 0 else items[at - 1] if fault == "list-doubled" else foreign for at, item in enumerate(items)])  # fmt: skip


def other_search(requests: Sequence[str], path: str, query: str) -> str | None:
    """Return the parameters of another search that was asked for before; None where this is no search, or there is
    none.
    """
    if not any(name in parse_qs(query) for name in _SEARCHES):
        return None
    earlier = (each.partition("?")[2] for each in reversed(requests) if each.startswith(f"{path}?"))
    return next((each for each in earlier if each != query and any(name in parse_qs(each) for name in _SEARCHES)), None)


def _asked(path: str, query: str) -> int:
    """How many things a request asks for, without what the service surely has."""
    asked = {key: values[0] for key, values in parse_qs(query).items()}
    if "/doiRA/" in path:
        return path.count(",") + 1
    if said := asked.get("term") or asked.get("query"):
        return said.count(" OR ") + 1
    if "bdata" in asked:
        return asked["bdata"].count("\r") + 1
    listed = next((asked[name] for name in ("filter", "ids", "id", "id_list", "bibkeys") if name in asked), "")
    return len(re.findall(r"[,|]", listed)) + 1 - any(value in listed for value in _SURE)


def _taken_apart(name: str, path: str, body: bytes) -> tuple[list[Any], _Put]:
    if path.endswith("ecitmatch.cgi"):
        return body.split(b"\n"), b"\n".join
    if name in _APART:
        items: list[Any] = _APART[name].findall(body)
        if not items:
            return [], lambda made: body
        start, end = body.index(items[0]), body.rindex(items[-1]) + len(items[-1])
        return items, lambda made: body[:start] + b"".join(made) + body[end:]
    said: Any = json.loads(body)
    if name == "openlibrary":
        return list(said.items()), lambda made: json.dumps(dict(made)).encode()
    if name == "doi_org":
        return said, lambda made: json.dumps(made).encode()
    holder, key = {
        "crossref": (said.get("message"), "items"), "openalex": (said, "results"), "europepmc": (said.get("resultList"), "result"),
    }.get(name, (said, "records" if name == "pmc" else "data"))  # fmt: skip

    def put(made: list[Any]) -> bytes:
        holder[key] = made
        return json.dumps(said).encode()

    return list(holder[key]), put


def _foreign(name: str, path: str) -> Any:
    """An item of such a list about a work that nobody asked for."""
    if path.endswith("ecitmatch.cgi"):
        return b"annals of elsewhere|1900|1|1|nobody x|q1|99999999"
    if path.endswith("esearch.fcgi"):
        return b"<Id>99999999</Id>"
    return _further.article(_routes.NOBODY) if name == "europepmc" else _routes.nobody(name)
