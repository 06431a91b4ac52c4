"""What was read of a citation as all print it -> the same of the citation as it is printed."""

from __future__ import annotations

from typing import Any

from ..fields import titles
from ..model import FieldSpan, Parsed, Reference, csl_name
from .evened import Evened
from .taken import SURE

_TITLES = ("title", "container_title", "collection_title")


def restored(raw: str, evened: Evened, parsed: Parsed) -> Parsed:
    """Return what was read of the evened text as that of the raw one: places, the number before it, blanks of
    titles.
    """
    if evened.text[:-1] == raw and all(field.span.end <= len(raw) for field in parsed.fields):
        return Parsed.made({**parsed.__dict__, "raw": raw})  # a stop alone was missing
    fields = [FieldSpan.made({**vars(field), "span": evened.span(field.span)}) for field in parsed.fields]
    problems = tuple(
        problem.model_copy(update={"span": evened.span(problem.span)}) if problem.span else problem
        for problem in parsed.problems
    )
    changed: dict[str, Any] = {}
    if evened.label:
        number, span = evened.label
        changed["citation_number"] = number
        fields = [field for field in fields if field.variable != "citation-number"]
        fields.insert(0, FieldSpan.made({"variable": "citation-number", "span": span, "confidence": SURE}))
    printed = {field.variable: field.span.of(raw) for field in fields}
    for attribute in _TITLES:
        value, said = getattr(parsed.reference, attribute), printed.get(csl_name(attribute), "")
        if value and "\xa0" in said and (kept := titles.parse(said)).replace("\xa0", " ") == value:
            changed[attribute] = kept
    reference = Reference.made({**parsed.reference.__dict__, **changed}) if changed else parsed.reference
    return Parsed.made(
        {**parsed.__dict__, "raw": raw, "reference": reference, "fields": tuple(fields), "problems": problems}
    )
