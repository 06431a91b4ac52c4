"""What people see: tables and lines for a terminal, on stderr. Everything printed is stripped of what a terminal obeys."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..fields import ids
from ..model import Answer, Bibliography, Document, Entry, Finding, Found, Linked, Outcome, Status
from ..text.escape import terminal

if TYPE_CHECKING:
    from rich.console import Console

    from ..asking import Progress
    from ..project.syncing import Synced
    from ..registry import Listed
    from ..sources import Service

STYLES = {
    "matched": "green", "matched-with-differences": "yellow", "ambiguous": "yellow", "not-found": "red", "failed": "magenta", "not-asked": "cyan",
    "missing-entry": "red", "linked": "green",
}  # fmt: skip
QUIET = ("same-work-twice",)  # findings that ask for nothing to be done
_WIDE = 100  # columns where nobody says how wide the paper is


def console() -> Console:
    """Return the console for words; plain where stderr is no terminal or NO_COLOR is set."""
    from rich.console import Console

    width = None if sys.stderr.isatty() or os.environ.get("COLUMNS") else _WIDE
    return Console(stderr=True, highlight=False, markup=False, emoji=False, width=width, soft_wrap=False)


@contextmanager
def progress_bar(shown: bool) -> Iterator[Progress | None]:
    """Show a bar while sources are asked, if `shown` and stderr is a terminal."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    with Bar(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console(), transient=True
    ) as bar:
        task = bar.add_task("reading", total=None)

        def update(done: int, total: int, source: str) -> None:
            bar.update(task, completed=done, total=total, description=f"asking {source}" if source else "done")

        yield update


def bibliography_report(out: Console, bibliography: Bibliography) -> None:
    """Print each reference with its verdict and identifiers, the claims and what they rest on, and what is missing."""
    from rich.table import Table
    from rich.text import Text

    if not bibliography.entries and not bibliography.markers:
        out.print("no citations found")
        return
    if bibliography.entries:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for name, wrap in (
            ("reference", False),
            ("verdict", False),
            ("identifiers", True),
            ("what differs, or why", True),
        ):
            table.add_column(name, no_wrap=not wrap, overflow="fold")
        for entry in bibliography.entries:
            status = str(entry.resolution.status) if entry.resolution else "not-asked"
            marks = "  ".join(
                ids.render(i) for i in entry.reference.identifiers() if i.scheme in ("doi", "pmid", "isbn", "arxiv")
            )
            table.add_row(
                Text(entry.key),
                Text(status, STYLES.get(status, "")),
                Text(terminal(marks)),
                Text(terminal(_why(entry))),
            )
        out.print(table)
    supported = [claim for claim in bibliography.claims if claim.references]
    if supported:
        out.print()
        out.print(f"{len(supported)} of {len(bibliography.claims)} cited sentences rest on references:", style="bold")
        for claim in supported:
            keys = ", ".join(bibliography.entries[index].key for index in claim.references)
            out.print(Text.assemble("  ", terminal(_short(claim.text)), "  ", (f"[{keys}]", "cyan")))
    missing = Counter(key for marker in bibliography.markers for key in marker.missing)
    if missing:
        out.print()
        total = sum(missing.values())
        listed = ", ".join(terminal(key) for key in missing)
        out.print(
            Text.assemble((f"missing: {total} marker{'s' * (total > 1)} without an entry: ", "bold"), (listed, "red"))
        )
    silent = {
        answer.source: answer.detail or str(answer.outcome)
        for entry in bibliography.entries
        if entry.resolution and entry.resolution.status.is_match
        for answer in entry.resolution.answers
        if answer.outcome in (Outcome.FAILED, Outcome.NOT_ASKED)
    }
    if silent:
        said = ", ".join(f"{source} ({terminal(why)})" for source, why in sorted(silent.items()))
        out.print(f"retractions and corrections are not known from {said}")
    others = Counter(
        problem.code for problem in bibliography.problems if problem.code not in ("missing-entry", "unassigned-text")
    )
    if others:
        out.print("also: " + ", ".join(f"{count} x {code}" for code, count in sorted(others.items())))


