"""Taking dumps into a catalogue: which files were taken before, what is new in them, and what is said meanwhile.

A catalogue's folder has a ledger of the files that were taken whole, known again by their content. What was cut off, or
killed in between, is in no ledger, and is read again; its records take the places of those that were added before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from . import dumps
from .catalogue import Catalogue, Item
from .errors import UnreadableInput
from .ledger import Ledger, Taken
from .model import Problem

_TOGETHER = 1_000_000  # records that are added before the ledger is written; each time costs a merge
_STEP = 1000  # records between two tellings
Progress = Callable[[str, int], None]
"""Called with the name of a file, and how many records of it were read so far."""


class TakenFiles(NamedTuple):
    """What became of each file: those taken, those that had been taken before, and those that could not be read to
    their end.
    """

    taken: tuple[Taken, ...]
    known: tuple[Taken, ...]
    unread: tuple[UnreadableInput, ...]


def take(
    catalogue: Catalogue,
    paths: Sequence[str | Path],
    *,
    on_problem: dumps.OnProblem,
    progress: Progress = lambda name, count: None,
    again: bool = False,
) -> TakenFiles:
    """Add what the files, archives and folders at `paths` hold, and return what became of each file.

    With `again`, files are read that were taken before, too. Raises CatalogueError where nothing can be written.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.bib").write_text("@book{a, title = {Heat}, isbn = {9780323072939}}")
    >>> catalogue = Catalogue.open(folder / "catalogue", create=True)
    >>> [len(take(catalogue, [folder / "a.bib"], on_problem=print).taken) for _ in range(2)]
    [1, 0]
    """
    ledger = Ledger.of(catalogue)
    run = _Run(ledger, on_problem, progress, again)
    waiting = run.units(paths)
    while not run.is_done:
        catalogue.add(run.some(waiting))
        ledger.write(run.kept())
    return TakenFiles(tuple(run.taken), tuple(run.known), tuple(run.unread))


def unreadable(paths: Sequence[str | Path]) -> UnreadableInput | None:
    """Return why nothing at `paths` can be read; None where something can. No more is read than the first record.

    >>> str(unreadable(["no-such-file.bib"]))
    'no-such-file.bib: No such file or directory'
    """
    why: UnreadableInput | None = None
    for path in paths:
        try:
            for unit in dumps.units(path, _unheard):
                try:
                    next(iter(dumps.items(unit, _unheard)), None)
                except UnreadableInput as error:
                    why = why or error
                else:
                    return None
        except UnreadableInput as error:
            why = why or error
    return why or UnreadableInput(str(paths[0]) if paths else "", "there is no file in it")


def _unheard(problem: Problem) -> None:
    """Problems are told when the file is taken."""


class _Run:
    """One run: what was taken in it, and what of that is not in the ledger yet."""

    def __init__(self, ledger: Ledger, on_problem: dumps.OnProblem, progress: Progress, again: bool) -> None:
        self._ledger, self._on_problem, self._progress, self._again = ledger, on_problem, progress, again
        self._fresh: list[Taken] = []
        self.taken: list[Taken] = []
        self.known: list[Taken] = []
        self.unread: list[UnreadableInput] = []
        self.is_done = False

    def units(self, paths: Sequence[str | Path]) -> Iterator[tuple[str, dumps.DumpFile]]:
        """Yield the files, each with the path that led there."""
        for path in paths:
            unit = None
            before = len(self.unread)
            try:
                for unit in dumps.units(path, self._note):
                    yield str(Path(path).absolute()), unit
            except UnreadableInput as error:
                self.unread.append(error)
            if unit is None and len(self.unread) == before:
                self.unread.append(UnreadableInput(str(path), "there is no file in it"))
        self.is_done = True

    def some(self, waiting: Iterator[tuple[str, dumps.DumpFile]]) -> Iterator[Item]:
        """Yield the records of the next files, until they are many."""
        count = 0
        for path, unit in waiting:
            try:
                digest = unit.digest()
            except (OSError, EOFError) as error:
                self.unread.append(UnreadableInput(unit.name, str(error)))
                continue
            if (known := self._ledger.known.get(digest)) is not None and not self._again:
                self.known.append(known._replace(name=unit.name))
                continue
            for item in self._items(path, unit, digest):
                count += 1
                yield item
            if count >= _TOGETHER:
                return

    def kept(self) -> list[Taken]:
        """Return what was taken whole since this was asked last."""
        fresh, self._fresh = self._fresh, []
        return fresh

    def _items(self, path: str, unit: dumps.DumpFile, digest: str) -> Iterator[Item]:
        count, before, origins = 0, len(self.unread), set[str]()
        try:
            for item in dumps.items(unit, self._note):
                count += 1
                origins.add(item.origin)
                if count % _STEP == 0:
                    self._progress(unit.name, count)
                yield item
        except UnreadableInput as error:
            self.unread.append(error)
        row = Taken(unit.name, unit.size, digest, count, path, tuple(sorted(origins)))
        self.taken.append(row)
        if len(self.unread) == before:
            self._fresh.append(row)

    def _note(self, problem: Problem) -> None:
        if problem.code == dumps.CUT_OFF:
            self.unread.append(UnreadableInput(problem.place, problem.message))
        else:
            self._on_problem(problem)
