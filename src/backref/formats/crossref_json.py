"""Crossref's JSON, as its REST API answers and its dumps hold it: read only. The mapping is the one that answers go
through.

Source: Crossref REST API, "API JSON format" (read 2026-11).
"""

from __future__ import annotations

import re

from ..fields import abstracts, csl
from ..fields.crossref import looks_like_work, record_of
from ..model import Problem, Reference, Written
from ..text.collecting import uncollected
from . import Format, Loaded
from ._json import objects


def recognises(text: str) -> bool:
    """Say whether a JSON text is Crossref's: titles are lists there."""
    return re.search(r'"(?:message-type|container-title|title)"\s*:\s*(?:\[|"work)', text[:20_000]) is not None


@uncollected()
def load(text: str) -> Loaded:
    """Return the works of an answer (one or a list), an array, or JSON lines; each one's `id` is its DOI.

    What the service sends as CSL-JSON is read as such.

    >>> load('{"message": {"DOI": "10.1/A", "type": "journal-article", "title": ["A"]}}').references[0].doi
    '10.1/a'
    """
    problems: list[Problem] = []
    references: list[Reference] = []
    written: list[Written | None] = []
    for index, (work, how) in objects(text, problems):
        if not looks_like_work(work):
            references.append(csl.from_item(work, problems, how))
        elif (record := record_of(work)) is None:
            place = how.span if how else None
            problems.append(
                Problem(code="not-an-item", stage="load", message=f"item {index} describes no work", span=place)
            )
            continue
        else:
            abstract = work.get("abstract")
            update = {"id": str(record.reference.doi or "")}
            if isinstance(abstract, str) and abstract.strip():
                update["abstract"] = abstracts.deposited(abstract)
            references.append(record.reference.model_copy(update=update))
        written.append(how)
    return Loaded(tuple(references), tuple(problems), written=tuple(written))


FORMAT = Format(
    name="crossref-json",
    title="Crossref JSON",
    suffixes=(".json",),
    media_type="application/json",
    load=load,
    recognises=recognises,
)
