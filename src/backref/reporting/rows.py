"""One reference of a report -> HTML: its verdict in words, what differs, what is to be known, who may be meant, who was
asked and when.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding, Resolution
from ..resolving.explaining import explained
from .folded import described, folded, identified
from .html import Html, joined, tag
from .printed import labelled
from .views import Row
from .words import differences


def row(row: Row) -> Html:
    """Return a reference as an item of the list."""
    said = row.standing
    verdict = row.resolution
    label = labelled(row.label)
    head = tag(
        "h3", tag("span", label, class_="label") if label else "", tag("code", row.key), " ",
        tag("span", said.badge, class_=f"badge {said.key}"),
    )  # fmt: skip
    said_of_it = explained(verdict) if verdict else "Could not be checked: nobody was asked about it."
    body = [
        head,
        tag("p", row.raw, class_="raw"),
        tag("p", said_of_it, class_="said"),
        *(tag("p", tag("b", fault), class_="fault") for fault in row.faults),
        *(_findings(verdict) if verdict else ()),
        differences(verdict.differences) if verdict else "",
        _links(verdict),
        folded(row),
        _buttons(row),
    ]
    return tag("li", *body, id=f"r{row.number}", data_ref=row.number, data_standing=said.key, tabindex=-1)


def _findings(verdict: Resolution) -> Iterator[Html]:
    for finding in verdict.findings:
        if not finding.kind.is_quiet:
            yield tag("p", *_finding(finding), class_="finding")


def _finding(finding: Finding) -> Iterator[str]:
    yield tag("b", finding.kind.value.replace("-", " ").capitalize())
    yield f": {finding.message}" + (f", says {', '.join(finding.says)}" if finding.says else "")
    if finding.identifier:
        yield " "
        yield identified(finding.identifier)


def _links(verdict: Resolution | None) -> Html:
    """The accepted record and where it can be looked up."""
    if verdict is None or verdict.record is None:
        return Html("")
    shown = joined(map(identified, verdict.record.identifiers()), " · ")
    return tag("p", "The record: ", described(verdict.record.reference), " ", shown, class_="record")


def _buttons(row: Row) -> Html:
    copied = [("finding", "Copy finding"), *([("bibtex", "Copy BibTeX")] if row.bibtex else [])]
    made = (
        tag("button", shown, type="button", data_copy=what, aria_label=f"{shown}: {row.key}") for what, shown in copied
    )
    return tag("p", *made, class_="do")
