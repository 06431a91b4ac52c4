"""Find references, markers and links in the labelled documents, and print how right they are and how fast it goes.

python benchmarks/finding.py [--data FOLDER] [--format txt|md|html] [--split dev] [--speed]
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from backref.linking import link
from backref.locating import find
from backref.model.interfaces import found_json
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


# What the best other tool reaches on the same documents, as their own documentation states it, and what is aimed at.
AIMS = (
    ("references, F1 at IoU 0.8", "ALL", "refs", ".71 (AnyStyle's finder), .78 (patterns)", 0.96),
    ("hard-wrapped lists", "variant:wrap", "refs", ".69", 0.94),
    ("page debris", "variant:junk", "refs", ".83", 0.95),
    ("no heading", "variant:noheading", "refs", ".90 (AnyStyle)", 0.97),
    ("run-on list", "variant:runon", "refs", "0", 0.88),
    ("buried in prose", "variant:embed", "refs", "0", 0.85),
    ("links, F1", "ALL", "links", ".79", 0.94),
    ("superscript markers, F1", "style:numeric-sup", "markers", ".26", 0.80),
    ("author-year links, F1", "style:authoryear", "links", ".77", 0.93),
)
_ROW = re.compile(r"^(\S+)\s+\d+ \| (\S+)\s+\| (\S+)\s+\| (\S+)\s+\| (\S+)", re.MULTILINE)


def scores(printed: str) -> dict[str, dict[str, tuple[float, float, float]]]:
    """Return precision, recall and F1 of each group that the scorer printed, by what was scored."""
    found = {}
    for group, refs, _, markers, links in _ROW.findall(printed):
        values = (tuple(map(float, cell.split("/"))) for cell in (refs, markers, links))
        found[group] = dict(zip(("refs", "markers", "links"), values, strict=True))
    return found


def judged(data: Path, suffix: str, split: str) -> tuple[str, int, float]:
    """Return what the scorer prints of one format, the characters read, and the seconds they took."""
    rows, size, seconds = predictions(data / "documents" / "docs", suffix)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
        file.flush()
        command = [sys.executable, str(data / "score" / "finding.py"), str(data / "documents" / "docs"), file.name]
        done = subprocess.run(
            [*command, "--split", split, "--format", suffix], check=True, capture_output=True, text=True
        )
    return done.stdout, size, seconds


def sentences(folder: Path, split: str) -> tuple[int, float, float]:
    """Return the number of sentences with a marker, and the shares of their begins and ends that are found exactly.

    The labels were made by a program, and their begins and ends near a marker are not all right.
    """
    number = begins = ends = 0
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if (gold["split"], gold["variant"]) != (split, "own"):
            continue
        text = path.with_name(path.name.replace(".gold.json", ".txt"))
        document = read(text.read_bytes(), text.name)
        spans = [document.to_source(sentence.span) for sentence in find(document).sentences]
        starts, stops = {span.start for span in spans}, {span.end for span in spans}
        cited = [gold["sentences"][at] for at in sorted({m["sent"] for m in gold["markers"]} - {None})]
        number += len(cited)
        begins += sum(begin in starts for begin, _ in cited)
        ends += sum(end in stops for _, end in cited)
    return number, begins / max(number, 1), ends / max(number, 1)


def main() -> None:
    """Print the table of the scorer that comes with the documents."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=SHARED)
    options.add_argument("--format", default="txt", choices=("txt", "md", "html"))
    options.add_argument("--split", default="dev")
    given = options.parse_args()
    if not (given.data / "documents").is_dir():
        sys.exit(f"no documents in {given.data}")
    printed, size, seconds = judged(given.data, given.format, given.split)
    print(printed)
    found = scores(printed)
    print(f"{'':28}{'here':>8}{'aim':>8}  others")
    for name, group, what, others, aim in AIMS:
        if group in found:
            print(f"{name:28}{found[group][what][2]:8.3f}{aim:8.2f}  {others}")
    print(f"{'links, precision':28}{found['ALL']['links'][0]:8.3f}{0.98:8.2f}")
    if given.format == "txt":
        number, begins, ends = sentences(given.data / "documents" / "docs", given.split)
        print(f"{'sentences, begins':28}{begins:8.3f}{0.99:8.2f}  .997 (nupunkt, on other text), of {number}")
        print(f"{'sentences, ends':28}{ends:8.3f}{0.99:8.2f}")
    print(
        f"{size / 1e6:.2f} MB in {seconds:.2f} s: {size / 1e6 / seconds:.2f} MB/s on one core, reading and linking included"
    )


if __name__ == "__main__":
    main()
