"""Match without an engine: one process, batch after batch. python loop_match.py CATALOGUE ROWS.parquet OUT"""

import sys
from pathlib import Path

import pyarrow.parquet as pq

from backref import tables


def main(catalogue: str, rows: str, out: str, workers: str = "1") -> None:
    """Write OUT/part-0.parquet."""
    Path(out).mkdir()
    writer = None
    for batch in pq.ParquetFile(rows).iter_batches(512):
        made = tables.match(batch, "raw", catalogue)
        writer = writer or pq.ParquetWriter(f"{out}/part-0.parquet", made.schema)
        writer.write_batch(made)
    if writer:
        writer.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
