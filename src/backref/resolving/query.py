"""Reference -> Queries, the cheapest first: every identifier, then a search by the text."""

from __future__ import annotations

from ..fields import ids
from ..model import Identifier, Parsed, Query

_ASKED = ("doi", "pmid", "pmcid", "arxiv", "isbn")


def queries_for(parsed: Parsed) -> tuple[Query, ...]:
    """Return what to ask about a parsed citation; nothing for one without an identifier and without words, or for "ibid.".

    >>> from backref.model import Reference
    >>> [str(q.identifier) for q in queries_for(Parsed(raw="PMID 1", reference=Reference(pmid="1")))]
    ['pmid:1']
    """
    if parsed.points_back in ("same-work", "earlier-work"):
        return ()
    known = [ids.normalise(i) for i in parsed.reference.identifiers() if i.scheme in _ASKED]
    lookups = [
        Query(identifier=identifier, reference=parsed.reference)
        for identifier in sorted(known, key=lambda i: _ASKED.index(i.scheme))
        if ids.is_valid(identifier)
    ]
    words = _words_beside(parsed.raw, known)
    if len(words.split()) < 4:
        return tuple(lookups)
    return (*lookups, Query(text=words, reference=parsed.reference))


def _words_beside(raw: str, known: list[Identifier]) -> str:
    """The citation without its identifiers, which only add noise to a search."""
    pieces = []
    at = 0
    for sighting in ids.find(raw) if known else ():
        pieces.append(raw[at : sighting.whole.start])
        at = sighting.whole.end
    return " ".join("".join([*pieces, raw[at:]]).split())
