"""What the catalogue needs of tantivy beside its queries: an index opened, one in memory, a record read, all of them
read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..model import Record
from . import terms
from .packing import unpack
from .place import IndexPlace

if TYPE_CHECKING:
    import tantivy

_AT_ONCE = 20_000  # records


def opened(at: IndexPlace) -> tantivy.Index:
    """Return the index of a place, made where there is none."""
    import tantivy

    if at.is_made:
        return _ready(tantivy.Index.open(str(at.index)))
    return _ready(tantivy.Index(terms.schema(), str(at.index)))


def in_memory() -> tantivy.Index:
    """Return an empty index that no folder holds."""
    import tantivy

    return _ready(tantivy.Index(terms.schema()))


def record_at(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> Record:
    """Return the record that stands there. Raises ValueError where the index is damaged."""
    try:
        stored: Any = searcher.doc(address).get_first(terms.RECORD)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what pyo3 makes of a panic is no Exception
            raise
        raise ValueError("the catalogue is damaged") from error
    return unpack(stored)


def counted(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """Return how many records fit a query."""
    found: Any = searcher.search(query, 1, count=True)
    return int(found.count)


def all_records(schema: tantivy.Schema, searcher: tantivy.Searcher) -> Iterator[Record]:
    """Yield every record, some at a time, in the order of their numbers."""
    import tantivy

    left, first = int(searcher.num_docs), 0
    while left > 0:
        query = tantivy.Query.range_query(
            schema, terms.NUMBER, tantivy.FieldType.Unsigned, first, first + _AT_ONCE, include_upper=False
        )
        number = counted(searcher, query)
        for _, address in searcher.search(query, number, count=False).hits if number else ():
            yield record_at(searcher, address)
        left -= number
        first += _AT_ONCE


def _ready(index: tantivy.Index) -> tantivy.Index:
    """An index that is read anew when that is asked for, never by a thread of its own: a process that is forked while
    such a thread holds the index's lock inherits it, and then waits for itself.
    """
    import tantivy

    index.config_reader("manual")
    index.register_tokenizer("blanks", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index
