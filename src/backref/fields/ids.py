"""Identifiers by rule: DOI, PMID, PMCID, arXiv, ISBN, ISSN and URL, by grammar and check digit. Text -> Identifiers."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Identifier, Span

SCHEMES = ("doi", "pmid", "pmcid", "arxiv", "isbn", "issn", "url")


class Sighting(NamedTuple):
    """An identifier in a text: `span` covers the value as printed, `whole` its prefix ("doi:", "PMID ") too."""

    identifier: Identifier
    span: Span
    whole: Span


def find(text: str) -> list[Sighting]:
    """Return every identifier in reading order; `whole` spans never overlap. A bare number is never an identifier."""
    raise NotImplementedError


def parse(text: str) -> Identifier | None:
    """Return the identifier that `text` is, as a person would type it ("PMID 123", "doi.org/10..."), or None."""
    raise NotImplementedError


def normalise(identifier: Identifier) -> Identifier:
    """Return the canonical form: DOI in lower case and without resolver, PMCID with "PMC", ISBN as 13 digits."""
    raise NotImplementedError


def render(identifier: Identifier) -> str:
    """Return the form for people: "doi:10...", "PMID 123", "PMC123", "ISBN 978..."."""
    raise NotImplementedError


def link(identifier: Identifier) -> str | None:
    """Return the https address at which the identifier resolves, or None."""
    raise NotImplementedError


def is_valid(identifier: Identifier) -> bool:
    """Say whether the value has its scheme's form and, for ISBN and ISSN, a right check digit."""
    raise NotImplementedError


def similarity(a: Identifier, b: Identifier) -> float:
    """Return 1.0 where the two name the same thing, else 0.0; a range-free yes or no."""
    raise NotImplementedError
