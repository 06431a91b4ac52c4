"""A work in fields: a biblStruct of TEI -> what the format says of it."""

from __future__ import annotations

from collections.abc import Iterator

from ...fields import csl
from ...model import Reference
from .tree import Node

_IDENTIFIERS = {
    "doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "pmc": "PMCID", "isbn": "ISBN", "isbn13": "ISBN", "issn": "ISSN", "issne": "ISSN", "arxiv": "arxiv",
}  # fmt: skip
_UNITS = {"volume": "volume", "issue": "issue", "page": "page", "chapter": "chapter-number"}


def reference(entry: Node) -> Reference | None:
    """Return the work that a biblStruct describes; None where it has neither title nor people nor identifier."""
    part, whole = entry.first("analytic"), entry.first("monogr")
    item: dict[str, object] = {}
    titles = {level: title.said() for level in ("a", "m", "j", "s") for title in _titles(entry, level)}
    own = titles.get("a") or titles.get("m") or next((title.said() for title in entry.all("title")), "")
    item["title"] = own if own != titles.get("j") else ""
    item["container-title"] = titles.get("j") or (titles.get("m") if titles.get("a") else "")
    item["collection-title"] = titles.get("s")
    item["type"] = (
        "article-journal"
        if titles.get("j")
        else "chapter"
        if titles.get("a") and titles.get("m")
        else "book"
        if titles.get("m")
        else "document"
    )
    item["author"] = [*_people(part or entry, "author")] or [*_people(whole or entry, "author")]
    item["editor"] = [*_people(whole or entry, "editor")]
    for unit in entry.all("biblScope"):
        name = _UNITS.get(unit.given.get("unit") or unit.given.get("type") or "")
        if name:
            first, last = unit.given.get("from", ""), unit.given.get("to", "")
            item[name] = unit.said() or (f"{first}-{last}" if last and last != first else first)
    if date := entry.first("date"):
        item["issued"] = {"raw": date.given.get("when") or date.said()}
    for number in entry.all("idno"):
        if name := _IDENTIFIERS.get(number.given.get("type", "").lower()):
            item.setdefault(name, number.said().removeprefix("arXiv:"))
    for tag, name in (("publisher", "publisher"), ("pubPlace", "publisher-place")):
        item[name] = found.said() if (found := entry.first(tag)) else ""
    if (link := entry.first("ptr")) and link.given.get("target", "").startswith("http"):
        item["URL"] = link.given["target"]
    is_said = item["title"] or item["author"] or item.get("DOI") or item["container-title"]
    return csl.from_item({key: value for key, value in item.items() if value}, []) if is_said else None


def _titles(entry: Node, level: str) -> Iterator[Node]:
    found = [title for title in entry.all("title") if title.given.get("level") == level]
    yield from [title for title in found if title.given.get("type") in (None, "main")][:1] or found[:1]


def _people(node: Node, tag: str) -> Iterator[dict[str, str]]:
    for person in node.all(tag):
        family, organisation = person.first("surname"), person.first("orgName")
        if family is not None:
            given = " ".join(name.said() for name in person.all("forename"))
            yield {"family": family.said(), **({"given": given} if given else {})}
        elif said := (organisation or person).said():
            yield {"literal": said}
