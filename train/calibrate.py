"""Fit the curves that turn the tagger's probabilities into confidences: `python -m train.calibrate`.

Half of the dev documents serve to fit, the other half to check; both halves hold every corpus, the blind ones too. A
curve is an isotonic regression of "the field is right" on the log odds of its least sure token, in at most 12 knots,
each lowered to the lower end of its Wilson interval (80 %), so that few fields are called surer than they are. A half
of the strings in Arabic letters or in Hangul is a few documents, so the further curves of these scripts are fitted on
both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from backref.parsing import parse_many
from backref.parsing.confidence import log_odds

from .scoring import scorer_in

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "src" / "backref" / "data" / "confidence.json"
LABEL = {
    "author": "author", "editor": "editor", "title": "title", "container-title": "container-title", "issued": "date", "volume": "volume", "issue": "issue",
    "page": "pages", "publisher": "publisher", "publisher-place": "location",
}  # fmt: skip
KNOTS = 12
SURE = 0.9
SCRIPTS = ("Arabic", "Hangul")  # that have curves of their own
FEW = 40  # fields of such a script, below which there is no curve


class Judged(NamedTuple):
    """A field of a dev string: is it of the half that is fitted on, its variable, its probability or confidence, is it
    right, its script.
    """

    half: bool
    variable: str
    confidence: float
    right: bool
    script: str


def judged(data: Path) -> Iterator[Judged]:
    """Yield each field of the dev strings; those of the world corpora are judged against what their sources state."""
    scorer, world = scorer_in(data), scorer_in(data, "world")
    for path in sorted((data / "corpora" / "dev").glob("*.jsonl.gz")):
        if path.name.startswith("anystyle-ugly"):
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        for row, parsed in zip(rows, parse_many(row["raw"] for row in rows), strict=True):
            said = parsed.reference.csl()
            if path.name.startswith("world"):
                right = {
                    label: found[0]
                    for label, found in world.score([row], {row["id"]: {"reference": said}})[0][2].items()
                    if found
                }
            else:
                gold, fields = scorer.gold_fields(row), scorer.csl_fields(said)
                right = {
                    label: bool(gold.get(label)) and scorer.match(label, gold[label], fields[label])["soft"]
                    for label in fields
                }
            half = bool(crc32(str(row["doc"]).encode()) & 1)
            sure: dict[str, float] = {}
            for field in parsed.fields:
                sure[field.variable] = min(field.confidence, sure.get(field.variable, 1.0))
            for variable, confidence in sure.items():
                label = LABEL.get(variable)
                if label in right:
                    yield Judged(half, variable, confidence, bool(right[label]), _script(row["raw"]))


def _script(raw: str) -> str:
    """Return the script that most letters of a string are of, those of the names of styles and addresses apart."""
    counts = Counter(
        unicodedata.name(char, "?").partition(" ")[0] for char in re.sub(r"https?://\S+", "", raw) if char.isalpha()
    )
    told = {"CJK": "Han", "HIRAGANA": "Kana", "KATAKANA": "Kana"}
    script = (
        max(counts, key=lambda name: counts[name] * (1 if name == "LATIN" else 2)) if counts else "?"
    )  # names in Latin letters stand among all
    if told.get(script, "") == "Han" and counts["HIRAGANA"] + counts["KATAKANA"] > 2:
        script = "HIRAGANA"
    return told.get(script, script.capitalize())


def curve(points: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return the knots of the isotonic regression of right on log odds."""
    points = sorted(points)
    size = max(len(points) // (KNOTS * 3), 25)
    blocks = [
        [float(np.mean([x for x, _ in chunk])), sum(r for _, r in chunk), len(chunk)]
        for start in range(0, len(points), size)
        if (chunk := points[start : start + size])
    ]
    merged: list[list[Any]] = []
    for block in blocks:
        merged.append(block)
        while len(merged) > 1 and merged[-2][1] / merged[-2][2] >= merged[-1][1] / merged[-1][2]:
            x, r, n = merged.pop()
            last = merged[-1]
            last[0] = (last[0] * last[2] + x * n) / (last[2] + n)
            last[1], last[2] = last[1] + r, last[2] + n
    knots = []
    for x, right, count in merged:
        share, z = right / count, 1.2816
        centre = share + z * z / (2 * count)
        spread = z * ((share * (1 - share) + z * z / (4 * count)) / count) ** 0.5
        knots.append((round(x, 3), round((centre - spread) / (1 + z * z / count), 4)))
    ordered = [knots[0]]
    for knot in knots[1:]:
        if knot[1] > ordered[-1][1] and knot[0] > ordered[-1][0]:
            ordered.append(knot)
    return ordered


def main() -> None:
    """Fit, write, and print how many fields of the other half are right at each confidence."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    given = options.parse_args()
    fit(given.data)
    print(reliability(given.data))


def fit(data: Path) -> None:
    """Write the curves."""
    from backref.parsing import confidence, taken

    plain = {"*": [(-14.0, 1e-6), (14.0, 1 - 1e-6)]}
    confidence.forget()
    taken.calibrated, measured = (lambda _, p, __="": p), taken.calibrated
    try:
        points = defaultdict(list)
        for half, variable, probability, right, script in judged(data):
            if half:
                points[variable].append((log_odds(probability), right))
                points["*"].append((log_odds(probability), right))
            if script in SCRIPTS:
                points[script].append((log_odds(probability), right))
                points[f"{script} {variable}"].append((log_odds(probability), right))
    finally:
        taken.calibrated = measured
    curves = {
        variable: curve(found)
        for variable, found in sorted(points.items())
        if len(found) > (FEW if variable.startswith(SCRIPTS) else 200)
    } or plain
    FILE.write_text(json.dumps(curves, indent=1) + "\n", encoding="utf-8")
    confidence.forget()


def reliability(data: Path) -> str:
    """Return a table of the half that was not fitted on: confidence from, to, fields, share right."""
    edges = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 1.01)
    counts = np.zeros((len(edges) - 1, 3))
    scripts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for half, _, confidence, right, script in judged(data):
        if not half:
            at = int(np.searchsorted(edges, confidence, side="right")) - 1
            counts[at] += (1, confidence, right)
            for place, count in enumerate((1, confidence >= SURE, right and confidence >= SURE)):
                scripts[script][place] += count
    lines = ["| confidence | fields | mean confidence | right |", "| --- | --- | --- | --- |"]
    for low, high, (count, total, right) in zip(edges, edges[1:], counts, strict=False):
        if count:
            lines.append(
                f"| {low:.2f} to {min(high, 1):.2f} | {int(count)} | {100 * total / count:.1f} | {100 * right / count:.1f} |"
            )
    count, _, right = counts[4:].sum(0)
    lines.append(f"| **0.90 and more** | {int(count)} | | **{100 * right / count:.2f}** |")
    lines += ["", "| script | fields | 0.90 and more | right of those |", "| --- | --- | --- | --- |"]
    for script, (count, sure, right) in sorted(scripts.items(), key=lambda item: -item[1][0]):
        if sure >= 20:
            lines.append(f"| {script} | {count} | {sure} | {100 * right / sure:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
