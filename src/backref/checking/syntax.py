"""BR1xx: what is wrong with the file as such, as its loader reports it. The good entries around a bad one are checked
all the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from ..formats.bib.macros import MONTHS, parts
from ..formats.bib.scan import COMMA
from ..model import Problem, Span
from ._values import BIB, CheckedEntry, CheckedFile, CheckedProject, Edit, Example, Hit, Level, Rule, bib, each_entry

_NAMED = frozenset(MONTHS)


def _reported(*codes: str) -> Callable[[CheckedProject], Iterator[Hit]]:
    def looked(project: CheckedProject) -> Iterator[Hit]:
        for file in project.files:
            for problem, key in _problems(file, codes.__contains__):
                # the rest of a broken entry, which the loader first reports and then saves field by field
                if not (problem.code == "bad-entry" and key):
                    yield _hit(file, problem, key)

    return looked


def _others(project: CheckedProject) -> Iterator[Hit]:
    for file in project.files:
        for problem, key in _problems(file, lambda code: code not in _KNOWN):
            yield _hit(file, problem, key)._replace(message=f"{problem.code}: {problem.message}")


def _commas(project: CheckedProject) -> Iterator[Hit]:
    """The commas that are missing; the last problem of them can stand for more than one."""
    for file in project.files:
        told = sum(problem.code == COMMA for problem in file.problems)
        for number, (problem, key) in enumerate(_problems(file, COMMA.__eq__), 1):
            places = file.commas[number - 1 : number if number < told else None]
            spans = (Span(at, at + 1 if file.text.startswith(";", at) else at) for at in places)
            yield _hit(file, problem, key)._replace(edits=tuple(Edit(span, ",") for span in spans))


def _problems(file: CheckedFile, wanted: Callable[[str], bool]) -> Iterator[tuple[Problem, str]]:
    """Each problem whose code is wanted, with the key of the entry that it stands in, or ""."""
    problems = [problem for problem in file.problems if wanted(problem.code)]
    entries = sorted(file.entries, key=lambda entry: entry.whole) if problems else []
    starts = [entry.whole.start for entry in entries]
    for problem in problems:
        at = problem.span[0] if problem.span else 0
        entry = entries[bisect_right(starts, at) - 1] if starts and starts[0] <= at else None
        yield problem, entry.key if entry and at < entry.whole.end else ""


def _hit(file: CheckedFile, problem: Problem, key: str) -> Hit:
    return Hit(file, Span(*problem.span) if problem.span else Span(0, 0), problem.message, key)


def _empty_key(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    if not entry.written:
        yield Hit(file, entry.span, f"the {entry.kind or 'entry'} has no key")


def _macros(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in entry.values:
        if value.mark not in ("", "#") or value.name == "month":
            continue
        for part in parts(value.text) if value.mark else (value.text,):
            word = part.strip()
            if re.match(r"[A-Za-z]", word) and (name := word.lower()) not in _NAMED and name not in file.macros:
                yield Hit(file, value.span, f"the macro {word!r} of {value.name} is defined nowhere", entry.key)


def _all_macros(project: CheckedProject) -> Iterator[Hit]:
    yield from each_entry(_macros, *BIB)(project)
    yield from _reported("late-macro", "undefined-macro")(project)


def _rule(
    code: str, name: str, summary: str, bad: Example, good: Example, *codes: str, level: Level = "error", is_certain: bool = False
) -> Rule:  # fmt: skip
    return Rule(code, name, summary, _reported(*(codes or (name,))), bad, good, level, is_certain)


def _json(text: str) -> Example:
    return Example(text, format="csl-json")


_GOOD = bib("@book{roe2001,\n  author = {Roe, R.},\n  title = {Heat},\n  publisher = {Press},\n  year = 2001\n}")
_GOOD_JSON = _json('[{"id": "roe2001", "type": "book", "title": "Heat", "issued": {"date-parts": [[2001]]}}]')

RULES: tuple[Rule, ...] = (
    Rule(
        "BR101", COMMA, "A comma stands between two fields.", _commas,
        bib("@book{roe2001,\n  author = {Roe, R.},\n  title = {Heat}\n  publisher = {Press},\n  year = 2001\n}"), _GOOD, "error", is_certain=True,
    ),
    _rule(
        "BR102", "unclosed-value", "Every brace and quote that opens a value closes it.",
        bib("@book{roe2001,\n  title = {Heat,\n  author = {Roe, R.},\n  publisher = {Press},\n  year = 2001\n}"), _GOOD,
    ),
    _rule(
        "BR103", "duplicate-key", "A file uses a key once.",
        bib("@misc{roe2001, title = {Heat}}\n@misc{roe2001, title = {Cold}}"), bib("@misc{roe2001, title = {Heat}}\n@misc{roe2001a, title = {Cold}}"),
    ),
    _rule(
        "BR104", "duplicate-field", "An entry gives a field once.",
        bib("@book{roe2001,\n  title = {Heat},\n  title = {Cold},\n  author = {Roe, R.},\n  publisher = {Press},\n  year = 2001\n}"), _GOOD,
    ),
    _rule("BR105", "bad-entry", "What begins like an entry is one.", bib("@book roe2001, title = {Heat}}"), _GOOD, "bad-entry", "entries-lost"),
    _rule(
        "BR106", "junk", "Nothing but fields stands in an entry.",
        bib("@book{roe2001,\n  title = {Heat},\n  see also the preface,\n  author = {Roe, R.},\n  title = {Heat},\n  year = 2001\n}"), _GOOD,
    ),
    Rule(
        "BR107", "empty-key", "Every entry has a key.", each_entry(_empty_key, *BIB, "csl-json"),
        bib("@book{, title = {Heat}, author = {Roe, R.}, publisher = {Press}, year = 2001}"), _GOOD, "error",
    ),
    Rule(
        "BR108", "undefined-macro", "Every macro is defined before it is named.", _all_macros,
        bib("@article{roe2001, title = {Heat}, journal = jama}"), bib('@string{jama = "JAMA"}\n@article{roe2001, title = {Heat}, journal = jama}'), "error",
    ),
    _rule("BR109", "not-json", "The file is JSON, whole and to its end.", _json('[{"id": "roe2001", "title": "Heat"'), _GOOD_JSON),
    _rule("BR110", "not-an-item", "Every element of the list is an object.", _json('["Heat"]'), _GOOD_JSON),
    _rule(
        "BR111", "unknown-variable", "Every variable is one of CSL's.", _json('[{"id": "roe2001", "type": "book", "titel": "Heat"}]'), _GOOD_JSON,
        level="warning",
    ),
    _rule("BR112", "unknown-type", "Every item has a type of its format.", _json('[{"id": "roe2001", "type": "bok", "title": "Heat"}]'), _GOOD_JSON, "unknown-type", "no-type"),
    _rule("BR113", "bad-date", "A date of CSL-JSON is one.", _json('[{"id": "roe2001", "type": "book", "issued": {"date-parts": [["?"]]}}]'), _GOOD_JSON),
    _rule("BR114", "bad-name", "A name of CSL-JSON is an object with parts.", _json('[{"id": "roe2001", "type": "book", "author": [7]}]'), _GOOD_JSON),
    _rule(
        "BR115", "outside-a-record", "Every line belongs to a record.", Example("Heat\n\nTY  - BOOK\nTI  - Heat\nER  - ", format="ris"),
        Example("TY  - BOOK\nTI  - Heat\nER  - ", format="ris"),
    ),
    _rule(
        "BR116", "empty-record", "A record has a title or an author.", Example("PMID- 7\nDP  - 2001\n", format="nbib"),
        Example("PMID- 7\nTI  - Heat.\n", format="nbib"),
    ),
    _rule(
        "BR117", "impossible-date", "Every date is on the calendar.", bib("@misc{roe2001, title = {Heat}, date = {2001-02-30}}"),
        bib("@misc{roe2001, title = {Heat}, date = {2001-02-28}}"),
    ),
    _rule(
        "BR118", "unknown-command", "Every command of LaTeX is one that is known.", bib("@misc{roe2001, title = {Heat \\foo{x}}}"),
        bib("@misc{roe2001, title = {Heat \\emph{x}}}"), level="note",
    ),
    _rule(
        "BR119", "input-not-read", "Every file that a document names to be read in its place is there.",
        Example("", document="\\input{}\n"), Example("", document="\\section{Heat} It rises.\n"), level="warning",
    ),
    _rule(
        "BR120", "unclosed", "What begins in a document ends in it, so that the rest is not taken for code.",
        Example("", document="Heat rises.\n\n```\nx = 1\n\nMore of it.\n"), Example("", document="Heat rises.\n\n```\nx = 1\n```\n\nMore of it.\n"), level="warning",
    ),
)  # fmt: skip
_KNOWN = {
    code
    for rule in RULES
    for code in (rule.name, "entries-lost", "no-type", "input-unknown", "bad-month", "late-macro")
}
RULES = (
    *RULES,
    Rule(
        "BR199", "other-problem", "The file's loader found nothing else to report.", _others, Example("- a: [\n", format="csl-yaml"),
        Example("- id: roe2001\n  type: book\n  title: Heat\n", format="csl-yaml"), "error",
    ),
)  # fmt: skip
