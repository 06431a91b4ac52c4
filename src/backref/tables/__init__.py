"""Arrow tables: a batch of rows in, the same rows with a column more out. What every engine of data frames can call.

    parse(batch, "raw")                  the column "parsed": what each raw citation describes
    find(batch, "text")                  the column "found": the citations and markers of each text
    match(batch, "raw", "catalogue")     the column "matched": the verdict of a catalogue on each raw citation

A row in is a row out. One that cannot be read (no text, or a number where a text should be) has its problem in the
column; nothing raises for what a row holds. The columns are structs of a fixed kind. Needs the extra `arrow`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ..catalogue import Catalogue
from ..matching import source_at
from ..sources.catalogue import CatalogueSource
from . import kinds, rows

if TYPE_CHECKING:
    import pyarrow

Batch = TypeVar("Batch", "pyarrow.RecordBatch", "pyarrow.Table")
Place = str | Path | Sequence[str | Path]
"""The folder of a catalogue, or the folders of its shards."""

__all__ = ["Place", "find", "match", "parse"]


def parse(batch: Batch, column: str) -> Batch:
    """Return the batch with the column "parsed": of each raw citation in `column` its CSL-JSON, DOI, fields and
    problems.

    Raises KeyError where there is no such column, as all of these do.
    """
    return _with(batch, "parsed", rows.parsed(_values(batch, column)))


def find(batch: Batch, column: str) -> Batch:
    """Return the batch with the column "found": the citations and markers in each text of `column`, with their
    spans.
    """
    return _with(batch, "found", rows.found(_values(batch, column)))


def match(batch: Batch, column: str, catalogue: Catalogue | Place) -> Batch:
    """Return the batch with the column "matched": the verdict of a catalogue on each raw citation in `column`.

    A catalogue that is named by its folder is opened once in each process. Raises CatalogueError where there is none.
    """
    source = CatalogueSource(catalogue) if isinstance(catalogue, Catalogue) else source_at(_named(catalogue))
    return _with(batch, "matched", rows.matched(_values(batch, column), source))


def _named(catalogue: Place) -> tuple[str, ...]:
    return (str(catalogue),) if isinstance(catalogue, str | Path) else tuple(map(str, catalogue))


def _values(batch: Any, column: str) -> list[object]:
    values: list[object] = batch.column(column).to_pylist()
    return values


def _with(batch: Batch, name: str, made: list[rows.Row]) -> Batch:
    """The batch with a column more, in the place of one that has its name."""
    values = kinds.pyarrow_module().array(made, type=kinds.arrow(name))
    if name in batch.schema.names:
        return batch.set_column(batch.schema.names.index(name), name, values)
    return batch.append_column(name, values)
