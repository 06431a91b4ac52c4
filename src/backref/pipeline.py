"""The composition: documents in, a Bibliography out. The only module that knows the order of the stages.

    read -> find -> parse -> link -> ask the sources, match, decide -> merge -> assign keys

Every stage but the asking is pure, and the sources are handed in, so that a caller can bring its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from . import finding, linking, parsing, readers
from .asking import Progress, verify
from .errors import UnreadableInput
from .fields.keys import assign_keys
from .loading import open_sources
from .model import (
    Bibliography,
    Citation,
    Claim,
    Document,
    Entry,
    Finding,
    Found,
    Identifier,
    Linked,
    Parsed,
    Pointer,
    Problem,
    RawCitation,
    Reference,
    Resolution,
    Source,
    Span,
)
from .resolving import merge
from .resolving.merge import Merged

_AROUND = 24  # code points kept on either side of a claim, to find it again after an edit
BATCH = 256  # references that are parsed and asked for together in a stream; a multiple of every source's batch


def read(path: str | Path) -> Document:
    """Return the document in a file.

    Raises UnreadableInput, naming the file, for what is missing, a directory, not permitted, or not text.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UnreadableInput(str(path), error.strerror or str(error)) from error
    return readers.read(data, str(path))


def find(text: str | Document) -> Found:
    """Return the raw citations, markers and sentences of a text, each in reading order.

    >>> find("See doi:10.1503/cmaj.171333 for more.").citations[0].raw
    'doi:10.1503/cmaj.171333'
    """
    found = finding.find(_document(text))
    parts = [list(_one_work_each(citation)) for citation in found.citations]
    if all(len(part) == 1 for part in parts):
        return found
    inside = {c.span: part for c, part in zip(found.citations, parts, strict=True) if c.context == "embedded"}
    markers = [
        replace(marker, span=span)
        for marker in found.markers
        for span in ([part.span for part in inside[marker.span]] if marker.span in inside else [marker.span])
    ]
    citations = [citation for part in parts for citation in part]
    return replace(found, citations=tuple(citations), markers=tuple(markers))


def parse(raw: str) -> Parsed:
    """Return the structured reference that a raw citation describes, with a span and a confidence for each field.

    >>> parse("Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380.").reference.author[0].family
    'Deyo'
    """
    return parsing.parse(raw)


def link(text: str | Document, found: Found) -> Linked:
    """Return what each marker points at and the claims that rest on it."""
    return linking.link(_document(text), found)


def resolve(
    inputs: str | Document | Iterable[str | Document],
    sources: Sequence[Source] | None = None,
    *,
    progress: Progress | None = None,
) -> Bibliography:
    """Return the verified bibliography of one or more documents, joined to their claims.

    `inputs` are texts (not paths; see `read`) or documents. `sources` are asked in their order, each only for what
    those before it left open; by default they are those of `open_sources()`. Nothing raises for what a text or a source says: see `Bibliography.problems` and each
    entry's `resolution.status`.
    """
    if isinstance(inputs, str | Document):
        inputs = [inputs]
    sources = open_sources() if sources is None else sources
    scans = [_scan(_document(text)) for text in inputs]
    parsed: list[Parsed] = []
    earlier: list[int | None] = []
    for scan in scans:
        first = len(parsed)
        for item, index in parsing.look_back(_parsed(scan.found.citations)):
            parsed.append(item)
            earlier.append(None if index is None else first + index)
    return _compose(scans, parsed, verify(parsed, sources, progress=progress), earlier)


def resolve_citations(raws: Iterable[str], sources: Sequence[Source]) -> Iterator[tuple[Parsed, Resolution]]:
    """Yield the parse of each raw citation and the verdict on it, in order, as a stream."""
    stream = iter(raws)
    while batch := list(islice(stream, BATCH)):
        parsed = list(parsing.parse_many(batch))
        yield from zip(parsed, verify(parsed, sources), strict=True)


