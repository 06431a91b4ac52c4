"""The faults of a .bib file right after an edit: only the entries that were touched are looked at, what was told of the
others is moved along.

What takes all entries to see (a work that is there twice) is as it was until the whole file is looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rapidfuzz.distance import Postfix, Prefix

from ..checking import CheckedFile, Edit, Fault
from ..model import Span
from ..project.checks import Choice, checked
from ..project.given import Given
from ._project_keys import ProjectKeys

_ENTRY = re.compile(r"(?m)^[ \t]*@[A-Za-z]")
_MACRO = re.compile(r"(?mi)^[ \t]*@string\s*[{(][^\n]{0,1000}$")
_LARGEST = 100_000  # characters that an edit may touch to be looked at alone


def faults(path: Path, before: str, after: str, known: Sequence[Fault], held: ProjectKeys) -> Sequence[Fault] | None:
    """Return the faults of a text that became of another one, whose faults are known; None where too much changed."""
    start, end = _touched(before, after)
    moved = len(after) - len(before)
    if end + moved - start > _LARGEST or end - start > _LARGEST:
        return None
    macros = "".join(f"{match.group()}\n" for match in _MACRO.finditer(after, 0, start))
    rules = tuple(rule for rule in Choice.of(held.settings).rules_of(str(path)) if not rule.asks)
    piece = f"{macros}{after[start : end + moved]}"
    fresh = checked([Given.of(piece.encode(), str(path))], None, Choice(rules, held.settings)).faults
    whole = CheckedFile(str(path), after, "bibtex")
    found = [_moved(fault, start - len(macros), whole) for fault in fresh if fault.span.start >= len(macros)]
    found += [_moved(fault, 0, whole) for fault in known if fault.span.end <= start]
    found += [_moved(fault, moved, whole) for fault in known if fault.span.start >= end]
    return sorted(found, key=lambda fault: fault.span.start)


def _touched(before: str, after: str) -> tuple[int, int]:
    """The part of `before` that differs, from the beginning of an entry to that of another one."""
    first = Prefix.similarity(before, after)
    last = min(Postfix.similarity(before, after), min(len(before), len(after)) - first)
    heads = [match.start() for match in _ENTRY.finditer(before)]
    start = max((head for head in heads if head < first), default=0)
    end = next((head for head in heads if head >= len(before) - last and head > first), len(before))
    return start, end


def _moved(fault: Fault, by: int, file: CheckedFile) -> Fault:
    edits = tuple(Edit(Span(each.span.start + by, each.span.end + by), each.text) for each in fault.edits)
    return replace(fault, span=Span(fault.span.start + by, fault.span.end + by), edits=edits, file=file)
