"""`resolve --why`: one reference laid out, field by field, person by person, word by word, in colour and, without it,
in marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ..model import Candidate, Difference, Entry, Evidence, PersonPair, PersonRelation, Resolution, WordPair
from ..text.escape import terminal
from ._report import flowed, said_of_finding

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# How two people relate: the mark before the line, what it says, and its colour.
_PEOPLE: dict[PersonRelation, tuple[str, str, str]] = {
    "same": ("=", "the same", "green"), "compatible": ("~", "compatible", "cyan"), "differs": ("!", "another", "bold red"),
    "missing": ("-", "not printed here", "yellow"), "added": ("+", "not in the record", "bold red"), "moved": ("^", "at another place", "magenta"),
}  # fmt: skip
_SAME_PEOPLE = 12  # in a row that are shown before the rest of them is counted


def why_report(out: Console, entry: Entry) -> None:
    """Lay out one reference field by field: what is used (*), and what the text and each source say."""
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
            out.print(f"  {said_of_finding(finding)}", style="bold red")
    differs = {difference.variable for difference in resolution.differences} if resolution else set()
    for evidence in entry.evidence:
        _print_evidence(out, evidence, "yellow" if evidence.variable in differs else "")
    if resolution:
        _compared(out, resolution)
    if resolution and not resolution.record:
        for candidate in resolution.candidates:
            reference = candidate.record.reference
            out.print(f"  candidate {candidate.score:.2f}  {terminal(reference.title or '')}", soft_wrap=True)
            marks = [terminal(str(identifier)) for identifier in reference.identifiers()]
            for line in flowed([*marks, f"({', '.join(candidate.reasons)})"], out.width - 6, "  "):
                out.print(" " * 6 + line, soft_wrap=True)


def _print_evidence(out: Console, evidence: Evidence, style: str) -> None:
    """One field: what is used and how it came about, then each other value; behind each, who says so."""
    from rich.text import Text

    out.print(Text.assemble((evidence.variable, "bold"), "  ", (evidence.kind, style)), soft_wrap=True)
    said: dict[str, list[str]] = {}
    for source, value in sorted(evidence.values.items(), key=lambda each: each[0] != evidence.origin):
        said.setdefault(value, []).append(source)
    for value, sources in said.items():
        mark = "*" if evidence.origin in sources else " "
        words = [*terminal(value).split(), f"({', '.join(sources)})"]
        for number, line in enumerate(flowed(words, out.width - 4)):
            out.print(f"  {mark if not number else ' '} {line}", soft_wrap=True)


def _compared(out: Console, resolution: Resolution) -> None:
    """Print how the people and the titles relate, of the record that was accepted, else of the one that comes
    nearest.
    """
    shown = _candidate(resolution)
    if shown is None:
        return
    nearest = (
        "" if resolution.record else f", beside {next(map(str, shown.record.identifiers()), 'the nearest record')}"
    )
    for comparison in shown.comparisons:
        if comparison.people and any(pair.relation != "same" for pair in comparison.people):
            out.print(f"\n{comparison.variable}{terminal(nearest)}: {terminal(comparison.message)}", style="bold")
            _people(out, comparison.people)
        elif comparison.words:
            out.print(f"\n{comparison.variable}{terminal(nearest)}: {terminal(comparison.message)}", style="bold")
            out.print(worded(comparison), soft_wrap=True)


def _candidate(resolution: Resolution) -> Candidate | None:
    if resolution.record is None:
        return next((candidate for candidate in resolution.candidates if candidate.comparisons), None)
    return next((candidate for candidate in resolution.candidates if candidate.record == resolution.record), None)


def _people(out: Console, pairs: Sequence[PersonPair]) -> None:
    """Print the two lists side by side, a line for each person; a long run of the same people is cut short."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("", "here", "in the record", ""):
        table.add_column(name, overflow="fold")
    run = 0
    for pair in pairs:
        mark, said, style = _PEOPLE[pair.relation]
        run = run + 1 if pair.relation == "same" else 0
        if run > _SAME_PEOPLE:
            continue
        here, there = (_numbered(at, name) for at, name in ((pair.text_at, pair.text), (pair.record_at, pair.record)))
        table.add_row(
            Text(f"  {mark}", style),
            Text(here, style),
            Text(there, style),
            Text(pair.how if pair.how == "another person" else f"{said}: {pair.how}" if pair.how else said, style),
        )
    out.print(table)
    left = sum(pair.relation == "same" for pair in pairs) - _SAME_PEOPLE
    if left > 0:
        out.print(f"  and {left} more who are the same", style="dim")


def _numbered(at: int | None, name: str) -> str:
    return f"{at}. {terminal(name)}" if at else ""


def _kind(pair: WordPair) -> str:
    """What words are shown together by."""
    if pair.relation == "same" or (pair.relation == "compatible" and pair.text == pair.record):
        return "same"
    return pair.relation if pair.relation == "compatible" else "differs"


def worded(comparison: Difference) -> Text:
    """Return the two titles as one: what is only here in [-...-], what is only in the record in {+...+}, what is
    compatible in (~...~).

    >>> pairs = (WordPair(relation="same", text="Low", record="Low"), WordPair(relation="changed", text="neck", record="back"))
    >>> worded(Difference(variable="title", text="Low neck", record="Low back", words=pairs)).plain
    '  Low [-neck-]{+back+}'
    """
    from rich.text import Text

    made = Text("  ")
    for at, (kind, pairs) in enumerate(groupby(comparison.words, _kind)):
        run = list(pairs)
        text, record = (
            terminal(" ".join(filter(None, side))) for side in ((p.text for p in run), (p.record for p in run))
        )
        made.append(" " if at else "")
        if kind == "same":
            made.append(text)
        elif kind == "compatible":
            made.append(f"(~{text}|{record}~)", "cyan")
        else:
            made.append(f"[-{text}-]" if text else "", "bold red strike")
            made.append(f"{{+{record}+}}" if record else "", "bold green")
    return made
