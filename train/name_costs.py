"""Fit what the readings of a list of names cost, and print what each cost moves.

    python train/name_costs.py CORPORA [--dev CORPORA] [--passes N]

CORPORA holds labelled strings whose people are known (`gold_csl`). A list is right where every family name is, in
order, and none is more. Each cost in turn is tried at 0 and at multiples of what it is; the value that reads most lists
right is kept, the nearest to what it was where several do. What is printed last is the table of
`backref.fields.names.costs`, and how many lists fewer are right where a cost is 0, and where it is twice as high: one
that moves nothing can go.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from backref.fields.names import lists as name_lists
from backref.fields.names import readings as name_readings
from backref.fields.names import rows as name_rows
from backref.fields.names.costs import COSTS, Costs
from backref.text.folding import fold

TRIED = (0.0, 0.25, 0.5, 0.75, 0.9, 1.1, 1.5, 2.0, 3.0)


class Listed(NamedTuple):
    """A printed list of people, and their family names, folded."""

    text: str
    families: tuple[str, ...]


def lists(folder: Path) -> list[Listed]:
    """Return the lists of people in the corpora of a folder, each once, as far as a comma parts them."""
    found: dict[str, Listed] = {}
    for path in sorted(folder.glob("world-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                people = row.get("gold_csl", {}).get("author") or []
                printed = [(start, end) for start, end, label in row["spans"] if label == "author"]
                if len(printed) == 1 and len(people) > 1:
                    text = row["raw"][slice(*printed[0])]
                    found[text] = Listed(
                        text, tuple(_folded(p.get("family") or p.get("literal") or "") for p in people)
                    )
    return [each for each in found.values() if "," in each.text]


def _folded(name: str) -> str:
    return " ".join(fold(name).split())


def right(some: Iterable[Listed], costs: Costs) -> int:
    """Return how many lists are read right at these costs."""
    name_readings.COSTS = name_rows.COSTS = costs  # type: ignore[attr-defined]
    count = 0
    for text, families in some:
        read = name_lists.parsed.__wrapped__(text)  # type: ignore[attr-defined]
        names = tuple(_folded(name.literal or name.family or "") for name in read.names)
        count += names == families[: len(names)] and (read.cut or len(names) == len(families))
    return count


def fitted(some: Sequence[Listed], costs: Costs, passes: int) -> Costs:
    """Return costs of which none can be moved alone for the better."""
    best = right(some, costs)
    for _ in range(passes):
        before = costs
        for name in Costs._fields:
            value = getattr(costs, name)
            for times in sorted(TRIED, key=lambda each: abs(each - 1)):
                tried = costs._replace(**{name: round(times * value, 3)})
                if (count := right(some, tried)) > best:
                    best, costs = count, tried
        print(f"{best} of {len(some)}", flush=True)
        if costs == before:
            break
    return costs


def main() -> None:
    """Fit on one folder, print, and judge on the other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--passes", type=int, default=3)
    given = parser.parse_args()
    some = lists(given.corpora)
    print(f"{right(some, COSTS)} of {len(some)} lists are right as it is")
    costs = fitted(some, COSTS, given.passes)
    base = right(some, costs)
    for name in Costs._fields:
        value = getattr(costs, name)
        moved = [right(some, costs._replace(**{name: times * value})) - base for times in (0.0, 2.0)]
        print(f"    {name}: float = {value}  # 0: {moved[0]:+}, twice: {moved[1]:+}")
    if given.dev:
        other = lists(given.dev)
        print(f"dev: {right(other, COSTS)} of {len(other)} before, {right(other, costs)} fitted")


if __name__ == "__main__":
    main()
