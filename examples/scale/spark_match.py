"""Match with Spark: one column more. python spark_match.py CATALOGUE ROWS.parquet OUT [WORKERS]

Here Spark runs on this machine; `spark-submit` gives the same program a cluster, and `spark.sent` gives that the
catalogue.
"""

import os
import sys

from pyspark.sql import SparkSession

from backref import spark


def main(catalogue: str, rows: str, out: str, workers: str = "2") -> None:
    """Write the parts that Spark makes."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = (
        SparkSession.builder.master(f"local[{workers}]")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "512")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    read = session.read.parquet(rows).repartition(int(workers))
    spark.match(read, "raw", catalogue=spark.sent(session, catalogue)).write.parquet(out)
    session.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
