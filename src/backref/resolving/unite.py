"""Unite what several sources say of one work: Records -> Records, one for each work. Pure.

Records that share a DOI, PMID, PMCID or arXiv identifier describe one work. The first description leads; what it does
not know is taken from the others, and notices about the work are everybody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..fields import ids
from ..model import Identifier, Record, Reference, Update

_SHARED = ("doi", "pmid", "pmcid", "arxiv")
_NOT_TAKEN = ("id", "type", "citation_key", "also", "cut", "custom", "note")


def unite(records: Iterable[Record]) -> list[Record]:
    """Return one record for each work, in order of first mention; `also` holds the descriptions that were united.

    >>> one = Record(reference=Reference(type="article-journal", title="Heat", doi="10.1/x"), source="crossref")
    >>> two = Record(reference=Reference(type="article-journal", title="Heat.", doi="10.1/x", pmid="7"), source="pubmed")
    >>> [(r.source, r.reference.title, r.reference.pmid) for r in unite([one, two])]
    [('crossref', 'Heat', '7')]
    """
    groups: list[list[Record]] = []
    names: list[set[Identifier]] = []
    for record in records:
        own = shared(record)
        joined = [at for at, known in enumerate(names) if known & own]
        if not joined:
            if own or record not in (group[0] for group in groups):
                groups.append([record])
                names.append(own)
            continue
        first, *others = joined
        for at in others:
            groups[first] += groups[at]
            names[first] |= names[at]
        for at in reversed(others):
            del groups[at], names[at]
        if record not in groups[first]:
            groups[first].append(record)
        names[first] |= own
    return [_united(group) for group in groups]


def shared(record: Record) -> set[Identifier]:
    """Return the identifiers that name this work and no other; an ISBN is shared by a book's chapters."""
    return {ids.normalise(identifier) for identifier in record.identifiers() if identifier.scheme in _SHARED}


def names_of(record: Record) -> frozenset[Identifier]:
    """Return every identifier by which a work can be asked for, in normal form."""
    return frozenset(map(ids.normalise, record.identifiers()))


def is_described(record: Record) -> bool:
    """Say whether a record describes its work, or only holds its identifiers."""
    reference = record.reference
    return bool(reference.title or reference.container_title or reference.author or reference.editor)


def years_of(record: Record) -> frozenset[int]:
    """Return every year that a record gives its work: of print, online, posted, first published.

    >>> sorted(years_of(Record(reference=Reference(issued={"date_parts": [[2015]]}), source="crossref", years=(2014,))))
    [2014, 2015]
    """
    reference = record.reference
    dated = (reference.issued, reference.available_date, reference.original_date)
    ranged = (parts[0] for date in dated if date for parts in date.date_parts if parts)
    return frozenset((*record.years, *ranged))


def _united(group: Sequence[Record]) -> Record:
    ordered = sorted(group, key=lambda record: not is_described(record))
    lead, others = ordered[0], _one_a_source(ordered)
    if len(others) < 2:
        return lead
    values: dict[str, Any] = {}
    for attribute in Reference.model_fields:
        if attribute not in _NOT_TAKEN and not getattr(lead.reference, attribute):
            values[attribute] = next((v for r in others if (v := getattr(r.reference, attribute))), None)
    values = {attribute: value for attribute, value in values.items() if value}
    values["also"] = tuple(dict.fromkeys(identifier for r in others for identifier in r.reference.also))
    values["custom"] = {name: value for r in reversed(others) for name, value in r.reference.custom.items()}
    updates: list[Update] = []
    for update in (update for record in group for update in record.updates):
        if update not in updates:
            updates.append(update)
    return lead.model_copy(
        update={
            "reference": lead.reference.model_copy(update=values),
            "updates": tuple(updates),
            "years": tuple(sorted({year for record in group for year in years_of(record)})),
            "also": tuple(others),
        }
    )


def _one_a_source(records: Sequence[Record]) -> list[Record]:
    found: dict[tuple[str, str], Record] = {}
    for record in records:
        found.setdefault((record.source, record.origin), record)
    return list(found.values())
