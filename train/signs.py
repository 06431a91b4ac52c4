"""Fit the weights of the signs of a reference: `python -m train.signs [--data FOLDER] [--dry]`.

The cases are the units that the finder looks at in the labelled documents, each a reference or not, and the labelled citations of
the corpora, which are references of many more kinds and languages. A logistic regression on `finding.signs.features` gives the
weights; each document and each corpus of strings counts by its own weight, so that none outvotes the others. What is printed was
judged on documents that the weights of that fifth had not seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np

from backref.finding import citations, signs
from backref.readers import read

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "src" / "backref" / "data" / "signs.json"
FOLDS = 5
RIDGE = 0.02
STRINGS = 300  # of each corpus
OVERLAP = 0.8  # of a unit with a reference, over both together
# The scale of `signs.score`: as likely as not, and 99 in 100.
EVEN, SURE = 2.5, 4.0


class Case(NamedTuple):
    """One stretch of text: the document or corpus it is from, its signs, whether it is a reference."""

    group: str
    signs: dict[str, float]
    is_reference: bool


def from_documents(folder: Path) -> Iterator[Case]:
    """Yield the units of every labelled document that are a reference, or that no reference touches."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = read(path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes(), "document.txt")
        spans = sorted(tuple(r["spans"]["txt"]) for r in gold["references"] if (r["spans"] or {}).get("txt"))
        group = path.name.removesuffix(".gold.json").partition("~")[0]
        for text, overlap in _units(document, spans):
            found = signs.features(text)
            if found is not None and (overlap >= OVERLAP or overlap == 0) and 20 <= len(text) <= 3000:
                yield Case(group, found, overlap > 0)


def _units(document: object, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, float]]:
    for unit in citations.units(document):  # type: ignore[arg-type]
        start, end = unit.span
        best = 0.0
        for begin, stop in spans:
            shared = min(end, stop) - max(start, begin)
            if shared > 0:
                best = max(best, shared / (max(end, stop) - min(start, begin)))
        yield unit.span.of(document.text), best  # type: ignore[attr-defined]


def from_corpora(folder: Path) -> Iterator[Case]:
    """Yield the first strings of every corpus, all of them references."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for _, line in zip(range(STRINGS), lines, strict=False):
                found = signs.features(json.loads(line)["raw"])
                if found is not None:
                    yield Case(path.name, found, True)


def fit(cases: Sequence[Case], names: Sequence[str]) -> np.ndarray:
    """Return the bias and the weights, as log odds, by Newton's method."""
    x = matrix(cases, names)
    y = np.array([case.is_reference for case in cases], float)
    _, index = np.unique([f"{case.group}{case.is_reference}" for case in cases], return_inverse=True)
    share = 1 / np.sqrt(np.bincount(index))[index]
    for value in (0.0, 1.0):
        share[y == value] /= share[y == value].sum()
    share *= len(cases) / 2
    ridge = RIDGE * len(cases) / 100 * np.diag([0.0, *np.ones(len(names))])
    weights = np.zeros(len(names) + 1)
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (share * (y - p)) - ridge @ weights
        step = np.linalg.solve(
            (x * (share * p * (1 - p))[:, None]).T @ x + ridge + 1e-9 * np.eye(len(weights)), gradient
        )
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def matrix(cases: Sequence[Case], names: Sequence[str]) -> np.ndarray:
    """Return one row for each case: 1, then the value of each sign."""
    return np.array([[1.0, *(case.signs.get(name, 0.0) for name in names)] for case in cases])


def scaled(weights: np.ndarray) -> np.ndarray:
    """Return the weights on the scale of `signs.score`."""
    scale = (SURE - EVEN) / np.log(99)
    return np.array([EVEN, *np.zeros(len(weights) - 1)]) + scale * weights


def main() -> None:
    """Fit, judge and write the weights."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--dry", action="store_true", help="write nothing")
    given = options.parse_args()
    documents = list(from_documents(given.data / "documents" / "docs"))
    strings = list(from_corpora(given.data / "corpora" / "train"))
    names = sorted({name for case in (*documents, *strings) for name in case.signs})
    print(
        f"{len(documents)} units, {sum(c.is_reference for c in documents)} of them references; {len(strings)} strings"
    )
    folds = np.array([crc32(case.group.encode()) % FOLDS for case in documents])
    right = []
    for fold in range(FOLDS):
        held = [case for case, at in zip(documents, folds, strict=True) if at == fold]
        weights = fit([*(case for case, at in zip(documents, folds, strict=True) if at != fold), *strings], names)
        right += list(((matrix(held, names) @ weights) > 0) == np.array([case.is_reference for case in held]))
    print(f"right on documents not seen: {100 * np.mean(right):.2f} %")
    weights = scaled(fit([*documents, *strings], names))
    told = {name: round(float(weight), 2) for name, weight in zip(names, weights[1:], strict=True)}
    for name, weight in sorted(told.items(), key=lambda item: -item[1]):
        print(f"{weight:8.2f}  {name}")
    print(f"{weights[0]:8.2f}  bias")
    if not given.dry:
        data = {"bias": round(float(weights[0]), 2), "weights": told}
        FILE.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
