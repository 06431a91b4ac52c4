"""Findings: what to know of an accepted record beside the verdict. Records -> Findings. Pure.

Notices come from everybody who was asked, and each says who says so; a notice is not itself retracted. A preprint is
told of where the published work is known, and the reverse where the citation says it cites a preprint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..fields import containers, ids, satellites, titles
from ..model import Finding, FindingKind, Identifier, Parsed, Record, Update

_ORDER = tuple(FindingKind)
_PREPRINT = re.compile(r"\b(?:arxiv|biorxiv|medrxiv|ssrn|preprints?|research square|psyarxiv|osf)\b", re.IGNORECASE)
_PUBLISHED = ("article-journal", "paper-conference", "article-magazine")
_POSTED = (
    "10.48550/",
    "10.1101/20",
    "10.21203/rs.",
    "10.2139/ssrn.",
    "10.31234/",
    "10.31235/",
    "10.26434/",
    "10.20944/preprints",
)


def findings(parsed: Parsed, record: Record) -> tuple[Finding, ...]:
    """Return what is to be known of the accepted record, the gravest first."""
    found = [*_notices(record), *_versions(parsed, record)]
    if not any(finding.kind in (FindingKind.PREPRINT, FindingKind.PUBLISHED) for finding in found):
        found += _other_version(parsed, record)
    return in_order(found)


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings, the gravest first."""
    return tuple(sorted(found, key=lambda finding: _ORDER.index(finding.kind)))


def _notices(record: Record) -> Iterator[Finding]:
    grouped: dict[FindingKind, list[Update]] = {}
    for update in record.updates:
        grouped.setdefault(FindingKind.of(update.kind), []).append(update)
    marked = [r.source for r in (record.also or (record,)) if satellites.is_marked(r.reference.title or "")]
    if marked:
        grouped.setdefault(FindingKind.RETRACTED, []).extend(
            Update(kind="retraction", source=source) for source in marked
        )
    for kind, updates in grouped.items():
        doi = next((update.doi for update in updates if update.doi), None)
        yield Finding(
            kind=kind,
            message=kind.message,
            says=tuple(dict.fromkeys(update.source for update in updates)),
            identifier=Identifier("doi", doi) if doi else None,
            date=next((update.date for update in updates if update.date), None),
        )


def _versions(parsed: Parsed, record: Record) -> Iterator[Finding]:
    speaks_of_preprint = bool(_PREPRINT.search(parsed.raw)) and not _is_titled_so(record)
    for source, relation, target in _relations(record):
        kind = next((kind for kind in FindingKind if relation in kind.relations), None)
        if kind is not None and (kind != FindingKind.PUBLISHED or speaks_of_preprint):
            yield Finding(kind=kind, message=kind.message, says=(source,), identifier=target)


def _other_version(parsed: Parsed, record: Record) -> Iterator[Finding]:
    """The citation names one version by where it stands, the record is another, and no relation tells of it."""
    text, work = parsed.reference, record.reference
    named = text.container_title or ""
    server = containers.is_preprint_server(named) or (not named and bool(text.arxiv))
    published = (
        work.type in _PUBLISHED
        and bool(work.container_title)
        and not containers.is_preprint_server(work.container_title or "")
    )
    known = next(iter(record.identifiers()), None)
    if server and published:
        message = "the citation names a preprint, the record is the published work"
        yield Finding(kind=FindingKind.PUBLISHED, message=message, says=(record.source,), identifier=known)
    elif named and not server and text.type in _PUBLISHED and _is_preprint(record):
        message = f"the record is a preprint; the citation names {named!r}, of which the record knows nothing"
        yield Finding(kind=FindingKind.PREPRINT, message=message, says=(record.source,), identifier=known)


def _is_preprint(record: Record) -> bool:
    """Whether a record that stands in no container is one that was posted."""
    work = record.reference
    posted = (work.doi or "").startswith(_POSTED) or (work.type == "article" and bool(work.arxiv))
    says_so = any(one.details.get("subtype") == "preprint" for one in record.also or (record,))
    return not work.container_title and (posted or says_so)


def _relations(record: Record) -> Iterator[tuple[str, str, Identifier]]:
    for one in record.also or (record,):
        for relation in one.relations:
            yield one.source, relation.kind, ids.normalise(relation.identifier)


def _is_titled_so(record: Record) -> bool:
    return bool(_PREPRINT.search(titles.render(record.reference.title or "")))
