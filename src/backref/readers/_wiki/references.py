"""A citation template and its parameters -> the Reference that it describes, in every language that has a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...fields import dates, ids
from ...model import CslType, Date, Identifier, Reference
from ...text import templates
from .people import RoleParameter, fields, people

_TEXTS = (
    "volume", "issue", "page", "publisher", "publisher_place", "edition", "collection_title", "language", "url", "issn", "isbn", "pmid", "genre", "number", "number_of_pages", "authority",
)  # fmt: skip
_IDENTIFIERS = ("doi", "pmcid", "arxiv")
_BESIDE = frozenset(
    ("author", "author-last", "vauthors", "url", "container", "issued", "year", "publisher", "doi", "isbn")
)


def reference_of(name: str, given: Mapping[str, str]) -> Reference | None:
    """Return the reference that a template holds, or None where it cites nothing; its type is what its name says.

    >>> reference_of("cite book", {"last1": "Low", "title": "Backs", "date": "May 2011", "pmc": "12"}).issued.date_parts
    ((2011, 5),)
    >>> reference_of("infobox", {"title": "Backs"})
    """
    citing = templates.citing(name)
    known = fields(given, citing.roles if citing else templates.roles())
    if citing is None:
        told = {field.role for field in known}
        if "title" not in told or told.isdisjoint(_BESIDE):
            return None
    if name == "cite q" and given.get("1", "").startswith("Q"):
        return Reference(type="document", url=f"https://www.wikidata.org/wiki/{given['1']}")
    values = {field.role.replace("-", "_"): field.value for field in reversed(known) if field.number == 1}
    return _reference(citing.kind if citing else "", values, known)


def _reference(kind: str, given: Mapping[str, str], known: list[RoleParameter]) -> Reference:
    values: dict[str, Any] = {role: given[role] for role in _TEXTS if given.get(role)}
    title = ": ".join(given[key] for key in ("title", "subtitle") if given.get(key))
    values |= {"title": title, "container_title": given.get("container"), "type": kind or _kind(given)}
    if given.get("chapter") and title:
        values["title"], values["container_title"] = given["chapter"], title
        values["type"] = "chapter" if values["type"] in ("book", "document") else values["type"]
    elif given.get("chapter"):
        values["title"] = given["chapter"]
    for role in ("author", "editor", "translator"):
        values[role] = people(known, role)
    values["issued"] = _date(given)
    values["accessed"] = dates.parse(given["accessed"]) if given.get("accessed") else None
    for scheme in _IDENTIFIERS:
        if given.get(scheme):
            values[scheme] = ids.normalise(Identifier(scheme, given[scheme])).value
    if given.get("biorxiv", "").startswith("10.") and not values.get("doi"):
        values["doi"] = ids.normalise(Identifier("doi", given["biorxiv"])).value
    return Reference.of({key: value for key, value in values.items() if value})


def _kind(given: Mapping[str, str]) -> CslType:
    """The type of a work whose template serves many."""
    if given.get("container"):
        in_book = given.get("editor") or given.get("publisher") or given.get("isbn")
        return "chapter" if in_book and not (given.get("volume") and given.get("issue")) else "article-journal"
    if given.get("isbn") or given.get("publisher"):
        return "book"
    return "webpage" if given.get("url") else "document"


def _date(given: Mapping[str, str]) -> Date | None:
    """The date in one parameter, or in those of its year, month and day."""
    apart = " ".join(given[key] for key in ("day", "month", "year") if given.get(key))
    for printed in (
        given.get("issued", ""),
        f"{given.get('issued', '')} {apart}".strip(),
        apart,
        given.get("year", ""),
    ):
        if printed and (found := dates.parse(printed)) and found.year:
            return found
    return None
