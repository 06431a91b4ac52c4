"""Match with Polars: each worker scans its share of the rows. python polars_match.py CATALOGUE ROWS.parquet OUT
[WORKERS]

Polars has threads, and Python's work is one thread's; so each worker is a process with a lazy frame of its own.
"""

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import polars as pl

from backref import tables


def work(catalogue: str, rows: str, out: str, workers: int, worker: int) -> None:
    """Match the rows of one worker, and write them as one part."""

    def matched(frame: pl.DataFrame) -> pl.DataFrame:
        return pl.from_arrow(tables.match(frame.to_arrow(), "raw", catalogue))

    frame = pl.scan_parquet(rows)
    count = frame.select(pl.len()).collect().item()
    share = -(-count // workers)
    mine = frame.slice(worker * share, share).collect()
    pl.concat([matched(some) for some in mine.iter_slices(512)]).write_parquet(f"{out}/part-{worker}.parquet")


def main(catalogue: str, rows: str, out: str, workers: str = "2") -> None:
    """Write OUT/part-0.parquet, OUT/part-1.parquet..."""
    Path(out).mkdir()
    many = int(workers)
    with ProcessPoolExecutor(many, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(work, *zip(*[(catalogue, rows, out, many, worker) for worker in range(many)], strict=True)))


if __name__ == "__main__":
    main(*sys.argv[1:])
