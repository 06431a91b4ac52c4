"""The values that the stages of backref hand to each other. All are frozen; a stage returns new ones.

Tiny values that never leave the process are named tuples and dataclasses; values that cross a process, a file or a
cache are pydantic models that forbid unknown fields. Spans are half-open and count Unicode code points.

In code an attribute is the CSL variable in lower case with "_" for "-"; JSON always carries the CSL spelling, through
`csl_name`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple, Protocol, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, JsonValue


class Span(NamedTuple):
    """A half-open range of Unicode code points: `text[span.start:span.end]` is the printed string."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the piece of `text` that this span covers.

        >>> Span(3, 7).of("by Chou R")
        'Chou'
        """
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def meets(self, others: Sequence[Span]) -> bool:
        """Say whether any of `others` overlaps it; those must be sorted and apart from each other.

        >>> Span(3, 7).meets([Span(0, 2), Span(6, 9)])
        True
        """
        at = bisect_left(others, self)
        return any(self.overlaps(other) for other in others[max(at - 1, 0) : at + 1])

    def shift(self, offset: int) -> Span:
        """Return the span moved by `offset` code points."""
        return Span(self.start + offset, self.end + offset)


class Segment(NamedTuple):
    """From `text` on, a document's text stands for `length` code points at `source` in what was read.

    A `verbatim` segment is the same text; any other one (a decoded entity, a made-up bracket) stands for all of them.
    """

    text: int
    source: int
    length: int
    verbatim: bool = True


BlockKind = Literal["paragraph", "heading", "item", "code", "table", "footnote"]


class Block(NamedTuple):
    """A structural unit of a document. `label` is what its list or footnote printed for it ("12", "^1"), else ""."""

    span: Span
    kind: BlockKind
    label: str = ""
    level: int = 0


class Frozen(BaseModel):
    """Base of the models: frozen, unknown fields forbidden, CSL-style hyphens in JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Problem(Frozen):
    """Something wrong with the input, as a value: never raised, always kept. `place` names a file or a source."""

    code: str
    stage: str
    message: str
    span: Span | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One input text with its structure and the map from its offsets back to what was read.

    `text` is what the stages see. `source` is the file as read; for plain text the two are the same and `segments` is
    empty. Readers of marked-up formats keep the segments, in order of their offsets in `text`.

    `citations` and `markers` are what the format itself marks up (`\\cite`, `<ref>`, tagged references): nothing is guessed
    about those, and they come first.
    """

    text: str
    name: str = "-"
    source: str = ""
    blocks: tuple[Block, ...] = ()
    segments: tuple[Segment, ...] = ()
    problems: tuple[Problem, ...] = ()
    citations: tuple[RawCitation, ...] = ()
    markers: tuple[Marker, ...] = ()

    def to_source(self, span: Span) -> Span:
        """Return the span of `source` that holds the text of `span`; made-up text stands for what it covers.

        >>> Document("a b", source="<i>a</i> b", segments=(Segment(0, 3, 1), Segment(1, 8, 2))).to_source(Span(0, 3))
        Span(start=3, end=10)
        """
        if not self.segments:
            return span
        start = self._source_range(span.start).start
        return Span(start, max(start, self._source_range(span.end - 1).end) if span.end > span.start else start)

    def _source_range(self, offset: int) -> Span:
        """What one code point of `text` stands for in `source`."""
        at = max(bisect_right(self.segments, offset, key=lambda segment: segment.text) - 1, 0)
        segment = self.segments[at]
        if not segment.verbatim:
            return Span(segment.source, segment.source + segment.length)
        start = segment.source + min(max(offset - segment.text, 0), segment.length)
        return Span(start, min(start + 1, segment.source + segment.length))

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, in `source` of an offset of `text`."""
        source = self.source or self.text
        at = self.to_source(Span(offset, offset + 1)).start
        return source.count("\n", 0, at) + 1, at - (source.rfind("\n", 0, at) + 1) + 1


