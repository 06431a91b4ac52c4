"""Reference -> Queries, the cheapest first: every identifier, then a search by the text."""

from __future__ import annotations

from ..fields import doi as dois
from ..fields import ids
from ..model import Identifier, Parsed, Query

_MOST_MEANT = 5  # identifiers that one may have been meant for
_ASKED = ("doi", "pmid", "pmcid", "arxiv", "isbn")


def queries_for(parsed: Parsed) -> tuple[Query, ...]:
    """Return what to ask about a parsed citation; nothing for one without an identifier and without words, or for
    "ibid.".

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


def further_queries(parsed: Parsed) -> tuple[Query, ...]:
    """Return what to ask where nobody knows an identifier as it is printed: the DOI that it may have been meant for.

    >>> from backref.model import Reference
    >>> odd = Parsed(raw="doi:10.21203/rs.3.rs-12345/v1", reference=Reference(doi="10.21203/rs.3.rs-12345/v1"))
    >>> [str(query.identifier) for query in further_queries(odd)]
    ['doi:10.21203/rs.3.rs-12345']
    """
    return tuple(Query(identifier=identifier, reference=parsed.reference) for identifier in meant_for(parsed))


def meant_for(parsed: Parsed) -> tuple[Identifier, ...]:
    """Return what the printed DOI, or arXiv identifier, may have been meant for, the likeliest first."""
    reference = parsed.reference
    found = [
        other
        for identifier in reference.identifiers()
        if ids.is_valid(identifier) and (other := ids.kin(identifier)) is not None
    ]
    if reference.doi:
        behind = _behind(parsed)
        values = (_whole_doi(reference.doi, behind), *dois.candidates(reference.doi, behind))
        found += [Identifier("doi", value) for value in values]
    known = set(map(ids.normalise, reference.identifiers()))
    fresh = [one for one in dict.fromkeys(map(ids.normalise, found)) if one not in known and ids.is_valid(one)]
    return tuple(fresh[:_MOST_MEANT])


def whole_doi(parsed: Parsed) -> str:
    """Return the DOI with all that is printed up to the next blank."""
    return _whole_doi(parsed.reference.doi or "", _behind(parsed))


def _whole_doi(doi: str, behind: str) -> str:
    glued = behind.split(maxsplit=1)[:1] if not behind[:1].isspace() else []
    return ids.normalise(Identifier("doi", doi)).value + dois.cleaned(dois.trimmed("".join(glued)))


def _behind(parsed: Parsed) -> str:
    """What the citation prints behind its DOI."""
    doi = Identifier("doi", parsed.reference.doi or "")
    seen = next((s for s in ids.find(parsed.raw) if s.identifier == ids.normalise(doi)), None)
    return parsed.raw[seen.span.end : seen.span.end + 120] if seen else ""


def _words_beside(raw: str, known: list[Identifier]) -> str:
    """The citation without its identifiers, which only add noise to a search."""
    pieces = []
    at = 0
    for sighting in ids.find(raw) if known else ():
        pieces.append(raw[at : sighting.whole.start])
        at = sighting.whole.end
    return " ".join("".join([*pieces, raw[at:]]).split())
