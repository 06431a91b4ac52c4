"""One input text, what was found in it, and what points at what."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, overload

from .base import Frozen, Problem, Span
from .reference import Reference


class Segment(NamedTuple):
    """From `text` on, a document's text stands for `length` code points at `source` in what was read.

    A `verbatim` segment is the same text; any other one (a decoded entity, a made-up bracket) stands for all of them.
    """

    text: int
    source: int
    length: int
    verbatim: bool = True


class Segments(Sequence[Segment]):
    """Segments in order of their offsets in the text, kept as columns of numbers: a sixth of what they take as values.

    >>> segments = Segments([Segment(0, 3, 1), Segment(1, 8, 2)])
    >>> segments.add(3, 20, 5, verbatim=False)
    >>> len(segments), segments[-1], segments.holding(2)
    (3, Segment(text=3, source=20, length=5, verbatim=False), Segment(text=1, source=8, length=2, verbatim=True))
    """

    __slots__ = ("_lengths", "_sources", "_texts", "_verbatim")

    def __init__(self, segments: Iterable[Segment] = ()) -> None:
        self._texts, self._sources, self._lengths = array("q"), array("q"), array("q")
        self._verbatim = bytearray()
        for segment in segments:
            self.add(*segment)

    def add(self, text: int, source: int, length: int, verbatim: bool = True) -> None:
        """Put a segment behind the others."""
        self._texts.append(text)
        self._sources.append(source)
        self._lengths.append(length)
        self._verbatim.append(verbatim)

    def lengthen(self, more: int) -> None:
        """Have the last segment stand for so many code points more."""
        self._lengths[-1] += more

    def index_of(self, offset: int) -> int:
        """Return which segment holds an offset of the text; the first one holds what stands before all."""
        return max(bisect_right(self._texts, offset) - 1, 0)

    def holding(self, offset: int) -> Segment:
        """Return the segment that holds an offset of the text."""
        return self[self.index_of(offset)]

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, index: int) -> Segment: ...
    @overload
    def __getitem__(self, index: slice) -> Segments: ...
    def __getitem__(self, index: int | slice) -> Segment | Segments:
        if isinstance(index, slice):
            return Segments(map(self.__getitem__, range(len(self))[index]))
        return Segment(self._texts[index], self._sources[index], self._lengths[index], bool(self._verbatim[index]))

    def __iter__(self) -> Iterator[Segment]:
        columns = zip(self._texts, self._sources, self._lengths, map(bool, self._verbatim), strict=True)
        return map(Segment._make, columns)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Segments) and self._columns() == other._columns()

    def __hash__(self) -> int:
        return hash((len(self), *self[-1:]))

    def __repr__(self) -> str:
        return f"Segments({list(self)!r})"

    def _columns(self) -> tuple[object, ...]:
        return self._texts, self._sources, self._lengths, self._verbatim


BlockKind = Literal["paragraph", "heading", "item", "code", "table", "footnote"]


class Block(NamedTuple):
    """A structural unit of a document. `label` is what its list or footnote printed for it ("12", "^1"), else ""."""

    span: Span
    kind: BlockKind
    label: str = ""
    level: int = 0


class Input(NamedTuple):
    """A file that a document names to be read in its place: where it stands in the text, and what it may be called.

    Its paths count from the folder of the `base`: of the root's file, or of the one that it stands in ("here"). Where
    it `moves`, so do those within it from their own.
    """

    span: Span
    paths: tuple[str, ...]
    base: Literal["root", "here"] = "root"
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One input text with its structure and the map from its offsets back to what was read.

    `text` is what the stages see. `source` is the file as read; for plain text the two are the same and `segments` is
    empty. Readers of marked-up formats keep the segments, in order of their offsets in `text`.

    `citations` and `markers` are what the format itself marks up (`\\cite`, `<ref>`, tagged references): nothing is
    guessed about those, and they come first.

    `inputs` are the files that it names to be read in its place, `roots` the names of the documents whose part it is.
    """

    text: str
    name: str = "-"
    source: str = ""
    blocks: tuple[Block, ...] = ()
    segments: Sequence[Segment] = ()
    problems: tuple[Problem, ...] = ()
    citations: tuple[RawCitation, ...] = ()
    markers: tuple[Marker, ...] = ()
    inputs: tuple[Input, ...] = ()
    roots: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.segments and not isinstance(self.segments, Segments):
            object.__setattr__(self, "segments", Segments(self.segments))

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
        segments = self.segments if isinstance(self.segments, Segments) else Segments(self.segments)
        segment = segments.holding(offset)
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
    """What one marker points at: indices of citations, a status and its reason. `missing` are keys without an entry.

    `elsewhere` are entries in other parts of the document: the part's name, and the index there.
    """

    marker: Marker
    references: tuple[int, ...]
    status: LinkStatus
    reason: str
    missing: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, int], ...] = ()


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
    `cues` are quoted from the sentence: what it says of its sources in words. `quote` is the span as the file prints
    it, `prefix` and `suffix` what stands around it there; all three are empty until a document is resolved. `relation`
    is a property of CiTO: "citesAsEvidence" where a cue of the kind "finding" ("found that") stands beside a reference,
    else "cites".
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
