"""The machine interfaces: values of the model -> the JSON that the commands print. Stable; add keys, never change
one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from . import (
    Bibliography,
    Candidate,
    Claim,
    Difference,
    Document,
    Entry,
    Finding,
    Found,
    Linked,
    Parsed,
    Passages,
    Problem,
    Record,
    Resolution,
    Span,
    Unsupported,
    Version,
)
from .standing import said_of_claim, standing_of_claim


def parsed_json(id: Any, parsed: Parsed) -> dict[str, Any]:
    """Return the line of `parse --jsonl`."""
    return {
        "id": id,
        "reference": parsed.reference.csl(),
        "type_confidence": parsed.type_confidence,
        "fields": [
            {"variable": f.variable, "span": list(f.span), "confidence": round(f.confidence, 4)} for f in parsed.fields
        ],
        "points_back": parsed.points_back,
        "second": [str(identifier) for identifier in parsed.second],
        "problems": [problem_json(problem) for problem in parsed.problems],
    }


def resolution_json(resolution: Resolution) -> dict[str, Any]:
    """Return a verdict: status, record, score, reasons, differences, candidates, and who answered what."""
    return {
        "status": str(resolution.status),
        "record": resolution.record.reference.csl() if resolution.record else None,
        "score": round(resolution.score, 4),
        "reasons": [str(reason) for reason in resolution.reasons],
        "differences": [difference_json(difference) for difference in resolution.differences],
        "candidates": [_candidate_json(candidate) for candidate in resolution.candidates],
        "findings": [_finding_json(finding) for finding in resolution.findings],
        "updates": [
            update.model_dump(mode="json", exclude_none=True)
            for update in (resolution.record.updates if resolution.record else ())
        ],
        "relations": [
            {"source": one.source, "kind": relation.kind, "identifier": str(relation.identifier)}
            for one in _described(resolution)
            for relation in one.relations
        ],
        "details": {one.source: one.details for one in _described(resolution) if one.details},
        "asked": [
            {"source": a.source, "outcome": str(a.outcome)} | ({"detail": a.detail} if a.detail else {})
            for a in resolution.answers
        ],
    } | ({"versions": [_version_json(version) for version in resolution.versions]} if resolution.versions else {})


def _version_json(version: Version) -> dict[str, Any]:
    said = version.model_dump(mode="json", exclude_defaults=True, exclude={"identifier"})
    return said | ({"identifier": str(version.identifier)} if version.identifier else {})


def _described(resolution: Resolution) -> tuple[Record, ...]:
    """The accepted record as each source described it."""
    record = resolution.record
    return () if record is None else record.also or (record,)


def found_json(document: Document, found: Found, linked: Linked) -> dict[str, Any]:
    """Return what `find --json` prints; spans count in the file as read."""
    return {
        "references": [
            {"span": list(document.to_source(c.span)), "raw": c.raw, "label": c.label, "context": c.context}
            for c in found.citations
        ],
        "markers": [
            {
                "span": list(document.to_source(link.marker.span)),
                "refs": list(link.references),
                "status": link.status,
                "kind": link.marker.kind,
                "keys": list(link.marker.keys),
                "missing": list(link.missing),
                "reason": link.reason,
            }
            | ({"elsewhere": [{"document": n, "ref": at} for n, at in link.elsewhere]} if link.elsewhere else {})
            for link in linked.links
        ],
        "claims": [_claim_json(claim, list(document.to_source(claim.span)), document) for claim in linked.claims],
        "allusions": [
            allusion.model_dump(mode="json", exclude_defaults=True)
            | {"span": list(document.to_source(Span(*allusion.span)))}
            for allusion in found.allusions
        ],
        "problems": [
            problem_json(p, list(document.to_source(p.span)) if p.span else None)
            for p in (*document.problems, *found.problems, *linked.problems)
        ],
    }


def unsupported_json(document: Document, sentences: Sequence[Unsupported]) -> list[dict[str, Any]]:
    """Return what `find --unsupported --json` prints of sentences without support; spans count in the file as read."""
    return [
        sentence.model_dump(mode="json") | {"span": list(document.to_source(Span(*sentence.span)))}
        for sentence in sentences
    ]


def bibliography_json(bibliography: Bibliography) -> dict[str, Any]:
    """Return everything that `resolve --json` prints."""
    return {
        "references": [entry_json(entry) for entry in bibliography.entries],
        "markers": [marker.model_dump(mode="json") for marker in bibliography.markers],
        "claims": [
            _claim_json(c, list(c.span)) | _standing_json(bibliography, c) | {"document": c.document}
            for c in bibliography.claims
        ],
        "problems": [problem_json(problem) for problem in bibliography.problems],
        "summary": dict(Counter(str(e.resolution.status) for e in bibliography.entries if e.resolution)),
    } | ({"passages": [passages_json(each) for each in bibliography.passages]} if bibliography.passages else {})


def entry_json(entry: Entry) -> dict[str, Any]:
    """Return one work of a bibliography: its key and description, where each value came from, and the verdict."""
    return {
        "key": entry.key,
        "reference": entry.reference.csl(),
        "citations": [citation.model_dump(mode="json") for citation in entry.citations],
        "parsed": entry.parsed.reference.csl() if entry.parsed else None,
        "evidence": [evidence.model_dump(mode="json") for evidence in entry.evidence],
    } | (resolution_json(entry.resolution) if entry.resolution else {})


def passages_json(passages: Passages) -> dict[str, Any]:
    """Return what one work says to one claim: their indices, the status, and each passage as it is."""
    return passages.model_dump(mode="json")


def problem_json(problem: Problem, span: list[int] | None = None) -> dict[str, Any]:
    """Return a problem with its span, moved to `span` if given."""
    return problem.model_dump(mode="json", exclude_defaults=True) | ({"span": span} if span else {})


def difference_json(difference: Difference) -> dict[str, Any]:
    """Return a comparison of one variable; `people` and `words` only where there are any."""
    empty = {name for name in ("people", "words") if not getattr(difference, name)}
    return difference.model_dump(mode="json", exclude=empty)


def _finding_json(finding: Finding) -> dict[str, Any]:
    said = finding.model_dump(mode="json", exclude_defaults=True, exclude={"identifier"})
    return said | ({"identifier": str(finding.identifier)} if finding.identifier else {})


def _candidate_json(candidate: Candidate) -> dict[str, Any]:
    return {
        "record": candidate.record.reference.csl(),
        "source": candidate.record.source,
        "score": round(candidate.score, 4),
        "reasons": [str(reason) for reason in candidate.reasons],
        "differences": [difference_json(difference) for difference in candidate.differences],
    }


def _standing_json(bibliography: Bibliography, claim: Claim) -> dict[str, Any]:
    """The gravest standing among the works of a claim that rests on no other, and what that says."""
    standing = standing_of_claim(bibliography, claim)
    return {"standing": standing, "says": said_of_claim(standing)} if standing else {}


def _claim_json(claim: Claim, span: list[int], document: Document | None = None) -> dict[str, Any]:
    return {
        "span": span,
        "text": claim.text,
        "heading": claim.heading,
        "relation": claim.relation,
        "markers": list(claim.markers),
        "references": list(claim.references),
        "cues": [
            {"kind": c.kind, "span": list(document.to_source(Span(*c.span)) if document else c.span), "text": c.text}
            for c in claim.cues
        ],
    }
