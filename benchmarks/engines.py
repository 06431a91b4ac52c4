"""Match the same strings by a plain loop and through each engine of examples/scale: what the engine costs beside the
loop, a core.

python benchmarks/engines.py [--data FOLDER] [--strings 6000] [--engine NAME]...

Each runs with one worker, for many strings and for few: the difference is what the strings cost, without what starting
costs. Times are those of the processor, of all processes that a script starts, so that what else runs here counts
little; the loop is run before and after each engine. It needs Linux's /proc, and runs with the Python that has the
engines.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENGINES = ("polars", "duckdb", "dask", "ray", "pyspark")
FEW = 256
MARK = "BACKREF_MEASURED"
TICKS = os.sysconf("SC_CLK_TCK")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--strings", type=int, default=6000)
    options.add_argument("--engine", action="append", choices=ENGINES)
    given = options.parse_args(arguments)
    import pyarrow as pa
    import pyarrow.parquet as pq

    from backref.catalogue import Catalogue
    from backref.loading import records

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        held = Catalogue.open(folder / "catalogue", create=True)
        held.add(records(given.data / "matching" / "catalogue.jsonl.gz", print))
        with gzip.open(given.data / "matching" / "pairs_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
            raws = [json.loads(line)["raw_nodoi"] for line in lines]
        raws = (raws * (1 + given.strings // len(raws)))[: given.strings + FEW]
        table = pa.table({"id": range(len(raws)), "raw": raws})
        pq.write_table(table.slice(0, FEW), folder / "few.parquet")
        pq.write_table(table, folder / "many.parquet")
        before = _seconds("loop", folder)
        print(f"{'':<10}{'s for 256':>12}{'ms a string':>13}{'beside the loop':>17}")
        print(f"{'loop':<10}{before[0]:>12.1f}{1e3 * before[1] / given.strings:>13.2f}", flush=True)
        written = sum(path.stat().st_size for path in folder.glob("loop-many-*/*.parquet"))
        print(f"rows and verdicts as Parquet: {written / len(raws):.0f} bytes a string", flush=True)
        for engine in given.engine or ENGINES:
            if not find_spec(engine):
                print(f"{engine:<10} is not here")
                continue
            start, spent = _seconds({"pyspark": "spark"}.get(engine, engine), folder)
            after = _seconds("loop", folder)
            loop = (before[1] + after[1]) / 2
            before = after
            print(
                f"{engine:<10}{start:>12.1f}{1e3 * spent / given.strings:>13.2f}{spent / loop - 1:>+17.0%}", flush=True
            )
    return 0


def _seconds(engine: str, folder: Path) -> tuple[float, float]:
    """The processor's seconds for few strings, and how many more it takes for many."""
    spent = []
    for size in ("few", "many"):
        out = folder / f"{engine}-{size}-{time.time_ns()}"
        script = ROOT / "examples" / "scale" / f"{engine}_match.py"
        command = [sys.executable, script, folder / "catalogue", folder / f"{size}.parquet", out, "1"]
        spent.append(_processor(command, folder))
    return spent[0], spent[1] - spent[0]


def _processor(command: list[str | Path], folder: Path) -> float:
    """Run a program, and return the processor's seconds of it and of all that it starts: they inherit a variable that
    marks them.
    """
    mark = uuid.uuid4().hex
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "SPARK_LOCAL_IP": "127.0.0.1", MARK: mark}
    seen: dict[str, int] = {}
    ours: set[str] = set()
    with subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        while running.poll() is None:
            _look(f"{MARK}={mark}".encode(), ours, seen)
            time.sleep(0.05)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return sum(seen.values()) / TICKS


def _look(mark: bytes, ours: set[str], seen: dict[str, int]) -> None:
    """Note how many ticks each of our processes has had: those that are marked, and their children, which may have
    written over it.
    """
    for path in Path("/proc").glob("[0-9]*"):
        try:
            said = (path / "stat").read_text().rpartition(")")[2].split()
            if path.name in ours or said[1] in ours or mark in (path / "environ").read_bytes():
                ours.add(path.name)
                seen[f"{path.name} {said[19]}"] = int(said[11]) + int(said[12])
        except (OSError, IndexError):
            continue


if __name__ == "__main__":
    sys.exit(main())
