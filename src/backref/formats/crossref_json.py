"""Crossref's JSON, as its REST API answers and its dumps hold it: read only. The mapping is the one that answers go through.

Source: Crossref REST API, "API JSON format" (read 2026-11).
"""

from __future__ import annotations

from collections.abc import Mapping

from ..fields import csl
from ..fields.crossref import looks_like_work, record_of
from ..model import Problem, Reference
from . import Loaded, csl_json

NAME = "Crossref JSON"
SUFFIXES: tuple[str, ...] = ()
MEDIA_TYPE = "application/json"


def load(text: str) -> Loaded:
    """Return the works of an answer (one or a list), an array, or JSON lines; each one's `id` is its DOI.

    What the service sends as CSL-JSON is read as such.

    >>> load('{"message": {"DOI": "10.1/A", "type": "journal-article", "title": ["A"]}}').references[0].doi
    '10.1/a'
    """
    problems: list[Problem] = []
    references: list[Reference] = []
    for index, work in enumerate(csl_json.objects(text, problems)):
        if not isinstance(work, Mapping):
            problems.append(Problem(code="not-an-item", stage="load", message=f"item {index} is no object"))
        elif not looks_like_work(work):
            references.append(csl.from_item(work, problems))
        elif (record := record_of(work)) is None:
            problems.append(Problem(code="not-an-item", stage="load", message=f"item {index} describes no work"))
        else:
            references.append(record.reference.model_copy(update={"id": record.reference.doi or ""}))
    return Loaded(tuple(references), tuple(problems))