def synced_report(out: Console, synced: Synced, *, quiet: bool, is_dry: bool) -> None:
    """Print each problem of a sync at its place, a line each, and what was written, unless `quiet`."""
    from ..project.library import shown

    for problem in synced.problems:
        place = f"{problem.place}: " if problem.place else ""
        out.print(terminal(f"{place}{problem.code}: {problem.message}"), soft_wrap=True)
    if quiet:
        return
    count = len(synced.lock.references)
    made = f", {len(synced.new)} of them new" if synced.new else ""
    written = "" if is_dry else ", ".join(shown(path) for path in synced.files)
    out.print(
        terminal(
            f"{count} reference{'s' * (count != 1)}{made}; {f'written: {written}' if written else 'nothing written'}"
        ),
        soft_wrap=True,
    )


def why_report(out: Console, entry: Entry) -> None:
    """Lay out one reference: the text's value, each source's value, and what was used, field by field."""
    from rich.table import Table
    from rich.text import Text

    resolution = entry.resolution
    out.print(Text.assemble((entry.key, "bold"), "  ", (str(resolution.status) if resolution else "not-asked", "bold")))
    for citation in entry.citations:
        label = f" [{terminal(citation.label)}]" if citation.label else ""
        out.print(
            f"  {terminal(citation.document)}:{citation.span.start}-{citation.span.end}{label} {terminal(citation.raw)}"
        )
    if resolution:
        out.print(f"  score {resolution.score:.2f}; {', '.join(resolution.reasons) or 'no reasons'}")
        for answer in resolution.answers:
            detail = f": {terminal(answer.detail)}" if answer.detail else ""
            out.print(f"  {answer.source}: {answer.outcome}, {len(answer.records)} record(s){detail}")
        for finding in resolution.findings:
            out.print(f"  {_finding(finding)}", style="bold red")
    kinds = {difference.variable: difference for difference in resolution.differences} if resolution else {}
    sources = list(
        dict.fromkeys(source for evidence in entry.evidence for source in evidence.values if source != "text")
    )
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("field", "text", *sources, "used", "kind"):
        table.add_column(name, overflow="fold")
    for evidence in entry.evidence:
        values = [terminal(evidence.values.get(source, "")) for source in ("text", *sources)]
        style = "yellow" if evidence.variable in kinds else ""
        table.add_row(Text(evidence.variable), *map(Text, values), Text(evidence.origin), Text(evidence.kind, style))
    out.print(table)
    if resolution and not resolution.record:
        for candidate in resolution.candidates:
            reference = candidate.record.reference
            marks = " ".join(str(identifier) for identifier in reference.identifiers())
            out.print(
                f"  candidate {candidate.score:.2f}  {terminal(_short(reference.title or ''))}  {terminal(marks)}  ({', '.join(candidate.reasons)})"
            )


def found_report(out: Console, document: Document, found: Found, linked: Linked) -> None:
    """Print what was found in one document, with line and column."""
    from rich.text import Text

    out.print(Text(terminal(document.name), "bold"))
    if not found.citations and not found.markers:
        out.print("  no citations found")
    for index, citation in enumerate(found.citations):
        line, column = document.position(citation.span.start)
        out.print(
            Text.assemble(
                f"  {line}:{column}  ",
                (f"({index}) {citation.context}", "cyan"),
                f"  {terminal(_short(citation.raw, 110))}",
            )
        )
    for link in linked.links:
        line, column = document.position(link.marker.span.start)
        printed = terminal(_short(link.marker.span.of(document.text), 40))
        target = ", ".join(f"({index})" for index in link.references) or "no entry"
        out.print(
            Text.assemble(f"  {line}:{column}  {printed} -> {target}  ", (link.status, STYLES.get(link.status, "")))
        )
    for problem in (*document.problems, *found.problems):
        out.print(f"  {problem.code}: {terminal(problem.message)}")


