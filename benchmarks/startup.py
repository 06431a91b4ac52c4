"""Print how long `backref --help` and `import backref` take beside `python -c pass`: the median of several whole
processes.

python benchmarks/startup.py
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 15
SRC = str(Path(__file__).resolve().parents[1] / "src")
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import backref'": ["-c", "import backref"],
    "backref --help": ["-m", "backref", "--help"],
    "backref resolve --help": ["-m", "backref", "resolve", "--help"],
    "backref parse, one citation": [
        "-m",
        "backref",
        "parse",
        "Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380.",
    ],
}


def main() -> None:
    """Print the table, in milliseconds."""
    for name, arguments in COMMANDS.items():
        times = []
        for _ in range(RUNS):
            began = time.perf_counter()
            subprocess.run(
                [sys.executable, *arguments],
                env=os.environ | {"PYTHONPATH": SRC},
                stdout=subprocess.DEVNULL,
                check=True,
            )
            times.append(1000 * (time.perf_counter() - began))
        print(f"{name:32} {statistics.median(times):6.0f} ms   (min {min(times):.0f}, max {max(times):.0f})")


if __name__ == "__main__":
    main()
