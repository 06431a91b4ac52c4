"""Learn how sentences are ranked for a claim: `python -m train.passages`, with numpy alone, in a minute.

It reads the first half of the works under tests/gold/passages; `benchmarks/passages.py` judges with the other half. The
weights make the right sentence of a work more likely than its others; the floor is the share of a claim that its own
work covers and another one of the same field mostly does not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from backref.passages.indexing import index_of, prepared
from backref.passages.matching import weights
from backref.passages.ranking import FEATURES, features
from backref.passages.works import Part, Work

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold" / "passages"
FILE = ROOT / "src" / "backref" / "data" / "passage_weights.json"
RIDGE = 0.02
STEPS = 3000
KEPT = 0.97  # of right pairs that stay above the floor


class Asked(NamedTuple):
    """A claim: its words, the sentences that it rests on (from 0), and whether something of it was changed."""

    text: str
    right: tuple[int, ...]
    is_changed: bool


class Labelled(NamedTuple):
    """A work with its claims. `field` is the file that it stands in."""

    title: str
    field: str
    work: Work
    claims: tuple[Asked, ...]


def labelled(half: int | None = None, folder: Path = GOLD) -> list[Labelled]:
    """Return the works with their claims: those that train (half 0), those that judge (half 1), or all."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        works = [_work(text, path.stem) for text in path.read_text("utf-8").split("=== ")[1:]]
        found += [each for at, each in enumerate(works) if half is None or at % 2 == half]
    return found


def _work(text: str, field: str) -> Labelled:
    body, _, asked = text.partition("--- claims\n")
    title, *lines = body.strip().split("\n")
    parts: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("# "):
            parts.append((f"abstract, {line[2:]}", []))
        else:
            if not parts:
                parts.append(("abstract", []))
            parts[-1][1].append(line)
    work = Work(tuple(Part(place, " ".join(sentences)) for place, sentences in parts), "tests", licence="CC0")
    return Labelled(title, field, work, tuple(_claims(asked)))


def _claims(text: str) -> Iterator[Asked]:
    for line in text.strip().split("\n"):
        numbers, _, claim = line.partition("> ")
        at = tuple(int(number) - 1 for number in numbers.split()[0].split(","))
        yield Asked(claim, at, "changed" in numbers)


def learn(works: list[Labelled]) -> np.ndarray:
    """Return the weights under which the right sentences are the likeliest ones of their works."""
    cases = []
    for each in works:
        index = index_of(each.work)
        for claim in each.claims:
            rows = features(index, prepared(index, claim.text))
            right = np.array([at in claim.right for at, _, _ in rows])
            if right.any():
                cases.append((np.array([row for _, _, row in rows]), right))
    learned = np.zeros(len(FEATURES))
    speed, moment = np.zeros_like(learned), np.zeros_like(learned)
    for step in range(1, STEPS + 1):
        slope = RIDGE * learned
        for rows, right in cases:
            likely = np.exp(rows @ learned - (rows @ learned).max())
            likely /= likely.sum()
            target = likely * right / (likely * right).sum()
            slope += rows.T @ (likely - target) / len(cases)
        speed = 0.9 * speed + 0.1 * slope
        moment = 0.999 * moment + 0.001 * slope**2
        learned -= 0.05 * (speed / (1 - 0.9**step)) / (np.sqrt(moment / (1 - 0.999**step)) + 1e-8)
    return learned


def covering(works: list[Labelled]) -> tuple[list[float], list[float]]:
    """Return the most that one sentence covers of each claim: in its own work, and in each other one of the same
    field.
    """
    own, other = [], []
    indices = {each.title: index_of(each.work) for each in works}
    for each in works:
        for claim in each.claims:
            for beside in works:
                if beside.field == each.field:
                    index = indices[beside.title]
                    asked = prepared(index, claim.text)
                    most = max((row[1] for _, _, row in features(index, asked)), default=0.0) if weights(asked) else 0.0
                    (own if beside is each else other).append(most)
    return own, other


def main() -> None:
    """Write the weights and the floor into the package."""
    works = labelled(0)
    learned = learn(works)
    own, other = covering(works)
    steps = [round(0.01 * each, 2) for each in range(5, 60)]
    kept = [step for step in steps if np.mean(np.array(own) >= step) >= KEPT]
    floor = max(kept, default=steps[0])
    print(f"{len(works)} works, {sum(len(each.claims) for each in works)} claims")
    print(
        f"floor {floor}: {np.mean(np.array(own) >= floor):.3f} of right, {np.mean(np.array(other) >= floor):.3f} of other pairs"
    )
    names = dict(zip(FEATURES, (round(float(value), 4) for value in learned), strict=True))
    FILE.write_text(json.dumps({"weights": names, "floor": floor}, indent=1) + "\n", "utf-8")
    print(names)


if __name__ == "__main__":
    main()