def resolve_each(raws: Sequence[str], sources: Sequence[Source], *, progress: Progress | None = None) -> list[Entry]:
    """Return an entry for each raw citation, in order, with its verdict. Those that are one work have one key."""
    parsed = list(parsing.parse_many(raws))
    verdicts = verify(parsed, sources, progress=progress)
    merged, same, keys = _keyed(parsed, verdicts, [None] * len(parsed))
    return [
        Entry(
            key=keys[at],
            reference=made.reference.model_copy(update={"id": keys[at]}),
            parsed=item,
            resolution=verdict,
            evidence=made.evidence,
        )
        for at, made, item, verdict in zip(same, merged, parsed, verdicts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Scan:
    """What the pure stages saw in one document."""

    document: Document
    found: Found
    linked: Linked


def _document(text: str | Document) -> Document:
    return text if isinstance(text, Document) else readers.read_text(text)


def _scan(document: Document) -> _Scan:
    found = find(document)
    return _Scan(document, found, linking.link(document, found))


def _parsed(citations: Sequence[RawCitation]) -> list[Parsed]:
    """The parse of each citation; where the format tells the fields, they are taken as they are."""
    read = parsing.parse_many(citation.raw for citation in citations if citation.reference is None)
    return [
        next(read) if c.reference is None else Parsed(raw=c.raw, reference=c.reference, type_confidence=1.0)
        for c in citations
    ]


def _one_work_each(citation: RawCitation) -> Iterator[RawCitation]:
    spans = parsing.works(citation.raw) if citation.reference is None else (Span(0, len(citation.raw)),)
    if len(spans) == 1 or len(citation.raw) != citation.span.end - citation.span.start:
        yield citation
        return
    for span in spans:
        yield replace(citation, span=Span(*span).shift(citation.span.start), raw=span.of(citation.raw))


def _compose(
    scans: Sequence[_Scan], parsed: Sequence[Parsed], verdicts: Sequence[Resolution], earlier: Sequence[int | None]
) -> Bibliography:
    merged, same, keys = _keyed(parsed, verdicts, earlier)
    number = {index: at for at, index in enumerate(keys)}
    entry_of = [number[index] for index in same]
    cited: dict[int, list[Citation]] = {}
    citations = (_citation(scan, citation) for scan in scans for citation in scan.found.citations)
    for citation, index in zip(citations, same, strict=True):
        cited.setdefault(index, []).append(citation)
    entries = tuple(
        Entry(
            key=key,
            reference=merged[index].reference.model_copy(update={"id": key}),
            citations=tuple(cited.get(index, ())),
            parsed=parsed[index],
            resolution=_with_duplicates(verdicts[index], cited.get(index, ())),
            evidence=merged[index].evidence,
        )
        for index, key in keys.items()
    )
    markers: list[Pointer] = []
    claims: list[Claim] = []
    offset = 0
    for scan in scans:
        targets = entry_of[offset : offset + len(scan.found.citations)]
        claims += [_claim(scan, claim, len(markers), targets) for claim in scan.linked.claims]
        markers += [_pointer(scan, index, targets) for index in range(len(scan.linked.links))]
        offset += len(scan.found.citations)
    return Bibliography(
        entries=entries, markers=tuple(markers), claims=tuple(claims), problems=tuple(_problems(scans, parsed))
    )


def _keyed(
    parsed: Sequence[Parsed], verdicts: Sequence[Resolution], earlier: Sequence[int | None]
) -> tuple[list[Merged], list[int], dict[int, str]]:
    """What each reference became, the index of the first one that is the same work, and the key of each of those, in order."""
    merged = [merge(item, verdict) for item, verdict in zip(parsed, verdicts, strict=True)]
    same = _same_work([item.reference for item in merged], parsed, verdicts, earlier)
    first = sorted(set(same))
    return merged, same, dict(zip(first, assign_keys([merged[index].reference for index in first]), strict=True))


def _same_work(
    references: Sequence[Reference],
    parsed: Sequence[Parsed],
    verdicts: Sequence[Resolution],
    earlier: Sequence[int | None],
) -> list[int]:
    """For each reference, the index of the first one that is the same work: one accepted identifier or one raw text.

    `earlier` says of each whether it only points back to another ("ibid.").
    """
    seen: dict[Identifier | str, int] = {}
    same: list[int] = []
    for index, (reference, item, verdict) in enumerate(zip(references, parsed, verdicts, strict=True)):
        if (back := earlier[index]) is not None:
            same.append(same[back])
            continue
        marks: list[Identifier | str] = [" ".join(item.raw.split())]
        if verdict.status.is_match:
            marks += [identifier for identifier in reference.identifiers() if identifier.scheme != "isbn"]
        target = next((seen[mark] for mark in marks if mark in seen), index)
        for mark in marks:
            seen.setdefault(mark, target)
        same.append(target)
    return same


def _with_duplicates(verdict: Resolution, citations: Sequence[Citation]) -> Resolution:
    """The verdict, with a finding if one document lists the work more than once."""
    listed = Counter(c.document for c in citations if c.context in ("list", "footnote", "caret"))
    for document, count in listed.items():
        labels = [c.label for c in citations if c.document == document and c.label]
        if count > 1 and len({c.span for c in citations if c.document == document}) > 1:
            where = f": {', '.join(labels)}" if labels else ""
            found = Finding(kind="duplicate", message=f"{document} lists the work {count} times{where}")
            verdict = verdict.model_copy(update={"findings": (*verdict.findings, found)})
    return verdict


def _citation(scan: _Scan, citation: RawCitation) -> Citation:
    return Citation(
        document=scan.document.name,
        span=scan.document.to_source(citation.span),
        raw=citation.raw,
        label=citation.label,
        context=citation.context,
    )


def _pointer(scan: _Scan, index: int, targets: Sequence[int]) -> Pointer:
    link = scan.linked.links[index]
    return Pointer(
        document=scan.document.name,
        span=scan.document.to_source(link.marker.span),
        kind=link.marker.kind,
        text=link.marker.span.of(scan.document.text),
        keys=link.marker.keys,
        references=tuple(dict.fromkeys(targets[reference] for reference in link.references)),
        status=link.status,
        reason=link.reason,
        missing=link.missing,
    )


def _claim(scan: _Scan, claim: Claim, first_marker: int, targets: Sequence[int]) -> Claim:
    span = scan.document.to_source(claim.span)
    source = scan.document.source or scan.document.text
    return claim.model_copy(
        update={
            "document": scan.document.name,
            "span": span,
            "quote": span.of(source),
            "prefix": source[max(0, span.start - _AROUND) : span.start],
            "suffix": source[span.end : span.end + _AROUND],
            "cues": tuple(
                cue.model_copy(update={"span": scan.document.to_source(Span(*cue.span))}) for cue in claim.cues
            ),
            "markers": tuple(marker + first_marker for marker in claim.markers),
            "references": tuple(dict.fromkeys(targets[reference] for reference in claim.references)),
        }
    )


def _problems(scans: Sequence[_Scan], parsed: Sequence[Parsed]) -> Iterator[Problem]:
    items = iter(parsed)
    for scan in scans:
        document = scan.document
        yield from (p if p.place else p.model_copy(update={"place": document.name}) for p in document.problems)
        for problem in (*scan.found.problems, *scan.linked.problems):
            yield _placed(problem, document, 0)
        for citation, item in zip(scan.found.citations, items, strict=False):
            for problem in item.problems:
                yield _placed(problem, document, citation.span.start)


def _placed(problem: Problem, document: Document, offset: int) -> Problem:
    span = document.to_source(Span(*problem.span).shift(offset)) if problem.span else None
    return problem.model_copy(update={"span": span, "place": document.name})
