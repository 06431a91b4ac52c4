"""The commands of LaTeX in a .bib file that nobody here knows: each is told once, where it first stands."""

from __future__ import annotations

from collections.abc import Iterator

from ...fields import latex
from ...model import Problem, Span
from ...text.escape import plain
from . import astronomy
from .scan import RawEntry
from .table import CONTAINERS, VERBATIM


class Unknown:
    """The commands that were seen so far: how often, and where first."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}
        self._first: dict[str, tuple[str, Span]] = {}

    def look(self, entry: RawEntry) -> None:
        """Look at the fields of an entry."""
        for name, value in entry.fields.items():
            if "\\" not in value or name in VERBATIM or (name in CONTAINERS and astronomy.named(value)):
                continue
            for word in latex.unknown(value):
                self._times[word] = self._times.get(word, 0) + 1
                if word not in self._first:
                    stands = entry.written.value_of(name)
                    self._first[word] = (f"{entry.unique}: {name}", stands.span if stands else entry.written.span)

    def problems(self, blocks: str) -> Iterator[Problem]:
        """Yield "unknown-command" for each that the file's own blocks do not define either."""
        for word, times in self._times.items():
            if f"\\{word}" not in blocks:
                place, span = self._first[word]
                often = f", {times} times in the file" if times > 1 else ""
                message = f"{place} has the command \\{word[:40]}, which is not known; it stays as it is{often}"
                yield Problem(code="unknown-command", stage="load", message=plain(message), span=span)
