"""A report -> one page that needs nothing else: totals first, the worst first, the text beside its references."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

from .. import __version__
from ..model import Outcome
from .html import Html, joined, page, tag
from .rows import row
from .standings import Standing, totals
from .tools import tools
from .views import Report

_WEB = Path(__file__).resolve().parents[1] / "data" / "web"
_MOST_NOTES = 50


def report_page(report: Report, *, above: str = "") -> str:
    """Return the page. `above` is HTML that stands before everything else; whoever serves the page puts links to its
    files there.
    """
    body = joined(
        [_header(report, above), tools(report), tag("div", *_columns(report), class_="columns"), _footer(report)], "\n"
    )
    data = json.dumps([list(references) for references in report.claims])
    return page(report.title, web("report.css"), web("report.js"), body, data=data)


@cache
def web(name: str) -> str:
    """Return a file that pages are made with."""
    return (_WEB / name).read_text(encoding="utf-8")


def _header(report: Report, above: str) -> Html:
    said = totals(row.standing for row in report.rows)
    parts: list[str] = [Html(above), tag("h1", report.title), tag("p", said, class_="totals", id="totals")]
    if report.missing:
        parts.append(tag("p", f"Markers without an entry: {', '.join(report.missing)}", class_="finding"))
    parts += [tag("p", line) for line in _unknown(report)]
    return tag("header", *parts)


def _unknown(report: Report) -> list[str]:
    """What was not checked, as plainly as what was: the sources that did not answer, and about how many references."""
    silent = Counter(
        (answer.source, answer.detail or str(answer.outcome))
        for row in report.rows if row.resolution
        for answer in {a.source: a for a in row.resolution.answers if a.outcome in (Outcome.FAILED, Outcome.NOT_ASKED)}.values()
    )  # fmt: skip
    lines = []
    if any(row.standing is Standing.UNCHECKED for row in report.rows):
        lines.append("What was not checked may well exist: nobody who could know it answered.")
    if silent:
        listed = "; ".join(f"{source} ({why}), about {count}" for (source, why), count in sorted(silent.items()))
        lines.append(f"Not heard: {listed}. Retractions and corrections that only they know are not in this report.")
    return lines


def _columns(report: Report) -> list[Html]:
    items = [row(each) for each in sorted(report.rows, key=lambda each: (each.standing.rank, each.number))]
    listed = tag("ol", *items, id="references") if items else tag("p", "No references were found.")
    beside = tag(
        "section", tag("h2", "References, the worst first"), listed, _claims(report), _notes(report), class_="list"
    )
    texts = [
        part
        for name, text in report.texts
        for part in (tag("h2", name if name not in ("", "-") else "The text"), tag("pre", text))
    ]
    text = [tag("section", *texts, class_="text", tabindex=0, aria_label="The text")] if texts else []
    return [tag("main", *text, beside)]


def _claims(report: Report) -> Html:
    """The sentences that rest on no sound work."""
    if not report.open_claims:
        return Html("")
    items = (tag("li", tag("a", text, href=f"#c{number}"), f" {said}.") for number, text, said in report.open_claims)
    return joined([tag("h2", "Sentences to look at"), tag("ul", *items)])


def _notes(report: Report) -> Html:
    if not report.notes:
        return Html("")
    items = [tag("li", note) for note in report.notes[:_MOST_NOTES]]
    left = len(report.notes) - len(items)
    return tag(
        "details",
        tag("summary", f"Notes on the input: {len(report.notes)}"),
        tag("ul", *items, *([tag("li", f"and {left} more")] if left else [])),
    )


def _footer(report: Report) -> Html:
    rule = "A verdict says what sources answered; it is no judgement of a work, and what was not checked is not called wrong."
    return tag("footer", tag("p", f"Made by backref {__version__} on {report.made}. {rule}"))
