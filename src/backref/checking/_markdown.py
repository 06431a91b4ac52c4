"""Faults -> a summary in Markdown, as GitHub shows one beside a job: counts by verdict, then the faults of each file.
Pure.

Source: "Workflow commands", job summaries, at docs.github.com (read 2026-11): GitHub-flavoured Markdown, at most 1 MiB
a step.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from ..model import Status
from ..text.escape import markdown_cell
from ._pages import page
from ._values import UNCHECKED, CheckedFile, Fault, Rule

MOST = (
    1_000_000  # bytes; GitHub shows nothing of a summary above 1 MiB, and other tools' lines may stand in the same file
)
_LINKED = re.compile(r"(?<=://)|(?<=\bwww\.)|(?<=\\#)|(?<=&#64;)", re.IGNORECASE)  # addresses, people and issues
_UNKNOWN = (Status.FAILED, Status.NOT_ASKED)


def markdown(faults: Sequence[Fault], files: Sequence[CheckedFile], rules: Sequence[Rule]) -> str:
    """Return a summary: what the sources say, what could not be checked apart from it, and a table for each file.

    Never more than `MOST` bytes: the faults that do not fit are counted.
    """
    unchecked = [fault for fault in faults if fault.rule.code == UNCHECKED]
    found = [fault for fault in faults if fault.rule.code != UNCHECKED]
    entries = sum(len(file.entries) for file in files)
    head = [
        f"### Citations: {_count(len(found), 'fault')}{f', {len(unchecked)} could not be checked' if unchecked else ''}", "",
        f"{entries} {'entry' if entries == 1 else 'entries'} in {_count(len(files), 'file')}.",
        *_verdicts(files),
    ]  # fmt: skip
    foot = _asked({fault.rule.code: fault.rule for fault in faults}.values())
    lines = [*_tables(found)]
    if unchecked:
        lines += [
            (0, ""), (0, "#### Could not be checked"), (0, ""), (0, "This says nothing of the works."), (0, ""), *_table(unchecked, is_placed=True)
        ]  # fmt: skip
    left = MOST - sum(len(line.encode()) + 1 for line in (*head, *foot)) - 100
    shown: list[str] = []
    hidden = 0
    for weight, line in lines:
        left -= len(line.encode()) + 1
        if left < 0:
            hidden += weight
        else:
            shown.append(line)
    more = ["", f"{_count(hidden, 'fault')} more, for which there is no room here."] if hidden else []
    return "\n".join([*head, *shown, *more, *foot]) + "\n"


Line = tuple[int, str]  # how many faults the line tells, and the line


def _verdicts(files: Sequence[CheckedFile]) -> list[str]:
    """How many entries have which verdict; nothing where nobody was asked."""
    counts = Counter(entry.verdict.status if entry.verdict else None for file in files for entry in file.entries)
    if not any(status for status in counts):
        return []
    rows = [(status.value.replace("-", " "), counts[status]) for status in Status if status not in _UNKNOWN]
    rows.append(("*could not be checked*", sum(counts[status] for status in _UNKNOWN)))
    rows.append(("*not asked about: nobody registers such works*", counts[None]))
    return [
        "| verdict | entries |",
        "| --- | ---: |",
        *(f"| {said} | {number} |" for said, number in rows if number),
        "",
    ]


def _tables(faults: Iterable[Fault]) -> Iterable[Line]:
    for file, group in groupby(faults, key=lambda fault: fault.file.name):
        found = list(group)
        yield 0, ""
        yield 0, f"#### {_cell(file)}: {_count(len(found), 'fault')}"
        yield 0, ""
        yield from _table(found)


def _table(faults: Iterable[Fault], *, is_placed: bool = False) -> Iterable[Line]:
    yield 0, f"| {'place' if is_placed else 'line'} | rule | entry | says |"
    yield 0, "| --- | --- | --- | --- |" if is_placed else "| ---: | --- | --- | --- |"
    for fault in faults:
        place = f"{_cell(fault.file.name)}:{fault.line}" if is_placed else str(fault.line)
        yield 1, f"| {place} | {_linked(fault.rule)} | {_cell(fault.key)} | {_cell(fault.message)} |"


def _asked(rules: Iterable[Rule]) -> list[str]:
    """What the rules ask for that are broken."""
    listed = [f"- {_linked(rule)}: {rule.summary}" for rule in sorted(rules, key=lambda rule: rule.code)]
    return ["", "#### What the rules ask for", "", *listed] if listed else []


def _linked(rule: Rule) -> str:
    said = f"{rule.code} {rule.name}"
    return f"[{said}]({page(rule)})" if page(rule) else said


def _cell(text: str) -> str:
    """The text without markup, and with nothing that GitHub makes a link of by itself."""
    return _LINKED.sub("<!-- -->", markdown_cell(text))


def _count(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"
