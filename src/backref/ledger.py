"""The ledger of a catalogue: which files were taken into it whole. JSON lines beside the index; a line that is broken
says nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Self

from . import files
from .catalogue import LEDGER, Catalogue
from .errors import CatalogueError


class Taken(NamedTuple):
    """One file that was taken: what it was called, its size, its digest, how many records, of which origins, and the
    path that was asked for.
    """

    name: str
    size: int
    digest: str
    records: int
    path: str
    origins: tuple[str, ...] = ()


class Ledger:
    """The files that a catalogue has taken; in memory, where the catalogue is."""

    def __init__(self, path: Path | None, known: Iterable[Taken] = ()) -> None:
        self._path = path
        self.known = {row.digest: row for row in known}

    @classmethod
    def of(cls, catalogue: Catalogue) -> Self:
        """Return the ledger of a catalogue, without the files all of whose records were dropped since."""
        path = None if catalogue.is_in_memory else Path(catalogue.path) / LEDGER
        rows = list(_read(path)) if path is not None else []
        held = {origin: catalogue.holds(origin) for row in rows for origin in row.origins}
        return cls(path, (row for row in rows if not row.origins or any(held[origin] for origin in row.origins)))

    def write(self, rows: Iterable[Taken]) -> None:
        """Add rows, safe on disk when this returns. Raises CatalogueError."""
        fresh = list(rows)
        self.known.update((row.digest, row) for row in fresh)
        if self._path is None or not fresh:
            return
        lines = (json.dumps(row._asdict(), ensure_ascii=False) for row in fresh)
        said = "\n".join(("", *lines, ""))  # the first "\n" ends a line that a killed writer began
        try:
            with self._path.open("a", encoding="utf-8", errors="surrogateescape") as file:
                file.write(said)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise CatalogueError(str(self._path), error.strerror or str(error)) from error

    def paths(self) -> tuple[str, ...]:
        """Return the paths that were asked for, in order, each once."""
        return tuple(dict.fromkeys(row.path for row in self.known.values()))


def _read(path: Path) -> Iterable[Taken]:
    try:
        lines = files.read(path).decode(errors="surrogateescape").split("\n")
    except OSError:
        return
    for line in lines:
        try:
            said = json.loads(line)
            yield Taken(
                str(said["name"]), int(said["size"]), str(said["digest"]), int(said["records"]), str(said["path"]),
                tuple(map(str, said["origins"])),
            )  # fmt: skip
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            continue
