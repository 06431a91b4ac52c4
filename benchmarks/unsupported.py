"""Print how often `find --unsupported` names a sentence that asserts something without a source, and no other.

python benchmarks/unsupported.py [--misses]

"+" stands before a sentence that asserts something and cites nothing, "-" before any other. The words were mended with
tests/gold/unsupported.txt; unsupported-judging.txt was written when that was done, and nothing was mended with it.
--misses prints those of the first that go wrong.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NamedTuple

import backref

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "gold"
GOLD = {"mended with": FOLDER / "unsupported.txt", "judging": FOLDER / "unsupported-judging.txt"}


class Judged(NamedTuple):
    """A sentence, whether it lacks a source, and whether it is named."""

    text: str
    lacks: bool
    is_named: bool


def judged(path: Path) -> list[Judged]:
    """Return the verdict on each sentence of a file, read for itself."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:2] in ("+ ", "- ")]
    return [Judged(line[2:], line[0] == "+", bool(backref.unsupported(line[2:]))) for line in lines]


def scores(found: list[Judged]) -> tuple[float, float]:
    """Return precision and recall."""
    right = sum(each.lacks and each.is_named for each in found)
    return right / max(sum(each.is_named for each in found), 1), right / max(sum(each.lacks for each in found), 1)


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", action="store_true")
    given = options.parse_args()
    for name, path in GOLD.items():
        found = judged(path)
        precision, recall = scores(found)
        lacking = sum(each.lacks for each in found)
        print(
            f"{name:12} {len(found):3} sentences, {lacking} without support: {precision:.3f} precision, {recall:.3f} recall"
        )
    for each in judged(GOLD["mended with"]) if given.misses else ():
        if each.lacks != each.is_named:
            print("not named:" if each.lacks else "named:    ", each.text)


if __name__ == "__main__":
    main()
