"""DataCite's description of a DOI -> Record: the whole mapping, for the API's answers and for the lines of its public
data file.

Source: DataCite metadata schema 4.6; "DataCite REST API", https://support.datacite.org/docs/api (read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..model import CslType, Date, Identifier, Name, Record, Reference, Relation
from . import dates, ids, names, titles
from .shapes import mapping, mappings, page_range, person, text, title, year_of

# By resourceTypeGeneral, which the depositor chose; what a DOI's `citeproc` type says is derived from it.
_TYPES: dict[str, CslType] = {
    "Audiovisual": "motion_picture", "Book": "book", "BookChapter": "chapter", "Collection": "collection", "ComputationalNotebook": "software",
    "ConferencePaper": "paper-conference", "ConferenceProceeding": "book", "DataPaper": "article-journal", "Dataset": "dataset",
    "Dissertation": "thesis", "Event": "event", "Image": "graphic", "InteractiveResource": "webpage", "Journal": "periodical",
    "JournalArticle": "article-journal", "Model": "software", "OutputManagementPlan": "report", "PeerReview": "review", "Preprint": "article",
    "Report": "report", "Software": "software", "Sound": "song", "Standard": "standard", "Text": "document", "Workflow": "software",
    "Presentation": "speech", "Poster": "speech", "Film": "motion_picture",
}  # fmt: skip
_CITEPROC: dict[str, CslType] = {
    "article-journal": "article-journal", "chapter": "chapter", "book": "book", "thesis": "thesis", "report": "report",
    "paper-conference": "paper-conference", "article-newspaper": "article-newspaper", "article-magazine": "article-magazine",
}  # fmt: skip
_ROLES = {
    "Editor": "editor", "DataCurator": "curator", "Translator": "translator", "Producer": "producer",
}  # fmt: skip
_THESIS = re.compile(r"thes[ie]s|dissertation", re.IGNORECASE)
_WITH_GENRE = ("thesis", "report", "document", "dataset")  # of others the type says all
_NO_NAMES = frozenset(
    (":unav", ":unkn", ":tba", ":none", ":null", ":unap", "unknown", "anonymous", ":(unav)", "(:unav)")
)
_SCHEMES = {"DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "arXiv": "arxiv", "URL": "url"}
_IN = ("Journal", "ConferenceProceeding", "Book", "Collection", "Series")


def record_of(work: Mapping[str, Any]) -> Record | None:
    """Return the record of the `attributes` of a DOI, or None where it has no valid one. Nothing raises.

    >>> record_of({"doi": "10.5281/ZENODO.1", "titles": [{"title": "Data"}]}).reference.doi
    '10.5281/zenodo.1'
    """
    doi = ids.normalise(Identifier("doi", text(work.get("doi")) or ""))
    if not ids.is_valid(doi):
        return None
    types = mapping(work.get("types"))
    general = text(types.get("resourceTypeGeneral")) or ""
    kind = _TYPES.get(general, "document")
    said = text(types.get("resourceType")) or ""
    if kind == "document":
        kind = "thesis" if _THESIS.search(said) else _CITEPROC.get(text(types.get("citeproc")) or "", "document")
    name, others = _titles(work.get("titles"))
    creators = mappings(work.get("creators"))
    details = {"resource-type": general, "orcid": dict(_orcids(creators)), "other-titles": others}
    arxiv = next((value for kind_, value in _numbers(work) if kind_ == "arXiv"), None)
    publisher = work.get("publisher")
    values: dict[str, Any] = {
        "type": kind,
        "doi": doi.value,
        "title": name,
        "author": tuple(_people(creators)),
        "publisher": title(mapping(publisher).get("name") if isinstance(publisher, Mapping) else publisher),
        "issued": _issued(work),
        "version": text(work.get("version")),
        "language": text(work.get("language")),
        "genre": said if kind in _WITH_GENRE and titles.normalise(said) != titles.normalise(general) else None,
        "url": text(work.get("url")),
        "arxiv": ids.normalise(Identifier("arxiv", arxiv)).value if arxiv else None,
    } | _container(work)
    contributors = mappings(work.get("contributors"))
    for role, variable in _ROLES.items():
        if found := tuple(_people([row for row in contributors if row.get("contributorType") == role])):
            values[variable] = found
    if values["publisher"] and values["publisher"].lower() in _NO_NAMES:
        values["publisher"] = None
    return Record(
        reference=Reference(**{key: value for key, value in values.items() if value}),
        source="datacite",
        relations=tuple(_relations(work)),
        details={name: value for name, value in details.items() if value},
    )


def _titles(value: Any) -> tuple[str | None, list[dict[str, str]]]:
    """The title with its subtitle, and the titles of other kinds ("TranslatedTitle", "AlternativeTitle")."""
    found = [(text(row.get("titleType")), name) for row in mappings(value) if (name := title(row.get("title")))]
    main = next((name for kind, name in found if kind is None), found[0][1] if found else None)
    subtitle = next((name for kind, name in found if kind == "Subtitle"), None)
    others = [{"type": kind, "title": name} for kind, name in found if kind not in (None, "Subtitle") and name != main]
    if main and subtitle and titles.normalise(subtitle) not in titles.normalise(main):
        main = f"{main.rstrip(' :.')}: {subtitle}"
    return main, others


def _people(rows: Sequence[Mapping[str, Any]]) -> Iterator[Name]:
    """Names by what the deposit says they are; without a word of that, by how they look."""
    for row in rows:
        whole, family, given = title(row.get("name")), title(row.get("familyName")), title(row.get("givenName"))
        kind = row.get("nameType")
        if family and kind != "Organizational":
            yield Name(family=family, given=given)
        elif not whole or whole.lower().strip(" .") in _NO_NAMES:
            continue
        elif kind == "Organizational":
            yield Name(literal=whole)
        elif kind == "Personal" and "," in whole:
            yield names.from_inverted(whole)
        else:
            yield person(whole)


def _orcids(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for row in rows:
        for identifier in mappings(row.get("nameIdentifiers")):
            value, name = text(identifier.get("nameIdentifier")), title(row.get("name"))
            if name and value and identifier.get("nameIdentifierScheme") == "ORCID":
                yield name, value.rstrip("/").rsplit("/", 1)[-1]


def _issued(work: Mapping[str, Any]) -> Date | None:
    """The date of issue where it is of the publication year, which is the one that is cited; else that year."""
    year = year_of(work.get("publicationYear"))
    found = {
        kind: date
        for row in mappings(work.get("dates"))
        if (kind := text(row.get("dateType"))) and (date := _date(row.get("date")))
    }
    for kind in ("Issued", "Available", "Created"):
        if (date := found.get(kind)) and (year is None or date.year == year.year):
            return date
    return year


def _date(value: Any) -> Date | None:
    found = text(value)
    return dates.parse(found.partition("T")[0]) if found and len(found) < 60 else None


def _container(work: Mapping[str, Any]) -> dict[str, Any]:
    """What it stands in: `container`, or the related item in which it was published, which says more."""
    box = mapping(work.get("container"))
    found: dict[str, Any] = {}
    items = [
        row for row in mappings(work.get("relatedItems")) if row.get("relationType") in ("IsPublishedIn", "IsPartOf")
    ]
    item = next((row for kind in _IN for row in items if row.get("relatedItemType") == kind), {})
    series = next(
        (row for row in items if row is not item and row.get("relatedItemType") in ("Collection", "Series")), {}
    )
    name, _ = _titles(item.get("titles"))
    if name or box.get("title"):
        found["container_title"] = name or title(box.get("title"))
        found["collection_title"] = _titles(series.get("titles"))[0]
        for variable in ("volume", "issue"):
            found[variable] = text(item.get(variable)) or text(box.get(variable))
        found["edition"] = text(item.get("edition"))
        found["page"] = page_range(
            text(item.get("firstPage")) or text(box.get("firstPage")),
            text(item.get("lastPage")) or text(box.get("lastPage")),
        )
        found["editor"] = tuple(
            _people([row for row in mappings(item.get("contributors")) if row.get("contributorType") == "Editor"])
        )
    for scheme, value in _containers_numbers(item, box):
        found.setdefault(scheme, value)
    return found


def _containers_numbers(item: Mapping[str, Any], box: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    inner = mapping(item.get("relatedItemIdentifier"))
    for kind, value in (
        (inner.get("relatedItemIdentifierType"), inner.get("relatedItemIdentifier")),
        (box.get("identifierType"), box.get("identifier")),
    ):
        scheme = {"ISSN": "issn", "EISSN": "issn", "ISBN": "isbn"}.get(text(kind) or "")
        if scheme and (number := text(value)) and ids.is_valid(identifier := Identifier(scheme, number)):
            yield scheme, ids.normalise(identifier).value


def _numbers(work: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for row in mappings(work.get("alternateIdentifiers")) + mappings(work.get("identifiers")):
        kind = text(row.get("alternateIdentifierType")) or text(row.get("identifierType"))
        value = text(row.get("alternateIdentifier")) or text(row.get("identifier"))
        if kind and value:
            yield kind, value


def _relations(work: Mapping[str, Any]) -> Iterator[Relation]:
    for row in mappings(work.get("relatedIdentifiers")):
        kind, value = text(row.get("relationType")), text(row.get("relatedIdentifier"))
        scheme = text(row.get("relatedIdentifierType"))
        if kind and value and scheme:
            known = _SCHEMES.get(scheme)
            other = Identifier(known or scheme.lower(), value)
            yield Relation(kind=kind, identifier=ids.normalise(other) if known else other)
