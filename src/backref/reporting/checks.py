"""The report of a check: files with their entries, verdicts and faults -> the same page as that of a text that was
resolved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from .. import formats
from ..checking import CheckedEntry as Checked
from ..checking import CheckedFile, Fault
from ..model import Bibliography, Span
from .html import Html, escaped
from .marking import Laid, marked
from .views import Report, Row, missing, now

_LONGEST = 1_000  # code points of an entry that are quoted


def of_check(files: Sequence[CheckedFile], faults: Sequence[Fault], *, title: str = "", made: str = "") -> Report:
    """Return the report of what a check found in files. A fault stands with its entry, else among the notes.

    >>> from backref.project.checks import check
    >>> found = check("@book{a, title = {One}, author = {Roe, R.}, publisher = {X}, year = {20155}}", [])
    >>> of_check(found.files, found.faults).rows[0].faults
    ('BR203: the year 20155 is out of range',)
    """
    rows: list[Row] = []
    texts: list[tuple[str, Html]] = []
    notes: list[str] = []
    for file in files:
        first = len(rows)
        own = [fault for fault in faults if fault.file.name == file.name]
        of = [[*found] for found in _of_entries(file, own)]
        rows += [_row(first + number, file, entry, of[number]) for number, entry in enumerate(file.entries)]
        told = {id(fault) for found in of for fault in found}
        notes += [f"{file.name}:{f.line}:{f.column}: {_said(f)}" for f in own if id(f) not in told]
        texts.append((file.name, _text(file, first)))
    named = title or ", ".join(file.name for file in files if file.name != "-") or "Bibliography"
    markers = [marker for file in files for marker in file.markers]
    return Report(named, made or now(), tuple(rows), tuple(texts), missing=missing(markers), notes=tuple(notes))


def _of_entries(file: CheckedFile, faults: Sequence[Fault]) -> Iterator[Iterator[Fault]]:
    """The faults of each entry: by its key, or by where they stand."""
    by: dict[str, list[Fault]] = {}
    for fault in faults:
        by.setdefault(fault.key, []).append(fault)
    loose = by.pop("", [])
    for entry in file.entries:
        where = _where(entry)
        yield chain(by.get(entry.key, ()), (f for f in loose if where.start <= f.span.start < where.end))


def _where(entry: Checked) -> Span:
    return entry.whole if entry.whole.end else entry.span


def _said(fault: Fault) -> str:
    return f"{fault.rule.code}: {fault.message}"


def _row(number: int, file: CheckedFile, entry: Checked, faults: Sequence[Fault]) -> Row:
    printed = _where(entry).of(file.text)
    raw = printed if len(printed) <= _LONGEST else f"{printed[:_LONGEST]}…"
    reference = entry.reference.model_copy(update={"id": entry.key})
    made = printed if file.is_bib else formats.dump(Bibliography.of((reference,)), "bibtex")
    return Row(number, entry.key, "", raw, entry.verdict, made.strip(), faults=tuple(dict.fromkeys(map(_said, faults))))


def _text(file: CheckedFile, first: int) -> Html:
    """A file with its entries and its markers marked."""
    marks = [
        Laid(where, f'class="ref" data-ref="{first + number}"')
        for number, entry in enumerate(file.entries)
        if (where := _where(entry)).end
    ]
    for marker in file.markers:
        marks.append(Laid(Span(*marker.span), f'class="marker {escaped(marker.status)}"'))
    return marked(file.text, marks)
