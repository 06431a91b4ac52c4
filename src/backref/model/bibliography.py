"""What comes out at the end: works with citation keys, the claims that rest on them, and where each value came from."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import ConfigDict, Field, SkipValidation

from .base import Frozen, Problem, Span
from .document import CitationContext, Claim, LinkStatus, MarkerKind
from .passage import Passages
from .reference import Parsed, Reference
from .verdict import DifferenceKind, Resolution
from .written import Written


class Evidence(Frozen):
    """Where the value of one variable came from: `origin` is "text" or a source; `values` holds what each one said."""

    variable: str
    used: str
    origin: str
    kind: DifferenceKind | Literal["only"]
    values: dict[str, str] = {}


class Citation(Frozen):
    """A raw citation as it stands in one document; `span` counts in the file as read."""

    document: str
    span: Span
    raw: str
    label: str | None = None
    context: CitationContext = "list"


class Entry(Frozen):
    """One work of a bibliography: its citation key, its merged description, and how that came about.

    `written` is how the file that it was read from writes it; who writes that format again keeps what nobody changed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, arbitrary_types_allowed=True)

    key: str
    reference: Reference
    citations: tuple[Citation, ...] = ()
    parsed: Parsed | None = None
    resolution: Resolution | None = None
    evidence: tuple[Evidence, ...] = ()
    written: SkipValidation[Written | None] = Field(default=None, exclude=True, repr=False)


class Pointer(Frozen):
    """A marker as it stands in one document, with the entries it points at. `span` counts in the file as read."""

    document: str
    span: Span
    kind: MarkerKind
    text: str
    keys: tuple[str, ...]
    references: tuple[int, ...]
    status: LinkStatus
    reason: str
    missing: tuple[str, ...] = ()


class Bibliography(Frozen):
    """References with citation keys, in order, the claims that rest on them, and what was wrong with the input.

    `preserved` is what a file held besides entries, as written; the formats that know such things write it again.
    `passages` are what the works say to the claims, where that was asked for: one for each claim and each reference of
    it.
    """

    entries: tuple[Entry, ...] = ()
    markers: tuple[Pointer, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    preserved: tuple[str, ...] = ()
    passages: tuple[Passages, ...] = ()

    @classmethod
    def of(cls, references: tuple[Reference, ...]) -> Self:
        """Return a bibliography of bare references; each one's `id` is its citation key."""
        entries = tuple(Entry.made({"key": reference.id, "reference": reference}) for reference in references)
        return cls.made({"entries": entries})
