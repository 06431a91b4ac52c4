r"""The fields of an entry, as biber and amsrefs write them -> the Reference that they describe, and how it is
printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ...fields import dates, ids, names
from ...fields.latex import decode, decode_markup
from ...model import CslType, Identifier, Name, Reference

_TYPES: dict[str, CslType] = {
    "article": "article-journal", "book": "book", "mvbook": "book", "collection": "book", "proceedings": "book", "manual": "book", "booklet": "pamphlet", "inbook": "chapter", "bookinbook": "chapter",
    "suppbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference", "conference": "paper-conference", "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis", "report": "report",
    "techreport": "report", "online": "webpage", "electronic": "webpage", "www": "webpage", "misc": "document", "unpublished": "manuscript", "patent": "patent", "dataset": "dataset", "software": "software",
    "inreference": "entry-encyclopedia", "reference": "book", "periodical": "periodical", "review": "review", "eprint": "article", "webpage": "webpage",
}  # fmt: skip
_TEXTS = {
    "title": "title", "volume": "volume", "pages": "page", "publisher": "publisher", "institution": "publisher", "organization": "publisher", "school": "publisher", "location": "publisher_place",
    "address": "publisher_place", "place": "publisher_place", "edition": "edition", "series": "collection_title", "isbn": "isbn", "issn": "issn", "url": "url", "type": "genre", "note": "note",
    "journaltitle": "container_title", "journal": "container_title", "fulljournal": "container_title", "booktitle": "container_title", "issue": "issue", "version": "version", "eprintclass": "",
}  # fmt: skip
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?\Z")
_DASH = re.compile(r"\\(?:ndash|bibrangedash|textendash)(?![a-zA-Z])\s?")
_IN_ARTICLES = frozenset(("article", "periodical", "review"))


def reference_of(kind: str, given: Mapping[str, str], people: Mapping[str, Sequence[Name]]) -> Reference:
    r"""Return the reference of an entry of this type with these fields.

    >>> reference_of("article", {"title": r"\emph{Pain}", "journaltitle": "BMJ", "year": "2015", "number": "3"}, {}).issue
    '3'
    """
    values: dict[str, Any] = {"type": _TYPES.get(kind.lower(), "document")}
    given = {key: _DASH.sub("--", value) for key, value in given.items()}
    for name, attribute in _TEXTS.items():
        if attribute and given.get(name) and attribute not in values:
            decoded = decode_markup(given[name]) if attribute == "title" else decode(given[name])
            values[attribute] = given[name] if attribute == "url" else " ".join(decoded.split())
    if given.get("subtitle") and values.get("title"):
        values["title"] += ": " + " ".join(decode_markup(given["subtitle"]).split())
    if given.get("number"):
        values["issue" if kind.lower() in _IN_ARTICLES else "number"] = decode(given["number"])
    if given.get("doi"):
        values["doi"] = ids.normalise(Identifier("doi", given["doi"])).value
    eprint = given.get("eprint", "").removeprefix("arXiv:").strip()
    if _ARXIV.match(eprint) and given.get("eprinttype", "arxiv").lower() == "arxiv":
        values["arxiv"] = eprint
    for role in ("author", "editor", "translator"):
        values[role] = tuple(people.get(role, ()))
    values["page"] = re.sub(r"\s*[–—]\s*|(?<=\w)--(?=\w)", "–", values["page"]) if values.get("page") else None
    values["issued"] = dates.from_field(given.get("date") or "-".join(_date(given, "")))
    values["accessed"] = dates.from_field(given.get("urldate") or "-".join(_date(given, "url")))
    return Reference(**{key: value for key, value in values.items() if value})


def _date(given: Mapping[str, str], prefix: str) -> list[str]:
    parts: list[str] = []
    for part in ("year", "month", "day"):
        value = given.get(prefix + part, "")
        if not value:
            break
        parts.append(value.zfill(2))
    return parts


def printed(reference: Reference) -> str:
    """Return a reference as one line of text, which the entry of a program's file stands for.

    >>> printed(Reference(author=(Name(family="Deyo", given="R. A."),), title="Pain", container_title="BMJ", volume="3", page="1"))
    'R. A. Deyo. Pain. BMJ. 3: 1'
    """
    people = ", ".join(map(names.render, reference.author or reference.editor))
    year = f"({reference.issued.year})" if reference.issued and reference.issued.year else ""
    counted = f"{reference.volume or ''}({reference.issue})" if reference.issue else reference.volume
    pages = ": ".join(part for part in (counted, reference.page) if part)
    doi = f"doi:{reference.doi}" if reference.doi else f"arXiv:{reference.arxiv}" if reference.arxiv else reference.url
    head = " ".join(part for part in (people, year) if part)
    rest = (head, reference.title, reference.container_title, pages, reference.publisher, doi)
    return ". ".join(re.sub(r"<[^<>]*>", "", part).rstrip(".") for part in rest if part)
