"""Match with DuckDB: a query brings the rows, a COPY writes them. python duckdb_match.py CATALOGUE ROWS.parquet OUT
[WORKERS]

DuckDB hands out and takes in Arrow batches as a stream. Python's work is one thread's; so each worker is a process with
its own query.
"""

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path

import duckdb
import pyarrow as pa

from backref import tables


def work(catalogue: str, rows: str, out: str, workers: int, worker: int) -> None:
    """Match the rows of one worker, and write them as one part."""
    query = "SELECT * FROM read_parquet($rows) WHERE id % $workers = $worker"
    mine = duckdb.sql(query, params={"rows": rows, "workers": workers, "worker": worker})
    made = (tables.match(batch, "raw", catalogue) for batch in mine.to_arrow_reader(512))
    if (first := next(made, None)) is not None:
        matched = pa.RecordBatchReader.from_batches(first.schema, chain([first], made))
        duckdb.connect().from_arrow(matched).write_parquet(f"{out}/part-{worker}.parquet")


def main(catalogue: str, rows: str, out: str, workers: str = "2") -> None:
    """Write OUT/part-0.parquet, OUT/part-1.parquet..."""
    Path(out).mkdir()
    many = int(workers)
    with ProcessPoolExecutor(many, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(work, *zip(*[(catalogue, rows, out, many, worker) for worker in range(many)], strict=True)))


if __name__ == "__main__":
    main(*sys.argv[1:])
