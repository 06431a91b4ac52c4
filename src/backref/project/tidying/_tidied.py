"""The values of tidying: one bibliography made of several, and what was merged into what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ... import formats
from ...model import Bibliography, Problem
from ...resolving.twins import Sign
from ._merged import Conflict
from ._rewrite import rewritten


class Duplicate(NamedTuple):
    """An entry that was merged into another: its key and file, the key of what it became part of, and by what sign."""

    key: str
    place: str
    of: str
    sign: Sign


@dataclass(frozen=True, slots=True)
class Tidied:
    """One bibliography made of several.

    `read` counts the records of each input by its name, `duplicates` are those that were removed, `conflicts` what two
    descriptions of one work say otherwise. `keys` are the old keys that have become others.
    """

    bibliography: Bibliography
    read: Mapping[str, int]
    duplicates: tuple[Duplicate, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def left(self) -> int:
        """How many works there are."""
        return len(self.bibliography.entries)

    def text(self, format: str = "bibtex") -> str:
        """Return the bibliography in the format, with its marks. Raises UnknownPlugin."""
        return formats.dump(self.bibliography, format)

    def rewritten(self, text: str, name: str) -> str:
        """Return the text of a document of this name with the new keys in place of the old ones."""
        return rewritten(text, Path(name).suffix.lower(), self.keys)
