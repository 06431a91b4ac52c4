"""One JSON object -> the record that it describes, in Crossref's shape or in CSL's: a file of the user's may hold
both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..fields import csl
from ..fields.crossref import looks_like_work, record_of
from ..fields.shapes import mapping, text
from ..model import CSL_TYPES, Problem, Record
from ._kinds import Place


def is_crossrefs(item: Mapping[str, Any]) -> bool:
    """Whether an item is in Crossref's shape; a type such as "book" is CSL's as well.

    >>> is_crossrefs({"type": "book", "title": "Heat"}), is_crossrefs({"type": "book", "title": ["Heat"]})
    (False, True)
    """
    return looks_like_work(item) and (
        item.get("type") not in CSL_TYPES
        or any(isinstance(item.get(name), list) for name in ("title", "container-title"))
        or "indexed" in item
    )


def record_of_item(number: int, item: Mapping[str, Any], place: Place) -> Iterator[Record]:
    """Yield the record of an item, if it describes a work; if not, that is told, with its number."""
    if is_crossrefs(item):
        found = record_of(item)
        if found is not None:
            about = {"source": "catalogue", "origin": "crossref", "dated": _day(item)}
            yield found.model_copy(update=about)
            return
    else:
        problems: list[Problem] = []
        reference = csl.from_item(dict(item), problems)
        for problem in problems:
            place.report(problem.model_copy(update={"place": place.name}))
        if reference.title or any(reference.identifiers()) or reference.container_title:
            yield Record(reference=reference, source="catalogue")
            return
    place.say("not-an-item", f"item {number} describes no work")


def _day(item: Mapping[str, Any]) -> str:
    """The day on which Crossref last indexed a work: of two descriptions the later is right."""
    for name in ("indexed", "deposited"):
        if said := text(mapping(item.get(name)).get("date-time")):
            return said[:10]
    return ""
