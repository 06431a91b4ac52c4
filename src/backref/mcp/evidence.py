"""The tool `evidence`: a draft in, and for each of its claims what each work that was accepted says, quoted."""

from __future__ import annotations

from collections import Counter

from .. import pipeline, readers
from ..asking import Progress
from ..errors import UnreadableInput
from ..model import Bibliography, Passages
from ..passages import evidence as evidence_of
from ..text.passages import place, said, unlike
from . import _shapes as shapes
from .tools import Desk, text_of

MOST_CLAIMS = 200  # of one draft, in one call


def evidence(
    desk: Desk, text: shapes.Text = "", path: shapes.Path = "", format: shapes.FoundFormat = "", progress: Progress | None = None
) -> shapes.EvidenceShape:  # fmt: skip
    """Return the claims of a document, each with the passages of the works that it rests on."""
    data, name = text_of(desk, text, path)
    bibliography = pipeline.resolve(readers.read(data, name, format or None), desk.sources, progress=progress)
    if len(bibliography.claims) > MOST_CLAIMS:
        raise UnreadableInput("text", f"{len(bibliography.claims):,} claims; at most {MOST_CLAIMS}: give a part of it")
    found = evidence_of(bibliography, desk.sources)
    rows = [_row(found, each) for each in found.passages]
    return {"claims": rows, "summary": dict(Counter(each.status for each in found.passages))}


def _row(bibliography: Bibliography, found: Passages) -> shapes.EvidenceRow:
    entry = bibliography.entries[found.reference]
    return {
        "claim": bibliography.claims[found.claim].text,
        "key": entry.key,
        "title": entry.reference.title or "",
        "status": found.status,
        "says": said(found),
        "score": found.score,
        "passages": [
            {
                "text": each.text,
                "place": place(each),
                "source": each.source,
                "licence": each.licence,
                "url": each.url,
                "score": each.score,
                "agrees": [each.text[slice(*mark.span)] for mark in each.marks],
                "unlike": unlike(each),
            }
            for each in found.passages
        ],
    }
