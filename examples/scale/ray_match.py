"""Match with Ray Data: a map over Arrow batches. python ray_match.py CATALOGUE ROWS.parquet OUT [WORKERS]

Ray starts its workers here; with `ray.init(address="auto")` they are those of a cluster that runs.
"""

import sys

import pyarrow as pa
import ray

from backref import tables


class Matcher:
    """A worker's: its catalogue and its model stay open from batch to batch."""

    def __init__(self, catalogue: str) -> None:
        self.catalogue = catalogue

    def __call__(self, batch: pa.Table) -> pa.Table:
        """Return the batch with the column "matched"."""
        return tables.match(batch, "raw", self.catalogue)


def main(catalogue: str, rows: str, out: str, workers: str = "2") -> None:
    """Write the parts that Ray makes."""
    many = int(workers)
    ray.init(num_cpus=many + 1, include_dashboard=False, log_to_driver=False, object_store_memory=200 << 20)
    read = ray.data.read_parquet(rows)
    matched = read.map_batches(
        Matcher,
        fn_constructor_args=(catalogue,),
        batch_format="pyarrow",
        batch_size=512,
        compute=ray.data.ActorPoolStrategy(size=many),
    )
    matched.write_parquet(out)
    ray.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
