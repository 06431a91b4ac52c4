"""Which sentences of a work are nearest to a claim: BM25, what both share, its numbers, and the sentences beside it,
weighed as learned.

The weights are `data/passage_weights.json`, made by `python -m train.passages`; the features stand in the order of
`FEATURES`.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from math import log
from typing import Any, NamedTuple

from .indexing import Index
from .matching import Shared, shared, weights
from .readying import Readied

FEATURES = (
    "bm25", "covered", "covered_rare", "numbers", "no_number", "precision", "beside", "pairs", "hedge_differs", "negation_differs", "has_number", "closing",
)  # fmt: skip
_K, _B = 1.2, 0.75  # BM25's usual constants


class Ranked(NamedTuple):
    """A sentence, by its index, with its value, what it shares with the claim, and the share of the claim that it
    covers.
    """

    at: int
    value: float
    shared: Shared
    covered: float


def ranked(index: Index, claim: Readied) -> list[Ranked]:
    """Return the sentences that share anything with the claim, the nearest first."""
    found = features(index, claim)
    learned = _learned()
    rows = [
        Ranked(at, sum(weight * value for weight, value in zip(learned, row, strict=True)), both, row[1])
        for at, both, row in found
    ]
    return sorted(rows, key=lambda row: (-row.value, row.at))


def features(index: Index, claim: Readied) -> list[tuple[int, Shared, list[float]]]:
    """Return, for each sentence that shares a term or a number with the claim, its index, what is shared, and its
    features.
    """
    share = weights(claim)
    total = sum(share) or 1.0
    unseen = log(1 + len(index.texts) + 0.5)
    rare = [_rarity(index, term.stem, term.sense, unseen) for term in claim.terms]
    both = [shared(claim, text) for text in index.texts]
    covered = [
        sum(weight * level for weight, level in zip(share, (*each.terms, *each.numbers), strict=True)) / total
        for each in both
    ]
    rows = []
    for at, (each, text) in enumerate(zip(both, index.texts, strict=True)):
        if covered[at]:
            beside = max(covered[max(at - 1, 0) : at] + covered[at + 1 : at + 2], default=0.0)
            rows.append((at, each, _row(index, claim, text, each, rare, covered[at], beside, at)))
    return rows


def _row(
    index: Index, claim: Readied, text: Readied, both: Shared, rare: list[float], covered: float, beside: float, at: int
) -> list[float]:
    norm = _K * (1 - _B + _B * len(text.terms) / (index.length or 1.0))
    weighed = sum(level * each for level, each in zip(both.terms, rare, strict=True))
    pairs = sum(1 for a, b in zip(both.terms, both.terms[1:], strict=False) if a and b) / max(len(both.terms) - 1, 1)
    agreed = sum(both.numbers) / len(both.numbers) if both.numbers else 0.0
    return [
        weighed * (_K + 1) / (1 + norm) / (sum(rare) or 1.0), covered, weighed / (sum(rare) or 1.0), agreed, float(bool(claim.numbers) and not text.numbers),
        sum(1 for mark in both.marks if mark.kind == "word") / max(len(text.terms), 1), beside, pairs, float((claim.said.hedge is None) != (text.said.hedge is None)),
        float((claim.said.negation is None) != (text.said.negation is None)), float(bool(claim.numbers) and bool(text.numbers)), float(at >= len(index.texts) - 1),
    ]  # fmt: skip


def _rarity(index: Index, stem: str, sense: str, unseen: float) -> float:
    found = [index.rarity[key] for key in (stem, f"={sense}") if key in index.rarity]
    return min(found) if found else unseen


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("backref.data").joinpath("passage_weights.json").read_text("utf-8"))
    return found


@cache
def _learned() -> list[float]:
    return [float(_data()["weights"][name]) for name in FEATURES]


def floor() -> float:
    """Return the share of a claim that a sentence must cover to be shown: learned on claims laid beside works that they
    do not cite.
    """
    return float(_data()["floor"])
