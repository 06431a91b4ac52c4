"""Odds: how likely a record is the cited work, from how its fields agree. Comparisons -> 0 to 1. Pure.

Each field's agreement is a mark ("title>=0.97", "page=range", "volume=none"), and each mark has a weight: how much it
moves the log odds. The weights are learned from pairs whose right answer is known; `train/odds.py` makes them.

Source: Fellegi and Sunter, "A theory for record linkage", JASA 64 (1969).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from ..fields import pages
from ..model import Difference

ACCEPTED = 0.45  # from here on a record without an identifier in the text is taken for the cited work
POSSIBLE = 0.01  # from here on it is shown as what may be meant
_STEPS = {
    "title": (0.97, 0.9, 0.8, 0.7, 0.5, 0.0), "author": (0.95, 0.85, 0.7, 0.4, 0.0), "container-title": (0.97, 0.7, 0.5, 0.0),
    "issued": (0.9, 0.6, 0.35, 0.0), "volume": (1.0, 0.0), "page": (1.0, 0.8, 0.3, 0.0),
}  # fmt: skip


def probability(comparisons: Sequence[Difference]) -> float:
    """Return how likely the compared record is the cited work, 0 to 1; below one half where nothing could be
    compared.
    """
    weights = _weights()
    odds = weights["bias"] + sum(weights.get(mark, 0.0) for mark in marks(comparisons))
    return 1 / (1 + math.exp(-odds)) if odds > -700 else 0.0


def log_odds(probability: float) -> float:
    """Return ln(p / (1 - p)), kept within -36 and 36."""
    probability = min(max(probability, 1e-16), 1 - 1e-16)
    return math.log(probability / (1 - probability))


def marks(comparisons: Sequence[Difference]) -> Iterator[str]:
    """Yield one mark for each field that is weighed.

    >>> list(marks([Difference(variable="title", text="Heat", record="Heat", kind="equal", degree=1.0)]))[:2]
    ['title>=0.97', 'author=none']
    """
    compared = {comparison.variable: comparison for comparison in comparisons}
    for variable, steps in _STEPS.items():
        found = compared.get(variable)
        if found is None:
            yield f"{variable}=none"
        elif variable == "page" and found.degree == 1.0:
            first = pages.parse(found.record).first
            yield f"page={'range' if found.kind == 'equal' else 'digit' if len(first) < 2 else 'first'}"
        else:
            yield f"{variable}>={next(step for step in steps if found.degree >= step)}"


@cache
def _weights() -> dict[str, float]:
    text = (resources.files("backref") / "data" / "odds.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["weights"])
