"""How sure a field is: the least probability among its tokens -> the share of such fields that are right.

The curves are measured, not assumed: `train/calibrate.py` fits them on half of the dev strings, and the tagger's card
shows how well they hold on the other half.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from math import log

Curve = tuple[list[float], list[float]]  # log odds, shares that are right; both rising


def calibrated(variable: str, probability: float) -> float:
    """Return how often a field of this CSL variable is right when its least sure token has `probability`.

    >>> 0.0 < calibrated("title", 0.5) < calibrated("title", 0.9999) < 1.0
    True
    """
    curves = _curves()
    xs, ys = curves.get(variable) or curves["*"]
    odds = log_odds(probability)
    at = bisect_right(xs, odds)
    if at == 0 or at == len(xs):
        return ys[min(at, len(xs) - 1)]
    x0, y0 = xs[at - 1], ys[at - 1]
    return y0 + (ys[at] - y0) * (odds - x0) / (xs[at] - x0)


def log_odds(probability: float) -> float:
    """Return ln(p / (1 - p)), kept within -14 and 14."""
    probability = min(max(probability, 1e-6), 1 - 1e-6)
    return log(probability / (1 - probability))


@cache
def _curves() -> dict[str, Curve]:
    text = files("backref").joinpath("data/confidence.json").read_text(encoding="utf-8")
    return {variable: ([x for x, _ in curve], [y for _, y in curve]) for variable, curve in json.loads(text).items()}
