"""An open catalogue: records in and out, and its upkeep. How it is asked: `asked`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..model import Identifier, Reference
from . import engine, footers, place
from .adding import added
from .asked import Opened
from .gone import Gone, Item
from .upkeep import Info, dropped, made_anew, origins_of, size_of

if TYPE_CHECKING:
    import tantivy


class Catalogue(Opened):
    """An open catalogue; `Catalogue.open(path)` for a directory, `Catalogue.of(records)` for one in memory."""

    def __init__(self, index: tantivy.Index, path: str, at: place.IndexPlace | None = None) -> None:
        super().__init__(index, path)
        self._at = at

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Catalogue:
        """Open the catalogue in a directory. Raises CatalogueError if it is none, or of another version.

        One whose making was cut off before it had its mark, or in the middle of that, gets it now.
        """
        with engine.Amiss(str(path), "cannot be opened", engine.MISSHAPEN):
            at = place.found(Path(path), create=create)
            return cls(engine.opened(at), str(path), place.mended(at))

    @classmethod
    def of(cls, records: Iterable[Item | Reference], path: str = "memory") -> Catalogue:
        """Return a catalogue in memory that holds `records`, which are those of the file at `path` if one is named."""
        catalogue = cls(engine.in_memory(), path)
        catalogue.add(records)
        return catalogue

    @property
    def is_in_memory(self) -> bool:
        """Whether no folder holds it."""
        return self._at is None

    def add(self, items: Iterable[Item | Reference], *, origin: str | None = None, dated: str | None = None) -> int:
        """Add records, each in place of an earlier one of its origin with the same first identifier; return how many
        were given.

        One that is older than what is there does not replace it. What is Gone is taken out. `origin` and `dated` are
        for those that do not say theirs. Raises CatalogueError if another process is writing, or the disk is full.
        """
        with engine.Amiss(self.path, "cannot be written"):
            self._catch_up()
            *_, count = added(self._index, items, self._records_of, self._renew, origin or "", dated or "", self._at)
        self._renew()
        return count

    def remove(self, identifiers: Iterable[Identifier], *, origin: str = "") -> None:
        """Take out the records that bear any of these identifiers: those of one origin, or of all. Raises
        CatalogueError.
        """
        self.add([Gone(tuple(identifiers), origin)])

    def info(self) -> Info:
        """Return what is in it: records by origin, the days that they are of, and bytes on disk."""
        with engine.Amiss(self.path):
            size = 0 if self._at is None else size_of(self._at)
            return Info(self.path, len(self), size, origins_of(self._searcher))

    def drop(self, origin: str) -> int:
        """Take out the records of an origin, and return how many there were. Raises CatalogueError as `add` does."""
        before = len(self)
        with engine.Amiss(self.path, "cannot be written"):
            self._catch_up()
            dropped(self._index, self._at, origin)
        self._renew()
        return before - len(self)

    def compact(self) -> None:
        """Make it anew out of itself, without what was replaced or taken out. Raises CatalogueError as `add` does.

        Until that is done the old one counts; who has it open may go on reading it.
        """
        if self._at is None:
            return
        with engine.Amiss(self.path, "cannot be written"):
            self._catch_up()
            self._at = made_anew(self._at, self._index, self.records())
            self._index = engine.opened(self._at)
        self._renew()

    def damaged(self) -> list[str]:
        """Return the names of the files whose bytes are not those that were written; all of them are read for it."""
        with engine.Amiss(self.path, kinds=engine.MISSHAPEN):
            return [] if self._at is None else footers.damaged(self._at.index)

    def _catch_up(self) -> None:
        """Turn to the index that counts, where the catalogue was made anew since it was opened."""
        if self._at is not None and (at := place.found(self._at.folder, create=True)) != self._at:
            self._index, self._at = engine.opened(at), at
            self._renew()
