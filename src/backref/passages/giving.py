"""Who gives the text of a work: the record itself, and services that are asked by the work's identifiers. Records ->
Works.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..fields import ids
from ..model import Identifier, Problem, Query, Record, Source
from ..sources import ask_together, texts_of
from .texts import abstract, work_of
from .works import Work, bounded

_ASKED = {"pubmed": ("pmid",), "crossref": ("doi",), "datacite": ("doi",), "europepmc": ("pmcid",)}


def held(record: Record) -> list[Work]:
    """Return the abstracts that the record itself brings, as those of a catalogue may."""
    found = []
    for one in record.also or (record,):
        if one.reference.abstract:
            parts, problems = bounded(tuple(abstract(one.reference.abstract)), one.source)
            found.append(Work(parts, one.source, _address(one.identifiers(), one.url), problems=problems))
    return found


def asked(
    accepted: dict[int, Record], at_hand: dict[int, list[Work]], sources: Sequence[Source], problems: list[Problem]
) -> dict[int, list[Work]]:
    """Return the texts that services give, by entry. Who could not be asked for works that have no text is a Problem,
    one for each service.
    """
    asking: list[tuple[Source, list[Query]]] = []
    whose: list[list[int]] = []
    for source in texts_of(sources):
        due = [
            (at, Query(identifier))
            for at, record in accepted.items()
            if (identifier := _identifier(record, source.name)) is not None
        ]
        if due:
            asking.append((source, [query for _, query in due]))
            whose.append([at for at, _ in due])
    found: dict[int, list[Work]] = {}
    lost: dict[str, list[tuple[int, str]]] = {}
    for (asker, queries), order, answers in zip(asking, whose, ask_together(asking), strict=True):
        for at, query, answer in zip(order, queries, answers, strict=True):
            made = [work for each in answer.records if (work := work_of(each)) is not None]
            found.setdefault(at, []).extend(replace(work, url=_address([query.identifier], work.url)) for work in made)
        lost[asker.name] = [
            (at, answer.detail or str(answer.outcome))
            for at, answer in zip(order, answers, strict=True)
            if answer.outcome != "answered"
        ]
    for name, rows in lost.items():
        if open_still := [why for at, why in rows if not at_hand[at] and not found.get(at)]:
            message = (
                f"could not be asked for the text of {len(open_still)} works of which there is none: {open_still[0]}"
            )
            problems.append(Problem(code="text-not-asked", stage="passages", message=message, place=name))
    return found


def _identifier(record: Record, source: str) -> Identifier | None:
    """By what a service is asked for the text of a work; DataCite and Crossref each only for what they, or a catalogue,
    described.
    """
    described = {one.source for one in record.also or (record,)}
    other = {"crossref": "datacite", "datacite": "crossref"}.get(source)
    if other in described and source not in described:
        return None
    return next((each for each in record.identifiers() if each.scheme in _ASKED[source]), None)


def _address(identifiers: Sequence[Identifier | None], otherwise: str) -> str:
    """Where a reader finds the work, rather than the request that its text was the answer to."""
    return next((found for each in identifiers if each and (found := ids.link(each))), otherwise)
