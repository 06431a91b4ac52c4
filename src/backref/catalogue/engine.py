"""What the catalogue needs of tantivy beside its queries: an index opened, one in memory, a record read, all of them
read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import CatalogueError
from ..model import Record
from . import terms
from .packing import unpack
from .place import IndexPlace

if TYPE_CHECKING:
    import tantivy

_AT_ONCE = 20_000  # records
_LAST = (1 << 64) - 1  # number that a record may have
_NO_LOCK, _HELD = "Failed to acquire Lockfile", "LockBusy"  # in what tantivy says
_FAULTS = (OSError, ValueError)
# Of JSON, too, that says something else than it should.
MISSHAPEN = (*_FAULTS, AttributeError, TypeError, KeyError, OverflowError, RecursionError)


class Amiss:
    """Turns what goes wrong with an index within a `with`, if it is of these kinds, into a CatalogueError of the
    catalogue at `path`. A class, since a generator would cost too much beside a lookup.
    """

    __slots__ = ("failing", "kinds", "path")

    def __init__(
        self, path: str, failing: str = "cannot be read", kinds: tuple[type[Exception], ...] = _FAULTS
    ) -> None:
        self.path, self.failing, self.kinds = path, failing, kinds

    def __enter__(self) -> None:
        """Do nothing yet."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Raise CatalogueError for what went wrong."""
        if error is None or isinstance(error, CatalogueError):
            return
        if isinstance(error, self.kinds):
            raise CatalogueError(self.path, self._said(str(error))) from error
        if type(error).__name__ == "PanicException":  # what pyo3 makes of a panic is no Exception
            raise CatalogueError(self.path, f"{self.failing}, since it is damaged; build it anew") from error

    def _said(self, said: str) -> str:
        if _HELD in said:
            return "another process is writing to it"
        return f"{self.failing}: {'permission denied' if _NO_LOCK in said else said}"


def opened(at: IndexPlace) -> tantivy.Index:
    """Return the index of a place, made where there is none. Raises OSError for one of whose files a pipe or a device
    stands, which tantivy would read without an end.
    """
    import tantivy

    if at.is_made:
        for path in at.index.iterdir():
            if path.exists() and not path.is_file() and not path.is_dir():
                raise OSError(f"{path.name} is no file")
        try:
            return _ready(tantivy.Index.open(str(at.index)))
        except ValueError as error:
            if _NO_LOCK not in str(error) or _HELD in str(error):
                raise
            return _opened_elsewhere(at.index)
    return _ready(tantivy.Index(terms.schema(), str(at.index)))


def _opened_elsewhere(folder: Path) -> tantivy.Index:
    """Return the index of a folder that may not be written, where its lock would be: opened from a folder of links to
    its files, which is needed no longer than that takes.
    """
    from tempfile import TemporaryDirectory

    import tantivy

    with TemporaryDirectory(prefix="backref-") as links:
        for path in folder.resolve().iterdir():
            if path.suffix != ".lock":
                Path(links, path.name).symlink_to(path)
        return _ready(tantivy.Index.open(links))


def in_memory() -> tantivy.Index:
    """Return an empty index that no folder holds."""
    import tantivy

    return _ready(tantivy.Index(terms.schema()))


def record_at(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> Record:
    """Return the record that stands there. Raises ValueError where the index is damaged."""
    stored: Any = searcher.doc(address).get_first(terms.RECORD)
    if not isinstance(stored, bytes):
        raise ValueError("a record is missing")
    return unpack(stored)


def counted(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """Return how many records fit a query."""
    found: Any = searcher.search(query, 1, count=True)
    return int(found.count)


def all_records(schema: tantivy.Schema, searcher: tantivy.Searcher) -> Iterator[Record]:
    """Yield every record, some at a time, in the order of their numbers. Raises ValueError where that cannot be done.

    Where no record has a number, ever wider steps are taken: a damaged one may be any.
    """
    import tantivy

    left, first, wide = int(searcher.num_docs), 0, _AT_ONCE
    while left > 0:
        if first + wide > _LAST:
            raise ValueError(f"{left} records are not found")
        query = tantivy.Query.range_query(
            schema, terms.NUMBER, tantivy.FieldType.Unsigned, first, first + wide, include_upper=False
        )
        number = counted(searcher, query)
        if number > _AT_ONCE < wide:
            wide //= 2
            continue
        for _, address in searcher.search(query, number, count=False).hits if number else ():
            yield record_at(searcher, address)
        left -= number
        first += wide
        wide = _AT_ONCE if number else 2 * wide


def _ready(index: tantivy.Index) -> tantivy.Index:
    """An index that is read anew when that is asked for, never by a thread of its own: a process that is forked while
    such a thread holds the index's lock inherits it, and then waits for itself.
    """
    import tantivy

    index.config_reader("manual")
    index.register_tokenizer("blanks", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index
