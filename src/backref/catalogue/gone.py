"""What takes records out of a catalogue: the identifiers of works that a dump says are deleted."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Identifier, Record


@dataclass(frozen=True, slots=True)
class Gone:
    """Works whose records are deleted at their origin: any record of that origin that bears one of `identifiers` goes.

    An empty `origin` means whatever its origin. `dated` is the day of the file that says so, as ISO date: a record that
    is newer stays.
    """

    identifiers: tuple[Identifier, ...]
    origin: str = ""
    dated: str = ""


Item = Record | Gone
