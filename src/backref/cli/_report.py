"""What people see: tables and lines for a terminal, on stderr. Everything printed is stripped of what a terminal
obeys.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..fields import ids
from ..model import Answer, Bibliography, Document, Entry, Finding, Found, Linked, Outcome, Status
from ..model.standing import said_of_claim, standing_of_claim
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
_WIDE = 100  # columns where nobody says how wide the paper is
_SIZES, _SIZE = ("COLUMNS", "LINES"), re.compile(r"[1-9][0-9]{0,3}")
_KEY = 24  # columns for a key, and for a verdict: the longest one
_VERDICT = 24
_ROOM = 40  # columns that a sentence needs to be recognised
_SHOWN = ("doi", "pmid", "isbn", "arxiv")


def console() -> Console:
    """Return the console for words; plain where stderr is no terminal or NO_COLOR is set."""
    from rich.console import Console

    odd = odd_sizes()
    said = {name: value for name, value in os.environ.items() if name not in odd}
    width = None if sys.stderr.isatty() or said.get("COLUMNS") else _WIDE
    return Console(stderr=True, highlight=False, markup=False, emoji=False, width=width, soft_wrap=False, _environ=said)


def odd_sizes() -> list[str]:
    """Return the names of what says how large the terminal is and is no size: rich takes whatever digits stand there,
    and 5,000 of them, or superscripts, are more than Python makes a number of.
    """
    return [name for name in _SIZES if name in os.environ and not _SIZE.fullmatch(os.environ[name])]


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
    """Print the totals, each reference with its verdict, identifiers and what differs, and the claims and what they
    rest on.
    """
    if not bibliography.entries and not bibliography.markers:
        out.print("no citations found")
        return
    for said, style in _totals(bibliography):
        for number, line in enumerate(flowed(said.split(), out.width - 2)):
            out.print("  " * bool(number) + line, style=style, soft_wrap=True)
    if bibliography.entries:
        out.print()
    widest = min(max((len(entry.key) for entry in bibliography.entries), default=0), _KEY)
    for entry in bibliography.entries:
        _print_entry(out, entry, widest)
    supported = [claim for claim in bibliography.claims if claim.references]
    if supported:
        out.print()
    for claim in supported:
        keys = terminal(", ".join(bibliography.entries[index].key for index in claim.references))
        standing = standing_of_claim(bibliography, claim)
        said = f" {said_of_claim(standing)}" if standing else ""
        _print_beside(out, terminal(" ".join(claim.text.split())), f"[{keys}]{said}")


def _totals(bibliography: Bibliography) -> Iterator[tuple[str, str]]:
    """What there is of everything, each a line and its style."""
    entries = bibliography.entries
    verdicts = Counter(_status(entry) for entry in entries)
    listed = ", ".join(f"{verdicts[name]} {name}" for name in STYLES if verdicts[name])
    if entries:
        yield f"{len(entries)} reference{'s' * (len(entries) != 1)}: {listed}", "bold"
    if bibliography.claims:
        supported = sum(bool(claim.references) for claim in bibliography.claims)
        yield f"{supported} of {len(bibliography.claims)} cited sentences rest on references", "bold"
    missing = Counter(key for marker in bibliography.markers for key in marker.missing)
    if missing:
        total = sum(missing.values())
        listed = ", ".join(terminal(key) for key in missing)
        yield f"missing: {total} marker{'s' * (total > 1)} without an entry: {listed}", "bold red"
    others = Counter(p.code for p in bibliography.problems if p.code not in ("missing-entry", "unassigned-text"))
    if others:
        yield "also: " + ", ".join(f"{count} x {code}" for code, count in sorted(others.items())), ""
    silent = {
        answer.source: answer.detail or str(answer.outcome)
        for entry in entries
        if entry.resolution and entry.resolution.status.is_match
        for answer in entry.resolution.answers
        if answer.outcome in (Outcome.FAILED, Outcome.NOT_ASKED)
    }
    if silent:
        said = ", ".join(f"{source} ({terminal(why)})" for source, why in sorted(silent.items()))
        yield f"retractions and corrections are not known from {said}", ""


def _status(entry: Entry) -> str:
    return str(entry.resolution.status) if entry.resolution else "not-asked"


def _print_entry(out: Console, entry: Entry, widest: int) -> None:
    """One reference: its key, verdict and identifiers, and below them what differs, or why there is no match."""
    from rich.text import Text

    status = _status(entry)
    key = terminal(entry.key).ljust(widest)
    column = len(key) + 2 + _VERDICT + 2
    marks = [terminal(ids.render(i)) for i in entry.reference.identifiers() if i.scheme in _SHOWN]
    first, *rest = flowed(marks, out.width - column, "  ") or [""]
    head = Text.assemble(
        key, "  ", (status.ljust(_VERDICT if first else 0), STYLES.get(status, "")), "  " * bool(first), first
    )
    out.print(head, soft_wrap=True)
    for line in rest:
        out.print(" " * column + line, soft_wrap=True)
    for line in flowed(terminal(_why(entry)).split(), out.width - 4):
        out.print(" " * 4 + line, soft_wrap=True)


def _print_beside(out: Console, text: str, mark: str) -> None:
    """A text, cut to the line, and a mark behind it; below it where there is no room."""
    from rich.text import Text

    room = out.width - len(mark) - 4
    if room >= _ROOM:
        out.print(Text.assemble("  ", _short(text, room), "  ", (mark, "cyan")), soft_wrap=True)
        return
    out.print("  " + _short(text, out.width - 2), soft_wrap=True)
    for line in flowed(mark.split(), out.width - 6):
        out.print(Text.assemble(" " * 6, (line, "cyan")), soft_wrap=True)


def flowed(pieces: Sequence[str], width: int, gap: str = " ") -> list[str]:
    """Return lines of `pieces`, each as many as fit; a piece is never broken, so that what is longer than a line can be
    copied.

    >>> flowed(["doi:10.1136/bmj.g6380", "PMID 25561513"], 30)
    ['doi:10.1136/bmj.g6380', 'PMID 25561513']
    """
    lines: list[str] = []
    for piece in pieces:
        if lines and len(lines[-1]) + len(gap) + len(piece) <= width:
            lines[-1] += gap + piece
        else:
            lines.append(piece)
    return lines


def synced_report(out: Console, synced: Synced, *, quiet: bool, is_dry: bool) -> None:
    """Print each problem of a sync at its place, a line each, and what was written, unless `quiet`."""
    from ..project.folders import said
    from ..project.library import shown

    for problem in synced.problems:
        place = f"{problem.place}: " if problem.place else ""
        out.print(terminal(f"{place}{problem.code}: {problem.message}"), soft_wrap=True)
    if quiet:
        return
    for line in said(synced.unread):
        out.print(terminal(f"not read, {line}"), soft_wrap=True)
    count = len(synced.lock.references)
    made = f", {len(synced.new)} of them new" if synced.new else ""
    written = "" if is_dry else ", ".join(shown(path) for path in synced.files)
    out.print(
        terminal(
            f"{count} reference{'s' * (count != 1)}{made}; {f'written: {written}' if written else 'nothing written'}"
        ),
        soft_wrap=True,
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
        places = [f"({index})" for index in link.references] + [f"{name} ({index})" for name, index in link.elsewhere]
        target = terminal(", ".join(places)) or "no entry"
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
    found = [said_of_finding(finding) for finding in resolution.findings if not finding.kind.is_quiet]
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


def said_of_finding(finding: Finding) -> str:
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
