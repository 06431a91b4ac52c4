"""What works say to claims, in the shape that the tool `evidence` gives."""

from __future__ import annotations

from ..model import Bibliography, Passages
from ..text.passages import place, said, unlike
from . import _shapes as shapes


def row(bibliography: Bibliography, found: Passages) -> shapes.SaidShape:
    """Return what one work says to one claim."""
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
