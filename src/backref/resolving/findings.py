"""Findings: what to know of an accepted record beside the verdict. Records -> Findings. Pure.

Notices come from everybody who was asked, and each says who says so; a notice is not itself retracted. A preprint is told
of where the published work is known, and the reverse where the citation says it cites a preprint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fields import containers, ids, satellites, titles
from ..model import Finding, FindingKind, Identifier, Parsed, Record, Reference, Update

_KINDS: dict[str, FindingKind] = {
    "retraction": "retracted", "withdrawal": "retracted", "removal": "retracted", "partial-retraction": "partly-retracted",
    "expression-of-concern": "expression-of-concern", "new-version": "new-version", "new-edition": "new-version", "reinstatement": "reinstated",
}  # fmt: skip
_SAID: dict[FindingKind, str] = {
    "retracted": "the work was retracted", "partly-retracted": "parts of the work were retracted",
    "expression-of-concern": "an expression of concern was published about the work", "corrected": "a correction to the work was published",
    "new-version": "there is a newer version of the work", "reinstated": "the work was reinstated after it had been retracted",
}  # fmt: skip
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
_REPLACED = ("IsReplacedBy", "IsObsoletedBy", "IsIdenticalTo", "IsSameAs")


def findings(parsed: Parsed, record: Record) -> tuple[Finding, ...]:
    """Return what is to be known of the accepted record, the gravest first."""
    found = [*_notices(record), *_versions(parsed, record)]
    if not any(finding.kind in ("preprint-of-published", "published-as-preprint") for finding in found):
        found += _other_version(parsed, record)
    return tuple(sorted(found, key=lambda finding: _ORDER.index(finding.kind)))


_ORDER: tuple[FindingKind, ...] = (
    "retracted", "partly-retracted", "reinstated", "expression-of-concern", "doi-points-elsewhere", "corrected", "new-version", "preprint-of-published",
    "published-as-preprint", "superseded-identifier", "same-work-twice", "duplicate",
)  # fmt: skip


def _notices(record: Record) -> Iterator[Finding]:
    grouped: dict[FindingKind, list[Update]] = {}
    for update in record.updates:
        grouped.setdefault(_KINDS.get(update.kind.replace("_", "-"), "corrected"), []).append(update)
    marked = [r.source for r in (record.also or (record,)) if satellites.is_marked(r.reference.title or "")]
    if marked:
        grouped.setdefault("retracted", []).extend(Update(kind="retraction", source=source) for source in marked)
    for kind, updates in grouped.items():
        doi = next((update.doi for update in updates if update.doi), None)
        yield Finding(
            kind=kind,
            message=_SAID[kind],
            says=tuple(dict.fromkeys(update.source for update in updates)),
            identifier=Identifier("doi", doi) if doi else None,
            date=next((update.date for update in updates if update.date), None),
        )


def _versions(parsed: Parsed, record: Record) -> Iterator[Finding]:
    for source, kind, target in _relations(record):
        if kind == "IsPreprintOf":
            message = "the work is a preprint of a published one"
            yield Finding(kind="preprint-of-published", message=message, says=(source,), identifier=target)
        elif kind == "HasPreprint" and _PREPRINT.search(parsed.raw) and not _is_titled_so(record):
            message = "the citation speaks of a preprint, the record is the published work"
            yield Finding(kind="published-as-preprint", message=message, says=(source,), identifier=target)
        elif kind in _REPLACED:
            message = "the identifier was replaced by another one"
            yield Finding(kind="superseded-identifier", message=message, says=(source,), identifier=target)


def _other_version(parsed: Parsed, record: Record) -> Iterator[Finding]:
    """The citation names one version by where it stands, the record is another, and no relation tells of it."""
    text, work = parsed.reference, record.reference
    named = text.container_title or ""
    server = containers.is_preprint_server(named) or (not named and bool(text.custom.get("arxiv")))
    published = (
        work.type in _PUBLISHED
        and bool(work.container_title)
        and not containers.is_preprint_server(work.container_title or "")
    )
    known = next(iter(record.identifiers()), None)
    if server and published:
        message = "the citation names a preprint, the record is the published work"
        yield Finding(kind="published-as-preprint", message=message, says=(record.source,), identifier=known)
    elif named and not server and text.type in _PUBLISHED and _is_preprint(work):
        message = f"the record is a preprint; the citation names {named!r}, of which the record knows nothing"
        yield Finding(kind="preprint-of-published", message=message, says=(record.source,), identifier=known)


def _is_preprint(work: Reference) -> bool:
    """Whether a record that stands in no container is one that was posted."""
    posted = (work.doi or "").startswith(_POSTED) or (work.type == "article" and bool(work.custom.get("arxiv")))
    return not work.container_title and (posted or work.custom.get("subtype") == "preprint")


def _relations(record: Record) -> Iterator[tuple[str, str, Identifier]]:
    for one in record.also or (record,):
        related = one.reference.custom.get("relations")
        for relation in related if isinstance(related, list) else ():
            if isinstance(relation, dict):
                kind, scheme, value = (str(relation.get(name, "")) for name in ("type", "scheme", "value"))
                yield one.source, kind, ids.normalise(Identifier(scheme, value))


def _is_titled_so(record: Record) -> bool:
    return bool(_PREPRINT.search(titles.render(record.reference.title or "")))
