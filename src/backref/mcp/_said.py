"""What works say to claims: asked for, within bounds, and in the shape in which `evidence` and `resolve` give it."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import UnreadableInput
from ..model import Bibliography, Passages, Source
from ..text.passages import place, said, unlike
from . import _shapes as shapes


def quoted(bibliography: Bibliography, sources: Sequence[Source]) -> Bibliography:
    """Return the bibliography with what its works say. Raises UnreadableInput where more rests on them than is asked
    about at once.
    """
    from ..passages import evidence

    if len(bibliography.claims) > shapes.MOST_CLAIMS:
        given = f"{len(bibliography.claims):,} claims; at most {shapes.MOST_CLAIMS}: give a part of it"
        raise UnreadableInput("text", given)
    return evidence(bibliography, sources)


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
