"""Checking: bibliographies and documents -> faults, each a rule broken at a place. Pure; the directory is the registry.

A family of rules is a module with RULES, a tuple; others can add rules through the entry-point group `backref.rules`. A
rule has a code, a name, a line that says what it asks for, a `look` that yields where it is broken, and a bad and a
good example, which the tests run and the documentation prints. BR1xx: the syntax of the file. BR2xx: a field, by
itself. BR3xx: what the sources say. BR4xx: entries and documents together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from ..model import Span
from ..registry import Group
from ..text.collecting import uncollected
from ..text.escape import terminal
from ..text.told import Tally
from ._baseline import dump as dump_baseline
from ._baseline import load as load_baseline
from ._baseline import new as not_in_baseline
from ._cited import is_everything, not_looked_up
from ._load import document, is_asked, keys, kind_of, load, with_verdicts
from ._mend import mend
from ._naming import named_bibliographies
from ._naming_tex import named_root, read_before
from ._naming_values import embedded
from ._outputs import OUTPUTS
from ._pages import page
from ._records import from_records
from ._values import (
    BIB,
    UNCHECKED,
    CheckedEntry,
    CheckedFile,
    CheckedProject,
    EachEntry,
    Edit,
    Example,
    Fault,
    Hit,
    Rule,
    Value,
    bib,
    each_entry,
)

__all__ = [
    "BIB",
    "OUTPUTS",
    "RULES",
    "UNCHECKED",
    "CheckedEntry",
    "CheckedFile",
    "CheckedProject",
    "Edit",
    "Example",
    "Fault",
    "Hit",
    "Rule",
    "Value",
    "bib",
    "check",
    "chosen",
    "document",
    "dump_baseline",
    "each_entry",
    "embedded",
    "from_records",
    "is_asked",
    "is_everything",
    "keys",
    "kind_of",
    "load",
    "load_baseline",
    "mend",
    "named_bibliographies",
    "named_root",
    "not_in_baseline",
    "not_looked_up",
    "page",
    "read_before",
    "rules",
    "with_verdicts",
]  # fmt: skip

RULES = Group("rule", __name__, "RULES", Rule, named="code", points="backref.rules")


def rules() -> tuple[Rule, ...]:
    """Return every rule, by code: ours, and those of installed packages.

    >>> [rule.name for rule in rules()][:2]
    ['missing-comma', 'unclosed-value']
    """
    return tuple(sorted(RULES.every(), key=lambda rule: rule.code))


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Return the rules whose code begins with one of `select`, and with none of `ignore`; of two that fit, the longer
    one decides.

    Where `select` is empty, these are all but the pedantic ones.

    >>> [rule.code for rule in chosen(["BR21"], ["BR211"])]
    ['BR212']
    """
    taken, left = tuple(select), tuple(ignore)
    found = []
    for rule in rules():
        wanted = max((len(code) for code in taken if rule.code.startswith(code)), default=-1 if taken else 0)
        if not taken and rule.is_pedantic:
            continue
        unwanted = max((len(code) for code in left if rule.code.startswith(code)), default=-1)
        if wanted > unwanted:
            found.append(rule)
    return tuple(found)


@uncollected()
def check(project: CheckedProject, asked: Sequence[Rule] | None = None) -> list[Fault]:
    """Return every fault of the project, by file and place. Never raises, whatever the files hold.

    >>> file = load("refs.bib", "@book{a, title = {One}, author = {Roe, R.}, publisher = {X}, year = {20155}}", "bibtex")
    >>> [(fault.rule.code, fault.line, fault.column, fault.message) for fault in check(CheckedProject((file,), 2026))]
    [('BR203', 1, 70, 'the year 20155 is out of range')]
    """
    order = {file.name: number for number, file in enumerate(project.files)}
    told: dict[str, Tally[tuple[Rule, Hit]]] = {file.name: Tally(len(file.text)) for file in project.files}
    found = [
        _fault(rule, hit)
        for rule, hit in _hits(project, chosen() if asked is None else asked)
        if hit.edits or told[hit.file.name].has_room(rule.code, (rule, hit))
    ]
    for rest in chain.from_iterable(each.rest() for each in told.values()):
        rule, hit = rest.place
        found.append(_fault(rule, hit._replace(message=rest.message, edits=())))
    return sorted(found, key=lambda fault: (order[fault.file.name], fault.span, fault.rule.code, fault.message))


def _hits(project: CheckedProject, asked: Sequence[Rule]) -> Iterator[tuple[Rule, Hit]]:
    """What the rules find: of each entry by all that look at one alone, for then its values are looked for once; then
    by the others.
    """
    alone = [(rule, rule.look) for rule in asked if isinstance(rule.look, EachEntry)]
    for file in project.files:
        here = [(rule, look.look) for rule, look in alone if look.is_for(file)]
        for entry in file.entries if here else ():
            with entry.held():
                yield from ((rule, hit) for rule, look in here for hit in look(file, entry))
    yield from ((rule, hit) for rule in asked if not isinstance(rule.look, EachEntry) for hit in rule.look(project))


def _fault(rule: Rule, hit: Hit) -> Fault:
    length, starts = len(hit.file.text), hit.file.lines
    span = Span(min(hit.span.start, length), min(max(hit.span), length))
    line, end = (bisect_right(starts, at) for at in span)
    return Fault(
        rule, hit.file, span, terminal(hit.message), hit.key, hit.edits, line, span.start - starts[line - 1] + 1, end, span.end - starts[end - 1] + 1
    )  # fmt: skip
