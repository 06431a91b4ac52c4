"""Values of a column -> what became of each: a dict for its struct. Some hundreds at a time; what fails is tried one by
one.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..matching import BATCH, Matched, matched_batch
from ..model import Difference, Found, Parsed, Problem, Span
from ..parsing import parse_batches
from ..pipeline import find
from ..sources.catalogue import CatalogueSource
from ..text import json_values

Row = dict[str, Any]


def parsed(values: Sequence[object]) -> list[Row]:
    """Return what each raw citation describes."""
    return list(_each(values, lambda raws: [_parsed(one) for batch in parse_batches([raws]) for one in batch]))


def found(values: Sequence[object]) -> list[Row]:
    """Return the citations and markers of each text."""
    return list(_each(values, lambda texts: [_found(find(text)) for text in texts]))


def matched(values: Sequence[object], source: CatalogueSource) -> list[Row]:
    """Return the verdict of a catalogue on each raw citation."""
    return list(_each(values, lambda raws: [_matched(one) for one in matched_batch(raws, source)]))


def _each(values: Sequence[object], work: Callable[[list[str]], list[Row]]) -> Iterator[Row]:
    """What became of each value, in order."""
    for start in range(0, len(values), BATCH):
        batch = values[start : start + BATCH]
        done = iter(_tried([value for value in batch if isinstance(value, str)], work))
        for value in batch:
            yield next(done) if isinstance(value, str) else _odd(value)


def _tried(texts: list[str], work: Callable[[list[str]], list[Row]]) -> list[Row]:
    """What became of each text; where all of them together fail, each for itself, so that one costs no other."""
    try:
        return work(texts) if texts else []
    except Exception:  # noqa: BLE001  the outermost loop: what no one foresaw becomes a problem of its row
        if len(texts) > 1:
            return [row for text in texts for row in _tried([text], work)]
        message = traceback.format_exc(limit=-3)
        return [{"problems": [_problem(Problem(code="failed", stage="table", message=message[-2000:]))]}]


def _odd(value: object) -> Row:
    message = "there is no text in this row" if value is None else f"this is no text but {type(value).__name__}"
    return {"problems": [_problem(Problem(code="bad-row", stage="table", message=message))]}


def _json(value: object) -> str:
    return json_values.dumps(value).decode()


def _problem(problem: Problem) -> Row:
    span = problem.span or Span(0, 0)
    return {"code": problem.code, "message": problem.message, "start": span.start, "end": span.end}


def _parsed(one: Parsed) -> Row:
    fields = [{"variable": f.variable, "start": f.span.start, "end": f.span.end, "confidence": f.confidence} for f in one.fields]  # fmt: skip
    return {
        "reference": _json(one.reference.csl()), "doi": one.reference.doi, "fields": fields,
        "problems": [_problem(problem) for problem in one.problems],
    }  # fmt: skip


def _found(one: Found) -> Row:
    citations = [
        {"start": c.span.start, "end": c.span.end, "raw": c.raw, "label": c.label, "context": c.context}
        for c in one.citations
    ]
    markers = [
        {"start": m.span.start, "end": m.span.end, "kind": m.kind, "keys": list(map(str, m.keys))} for m in one.markers
    ]
    return {"citations": citations, "markers": markers, "problems": [_problem(problem) for problem in one.problems]}


def _matched(one: Matched) -> Row:
    verdict = one.resolution
    record = verdict.record.reference if verdict.record else None
    return {
        "status": str(verdict.status), "score": verdict.score, "doi": record.doi if record else None,
        "record": _json(record.csl()) if record else None, "reference": _json(one.parsed.reference.csl()),
        "reasons": list(map(str, verdict.reasons)), "differences": list(map(_difference, verdict.differences)),
        "findings": [{"kind": str(finding.kind), "message": finding.message} for finding in verdict.findings],
        "problems": [_problem(problem) for problem in one.parsed.problems],
    }  # fmt: skip


def _difference(one: Difference) -> Row:
    return {"variable": one.variable, "text": one.text, "record": one.record, "message": one.message}
