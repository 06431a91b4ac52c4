"""How a reference stands, in the order and the words of a report: a verdict -> one of seven, the worst first; the
totals in a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import Enum

from ..model import Resolution, Status
from ..model.standing import standing_of


class Standing(Enum):
    """How a reference stands: the name that filters know, what a badge says, and what the totals say of a number of
    them.
    """

    RETRACTED = "retracted", "Retracted", "retracted"
    NOT_FOUND = "not-found", "Not found", "not found where it should be"
    UNSETTLED = "unsettled", "Not settled", "not settled"
    DIFFERS = "differs", "With differences", "with differences"
    NOTED = "noted", "Verified, with a note", "verified with a note"
    UNCHECKED = "unchecked", "Not checked", "not checked"
    VERIFIED = "verified", "Verified", "verified"

    def __init__(self, key: str, badge: str, counted: str) -> None:
        self.key, self.badge, self.counted = key, badge, counted

    @property
    def rank(self) -> int:
        """Its place in the order; 0 is the worst."""
        return list(type(self)).index(self)


_OF_WORK = {
    "retracted": Standing.RETRACTED, "not-found": Standing.NOT_FOUND, "unsettled": Standing.UNSETTLED, "unchecked": Standing.UNCHECKED,
}  # fmt: skip


def standing(resolution: Resolution | None) -> Standing:
    """Return how a reference stands. Where nobody was asked about it, it is not checked.

    >>> standing(Resolution(status=Status.MATCHED)).badge, standing(None).badge
    ('Verified', 'Not checked')
    """
    if resolution is None:
        return Standing.UNCHECKED
    if (known := standing_of(resolution)) is not None:
        return _OF_WORK[known]
    if resolution.status == Status.MATCHED_WITH_DIFFERENCES:
        return Standing.DIFFERS
    is_noted = any(not finding.kind.is_quiet for finding in resolution.findings)
    return Standing.NOTED if is_noted else Standing.VERIFIED


def totals(standings: Iterable[Standing]) -> str:
    """Return how many references there are, and how many of them stand how; what was verified first, then the worst.

    >>> totals([Standing.VERIFIED, Standing.UNCHECKED, Standing.VERIFIED])
    '3 references: 2 verified, 1 not checked'
    """
    counts = Counter(standings)
    number = counts.total()
    order = [Standing.VERIFIED, *(each for each in Standing if each is not Standing.VERIFIED)]
    listed = ", ".join(f"{counts[each]} {each.counted}" for each in order if counts[each])
    return f"{number} reference{'' if number == 1 else 's'}" + (f": {listed}" if listed else "")
