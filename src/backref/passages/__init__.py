"""Passages: what the cited works say where a claim rests on them, quoted letter by letter. No verdict.

A Bibliography in, the same with `passages` out: for each claim and each accepted record at most three sentences of the
work, with their places, what agrees, and what is printed otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..loading import open_sources
from ..model import Bibliography, Claim, Passage, Passages, Problem, Record, Source
from .giving import asked, held
from .indexing import Index, index_of
from .library import in_library
from .quoting import MOST, passages_of
from .works import Work

__all__ = ["evidence"]


def evidence(
    bibliography: Bibliography, sources: Sequence[Source] | None = None, *, library: str | Path | None = None
) -> Bibliography:
    """Return the bibliography with what each accepted work says to each claim that rests on it.

    The text is what records hold, what the services among `sources` give away (abstracts, open articles), and the files
    in the folder `library`, matched by DOI or title; by default the sources are those of `open_sources()`. Nothing
    raises for what a text says: see `Bibliography.problems`. A work without any text has the status "no-text", which
    says nothing about the claim.

    >>> from backref import resolve
    >>> evidence(resolve("Heat helps [1].\\n\\n1. Roe A. Heat. Spine. 2019;1:2-3.", []), []).passages
    ()
    """
    claimed = sorted({at for claim in bibliography.claims for at in claim.references})
    accepted = {at: record for at in claimed if (record := _record(bibliography, at)) is not None}
    if not accepted:
        return bibliography.model_copy(update={"passages": ()})
    works: dict[int, list[Work]] = {at: held(record) for at, record in accepted.items()}
    problems: list[Problem] = []
    if library is not None:
        order = list(accepted)
        files, problems = in_library(
            library, [bibliography.entries[at].reference for at in order], {c.document for c in bibliography.claims}
        )
        for at, found in files.items():
            works[order[at]] += found
    for at, found in asked(accepted, works, open_sources() if sources is None else sources, problems).items():
        works[at] += found
    indices = {at: [index_of(work) for work in found] for at, found in works.items()}
    problems += [problem for found in works.values() for work in found for problem in work.problems]
    passages = tuple(
        _together(indices[at], claim, number, at)
        for number, claim in enumerate(bibliography.claims)
        for at in claim.references
        if at in accepted
    )
    return bibliography.model_copy(update={"passages": passages, "problems": (*bibliography.problems, *problems)})


def _record(bibliography: Bibliography, at: int) -> Record | None:
    verdict = bibliography.entries[at].resolution
    return verdict.record if verdict is not None and verdict.status.is_match else None


def _together(indices: list[Index], claim: Claim, number: int, reference: int) -> Passages:
    """The passages of all texts of one work: the nearest first, one that several texts print once, from a text whose
    terms are known.
    """
    found = [passages_of(index, claim.text, number=number, reference=reference) for index in indices]
    if not any(each.status != "no-text" for each in found):
        return Passages(claim=number, reference=reference, status="no-text")
    best = sorted((each for each in found if each.passages), key=lambda each: -each.score)
    kept: dict[str, Passage] = {}
    for each in best:
        for passage in each.passages:
            words = " ".join(passage.text.split())
            if words not in kept or (passage.licence and not kept[words].licence):
                kept[words] = passage
    rows = tuple(sorted(kept.values(), key=lambda passage: -passage.score)[:MOST])
    if not rows:
        return Passages(claim=number, reference=reference, status="none-found")
    return Passages(claim=number, reference=reference, status="found", passages=rows, score=best[0].score)
