"""Print what it would gain to compile modules of parsing with mypyc: the same strings, as they are and compiled.

    OPENBLAS_NUM_THREADS=1 python benchmarks/compiled.py [FILE]

It compiles a copy, and needs mypy and a C compiler. FILE is that of `parsing_speed.py`, whose third figure is compared.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
MODULES = (
    "fields/names/order fields/names/readings fields/names/rows fields/names/shapes fields/names/lists fields/joining text/spotting "
    "parsing/trimming parsing/kinds/guessed parsing/several parsing/tagging/tokens parsing/confidence"
).split()


def again(source: Path) -> float:
    """Return the microseconds that a string takes which was parsed before; the least of three runs."""
    command = [sys.executable, str(ROOT / "benchmarks" / "parsing_speed.py"), *sys.argv[1:2]]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    runs = [subprocess.run(command, env=environment, capture_output=True, text=True, check=True) for _ in range(3)]
    lines = [line for run in runs for line in run.stdout.splitlines() if line.startswith("again:")]
    return min(float(line.split()[3]) for line in lines)


def main() -> None:
    """Print the figures."""
    with TemporaryDirectory() as folder:
        source = Path(folder, "src")
        shutil.copytree(ROOT / "src", source)
        files = [f"backref/{module}.py" for module in MODULES]
        command = [sys.executable, "-m", "mypyc", "--config-file", os.devnull, "--ignore-missing-imports", *files]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        for name, path in (("as it is", ROOT / "src"), ("compiled", source)):
            print(f"{name}: {again(path):.0f} us for each string")


if __name__ == "__main__":
    main()
