"""Match with Dask: its row groups are the parts of a bag. python dask_match.py CATALOGUE ROWS.parquet OUT [WORKERS]

Here the workers are processes of this machine; with a `dask.distributed.Client` they are those of a cluster, and
nothing else changes.
"""

import sys
from pathlib import Path

import dask
import dask.bag
import pyarrow as pa
import pyarrow.parquet as pq

from backref import tables


def work(group: int, catalogue: str, rows: str, out: str) -> int:
    """Match one row group, write it as one part, and return how many rows it has."""
    batches = pq.ParquetFile(rows).iter_batches(512, row_groups=[group])
    made = pa.Table.from_batches([tables.match(batch, "raw", catalogue) for batch in batches])
    pq.write_table(made, f"{out}/part-{group}.parquet")
    return made.num_rows


def main(catalogue: str, rows: str, out: str, workers: str = "2") -> None:
    """Write a part for each row group."""
    Path(out).mkdir()
    groups = dask.bag.from_sequence(range(pq.ParquetFile(rows).num_row_groups), partition_size=1)
    with dask.config.set(scheduler="processes", num_workers=int(workers)):
        groups.map(work, catalogue, rows, out).compute()


if __name__ == "__main__":
    main(*sys.argv[1:])
