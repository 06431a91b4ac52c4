"""How sure a field is: the least probability among its tokens -> the share of such fields that are right.

The curves are measured, not assumed: `train/calibrate.py` fits them on half of the dev strings, and the tagger's card
shows how well they hold on the other half. Scripts that few of the strings are in have curves of their own, from all of
them.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from math import log

Curve = tuple[list[float], list[float]]  # log odds, shares that are right; both rising


_SCRIPTS = {
    "Arabic": re.compile("[\u0600-\u06ff]"),
    "Hangul": re.compile("[\uac00-\ud7af]"),
}  # read less well than they seem
_ANY = re.compile("[\u0600-\u06ff\uac00-\ud7af]")
_FARTHEST, _STEPS = 14, 20  # the greatest log odds, and how many are told apart from one to the next
_SUREST, _LEAST = 1 - 1e-6, 1e-6  # beyond these, no probability is told from another
_FEW = 6  # letters, below which they are a word among others


def script_of(raw: str) -> str:
    """Return the script of a string, if it is one of those that have a curve of their own; else "".

    >>> script_of("김철수, 이영희. 도서관법규. 서울, 2005"), script_of("Roe R. Heat. 2001")
    ('Hangul', '')
    """
    if raw.isascii() or not _ANY.search(raw):
        return ""
    return next((script for script, letters in _SCRIPTS.items() if len(letters.findall(raw)) >= _FEW), "")


def calibrated(variable: str, probability: float, script: str = "") -> float:
    """Return how often a field of this CSL variable is right when its least sure token has `probability`; in some
    scripts less often.

    >>> 0.0 < calibrated("title", 0.5) < calibrated("title", 0.9999) < 1.0
    True
    """
    table = _table(variable, script)
    if probability >= _SUREST:
        return table[-1]
    if probability < _LEAST:
        probability = _LEAST
    return table[round((log(probability / (1 - probability)) + _FARTHEST) * _STEPS)]


def log_odds(probability: float) -> float:
    """Return ln(p / (1 - p)), kept within -14 and 14."""
    probability = min(max(probability, _LEAST), _SUREST)
    return log(probability / (1 - probability))


@cache
def _table(variable: str, script: str) -> list[float]:
    """The shares that are right at so many steps of the log odds: nearly all that is asked for lies at a few of them."""
    curves = _of(variable, script)
    odds = [at / _STEPS - _FARTHEST for at in range(2 * _FARTHEST * _STEPS + 1)]
    return [round(min(_at(curve, each) for curve in curves), 4) for each in odds]


def _at(curve: Curve, odds: float) -> float:
    xs, ys = curve
    at = bisect_right(xs, odds)
    if at == 0 or at == len(xs):
        return ys[min(at, len(xs) - 1)]
    x0, y0 = xs[at - 1], ys[at - 1]
    return y0 + (ys[at] - y0) * (odds - x0) / (xs[at] - x0)


@cache
def _of(variable: str, script: str) -> tuple[Curve, ...]:
    """The curves of a variable: that of all strings, and in some scripts its own, or else that of all variables."""
    curves = _curves()
    own = (curves.get(f"{script} {variable}") or curves.get(script)) if script else None
    every = curves.get(variable) or curves["*"]
    return (every, own) if own else (every,)


def forget() -> None:
    """Read the curves anew when they are next asked for."""
    _curves.cache_clear()
    _of.cache_clear()
    _table.cache_clear()


@cache
def _curves() -> dict[str, Curve]:
    text = files("backref").joinpath("data/confidence.json").read_text(encoding="utf-8")
    return {variable: ([x for x, _ in curve], [y for _, y in curve]) for variable, curve in json.loads(text).items()}
