"""What sources are asked and what they answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from pydantic import JsonValue

from .base import Frozen
from .reference import Date, Identifier, Reference


@dataclass(frozen=True, slots=True)
class Query:
    """One question to a source: look up `identifier`, or, where that is None, search for `text`.

    `reference` is what is known of the work, for sources that search by field.
    """

    identifier: Identifier | None = None
    text: str = ""
    reference: Reference | None = field(default=None, compare=False)


class Payload(Frozen):
    """Bytes exactly as a source sent them, with where they came from. `status` is the HTTP status.

    `redirected` is the address that the question was sent on to, if it was.
    """

    source: str
    url: str
    status: int
    media_type: str
    body: bytes
    retrieved: str = ""
    redirected: str = ""


class Update(Frozen):
    """A notice about a work: "retraction", "correction", "expression-of-concern"..., and who says so."""

    kind: str
    source: str
    doi: str | None = None
    date: Date | None = None


class Relation(Frozen):
    """How a work stands to another one ("IsPreprintOf", "IsReplacedBy"; DataCite's words), and the other's
    identifier.
    """

    kind: str
    identifier: Identifier


class Record(Frozen):
    """A Reference that a source returned, with its provenance. `retrieved` is an ISO date and time, or "".

    `also` are what other sources say of the same work: then `updates` and `years` are everybody's, and a value that
    this source does not know is theirs. `years` are all in which the work was published, in print, online or posted.
    `relations` are to other works; `details` is what else this source says, by names of its own. `origin` is the dump
    that a catalogue has it from ("crossref", "pubmed"; "" for a file of the user's), and `dated` the day of what it was
    read from.
    """

    reference: Reference
    source: str
    url: str = ""
    retrieved: str = ""
    updates: tuple[Update, ...] = ()
    years: tuple[int, ...] = ()
    relations: tuple[Relation, ...] = ()
    details: dict[str, JsonValue] = {}
    also: tuple[Record, ...] = ()
    origin: str = ""
    dated: str = ""

    def identifiers(self) -> tuple[Identifier, ...]:
        """The identifiers of the recorded work."""
        return tuple(self.reference.identifiers())


LOCAL_SOURCES = ("catalogue", "retraction-watch")
"""Sources that hold what somebody put there, so that their silence says nothing of a work."""


class Outcome(StrEnum):
    """What became of asking one source."""

    ANSWERED = "answered"  # with records or, truly, without any
    FAILED = "failed"  # says nothing about the work
    NOT_ASKED = "not-asked"  # offline
    NO_QUESTION = "no-question"  # the citation holds nothing that this source can be asked


class Answer(Frozen):
    """What one source made of one query. No records with `ANSWERED` means: the source knows no such work.

    `denies` is the identifier that was asked for, where the source knows all there are of its scheme, and not this one.
    Where `covers` is not so, the source holds no works of the kind that was searched for, and its silence says nothing.
    """

    source: str
    outcome: Outcome
    records: tuple[Record, ...] = ()
    detail: str = ""
    retry_after_s: float | None = None
    denies: Identifier | None = None
    covers: bool = True


class Source(Protocol):
    """Something that answers with Records. `ask` never raises: it gives one Answer for each query, in their order.

    `completes` are the schemes by which it is also asked about a work that others have described, for what it alone
    knows. A source may have `knows_all` too: the schemes of which it knows every identifier, so that its silence is a
    denial; and `covers`, the kinds of works that it holds, by `fields.kinds`: it is not believed about others.
    """

    @property
    def name(self) -> str: ...
    @property
    def schemes(self) -> tuple[str, ...]: ...
    @property
    def can_search(self) -> bool: ...
    @property
    def completes(self) -> tuple[str, ...]: ...
    def ask(self, queries: list[Query]) -> list[Answer]: ...
