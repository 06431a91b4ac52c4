"""What each claim rests on, in rows for the formats that write claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..fields import ids
from ..model import Bibliography, Claim, Entry, Passages
from ..model.standing import said_of_claim, standing_of, standing_of_claim
from ..text import links


class ClaimRow(NamedTuple):
    """One claim beside one of its references, or beside what is missing ("[73]"), with what the work says to it, where
    that was asked.
    """

    claim: Claim
    entry: Entry | None
    missing: str = ""
    passages: Passages | None = None


def rows(bibliography: Bibliography) -> Iterator[ClaimRow]:
    """Yield a row for each claim and each thing it rests on, in reading order."""
    found = said_to(bibliography)
    for number, claim in enumerate(bibliography.claims):
        for index in claim.references:
            yield ClaimRow(claim, bibliography.entries[index], passages=found.get((number, index)))
        for index in claim.markers:
            for key in bibliography.markers[index].missing:
                yield ClaimRow(claim, None, key)


def said_to(bibliography: Bibliography) -> dict[tuple[int, int], Passages]:
    """Return the passages by the indices of claim and reference."""
    return {(each.claim, each.reference): each for each in bibliography.passages}


def verdict(entry: Entry | None) -> str:
    """Return the verdict on an entry for people, and that its work was retracted."""
    return f"{status(entry)}, RETRACTED" if entry and standing_of(entry.resolution) == "retracted" else status(entry)


def status(entry: Entry | None) -> str:
    """Return the verdict on an entry, or "missing-entry"."""
    if entry is None:
        return "missing-entry"
    return str(entry.resolution.status) if entry.resolution else "not-asked"


def standing(bibliography: Bibliography, claim: Claim) -> str:
    """Return what is to be said of a claim that rests only on works that were not found, not checked or retracted; else
    "".
    """
    found = standing_of_claim(bibliography, claim)
    return said_of_claim(found) if found else ""


def link(entry: Entry | None) -> str:
    """Return where the work can be seen: its DOI's address, PubMed's, or its own; else ""."""
    if entry is None:
        return ""
    for identifier in entry.reference.identifiers():
        if address := links.linked(ids.link(identifier)):
            return address
    return links.linked(entry.reference.url)


def label(entry: Entry) -> str:
    """Return the identifiers of an entry as people write them."""
    first = {identifier.scheme: identifier for identifier in reversed([*entry.reference.identifiers()])}
    return ", ".join(ids.render(first[scheme]) for scheme in ids.SCHEMES if scheme in first)
