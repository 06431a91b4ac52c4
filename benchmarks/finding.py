"""Find references, markers and links in the labelled documents, and print how right they are and how fast it goes.

python benchmarks/finding.py [--data FOLDER] [--format txt|md|html] [--split dev] [--speed]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from backref.cli._json import found_json
from backref.finding import find
from backref.linking import link
from backref.readers import read

SHARED = Path(__file__).resolve().parents[2] / "shared"


def predictions(folder: Path, suffix: str) -> tuple[list[dict], int, float]:
    """Return what is found in each document of one format, the characters read, and the seconds it took."""
    rows, size, seconds = [], 0, 0.0
    for path in sorted(folder.glob(f"*.{suffix}")):
        data = path.read_bytes()
        began = time.perf_counter()
        document = read(data, path.name)
        found = find(document)
        linked = link(document, found)
        seconds += time.perf_counter() - began
        size += len(document.source)
        rows.append({"id": path.name.removesuffix(f".{suffix}")} | found_json(document, found, linked))
    return rows, size, seconds


def main() -> None:
    """Print the table of the scorer that comes with the documents."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=SHARED)
    options.add_argument("--format", default="txt", choices=("txt", "md", "html"))
    options.add_argument("--split", default="dev")
    given = options.parse_args()
    if not (given.data / "documents").is_dir():
        sys.exit(f"no documents in {given.data}")
    rows, size, seconds = predictions(given.data / "documents" / "docs", given.format)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
        file.flush()
        scorer = given.data / "score" / "finding.py"
        command = [
            sys.executable,
            str(scorer),
            str(given.data / "documents" / "docs"),
            file.name,
            "--split",
            given.split,
            "--format",
            given.format,
        ]
        subprocess.run(command, check=True)
    print(
        f"{size / 1e6:.2f} MB in {seconds:.2f} s: {size / 1e6 / seconds:.2f} MB/s on one core, reading and linking included"
    )


if __name__ == "__main__":
    main()
