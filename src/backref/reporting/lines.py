"""A report as Markdown, for whoever reads no pages: totals first, then each reference that somebody should look at, the
worst first.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..fields import ids
from ..resolving.explaining import explained
from ..text.escape import markdown
from ..text.links import markdown_link
from ..text.passages import place, said, unlike
from .standings import Standing, totals
from .views import Report, Row

_LONGEST = 400  # code points of a citation that are quoted


def report_lines(report: Report) -> str:
    """Return the report as Markdown. What was verified is counted and not listed."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {markdown(report.title)}\n\n{totals(row.standing for row in report.rows)}.\n"
    if report.missing:
        yield f"Markers without an entry: {markdown(', '.join(report.missing))}.\n"
    for row in sorted(report.rows, key=lambda row: (row.standing.rank, row.number)):
        if row.standing is not Standing.VERIFIED or row.faults:
            yield from _row(row)
    if report.open_claims:
        yield "## Sentences to look at\n"
        for _, text, said in report.open_claims:
            yield f"- {markdown(text)} *{said}.*"
        yield ""
    yield from _quoted(report)
    yield f"Made on {report.made}. What was not checked is not called wrong."


def _row(row: Row) -> Iterator[str]:
    raw = " ".join(row.raw.split())
    label = f"{row.label} " if row.label else ""
    yield f"## {markdown(label)}{markdown(row.key)}: {row.standing.badge}\n"
    yield f"> {markdown(raw if len(raw) <= _LONGEST else raw[:_LONGEST] + '…')}\n"
    if row.resolution:
        yield f"{markdown(explained(row.resolution))}\n"
        if row.resolution.record:
            known = row.resolution.record.identifiers()
            yield " · ".join(markdown_link(ids.link(each) or "", ids.render(each)) for each in known) + "\n"
    for fault in row.faults:
        yield f"- {markdown(fault)}\n"


def _quoted(report: Report) -> Iterator[str]:
    """What the works say to each sentence, in the order of the text."""
    rows = sorted(
        ((found.claim, row, found) for row in report.rows for found in row.passages), key=lambda each: each[0]
    )
    if rows:
        yield "## What the works say\n"
    last = -1
    for claim, row, found in rows:
        if claim != last:
            yield f"{markdown(_line(dict(row.cited).get(claim, '')))}\n"
            last = claim
        yield f"- {markdown(row.key)}: {markdown(said(found))}\n"
        for each in found.passages:
            yield f"    > {markdown(_line(each.text))}\n    >\n    > *{markdown('; '.join((place(each), *unlike(each))))}*\n"


def _line(text: str) -> str:
    return " ".join(text.split())
