"""The composition: documents in, a Bibliography out. The only module that knows the order of the stages.

    read -> find -> parse -> link -> ask the sources, match, decide -> merge -> assign keys

Every stage but the asking is pure, and the sources are handed in, so that a caller can bring its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, repeat
from pathlib import Path, PurePath

from . import files, linking, locating, parsing, readers
from .asking import Progress, verify
from .errors import UnreadableInput
from .fields.back import note_numbers
from .fields.keys import TakenKeys, assign_keys
from .fields.line import printed
from .fields.short_forms import stands_for
from .loading import open_sources
from .model import (
    Bibliography,
    Citation,
    Claim,
    Document,
    Entry,
    Finding,
    FindingKind,
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
    Unsupported,
)
from .parsing.earlier import located, look_back
from .resolving import merge
from .resolving.merge import Merged
from .text.escape import plain

_KEPT = ("citation_key", "citation_label", "citation_number", "categories")  # of an entry, whatever a record says
_LONGEST_PATH = 1024
_NO_PROSE = re.compile(r"\S{1,1024}\.\w{1,12}")
_AROUND = 24  # code points kept on either side of a claim, to find it again after an edit
BATCH = 256  # references that are parsed and asked for together in a stream; a multiple of every source's batch


def read(path: str | Path) -> Document:
    """Return the document in a file.

    Raises UnreadableInput, naming the file, for what is missing, a directory, not permitted, or not text.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "page.md").write_text("It *helps*.")
    ...     read(f"{folder}/page.md").text.strip()
    'It helps.'
    """
    try:
        data = files.read_given(Path(path))
    except OSError as error:
        raise UnreadableInput(str(path), error.strerror or str(error)) from error
    return readers.read(data, str(path))


def find(text: str | Document) -> Found:
    """Return the raw citations, markers and sentences of a text, each in reading order.

    Raises UnreadableInput for the path of a file, given as a text.

    >>> find("See doi:10.1503/cmaj.171333 for more.").citations[0].raw
    'doi:10.1503/cmaj.171333'
    """
    found = locating.find(_document(text))
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


def link(text: str | Document, found: Found, keys: Mapping[str, tuple[str, int]] | None = None) -> Linked:
    """Return what each marker points at and the claims that rest on it.

    `keys`, in small letters, are those of bibliographies beside the text, each with the name of its file and the index
    of its entry there, as `Link.elsewhere` has them.

    >>> text = "Opioids help little [1].\\n\\nReferences\\n\\n1. Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380."
    >>> link(text, find(text)).claims[0].text
    'Opioids help little.'
    """
    document = _document(text)
    return linking.with_bibliographies(document, found, linking.link(document, found), keys or {})


def link_parts(documents: Sequence[Document], found: Sequence[Found]) -> list[Linked]:
    """Return the links of several documents; a key of one part of a document may have its entry in another."""
    return linking.across(documents, found, [linking.link(*each) for each in zip(documents, found, strict=True)])


def unsupported(text: str | Document, found: Found | None = None) -> tuple[Unsupported, ...]:
    """Return the sentences that assert a number, a comparison or an effect and cite nothing, and those marked as
    lacking a citation.

    It is a view for whoever revises the text, no fault. `found` is what `find` gave, if it was asked before.

    >>> [each.kinds for each in unsupported("Heat eases back pain in 60 % of adults. We measured it.")]
    [('number', 'effect')]
    """
    document = _document(text)
    return locating.find_unsupported(document, found or find(document))


def resolve(
    inputs: str | Document | Bibliography | Iterable[str | Document | Bibliography],
    sources: Sequence[Source] | None = None,
    *,
    progress: Progress | None = None,
) -> Bibliography:
    """Return the verified bibliography of one or more documents, joined to their claims.

    `inputs` are texts, documents, or bibliographies, whose entries are verified as they are and keep their keys and
    their order; the path of a file, given as a text, raises UnreadableInput: see `read`. `sources` are asked in their
    order, each only for what those before it left open; by default they are those of `open_sources()`. Nothing raises
    for what a text or a source says: see `Bibliography.problems` and each entry's `resolution.status`.

    >>> resolve("See doi:10.1503/cmaj.171333 for more.", []).entries[0].resolution.status.value
    'not-asked'
    """
    if isinstance(inputs, str | Document | Bibliography | PurePath):
        inputs = [inputs]
    sources = open_sources() if sources is None else sources
    scans = _scans([one if isinstance(one, Bibliography) else _document(one) for one in inputs])
    parsed: list[Parsed] = []
    earlier: list[int | None] = []
    for scan in scans:
        first = len(parsed)
        citations = scan.found.citations
        labels = [citation.label or "" for citation in citations]
        called = note_numbers(scan.document, labels)
        for item, index in look_back(_parsed(citations), [called[label] for label in labels], stands_for(citations)):
            parsed.append(item)
            earlier.append(None if index is None else first + index)
    return _compose(scans, parsed, verify(parsed, sources, progress=progress), earlier)


def resolve_many(
    citations: Iterable[str | Reference | Parsed],
    sources: Sequence[Source] | None = None,
    *,
    progress: Progress | None = None,
) -> Iterator[Entry]:
    """Yield an entry with its verdict for each citation, in order, as a stream; works that are one have one key.

    A citation is a raw one, a reference, or what `parse` made of it. `sources` are as those of `resolve`; several
    hundred citations are asked about together, and `progress` counts those.

    >>> " ".join(entry.key for entry in resolve_many(["Deyo RA. Opioids. BMJ. 2015;350:g6380.", Reference(title="Spine")], []))
    'deyo2015 spinend'
    """
    sources = open_sources() if sources is None else sources
    stream = iter(citations)
    seen: dict[Identifier | str, int] = {}
    keys: dict[int, str] = {}
    taken = TakenKeys()
    begun = 0
    while batch := list(islice(stream, BATCH)):
        parsed = _described(batch)
        verdicts = verify(parsed, sources, progress=progress)
        merged = [merge(item, verdict) for item, verdict in zip(parsed, verdicts, strict=True)]
        same = _same_work(
            [item.reference for item in merged], parsed, verdicts, [None] * len(batch), seen=seen, begun=begun
        )
        fresh = sorted({at for at in same if at >= begun})
        made = assign_keys([merged[at - begun].reference for at in fresh], taken)
        keys |= zip(fresh, made, strict=True)
        for at, made_of, item, verdict in zip(same, merged, parsed, verdicts, strict=True):
            reference = made_of.reference.model_copy(update={"id": keys[at]})
            yield Entry(key=keys[at], reference=reference, parsed=item, resolution=verdict, evidence=made_of.evidence)
        begun += len(batch)


@dataclass(frozen=True, slots=True)
class _Scan:
    """What the pure stages saw in one document. `own` is the bibliography that it stands for, where it is one."""

    document: Document
    found: Found
    linked: Linked
    own: Bibliography | None = None


def _document(text: str | Document) -> Document:
    if isinstance(text, Document):
        return text
    if isinstance(text, PurePath) or is_path(text):
        raise UnreadableInput(str(text), "the path of a file, not a text; give backref.read(path)")
    document = readers.read_text(text)
    if not _NO_PROSE.fullmatch(text) or not any(text.lower().endswith(r.suffixes) for r in readers.READERS.own()):
        return document
    message = f"{text!r} is taken for a text, and there is no file of that name; backref.read(path) reads one"
    problem = Problem(code="looks-like-a-path", stage="read", message=plain(message), place=document.name)
    return replace(document, problems=(*document.problems, problem))


def is_path(text: str) -> bool:
    """Say whether a text is the path of a file that exists: somebody meant what stands in it."""
    if not text.strip() or len(text) > _LONGEST_PATH or "\n" in text or "\0" in text:
        return False
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def _described(citations: Iterable[str | Reference | Parsed]) -> list[Parsed]:
    """What is known of each: the parse of a raw citation; a reference is taken as it is."""
    given = list(citations)
    read = parsing.parse_many(each for each in given if isinstance(each, str))
    return [
        next(read)
        if isinstance(each, str)
        else Parsed(raw=printed(each), reference=each, type_confidence=1.0)
        if isinstance(each, Reference)
        else each
        for each in given
    ]


def _scans(inputs: Sequence[Document | Bibliography]) -> list[_Scan]:
    """What is seen in each input; what documents cite by key may be an entry of a bibliography beside them."""
    listed = [entry.key for one in inputs if isinstance(one, Bibliography) for entry in one.entries]
    keys = {key.casefold(): (linking.BIBLIOGRAPHY, at) for at, key in reversed(list(enumerate(listed)))}
    documents = [linking.naming_keys(one, keys) for one in inputs if isinstance(one, Document)]
    found = [find(one) for one in documents]
    linked = map(linking.with_bibliographies, documents, found, link_parts(documents, found), repeat(keys))
    read = map(_Scan, documents, found, linked)
    return [_listed(one) if isinstance(one, Bibliography) else next(read) for one in inputs]


def _listed(bibliography: Bibliography) -> _Scan:
    """A bibliography as a document whose citations are its entries: their fields are known, and nothing is looked
    for.
    """
    nowhere = Span(0, 0)
    citations = tuple(
        RawCitation(nowhere, printed(e.reference), None, "field", e.reference) for e in bibliography.entries
    )
    return _Scan(Document("", problems=bibliography.problems), Found(citations=citations), Linked(), bibliography)


def _parsed(citations: Sequence[RawCitation]) -> list[Parsed]:
    """The parse of each citation; where the format tells the fields, they are taken as they are."""
    read = parsing.parse_many(citation.raw for citation in citations if citation.reference is None)
    return [
        Parsed(raw=c.raw, reference=c.reference, type_confidence=1.0)
        if c.reference is not None
        else located(next(read))
        if c.context == "footnote"
        else next(read)
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
    own = _own(scans)
    merged, same, keys = _keyed(parsed, verdicts, earlier, own)
    number = {index: at for at, index in enumerate(keys)}
    entry_of = [number[index] for index in same]
    listed_at = [entry_of[index] for index in own]
    listed: dict[int, list[Citation]] = {}  # those that name their work in full
    printed: dict[int, list[Citation]] = {}  # those that are no entry of a bibliography
    citations = (_citation(scan, citation) for scan in scans for citation in scan.found.citations)
    for at, (citation, index) in enumerate(zip(citations, same, strict=True)):
        if earlier[at] is None:
            listed.setdefault(index, []).append(citation)
        if at not in own:
            printed.setdefault(index, []).append(citation)
    entries = tuple(
        Entry(
            key=key,
            reference=merged[index].reference.model_copy(update={"id": key}),
            citations=tuple(printed.get(index, ())),
            parsed=parsed[index],
            resolution=_with_duplicates(verdicts[index], listed.get(index, ())),
            evidence=merged[index].evidence,
            written=own[index].written if index in own else None,
        )
        for index, key in keys.items()
    )
    markers: list[Pointer] = []
    claims: list[Claim] = []
    offset = 0
    elsewhere = _elsewhere(scans, entry_of, listed_at)
    for scan in scans:
        targets = entry_of[offset : offset + len(scan.found.citations)]
        pointers = [_pointer(scan, index, targets, elsewhere) for index in range(len(scan.linked.links))]
        claims += [_claim(scan, claim, len(markers), targets, pointers) for claim in scan.linked.claims]
        markers += pointers
        offset += len(scan.found.citations)
    return Bibliography(
        entries=entries,
        markers=tuple(markers),
        claims=tuple(claims),
        problems=tuple(_problems(scans, parsed)),
        preserved=tuple(block for scan in scans if scan.own for block in scan.own.preserved),
    )


def _own(scans: Sequence[_Scan]) -> dict[int, Entry]:
    """The entries of bibliographies among the references, by index."""
    entries: list[Entry | None] = []
    for scan in scans:
        entries += scan.own.entries if scan.own else [None] * len(scan.found.citations)
    return {index: entry for index, entry in enumerate(entries) if entry is not None}


def _keyed(
    parsed: Sequence[Parsed],
    verdicts: Sequence[Resolution],
    earlier: Sequence[int | None],
    own: Mapping[int, Entry],
) -> tuple[list[Merged], list[int], dict[int, str]]:
    """What each reference became, the index of the first one that is the same work, and the key of each of those, in
    order.

    An entry of a bibliography keeps its key, its own spelling of what is right, and its place, also beside another of
    its work.
    """
    merged = [
        merge(item, verdict, prefer="agreed" if index in own else "record")
        for index, (item, verdict) in enumerate(zip(parsed, verdicts, strict=True))
    ]
    for index, entry in own.items():
        kept = {name: getattr(entry.reference, name) for name in _KEPT}
        merged[index] = merged[index]._replace(reference=merged[index].reference.model_copy(update=kept))
    same = _same_work([item.reference for item in merged], parsed, verdicts, earlier, own)
    first = sorted(set(same))
    taken = {index: entry.key for index, entry in own.items()}
    others = [index for index in first if index not in own]
    taken |= dict(zip(others, assign_keys([merged[index].reference for index in others], taken.values()), strict=True))
    return merged, same, {index: taken[index] for index in first}


def _same_work(
    references: Sequence[Reference],
    parsed: Sequence[Parsed],
    verdicts: Sequence[Resolution],
    earlier: Sequence[int | None],
    own: Mapping[int, Entry] | None = None,
    seen: dict[Identifier | str, int] | None = None,
    begun: int = 0,
) -> list[int]:
    """For each reference, the index of the first one that is the same work: one accepted identifier or one raw text.

    `earlier` says of each whether it only points back to another ("ibid."). Those that are entries of their `own` stand
    for themselves, and for what documents cite. In a stream, `seen` keeps what came before these, of which there were
    `begun`.
    """
    seen = {} if seen is None else seen
    own = own or {}
    same = list(range(begun, begun + len(references)))
    for at in sorted(range(len(references)), key=lambda at: at not in own):
        if (back := earlier[at]) is not None:
            same[at] = same[back]
            continue
        marks: list[Identifier | str] = [" ".join(parsed[at].raw.split())]
        if verdicts[at].status.is_match:
            marks += [identifier for identifier in references[at].identifiers() if identifier.scheme != "isbn"]
        if at not in own:
            same[at] = next((seen[mark] for mark in marks if mark in seen), begun + at)
        for mark in marks:
            seen.setdefault(mark, same[at])
    return same


def _with_duplicates(verdict: Resolution, citations: Sequence[Citation]) -> Resolution:
    """The verdict, with a finding if one document lists the work more than once."""
    by_document: dict[str, list[Citation]] = {}
    for citation in citations:
        by_document.setdefault(citation.document, []).append(citation)
    for document, own in by_document.items():
        count = sum(c.context in ("list", "footnote", "caret") for c in own)
        labels = [c.label for c in own if c.label]
        if count > 1 and len({c.span for c in own}) > 1:
            where = f": {', '.join(labels)}" if labels else ""
            found = Finding(kind=FindingKind.DUPLICATE, message=f"{document} lists the work {count} times{where}")
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


def _elsewhere(scans: Sequence[_Scan], entry_of: Sequence[int], listed: Sequence[int]) -> dict[str, Sequence[int]]:
    """Where the entries are that stand in other parts of a document, by its name, and in bibliographies."""
    found: dict[str, Sequence[int]] = {linking.BIBLIOGRAPHY: listed}
    offset = 0
    for scan in scans:
        end = offset + len(scan.found.citations)
        if scan.own is None:
            found.setdefault(scan.document.name, entry_of[offset:end])
        offset = end
    return found


def _pointer(scan: _Scan, index: int, targets: Sequence[int], elsewhere: Mapping[str, Sequence[int]]) -> Pointer:
    link = scan.linked.links[index]
    beside = [elsewhere[name][at] for name, at in link.elsewhere]
    return Pointer(
        document=scan.document.name,
        span=scan.document.to_source(link.marker.span),
        kind=link.marker.kind,
        text=link.marker.span.of(scan.document.text),
        keys=link.marker.keys,
        references=tuple(dict.fromkeys([*(targets[reference] for reference in link.references), *beside])),
        status=link.status,
        reason=link.reason,
        missing=link.missing,
    )


def _claim(scan: _Scan, claim: Claim, first_marker: int, targets: Sequence[int], pointers: Sequence[Pointer]) -> Claim:
    span = scan.document.to_source(claim.span)
    source = scan.document.source or scan.document.text
    marked = (pointers[at] for at in claim.markers)
    beside = [at for each in marked for at in linking.counted(each.status, each.keys, each.missing, each.references)]
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
            "references": tuple(dict.fromkeys([*(targets[reference] for reference in claim.references), *beside])),
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
