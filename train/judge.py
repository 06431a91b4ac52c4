"""Judge a tagger on labelled strings: soft F1 and strings all right, with intervals, and what kinds of errors there
are.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from backref.parsing import parse_many
from backref.parsing.tagging import tagger

from .scoring import scorer_in

FIELDS = ("author", "title", "container-title", "date", "volume", "issue", "pages")
RESAMPLES = 1000


class Judgement(NamedTuple):
    """Scores in per cent; `f1_range` and `whole_range` hold 95 of 100 resamplings of the documents."""

    strings: int
    f1: float
    f1_range: tuple[float, float]
    whole: float
    whole_range: tuple[float, float]
    fields: dict[str, float]
    errors: Counter[tuple[str, str]]


def judge(path: Path, data: Path) -> Judgement:
    """Judge the tagger in use on one file of labelled strings."""
    scorer = scorer_in(data)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    gold = [scorer.gold_fields(row) for row in rows]
    said = [scorer.csl_fields(parsed.reference.csl()) for parsed in parse_many(row["raw"] for row in rows)]
    support = Counter(label for fields in gold for label in fields)
    judged = [label for label in FIELDS if support[label] >= 10]
    counts = np.zeros((len(rows), len(judged), 3))  # right, wrong, expected
    errors: Counter[tuple[str, str]] = Counter()
    for index, (want, got) in enumerate(zip(gold, said, strict=True)):
        for column, label in enumerate(judged):
            g, p = want.get(label), [x for x in got.get(label) or [] if scorer.soft(str(x))]
            if label == "date":
                g = g if g and scorer.num("date", g) else None
                p = p if p and scorer.num("date", p) else []
            right = bool(g and p and scorer.match(label, g, p)["soft"])
            counts[index, column] = (right, bool(p) and not right, bool(g))
            if (g or p) and not right:
                errors[label, _kind(scorer, g, p)] += 1
    documents = np.unique([str(row["doc"]) for row in rows], return_inverse=True)[1]
    size = documents.max() + 1
    whole = (counts[:, :, 1].sum(1) == 0) & (counts[:, :, 0].sum(1) == counts[:, :, 2].sum(1))
    per_document = np.zeros((size, 5))
    np.add.at(per_document, documents, np.column_stack([counts.sum(1), whole, np.ones(len(rows))]))
    drawn = np.random.default_rng(7).integers(0, size, (RESAMPLES, size))
    sums = per_document[drawn].sum(1)
    f1s, wholes = _f1(sums[:, :3]), 100 * sums[:, 3] / sums[:, 4]
    total = per_document.sum(0)
    return Judgement(
        len(rows), float(_f1(total[None, :3])[0]), _range(f1s), float(100 * total[3] / total[4]), _range(wholes),
        {label: float(_f1(counts[:, column].sum(0)[None])[0]) for column, label in enumerate(judged)}, errors,
    )  # fmt: skip


@contextmanager
def using(path: Path) -> Iterator[None]:
    """Parse with the model in `path` instead of the packaged one."""
    packaged, model = tagger.load, tagger.read(path)
    tagger.load = lambda: model
    try:
        yield
    finally:
        tagger.load = packaged


def _f1(counts: Any) -> Any:
    right, wrong, expected = counts[:, 0], counts[:, 1], counts[:, 2]
    return 100 * 2 * right / np.maximum(right + wrong + expected, 1)


def _range(values: Any) -> tuple[float, float]:
    low, high = np.percentile(values, (2.5, 97.5))
    return float(low), float(high)


def _kind(scorer: Any, gold: list[str] | None, said: list[str]) -> str:
    if not said:
        return "missing"
    if not gold:
        return "spurious"
    one, two = scorer.soft(" ".join(map(str, gold))), scorer.soft(" ".join(map(str, said)))
    return "cut short" if two in one else "too long" if one in two else "other"
