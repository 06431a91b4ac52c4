"""The verdict on one reference: what was compared, what differs, what a reader should know beside it."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from .base import Frozen
from .record import Answer, Record
from .reference import Date, Identifier


class Status(StrEnum):
    """The verdict on one reference. The first four are facts about sources that answered; the last two are not."""

    MATCHED = "matched"
    MATCHED_WITH_DIFFERENCES = "matched-with-differences"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not-found"
    FAILED = "failed"
    NOT_ASKED = "not-asked"

    @property
    def is_match(self) -> bool:
        """Whether a record was accepted."""
        return self in (Status.MATCHED, Status.MATCHED_WITH_DIFFERENCES)


DifferenceKind = Literal["equal", "cosmetic", "abbreviation", "subset", "differs"]


class Difference(Frozen):
    """One variable as the text and as the record have it, both rendered as text. `variable` is CSL's name.

    `degree` runs from 0 (they contradict each other) to 1 (they say the same).
    """

    variable: str
    text: str
    record: str
    kind: DifferenceKind = "differs"
    degree: float = 0.0


class Candidate(Frozen):
    """A record beside one reference. `score` says how likely it is the cited work, 0 to 1, by its fields alone."""

    record: Record
    score: float
    reasons: tuple[str, ...] = ()
    comparisons: tuple[Difference, ...] = ()

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The comparisons in which text and record truly contradict each other."""
        return tuple(c for c in self.comparisons if c.kind == "differs")


FindingKind = Literal[
    "retracted", "partly-retracted", "reinstated", "expression-of-concern", "corrected", "new-version", "preprint-of-published", "published-as-preprint",
    "superseded-identifier", "doi-points-elsewhere", "same-work-twice", "duplicate",
]  # fmt: skip


class Finding(Frozen):
    """What a reader should know beside the verdict: of the work (retracted), or of the citation (its DOI leads elsewhere).

    `says` are the sources that say so; `identifier` is the notice's, the other version's or the right one's, if known.
    """

    kind: FindingKind
    message: str
    says: tuple[str, ...] = ()
    identifier: Identifier | None = None
    date: Date | None = None


class Resolution(Frozen):
    """The verdict on one reference, why, and who was asked. `candidates` are ordered by score, best first."""

    status: Status
    score: float = 0.0
    record: Record | None = None
    reasons: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    findings: tuple[Finding, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    answers: tuple[Answer, ...] = ()
