"""Run by test_spark.py in a process of its own: two executors of a real Spark, one killed in the middle; what came out,
as JSON.

python cluster.py CATALOGUE[,CATALOGUE...] RAWS.jsonl OUTPUT.parquet [KILLED]

With KILLED, a path, the first task that reaches its middle kills its executor, and notes it there.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from pyspark.sql import SparkSession

from backref import spark


def executor_of(process: int) -> int:
    """Return the process of the executor that a Python worker works for: the nearest ancestor that is a JVM."""
    while process > 1:
        if "java" in Path(f"/proc/{process}/comm").read_text():
            return process
        process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    raise RuntimeError("no executor")


def killing(marker: str):
    """Return a stage that lets rows through, and once, after some of them, kills the executor that it runs in."""

    def stage(batches):
        for number, batch in enumerate(batches):
            if number == 1:
                try:
                    os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
                except FileExistsError:
                    pass
                else:
                    os.kill(executor_of(os.getpid()), signal.SIGKILL)
            yield batch

    return stage


def main(catalogues: str, raws: str, output: str, marker: str = "") -> None:
    """Match and write."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "512")
        .config("spark.ui.enabled", "false")
        .config("spark.executorEnv.PYTHONPATH", os.environ["PYTHONPATH"])
        .getOrCreate()
    )
    place = catalogues.split(",")
    rows = session.read.schema("id long, raw string").json(raws).repartitionByRange(4, "id")
    if marker:
        rows = rows.mapInArrow(killing(marker), rows.schema)
    at = spark.sent(session, place[0]) if len(place) == 1 else place
    spark.parse(spark.match(rows, "raw", catalogue=at), "raw").write.parquet(output)
    rows = session.read.parquet(output)
    print(json.dumps({"rows": rows.count(), "columns": rows.columns}))
    session.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
