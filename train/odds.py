"""Fit the weights that turn agreements into a probability: `python -m train.odds [--data FOLDER]`.

Every raw string of the labelled pairs is searched for in the catalogue that comes with them; each of its best
candidates is a case, right or not. A logistic regression on the marks of `resolving.odds` gives the weights. What is
printed was judged on strings that the weights of that fifth had not seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from backref import pipeline
from backref.catalogue import Catalogue
from backref.fields.crossref import record_of
from backref.resolving import match, odds
from backref.sources.catalogue import CatalogueSource

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "src" / "backref" / "data" / "odds.json"
FOLDS = 5
RIDGE = 0.05
KEPT = 5


class Case(NamedTuple):
    """One candidate of one raw string: its marks, and whether it is the right record."""

    pair: str
    is_present: bool
    marks: tuple[str, ...]
    is_right: bool


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def cases(folder: Path) -> Iterator[Case]:
    """Yield the candidates of every labelled string."""
    catalogue = Catalogue.of(record for row in rows(folder / "catalogue.jsonl.gz") if (record := record_of(row)))
    pairs = list(rows(folder / "pairs_dev.jsonl.gz"))
    stream = pipeline.resolve_many((pair["raw_nodoi"] for pair in pairs), [CatalogueSource(catalogue)])
    for pair, entry in zip(pairs, stream, strict=True):
        right = {pair["doi"].lower(), *(doi.lower() for doi in pair.get("also_right") or ())}
        for candidate in entry.resolution.candidates[:KEPT]:
            doi = (candidate.record.reference.doi or "").lower()
            alike = match(entry.parsed, candidate.record).comparisons  # a candidate's own were judged
            yield Case(pair["id"], pair["in_catalog"], tuple(odds.marks(alike)), doi in right)


def fitted(table: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the weights of a ridge logistic regression, by Newton's method; the last one is the bias."""
    weights = np.zeros(table.shape[1])
    for _ in range(100):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - chance) - RIDGE * weights
        bend = (table.T * (chance * (1 - chance) + 1e-6)) @ table + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def main() -> None:
    """Write the weights, and print how they judge strings that they have not seen."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    found = list(cases(options.parse_args().data / "matching"))
    names = sorted({mark for case in found for mark in case.marks})
    place = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(found), len(names) + 1))
    table[:, -1] = 1
    for at, case in enumerate(found):
        table[at, [place[mark] for mark in case.marks]] = 1
    right = np.array([float(case.is_right) for case in found])
    fold = np.array([crc32(case.pair.encode()) % FOLDS for case in found])
    odds = np.zeros(len(found))
    for each in range(FOLDS):
        odds[fold == each] = table[fold == each] @ fitted(table[fold != each], right[fold != each])
    best: dict[str, int] = {}
    for at, case in enumerate(found):
        if case.pair not in best or odds[at] > odds[best[case.pair]]:
            best[case.pair] = at
    for chance in (0.2, 0.3, 0.4, 0.45, 0.5, 0.6, 0.8, 0.9):
        taken = [found[at] for at in best.values() if odds[at] >= np.log(chance / (1 - chance))]
        hits = sum(case.is_right and case.is_present for case in taken)
        false = sum(not case.is_present for case in taken)
        print(f"accepted from {chance}: {hits} right, precision {hits / len(taken):.4f}, {false} for absent works")
    weights = fitted(table, right)
    said = {name: round(float(weights[at]), 2) for name, at in place.items()} | {"bias": round(float(weights[-1]), 2)}
    FILE.write_text(json.dumps({"made by": "python -m train.odds", "cases": len(found), "weights": said}, indent=1) + "\n", encoding="utf-8")  # fmt: skip
    print(f"{len(found)} candidates of {len(best)} strings -> {FILE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