MarkerKind = Literal["numeric", "author-year", "footnote", "key", "narrative", "identifier", "embedded"]
CitationContext = Literal["list", "caret", "run-on", "embedded", "footnote", "identifier", "field"]


@dataclass(frozen=True, slots=True)
class Marker:
    """A pointer in the prose: "[73]", "[3-5]", "(Smith, 2015)". `keys` are what it points at, ranges written out.

    The kind "narrative" is "@deyo2015" as a word of the sentence: a key, or the name of somebody.
    """

    span: Span
    kind: MarkerKind
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawCitation:
    """The verbatim text of one bibliographic reference. `label` is what markers call it, None where none is printed.

    `context` says where it stood: an entry of a list, a "^" line, a run-on list, a sentence, a footnote, or
    ("identifier") as nothing but a DOI, PMID or the like in the prose, or ("field") in a field of a word processor.
    `reference` is what the format says of the work in fields of its own, so that nothing needs to be parsed.
    """

    span: Span
    raw: str
    label: str | None = None
    context: CitationContext = "list"
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of prose, its markers included; `heading` is the section it stands in."""

    span: Span
    block: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that `find` saw in one document, each in reading order."""

    citations: tuple[RawCitation, ...] = ()
    markers: tuple[Marker, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    cues: tuple[Cue, ...] = ()
    allusions: tuple[Allusion, ...] = ()
    problems: tuple[Problem, ...] = ()


LinkStatus = Literal["linked", "ambiguous", "missing-entry"]


@dataclass(frozen=True, slots=True)
class Link:
    """What one marker points at: indices of citations, a status and its reason. `missing` are keys without an entry."""

    marker: Marker
    references: tuple[int, ...]
    status: LinkStatus
    reason: str
    missing: tuple[str, ...] = ()


class Cue(Frozen):
    """Words of a sentence that speak of its sources, quoted: a study design, a sample size, a degree of certainty."""

    kind: str
    span: Span
    text: str


class Allusion(Frozen):
    """A work that the prose names without a marker ("A 2015 Cochrane review"), and what it says of it. Not resolved."""

    span: Span
    text: str
    year: int | None = None
    organisation: str = ""
    design: str = ""


class Claim(Frozen):
    """A sentence that asserts something, and what it rests on.

    `span` covers the sentence with its markers, `text` is the sentence without markers and embedded citations.
    `markers` and `references` are indices into the lists of markers and references that the surrounding value holds.
    `cues` are quoted from the sentence: what it says of its sources in words. `quote` is the span as the file prints it,
    `prefix` and `suffix` what stands around it there; all three are empty until a document is resolved. `relation` is a
    property of CiTO: "citesAsEvidence" where a cue of the kind "finding" ("found that") stands beside a reference, else
    "cites".
    """

    span: Span
    text: str
    heading: str = ""
    markers: tuple[int, ...] = ()
    references: tuple[int, ...] = ()
    relation: str = "cites"
    document: str = ""
    cues: tuple[Cue, ...] = ()
    quote: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """The links of one document, one for each marker in order, and its claims."""

    links: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()


class Identifier(NamedTuple):
    """A scheme and a normalised value.

    >>> str(Identifier("doi", "10.1503/cmaj.171333"))
    'doi:10.1503/cmaj.171333'
    """

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


# CSL spells these in capitals or with an underscore; every other variable is lower case with hyphens.
_SPELLED = {name.lower(): name for name in ("DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL")} | {
    name: name for name in ("archive_collection", "archive_location")
}


def csl_name(attribute: str) -> str:
    """Return the CSL spelling of an attribute.

    >>> csl_name("container_title"), csl_name("doi")
    ('container-title', 'DOI')
    """
    return _SPELLED.get(attribute) or attribute.replace("_", "-")


class CslModel(Frozen):
    """Base of the models that are CSL-JSON objects: JSON names are CSL's."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, alias_generator=csl_name)

    def csl(self) -> dict[str, Any]:
        """Return the CSL-JSON object: CSL spelling, nothing that is empty."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)


class Name(CslModel):
    """A person in parts, or a `literal`: an organisation, or a name that has no parts."""

    family: str | None = None
    given: str | None = None
    dropping_particle: str | None = None
    non_dropping_particle: str | None = None
    suffix: str | None = None
    literal: str | None = None


class Date(CslModel):
    """A date or a range: `date_parts` holds one or two of (year[, month[, day]]). What will not parse is `literal`."""

    date_parts: tuple[tuple[int, ...], ...] = ()
    season: str | None = None
    circa: bool = False
    literal: str | None = None

    @property
    def year(self) -> int | None:
        """The first year, if there is one."""
        return self.date_parts[0][0] if self.date_parts and self.date_parts[0] else None


CslType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
]  # fmt: skip
CSL_TYPES: tuple[str, ...] = get_args(CslType)

