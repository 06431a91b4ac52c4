"""Claims as JSON-LD: Web Annotations that point into the document by position and by quotation, and CiTO for the
relation.

Source: Web Annotation Data Model (W3C Recommendation, 2017); CiTO, the Citation Typing Ontology 2.8.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model import Bibliography, Claim, Passage, Passages
from ..text import links
from ..text.escape import json_text, plain
from . import Format, _claims

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"cito": "http://purl.org/spar/cito/", "backref": "https://backref.invalid/ns#"},
]


def dump(bibliography: Bibliography) -> str:
    """Return one annotation for each claim; its bodies are the references and what has no entry."""
    said = _claims.said_to(bibliography)
    annotations = [
        _annotation(bibliography, number, claim, said) for number, claim in enumerate(bibliography.claims, 1)
    ]
    document = {"@context": CONTEXT, "type": "AnnotationCollection", "total": len(annotations), "items": annotations}
    # A quotation must stay exact, so what could steer a terminal is written as JSON escapes, not cut.
    return json_text(document, indent=2) + "\n"


def _annotation(
    bibliography: Bibliography, number: int, claim: Claim, passages: Mapping[tuple[int, int], Passages]
) -> dict[str, Any]:
    bodies: list[dict[str, Any]] = []
    for index in claim.references:
        entry = bibliography.entries[index]
        body: dict[str, Any] = {
            "type": "SpecificResource",
            "purpose": "linking",
            "backref:key": entry.key,
            "backref:status": _claims.status(entry),
        }
        if address := _claims.link(entry):
            body["source"] = address
        if entry.resolution and (record := entry.resolution.record) and (kinds := record.reference.publication_types):
            body["backref:publication-types"] = {"value": list(kinds), "backref:according-to": record.source}
        if entry.reference.title:
            body["backref:title"] = plain(entry.reference.title)
        if (found := passages.get((number - 1, index))) is not None:
            body["backref:passages"] = found.status
            body["backref:quotes"] = [_quote(passage, body.get("source", "")) for passage in found.passages]
        bodies.append(body)
    missing = [key for index in claim.markers for key in bibliography.markers[index].missing]
    bodies += [
        {
            "type": "TextualBody",
            "purpose": "describing",
            "value": f"no entry for {plain(key)}",
            "backref:status": "missing-entry",
        }
        for key in missing
    ]
    return {
        "id": f"#claim-{number}",
        "type": "Annotation",
        "motivation": "linking",
        "backref:text": plain(claim.text),
        "backref:cues": [{"backref:kind": cue.kind, "value": plain(cue.text)} for cue in claim.cues],
        **({"backref:standing": said} if (said := _claims.standing(bibliography, claim)) else {}),
        "backref:relation": f"cito:{claim.relation}",
        "body": bodies,
        "target": {
            "source": plain(claim.document),
            "selector": [
                {"type": "TextPositionSelector", "start": claim.span.start, "end": claim.span.end},
                {"type": "TextQuoteSelector", "exact": claim.quote, "prefix": claim.prefix, "suffix": claim.suffix},
            ],
        },
    }


def _quote(passage: Passage, work: str) -> dict[str, Any]:
    """A passage as a resource of its own: the place in the work by quotation and by position in the part that it stands
    in.
    """
    return {
        "type": "SpecificResource",
        "purpose": "describing",
        "source": links.linked(passage.url) or work,
        "backref:place": plain(passage.place),
        "backref:according-to": plain(passage.source),
        "rights": plain(passage.licence),
        "backref:score": passage.score,
        "backref:unlike": [each.model_dump(exclude={"span"}) for each in passage.unlike],
        "selector": [
            {"type": "TextQuoteSelector", "exact": passage.text, "prefix": passage.prefix, "suffix": passage.suffix},
            {"type": "TextPositionSelector", "start": passage.span.start, "end": passage.span.end},
        ],
    }


FORMAT = Format(
    name="claims-json",
    title="claims (JSON-LD)",
    suffixes=(".json", ".jsonld"),
    media_type="application/ld+json",
    dump=dump,
    is_claims=True,
)