def found_text(out: Console, document: Document, found: Found, linked: Linked) -> None:
    """Print the text of a document with its citations, markers and allusions in colour."""
    from rich.text import Text

    # line by line, so that nothing in the text can steer the terminal; every line keeps its length
    shown = "\n".join("".join(c if c.isprintable() else " " for c in line) for line in document.text.split("\n"))
    text = Text(shown)
    for citation in found.citations:
        text.stylize("cyan", *citation.span)
    for allusion in found.allusions:
        text.stylize("underline magenta", *allusion.span)
    for link in linked.links:
        if link.marker.kind not in ("embedded", "identifier"):
            text.stylize(f"bold {STYLES.get(link.status, '') or 'green'}", *link.marker.span)
    out.print(text)
    legend = Text.assemble(
        (f"{len(found.citations)} citations", "cyan"), ", ", (f"{len(linked.links)} markers", "bold green"), ", ",
        (f"{sum(link.status == 'missing-entry' for link in linked.links)} without entry", f"bold {STYLES.get('missing-entry', 'red')}"), ", ",
        (f"{len(found.allusions)} allusions", "underline magenta"),
    )  # fmt: skip
    out.print(legend)


def sources_table(out: Console, listed: Sequence[Listed[Service]]) -> None:
    """Print what each source can be asked, and the package that brought it where that is not ours."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    are_others = any(package for _, package in listed)
    for name in ("source", "looks up", "searches", "asked", "at most", *(["from"] if are_others else [])):
        table.add_column(name)
    table.add_row("catalogue", "doi, pmid, pmcid, arxiv, isbn", "yes", "if there is one", "no limit (local)")
    for service, package in sorted(listed, key=lambda each: each.plugin.priority):
        table.add_row(
            terminal(service.name),
            terminal(", ".join(service.schemes)),
            "yes" if service.can_search else "no",
            "by default" if service.is_default else "if named",
            _pace(service.rate.per_second),
            *([terminal(package)] if are_others else []),
        )
    out.print(table)


def _pace(per_second: float) -> str:
    """How fast a source is asked at first: "5 a second", "1 in 3 seconds"."""
    if per_second >= 1:
        return f"{per_second:.3g} a second"
    return f"1 in {1 / per_second:.3g} seconds"


def _why(entry: Entry) -> str:
    resolution = entry.resolution
    if resolution is None:
        return ""
    found = [_finding(finding) for finding in resolution.findings if finding.kind not in QUIET]
    if resolution.status == Status.AMBIGUOUS:
        known = ", ".join(str(next(iter(c.record.identifiers()), "?")) for c in resolution.candidates[:2])
        found.append(f"{', '.join(resolution.reasons)}: {known}")
    found += [f"{d.variable}: {_short(d.text, 30)} here, {_short(d.record, 30)} there" for d in resolution.differences]
    if found:
        return "; ".join(found)
    if resolution.status in (Status.FAILED, Status.NOT_ASKED, Status.NOT_FOUND):
        said = {a.source: a.detail or _said(a) for a in resolution.answers if a.outcome != Outcome.NO_QUESTION}
        return "; ".join(f"{source}: {what}" for source, what in said.items()) or ", ".join(resolution.reasons)
    return ""


def _finding(finding: Finding) -> str:
    kind = "RETRACTED" if finding.kind == "retracted" else finding.kind
    says = f" (says {', '.join(map(terminal, finding.says))})" if finding.says else ""
    return f"{kind}{says}" + (f" {terminal(str(finding.identifier))}" if finding.identifier else "")


def _said(answer: Answer) -> str:
    if answer.outcome != "answered":
        return str(answer.outcome)
    return "no record that fits" if answer.records else "not in it" if answer.source == "catalogue" else "no such work"


def _short(text: str, most: int = 76) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
