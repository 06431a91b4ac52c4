"""Build the catalogue of the 42,399 real records from Crossref's lines, and match real strings against it: speed, size,
workers.

python benchmarks/catalogue.py [--data FOLDER] [--strings 3000] [--workers 2]

Times of one core are those of the processor, so that what else runs here counts little; the best of three for building.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from backref.catalogue import Catalogue
from backref.fields.crossref import record_of
from backref.matching import match_many
from backref.parsing import parse_many
from backref.text import json_values

SHARED = Path(__file__).resolve().parents[2] / "shared"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=SHARED)
    options.add_argument("--strings", type=int, default=3000)
    options.add_argument("--workers", type=int, default=2)
    given = options.parse_args(arguments)
    folder = given.data / "matching"
    if not folder.is_dir():
        sys.exit(f"no matching data in {given.data}")
    with gzip.open(folder / "pairs_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        raws = [json.loads(line)["raw_nodoi"] for line in lines][: given.strings]
    with tempfile.TemporaryDirectory() as name:
        rate = max(_built(folder, Path(name) / str(turn)) for turn in range(3))
        path = Path(name) / "0"
        held = Catalogue.open(path)
        info = held.info()
        list(match_many(raws[:300], held))  # the model is loaded, patterns are compiled
        began = time.process_time()
        list(parse_many(raws))
        parsed = time.process_time() - began
        began, wall = time.process_time(), time.perf_counter()
        alone = list(match_many(raws, held))
        cpu, wall = time.process_time() - began, time.perf_counter() - wall
        began = time.perf_counter()
        spread = list(match_many(raws, path, workers=given.workers))
        with_workers = time.perf_counter() - began
    print(f"{'':58}{'here':>10}{'aim':>10}")
    for what, value, aim in (
        ("records a second of one core, from Crossref's lines", f"{rate:,.0f}", "12,000"),
        ("bytes a record on disk", f"{info.size / info.records:.0f}", "350"),
        ("ms of one core for one string: parse, search, judge", f"{1e3 * cpu / len(raws):.2f}", "4"),
        ("   of which parse", f"{1e3 * parsed / len(raws):.2f}", ""),
        ("ms of this machine for one string, one process", f"{1e3 * wall / len(raws):.2f}", ""),
        (f"   with {given.workers} workers, their start included", f"{1e3 * with_workers / len(raws):.2f}", ""),
        ("strings whose verdict differs with workers", f"{sum(a != b for a, b in zip(alone, spread, strict=True))}", "0"),
    ):  # fmt: skip
        print(f"{what:58}{value:>10}{aim:>10}")
    print(f"{info.records:,} records, {len(raws):,} strings")
    return int(alone != spread)


def _built(folder: Path, path: Path) -> float:
    """Build a catalogue, and return how many records a second of one core that was."""
    catalogue = Catalogue.open(path, create=True)
    began = time.process_time()
    with gzip.open(folder / "catalogue.jsonl.gz") as lines:
        read = (record_of(json_values.loads(line)) for line in lines)  # type: ignore[arg-type]
        count = catalogue.add(record for record in read if record)
    return count / (time.process_time() - began)


if __name__ == "__main__":
    sys.exit(main())
