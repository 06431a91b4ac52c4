"""Findings: what to know of an accepted record beside the verdict. Records -> Findings. Pure.

Notices come from everybody who was asked, and each says who says so; a notice is not itself retracted. A preprint is told
of where the published work is known, and the reverse where the citation says it cites a preprint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fields import ids, titles
from ..model import Finding, FindingKind, Identifier, Parsed, Record, Update

_ORDER = tuple(FindingKind)
_MARKED = re.compile(r"^\W*(?:retracted|withdrawn)\b(?:\s(?:article|paper|chapter))?\s*[:\]—–-]", re.IGNORECASE)
_PREPRINT = re.compile(r"\b(?:arxiv|biorxiv|medrxiv|ssrn|preprints?|research square|psyarxiv|osf)\b", re.IGNORECASE)


def findings(parsed: Parsed, record: Record) -> tuple[Finding, ...]:
    """Return what is to be known of the accepted record, the gravest first."""
    found = [*_notices(record), *_versions(parsed, record)]
    return tuple(sorted(found, key=lambda finding: _ORDER.index(finding.kind)))


def _notices(record: Record) -> Iterator[Finding]:
    grouped: dict[FindingKind, list[Update]] = {}
    for update in record.updates:
        grouped.setdefault(FindingKind.of(update.kind), []).append(update)
    marked = [r.source for r in (record.also or (record,)) if _MARKED.match(r.reference.title or "")]
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


def _relations(record: Record) -> Iterator[tuple[str, str, Identifier]]:
    for one in record.also or (record,):
        for relation in one.relations:
            yield one.source, relation.kind, ids.normalise(relation.identifier)


def _is_titled_so(record: Record) -> bool:
    return bool(_PREPRINT.search(titles.render(record.reference.title or "")))
