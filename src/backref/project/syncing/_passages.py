"""What the works of a project say to the sentences that cite them: documents and a lock -> passages beside the lock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ... import asking, pipeline
from ...fields.line import printed
from ...files import real_path
from ...model import Bibliography, Claim, Document, Entry, Parsed, Problem, Record, Resolution, Source
from ..configuration import Configuration
from ..library import Library, shown
from ..quoted import Quoted, dump, path_of, read, sentence
from . import _citing


def kept_passages(
    settings: Configuration, known: Library, texts: Sequence[Document], sources: Sequence[Source] | None
) -> tuple[str | None, tuple[Problem, ...]]:
    """Return what the file of passages is to hold, None where it stays as it is, and what is to be said.

    Without `sources` nothing is looked for; what is kept for a sentence that is there no more is told. What could not
    be asked for now stays as it was found before, and so do the sentences of files that are not among these.
    """
    path = path_of(settings)
    kept, problems = read(path, shown(path))
    if sources is None and not kept:
        return None, problems
    rows = [row for document in texts for row in _rows(document, settings, known)]
    there = {row[:3] for row in rows}
    names = {_name(document, settings) for document in texts}
    if sources is None:
        return None, (
            *problems,
            *(_stale(each) for each in kept if each.document in names and _mark(each) not in there),
        )
    made, problems = _quoted(rows, known, sources)
    new = {_mark(each): each for each in made}
    is_open = any(problem.code == "text-not-asked" for problem in problems)
    for each in kept:
        elsewhere = each.document not in names and (settings.folder / each.document).is_file()
        if elsewhere or (is_open and _mark(each) in there):
            new.setdefault(_mark(each), each)
    return dump(new.values()) if new or path.exists() else None, problems


def _mark(each: Quoted) -> tuple[str, str, str]:
    return each.document, each.key, each.claim


_Row = tuple[str, str, str, Claim]


def _rows(document: Document, settings: Configuration, known: Library) -> Iterator[_Row]:
    """For each sentence and each work that it cites by key: document, key, the sentence as it is looked for, claim."""
    found = _citing.find(document)
    for claim in pipeline.link(document, found).claims:
        markers = [found.markers[at] for at in claim.markers]
        cited = [key for marker in markers if marker.kind in ("key", "narrative") for key in marker.keys]
        said = sentence(document, claim.span, markers)
        for key in dict.fromkeys(key for each in cited if (key := known.key_of(each)) is not None):
            yield _name(document, settings), key, said, claim


def _quoted(
    rows: Sequence[_Row], known: Library, sources: Sequence[Source]
) -> tuple[list[Quoted], tuple[Problem, ...]]:
    from ...passages import evidence

    entries = {key: _entry(key, known) for key in dict.fromkeys(key for _, key, _, _ in rows)}
    accepted = [entry for entry in entries.values() if entry is not None]
    if local := [source for source in sources if source.name == "catalogue"]:  # a lock keeps no abstract
        asked = [Parsed(raw=printed(e.reference), reference=e.reference, type_confidence=1.0) for e in accepted]
        verdicts = asking.verify(asked, local)
        accepted = [_with(entry, verdict.record) for entry, verdict in zip(accepted, verdicts, strict=True)]
    at = {entry.key: index for index, entry in enumerate(accepted)}
    asked_for = [row for row in rows if row[1] in at]
    claims = [claim.model_copy(update={"references": (at[key],), "markers": ()}) for _, key, _, claim in asked_for]
    shown_of = evidence(Bibliography(entries=tuple(accepted), claims=tuple(claims)), sources)
    made = [
        Quoted(document=name, key=key, claim=said, passages=found.passages)
        for (name, key, said, _), found in zip(asked_for, shown_of.passages, strict=True)
        if found.status == "found"
    ]
    return made, shown_of.problems


def _entry(key: str, known: Library) -> Entry | None:
    """The entry of a work that was accepted, as the lock has it."""
    locked = known.lock.find(key)
    if locked is None or not locked.verdict.is_match or locked.reference is None:
        return None
    record = Record(reference=locked.reference, source=locked.source)
    return Entry(key=key, reference=locked.reference, resolution=Resolution(status=locked.verdict, record=record))


def _with(entry: Entry, record: Record | None) -> Entry:
    if record is None or entry.resolution is None or entry.resolution.record is None:
        return entry
    both = entry.resolution.record.model_copy(update={"also": (entry.resolution.record, record)})
    return entry.model_copy(update={"resolution": entry.resolution.model_copy(update={"record": both})})


def _name(document: Document, settings: Configuration) -> str:
    path, folder = real_path(document.name), real_path(settings.folder)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()


def _stale(each: Quoted) -> Problem:
    message = f"what {each.key!r} was quoted for has changed: {each.claim[:60]!r}; run `backref sync --passages`"
    return Problem(code="stale-passages", stage="sync", message=message, place=each.document)
