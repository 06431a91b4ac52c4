"""The identifiers of tagged records: which tag holds which depends on the database that wrote the file.

A number without a name is taken for a PMID only where the record says that PubMed gave it: other databases and
libraries number their records as well, and publishers their articles.
"""

from __future__ import annotations

import re
from typing import Any

from ...fields import ids
from ...model import Identifier
from .record import Untaken
from .types import BOOKS

_TAGS = "DO DI DOI M3 N1 L3 UR LK C2 U1 U2 AN U3 C6 ID C5 SN".split()  # all that is looked at for one
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
_PMCID = re.compile(r"(?<!\w)PMC\d{3,9}(?!\d)")
_NAMED_PMID = re.compile(r"(\d{1,9})\s*\[pmid\]|(?:PMID|pubmed(?: id)?|medline):?\s*(\d{1,9})", re.IGNORECASE)
_PUBMED = re.compile(r"pubmed|medline|(?<!\w)(?:nlm|pmc)(?!\w)", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"pubmed\D{1,40}(\d+)")
_SCHEMED = re.compile(r"(?i)^\s*(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)")


def doi(value: str) -> str | None:
    """Return the DOI that a value is, or None.

    >>> doi("https://dx.doi.org/10.1016/J.jpain.2019.01.001"), doi("Article")
    ('10.1016/j.jpain.2019.01.001', None)
    """
    found = ids.normalise(Identifier("doi", _SCHEMED.sub("", value))).value
    return found if found.startswith("10.") else None


def load(values: dict[str, Any], said: Untaken) -> None:
    """Put DOI, PMID, PMCID, ISBN and ISSN into `values`; what only looks like one stays in the record."""
    if said.has_none_of(_TAGS):
        return
    _load_doi(values, said)
    for text in said.all("C2", "U1", "U2", "AN", "U3", "C6", "ID"):
        if (pmc := _PMCID.search(text)) and values.setdefault("pmcid", pmc.group()) == pmc.group():
            _used(said, text, ("C2", "U1", "U2", "AN", "U3", "C6"))
    for text in said.all("U1", "U2", "AN", "N1", "C2", "C5"):
        if (named := _NAMED_PMID.fullmatch(text.strip())) and "pmid" not in values:
            values["pmid"] = named[1] or named[2]
            _used(said, text, ("U1", "U2", "AN", "N1", "C2", "C5"))
    _load_bare_pmid(values, said)
    _load_book_numbers(values, said)


def _load_doi(values: dict[str, Any], said: Untaken) -> None:
    for text in said.take("DO", "DI", "DOI"):
        if not (found := doi(text)) or values.setdefault("doi", found) != found:
            said.put("DO", text)
    for tag in ("M3", "N1", "L3", "UR", "LK"):
        for text in said.all(tag):
            if not (match := _DOI.search(text)) or not (found := doi(match.group().rstrip(".,;)"))):
                continue
            if tag in ("M3", "N1", "L3") and not _SCHEMED.sub("", text).replace(match.group(), "").strip(" .;"):
                if values.setdefault("doi", found) == found:
                    said.drop(tag, text)  # nothing but the DOI
            elif tag != "N1":
                values.setdefault("doi", found)


def _load_bare_pmid(values: dict[str, Any], said: Untaken) -> None:
    """A number alone: PubMed's own in AN, the one that Scopus puts in C2, or one that the record's address names
    too.
    """
    bases = " ".join(said.all("DB", "DP", "W"))
    named = set(_IN_ADDRESS.findall(" ".join(said.all("UR", "LK", "L2"))))
    for tag, trusted in (("AN", _PUBMED.search(bases)), ("C2", re.search(r"(?i)scopus|pubmed", bases)), ("U1", None)):
        for text in said.all(tag):
            if text == values.get("pmid"):
                said.drop(tag, text)
                continue
            is_one = (
                re.fullmatch(r"[1-9]\d{0,8}", text) and (trusted or text in named) and (tag != "C2" or len(text) > 5)
            )
            if is_one and values.setdefault("pmid", text) == text:
                said.drop(tag, text)


def _load_book_numbers(values: dict[str, Any], said: Untaken) -> None:
    """SN holds ISBN and ISSN, and the number of what has neither: a report, a patent, a standard."""
    for line in map(" ".join, map(str.split, said.take("SN"))):
        for piece in re.split(r"[;,]\s|\s(?=[\d-]{8,17}[Xx]?(?!\S))", line):
            number = re.sub(r"\s?\((?:e?ISSN|e?ISBN|print|electronic|linking|online)\)\s*$", "", piece, flags=re.I).strip()  # fmt: skip
            number = re.sub(r"(?i)^(?:e|p)?-?(?:issn|isbn):?\s*", "", number)
            digits = re.sub(r"[\s-]", "", number)
            if re.fullmatch(r"(?:97[89])?\d{9}[\dXx]", digits):
                kind = "isbn"
            elif re.fullmatch(r"\d{7}[\dXx]", digits) or values["type"] not in (
                *BOOKS,
                "patent",
                "report",
                "standard",
                "bill",
            ):
                kind = "issn"
            else:
                kind = "isbn" if values["type"] in BOOKS else "number"
            if number and values.setdefault(kind, number) != number:
                said.put("SN", number)


def _used(said: Untaken, text: str, tags: tuple[str, ...]) -> None:
    for tag in tags:
        said.drop(tag, text)
