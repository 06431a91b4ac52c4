"""Identifiers, addresses of articles and pasted citations -> the entries of the works that are meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .asking import Progress
from .fields.asked import identifier_of
from .model import Bibliography, Entry, Problem, Source, Status
from .pipeline import resolve_many
from .resolving.twins import twins

_SAID = {
    Status.NOT_FOUND: "no source knows it",
    Status.AMBIGUOUS: "several works fit it; give an identifier",
    Status.FAILED: "could not be checked",
    Status.NOT_ASKED: "could not be checked",
}


def get(
    identifiers: str | Iterable[str], sources: Sequence[Source] | None = None, *, progress: Progress | None = None
) -> Bibliography:
    """Return the entries of the works that are asked for, in order, each once: what the sources hold of them.

    An identifier is a DOI, a PMID, a PMCID, an ISBN, an arXiv number, the address of an article, or a citation as it is
    printed. What no source knows, and what could not be asked, is no entry but a problem: "not-found", "ambiguous",
    "failed" and "not-asked". `sources` are by default those of `open_sources()`.

    >>> [(problem.code, problem.place) for problem in get("10.1136/bmj.g6380", []).problems]
    [('not-asked', '10.1136/bmj.g6380')]
    """
    asked = [identifiers] if isinstance(identifiers, str) else list(identifiers)
    asked = [text for text in asked if text.strip()]
    raws = [str(found) if (found := identifier_of(text)) else " ".join(text.split()) for text in asked]
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for text, entry in zip(asked, resolve_many(raws, sources, progress=progress), strict=True):
        verdict = entry.resolution
        if verdict is not None and verdict.status.is_match and verdict.record is not None:
            entries.setdefault(entry.key, entry)
            continue
        status = verdict.status if verdict is not None else Status.NOT_ASKED
        why = "; ".join(f"{a.source}: {a.detail}" for a in verdict.answers if a.detail) if verdict is not None else ""
        message = f"{_SAID.get(status, str(status))}{f' ({why})' if why else ''}"
        problems.append(Problem(code=str(status), stage="get", message=message, place=" ".join(text.split())[:120]))
    again = {twin.at for twin in twins([entry.reference for entry in entries.values()])}
    kept = tuple(entry for at, entry in enumerate(entries.values()) if at not in again)
    return Bibliography(entries=kept, problems=tuple(problems))
