"""The lists of a document, and notes that it has in another form: what shows that an entry is neither missing nor there
twice. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence

from ..model import Span
from ..text.numerals import whole
from ._values import CheckedEntry, CheckedFile

_QUOTES = re.compile(r"\"\"\"|'''")
_INCLUDES = re.compile(r"^[ \t]*\.\.[ \t]+include::", re.MULTILINE)
_NOTE = re.compile(r"\.\.[ \t]+\[(#|\d{1,3}(?=\]))")


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


class NotesTold:
    """What one document tells of labels that no entry was linked for; looked up once, however many markers ask.

    >>> told = NotesTold(CheckedFile("a.rst", ".. [#a] One.\\n.. [#] Two."))
    >>> told.has(["2"], Span(0, 0)), told.has(["3"], Span(0, 0))
    (True, False)
    """

    def __init__(self, file: CheckedFile) -> None:
        self._is_code = file.name.endswith(".py")
        self._includes = ".. include::" in file.text and _INCLUDES.search(file.text) is not None
        notes = _NOTE.findall(file.text) if ".. [" in file.text else []
        self._printed = Counter(notes)
        self._numbered = len(notes) if ".. [#" in file.text else 0
        listed = [entry for entry in file.entries if entry.kind == "list"]
        self._labels = Counter(entry.key for entry in listed)
        self._quotes = [match.start() for match in _QUOTES.finditer(file.text)] if self._is_code else []
        bare: dict[int, bool] = {}  # of each docstring with a list, whether that prints no numbers
        for entry in listed:
            at = bisect(self._quotes, entry.span.start)
            bare[at] = bare.get(at, True) and whole(entry.key) is None
        self._bare = bare

    def has(self, keys: Sequence[str], marker: Span) -> bool:
        """Whether these labels may be somebody's: in reStructuredText, notes in a table or a file that is included, and
        those that Docutils numbers; in code, the one entry or note of the file with the label, for a page may show all
        of its docstrings, or entries of the docstring's own list that have no numbers.
        """
        if self._includes:
            return True
        if self._is_code:
            is_bare = self._bare.get(bisect(self._quotes, marker.start), False)
            return is_bare or all(1 in (self._labels[key], self._printed[key]) for key in keys)
        return all(key in self._printed for key in keys) or all(
            (whole(key) or self._numbered + 1) <= self._numbered for key in keys
        )