# CSL allows numbers for "number" variables; here they are always text, as printed.
Text = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int | float) else value)]
Names = tuple[Name, ...]


class Reference(CslModel):
    """A structured description of a work: the variables of CSL 1.0.2. Strings stay as printed.

    What CSL has no variable for goes in `custom`: "affiliation", "et-al" (true when the printed list was cut),
    "arxiv", and what formats must bring back unchanged.

    >>> Reference(type="book", title="Low back disorders", container_title="X").csl()
    {'type': 'book', 'container-title': 'X', 'title': 'Low back disorders'}
    """

    id: Text = ""
    type: CslType = "document"
    citation_key: str | None = None
    categories: tuple[str, ...] = ()
    language: str | None = None

    author: Names = ()
    chair: Names = ()
    collection_editor: Names = ()
    compiler: Names = ()
    composer: Names = ()
    container_author: Names = ()
    contributor: Names = ()
    curator: Names = ()
    director: Names = ()
    editor: Names = ()
    editorial_director: Names = ()
    executive_producer: Names = ()
    guest: Names = ()
    host: Names = ()
    interviewer: Names = ()
    illustrator: Names = ()
    narrator: Names = ()
    organizer: Names = ()
    original_author: Names = ()
    performer: Names = ()
    producer: Names = ()
    recipient: Names = ()
    reviewed_author: Names = ()
    script_writer: Names = ()
    series_creator: Names = ()
    translator: Names = ()

    accessed: Date | None = None
    available_date: Date | None = None
    event_date: Date | None = None
    issued: Date | None = None
    original_date: Date | None = None
    submitted: Date | None = None

    abstract: str | None = None
    annote: str | None = None
    archive: str | None = None
    archive_collection: str | None = None
    archive_location: str | None = None
    archive_place: str | None = None
    authority: str | None = None
    call_number: str | None = None
    chapter_number: Text | None = None
    citation_number: Text | None = None
    citation_label: str | None = None
    collection_number: Text | None = None
    collection_title: str | None = None
    container_title: str | None = None
    container_title_short: str | None = None
    dimensions: str | None = None
    division: str | None = None
    doi: str | None = None
    edition: Text | None = None
    event_title: str | None = None
    event_place: str | None = None
    first_reference_note_number: Text | None = None
    genre: str | None = None
    isbn: str | None = None
    issn: str | None = None
    issue: Text | None = None
    jurisdiction: str | None = None
    keyword: str | None = None
    locator: Text | None = None
    medium: str | None = None
    note: str | None = None
    number: Text | None = None
    number_of_pages: Text | None = None
    number_of_volumes: Text | None = None
    original_publisher: str | None = None
    original_publisher_place: str | None = None
    original_title: str | None = None
    page: Text | None = None
    page_first: Text | None = None
    part: Text | None = None
    part_title: str | None = None
    pmcid: str | None = None
    pmid: str | None = None
    printing: Text | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    references: str | None = None
    reviewed_genre: str | None = None
    reviewed_title: str | None = None
    scale: str | None = None
    section: str | None = None
    source: str | None = None
    status: str | None = None
    supplement: Text | None = None
    title: str | None = None
    title_short: str | None = None
    url: str | None = None
    version: str | None = None
    volume: Text | None = None
    volume_title: str | None = None
    volume_title_short: str | None = None
    year_suffix: str | None = None
    custom: dict[str, JsonValue] = {}

    def csl(self) -> dict[str, Any]:
        """Return the CSL-JSON item: CSL spelling, nothing that is empty, `type` always."""
        return {"type": self.type} | super().csl()

    def identifiers(self) -> Iterator[Identifier]:
        """Yield the identifiers of the work itself, the most specific scheme first."""
        for scheme in ("doi", "pmid", "pmcid", "isbn"):
            if value := getattr(self, scheme):
                yield Identifier(scheme, value)
        if isinstance(arxiv := self.custom.get("arxiv"), str):
            yield Identifier("arxiv", arxiv)


