"""Print how many citations a second one core parses, raw to CSL, how long the first one takes, and what memory it
needs.

    OPENBLAS_NUM_THREADS=1 python benchmarks/parsing_speed.py [FILE] [--workers N]

FILE holds {"raw"} JSON lines, gzipped or not; without one, the example's citations are parsed again and again. The
first half is parsed cold, then the second, whose strings are new to a tagger that is warm, and then that again. Seconds
are those of the processor, so that others who work there count little; with `--workers` also by the clock, and of this
process alone.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ANYSTYLE = 378  # strings a second of the parser that is best known, on one core


def raws(path: str | None) -> list[str]:
    """Return the strings to parse."""
    if path is None:
        from backref import pipeline

        found = pipeline.find(pipeline.read(ROOT / "examples" / "low-back-pain.md"))
        return [citation.raw for citation in found.citations] * 150
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["raw"] for line in lines]


def memory() -> str:
    """Return the most memory that this process had, where the system tells."""
    try:
        import resource
    except ImportError:
        return "?"
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{most / (1 << 20 if sys.platform == 'darwin' else 1 << 10):.0f} MB"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?")
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    strings = raws(given.file)
    began = time.perf_counter(), time.process_time()
    from backref.parsing import parse_many

    next(parse_many(strings[:1]))
    first = time.perf_counter() - began[0], time.process_time() - began[1]
    print(f"first citation after {first[0]:.2f} s, {first[1]:.2f} s of the processor")
    half = len(strings) // 2
    for name, part in (("cold", strings[:half]), ("new", strings[half:]), ("again", strings[half:])):
        clock, cpu = time.perf_counter(), time.process_time()
        count = sum(1 for _ in parse_many(part, workers=given.workers))
        cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
        wall = f"; {count / clock:.0f} a second by the clock" if given.workers > 1 else ""
        print(f"{name}: {count} strings, {1e6 * cpu / count:.0f} us each, {count / cpu:.0f} a second{wall}")
    print(f"AnyStyle: {ANYSTYLE} a second")
    print(f"most memory: {memory()}")


if __name__ == "__main__":
    main()
