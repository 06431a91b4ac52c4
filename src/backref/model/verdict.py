"""The verdict on one reference: what was compared, what differs, what a reader should know beside it."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

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


PersonRelation = Literal["same", "compatible", "differs", "missing", "added", "moved"]
WordRelation = Literal["same", "compatible", "changed", "missing", "added"]


class PersonPair(Frozen):
    """One person of the text beside one of the record; `text_at` and `record_at` are their places in the lists, from 1.

    "missing" is a person whom the text does not print, "added" one whom the record does not have, and "moved" one who
    stands elsewhere in the list. `how` says in a word what makes two names that are printed otherwise compatible
    ("initials", "transliterated") or different ("given name").
    """

    relation: PersonRelation
    text: str = ""
    record: str = ""
    text_at: int | None = None
    record_at: int | None = None
    how: str = ""


class WordPair(Frozen):
    """One word of the text's title beside the record's, both as printed; "" on the side that does not have it.

    `how` says what makes two words that are printed otherwise compatible: "spelling", "plural", "number".
    """

    relation: WordRelation
    text: str = ""
    record: str = ""
    how: str = ""


class Difference(Frozen):
    """One variable as the text and as the record have it, both rendered as text. `variable` is CSL's name.

    `degree` runs from 0 (they contradict each other) to 1 (they say the same). `message` is a sentence that says how
    the two relate ("author 3: "Jones K" here, "Smith L" there"). `people` are the two lists of names aligned, `words`
    the two titles; both are empty for other variables.
    """

    variable: str
    text: str
    record: str
    kind: DifferenceKind = "differs"
    degree: float = 0.0
    message: str = ""
    people: tuple[PersonPair, ...] = ()
    words: tuple[WordPair, ...] = ()


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


class FindingKind(StrEnum):
    """The kinds of findings, the gravest first: each with what it says, and the notices and relations that mean it.

    A kind that is `quiet` asks for nothing to be done. A new kind is one row here.

    >>> FindingKind.of("withdrawal").message
    'the work was retracted'
    """

    message: str
    notices: tuple[str, ...]
    relations: tuple[str, ...]
    is_quiet: bool

    def __new__(
        cls,
        value: str,
        message: str,
        notices: tuple[str, ...] = (),
        relations: tuple[str, ...] = (),
        is_quiet: bool = False,
    ) -> Self:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.message, kind.notices, kind.relations, kind.is_quiet = message, notices, relations, is_quiet
        return kind

    RETRACTED = "retracted", "the work was retracted", ("retraction", "withdrawal", "removal")
    PARTLY_RETRACTED = "partly-retracted", "parts of the work were retracted", ("partial-retraction",)
    REINSTATED = "reinstated", "the work was reinstated after it had been retracted", ("reinstatement",)
    CONCERN = (
        "expression-of-concern",
        "an expression of concern was published about the work",
        ("expression-of-concern",),
    )
    ELSEWHERE = "doi-points-elsewhere", "an identifier in the citation leads to another work"
    MISPRINTED = "misprinted-identifier", "nobody knows the identifier as it is printed"
    CORRECTED = "corrected", "a correction to the work was published"  # what any other notice is taken for
    NEW_VERSION = "new-version", "there is a newer version of the work", ("new-version", "new-edition")
    PREPRINT = "preprint-of-published", "the work is a preprint of a published one", (), ("IsPreprintOf",)
    PUBLISHED = (
        "published-as-preprint",
        "the citation speaks of a preprint, the record is the published work",
        (),
        ("HasPreprint",),
    )
    SUPERSEDED = "superseded-identifier", "the identifier was replaced by another one", (), ("IsReplacedBy", "IsObsoletedBy", "IsIdenticalTo", "IsSameAs")  # fmt: skip
    UNCONFIRMED = "unconfirmed-identifier", "nobody who was asked knows the identifier"
    TWICE = "same-work-twice", "the work is also registered under another identifier", (), (), True
    DUPLICATE = "duplicate", "a document lists the work more than once"

    @classmethod
    def of(cls, notice: str) -> FindingKind:
        """Return what a notice of a source means ("retraction", "partial_retraction")."""
        notice = notice.replace("_", "-")
        return next((kind for kind in cls if notice in kind.notices), cls.CORRECTED)


class Finding(Frozen):
    """What a reader should know beside the verdict: of the work (retracted), or of the citation (its DOI leads
    elsewhere).

    `says` are the sources that say so; `identifier` is the notice's, the other version's or the right one's, if known.
    """

    kind: FindingKind
    message: str
    says: tuple[str, ...] = ()
    identifier: Identifier | None = None
    date: Date | None = None


class Version(Frozen):
    """Another form of a work: how the work stands to it ("IsPreprintOf"; DataCite's words), and which it is.

    `form` is "preprint", "proceedings" or "journal", or "" where nobody described it; `says` is the source that relates
    them, or "match" where their titles and people do.
    """

    relation: str
    form: str = ""
    identifier: Identifier | None = None
    title: str = ""
    says: str = ""


class VersionGroup(Frozen):
    """References that are one work in several forms, by their numbers; `relations` say how each but the first stands to
    the first.
    """

    members: tuple[int, ...]
    relations: tuple[str, ...]


class Resolution(Frozen):
    """The verdict on one reference, why, and who was asked. `candidates` are ordered by score, best first.

    `versions` are other forms of the work that was found: its preprint, its paper at a conference, its article.
    """

    status: Status
    score: float = 0.0
    record: Record | None = None
    reasons: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    findings: tuple[Finding, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    versions: tuple[Version, ...] = ()
    answers: tuple[Answer, ...] = ()