NAME_VARIABLES: tuple[str, ...] = tuple(n for n, f in Reference.model_fields.items() if f.annotation == Names)
DATE_VARIABLES: tuple[str, ...] = tuple(n for n, f in Reference.model_fields.items() if f.annotation == Date | None)


class FieldSpan(Frozen):
    """Where one variable stands in the raw citation. `variable` is CSL's name; `confidence` runs from 0 to 1."""

    variable: str
    span: Span
    confidence: float


class Parsed(Frozen):
    """What `parse` made of one raw citation. Spans count from the start of `raw`."""

    raw: str
    reference: Reference
    type_confidence: float = 0.0
    fields: tuple[FieldSpan, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """One question to a source: look up `identifier`, or, where that is None, search for `text`.

    `reference` is what is known of the work, for sources that search by field.
    """

    identifier: Identifier | None = None
    text: str = ""
    reference: Reference | None = field(default=None, compare=False)


class Payload(Frozen):
    """Bytes exactly as a source sent them, with where they came from. `status` is the HTTP status."""

    source: str
    url: str
    status: int
    media_type: str
    body: bytes
    retrieved: str = ""


class Update(Frozen):
    """A notice about a work: "retraction", "correction", "expression-of-concern"..., and who says so."""

    kind: str
    source: str
    doi: str | None = None
    date: Date | None = None


class Record(Frozen):
    """A Reference that a source returned, with its provenance. `retrieved` is an ISO date and time, or "".

    `also` are what other sources say of the same work: then `updates` are everybody's, and a value that this source does
    not know is theirs.
    """

    reference: Reference
    source: str
    url: str = ""
    retrieved: str = ""
    updates: tuple[Update, ...] = ()
    also: tuple[Record, ...] = ()

    def identifiers(self) -> tuple[Identifier, ...]:
        """The identifiers of the recorded work."""
        return tuple(self.reference.identifiers())


class Outcome(StrEnum):
    """What became of asking one source."""

    ANSWERED = "answered"  # with records or, truly, without any
    FAILED = "failed"  # says nothing about the work
    NOT_ASKED = "not-asked"  # offline
    NO_QUESTION = "no-question"  # the citation holds nothing that this source can be asked


class Answer(Frozen):
    """What one source made of one query. No records with `ANSWERED` means: the source knows no such work."""

    source: str
    outcome: Outcome
    records: tuple[Record, ...] = ()
    detail: str = ""
    retry_after_s: float | None = None


class Source(Protocol):
    """Something that answers with Records. `ask` never raises: it gives one Answer for each query, in their order.

    `completes` are the schemes by which it is also asked about a work that others have described, for what it alone knows.
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
    """One work of a bibliography: its citation key, its merged description, and how that came about."""

    key: str
    reference: Reference
    citations: tuple[Citation, ...] = ()
    parsed: Parsed | None = None
    resolution: Resolution | None = None
    evidence: tuple[Evidence, ...] = ()


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
    """

    entries: tuple[Entry, ...] = ()
    markers: tuple[Pointer, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    preserved: tuple[str, ...] = ()

    @classmethod
    def of(cls, references: tuple[Reference, ...]) -> Self:
        """Return a bibliography of bare references; each one's `id` is its citation key."""
        return cls(entries=tuple(Entry(key=reference.id, reference=reference) for reference in references))
