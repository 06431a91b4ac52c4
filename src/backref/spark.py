"""Apache Spark: a data frame in, the same rows with a column more out. Parse, find and match on as many machines as
there are.

    parse(df, "raw")                        the column "parsed"
    find(df, "text")                        the column "found"
    match(df, "raw", catalogue=place)       the column "matched"

Each is one `mapInArrow` with its schema written out, so nothing is looked at beforehand and nothing is moved between
machines. A Python worker has one model and one open catalogue. A row in is a row out; see `backref.tables`. Needs the
extra `spark`.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from secrets import token_hex
from shutil import make_archive, rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from . import tables
from .tables import Place, kinds

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import DataFrame, SparkSession

_SENT = "spark-files:"


def parse(df: DataFrame, column: str) -> DataFrame:
    """Return the rows with the column "parsed": of each raw citation in `column` its CSL-JSON, DOI, fields and
    problems.
    """
    return _mapped(df, "parsed", partial(tables.parse, column=column))


def find(df: DataFrame, column: str) -> DataFrame:
    """Return the rows with the column "found": the citations and markers in each text of `column`, with their spans."""
    return _mapped(df, "found", partial(tables.find, column=column))


def match(df: DataFrame, column: str, *, catalogue: Place) -> DataFrame:
    """Return the rows with the column "matched": the verdict of a catalogue on each raw citation in `column`.

    `catalogue` is the folder of one, which each machine has under this path, or the folders of its shards, of which
    each answers for its part; or what `sent` returned.
    """
    return _mapped(df, "matched", partial(_matched, column=column, catalogue=catalogue))


def sent(session: SparkSession, catalogue: str | Path) -> str:
    """Send the folder of a catalogue to every machine, and return what `match` calls it there.

    It travels as one archive, which lies in a temporary folder of this machine until the program ends.
    """
    folder = mkdtemp(prefix="backref-")
    atexit.register(rmtree, folder, ignore_errors=True)
    name = f"catalogue-{token_hex(8)}"
    path = Path(catalogue).resolve()
    archive = make_archive(f"{folder}/{name}", "tar", path.parent, path.name)
    session.sparkContext.addArchive(f"{archive}#{name}")
    return f"{_SENT}{name}/{path.name}"


def _matched(batch: RecordBatch, column: str, catalogue: Place) -> RecordBatch:
    if isinstance(catalogue, str) and catalogue.startswith(_SENT):
        from pyspark import SparkFiles

        catalogue = SparkFiles.get(catalogue.removeprefix(_SENT))
    return tables.match(batch, column, catalogue)


def _mapped(df: DataFrame, name: str, work: Callable[[RecordBatch], RecordBatch]) -> DataFrame:
    from pyspark.sql.types import StructField, StructType

    kind = StructType.fromDDL(f"`{name}` {kinds.ddl(name)}").fields[0]
    kept = [StructField(each.name, each.dataType, each.nullable) for each in df.schema.fields if each.name != name]
    return df.drop(name).mapInArrow(partial(_each, work), StructType([*kept, kind]))


def _each(work: Callable[[RecordBatch], RecordBatch], batches: Iterator[RecordBatch]) -> Iterator[RecordBatch]:
    return map(work, batches)
