"""The lists of a document, and notes that it has in another form: what shows that an entry is not missing, and not there
twice. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..model import Span
from ..text.numerals import whole
from ._values import CheckedEntry, CheckedFile

_QUOTES = re.compile(r"\"\"\"|'''")
_INCLUDES = re.compile(r"^[ \t]*\.\.[ \t]+include::", re.MULTILINE)
_NOTE = re.compile(r"^[ \t]*\.\.[ \t]+\[[#\d]", re.MULTILINE)


def lists(file: CheckedFile) -> Iterator[list[CheckedEntry]]:
    """Yield the lists of a document: one ends where the labels start anew, where another has its heading, or with the
    docstring that it stands in.

    Each function's page shows its own list, so a work may be in several of them.
    """
    listed: list[CheckedEntry] = []
    number, end = 0, 0
    for entry in sorted((entry for entry in file.entries if entry.kind == "list"), key=lambda entry: entry.span):
        before, number = number, whole(entry.key) or 0
        is_new = bool(number and (number == 1 or number <= before))
        is_new = is_new or bisect(file.headings, end) != bisect(file.headings, entry.span.start)
        if is_new or (file.name.endswith(".py") and _QUOTES.search(file.text, end, entry.span.start)):
            yield listed
            listed = []
        listed.append(entry)
        end = entry.span.end
    yield listed


def has_other_notes(file: CheckedFile, keys: Iterable[str]) -> bool:
    """Whether notes of reStructuredText may have these labels although none is written so: they stand in a table or in
    a file that is included, or are numbered by Docutils.

    >>> file = CheckedFile("a.rst", "As [2]_ says.\n\n.. [#a] One.\n.. [#] Two.\n")
    >>> has_other_notes(file, ["2"]), has_other_notes(file, ["3"])
    (True, False)
    """
    if ".. include::" in file.text and _INCLUDES.search(file.text):
        return True
    if not file.name.endswith(".py") and all(f".. [{key}]" in file.text for key in keys):
        return True  # in the cell of a table, or of another reader
    if ".. [#" not in file.text:
        return False
    notes = sum(1 for _ in _NOTE.finditer(file.text))
    return all((whole(key) or notes + 1) <= notes for key in keys)


def is_told_nearby(file: CheckedFile, keys: Sequence[str], marker: Span) -> bool:
    """Whether a docstring's labels may be those of entries that are not linked: each has one entry in the whole file,
    which pages of a module or a class show as one, or the docstring's own list has no numbers.
    """
    listed = [entry for entry in file.entries if entry.kind == "list"]
    labels = Counter(entry.key for entry in listed)
    if all(labels[key] == 1 for key in keys):
        return True
    begins = max(file.text.rfind(quotes, 0, marker.start) for quotes in ('"""', "'''"))
    ends = _QUOTES.search(file.text, marker.end)
    own = [entry for entry in listed if begins < entry.span.start < (ends.start() if ends else len(file.text))]
    return bool(own) and all(whole(entry.key) is None for entry in own)
