"""Print how many citations a second one core parses, raw to CSL, and how long the first one takes.

    OPENBLAS_NUM_THREADS=1 python benchmarks/parsing_speed.py [FILE]

FILE holds {"raw"} JSON lines, gzipped or not; without one, the example's citations are parsed again and again.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def raws(path: str | None) -> list[str]:
    """Return the strings to parse."""
    if path is None:
        from backref import pipeline

        found = pipeline.find(pipeline.read(ROOT / "examples" / "low-back-pain.md"))
        return [citation.raw for citation in found.citations] * 150
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["raw"] for line in lines]


def main() -> None:
    """Print the figures."""
    strings = raws(sys.argv[1] if len(sys.argv) > 1 else None)
    began = time.perf_counter()
    from backref.parsing import parse_many

    next(parse_many(strings[:1]))
    print(f"first citation after {time.perf_counter() - began:.2f} s")
    for name in ("cold", "warm"):
        began, cpu = time.perf_counter(), time.process_time()
        count = sum(1 for _ in parse_many(strings))
        took = time.perf_counter() - began
        print(
            f"{name}: {count} strings, {count / took:.0f} a second ({count / (time.process_time() - cpu):.0f} for each second of processor time)"
        )


if __name__ == "__main__":
    main()
