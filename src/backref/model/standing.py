"""How a work stands after it was asked about: a verdict -> a word where nobody should rest on the work without
looking.
"""

from __future__ import annotations

from typing import Literal

from .bibliography import Bibliography
from .document import Claim
from .verdict import Resolution, Status

Standing = Literal["retracted", "not-found", "unchecked", "unsettled"]
WORDS: dict[Standing, str] = {
    "retracted": "retracted", "not-found": "not found", "unchecked": "not checked", "unsettled": "not settled",
}  # fmt: skip
_STATUSES: dict[Status, Standing] = {
    Status.NOT_FOUND: "not-found", Status.FAILED: "unchecked", Status.NOT_ASKED: "unchecked", Status.AMBIGUOUS: "unsettled",
}  # fmt: skip
_ORDER: tuple[Standing, ...] = ("retracted", "not-found", "unsettled", "unchecked")


def standing_of(resolution: Resolution | None) -> Standing | None:
    """Return how a work stands; None where a record was accepted that was not retracted, and where nobody was to be
    asked.

    >>> standing_of(Resolution(status=Status.FAILED)), standing_of(Resolution(status=Status.MATCHED))
    ('unchecked', None)
    """
    if resolution is None:
        return None
    kinds = {finding.kind for finding in resolution.findings}
    if "retracted" in kinds and "reinstated" not in kinds:
        return "retracted"
    return _STATUSES.get(resolution.status)


def standing_of_claim(bibliography: Bibliography, claim: Claim) -> Standing | None:
    """Return the gravest standing among the works of a claim, where it rests on no other; None where one of them is
    sound.
    """
    found = [standing_of(bibliography.entries[index].resolution) for index in claim.references]
    known = [standing for standing in found if standing is not None]
    return min(known, key=_ORDER.index) if known and len(known) == len(found) else None


def said_of_claim(standing: Standing) -> str:
    """Return what is to be said of a claim that rests only on such works.

    >>> said_of_claim("not-found")
    'rests only on works that were not found'
    """
    return f"rests only on works that were {WORDS[standing]}"
