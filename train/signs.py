"""Fit how many signs a text must have to be taken for a reference, and print what each sign and each number moves.

    python -m train.signs DOCUMENTS [--formats txt,md] [--passes N]

DOCUMENTS holds texts beside what is right in them (NAME.gold.json, with spans by format). Half of them, by their names,
are fitted to; the other half only judges. The numbers are those of `backref.locating.least`: each in turn is tried at
one more and one less, and what leaves the fewest faults is kept, the nearest to what it was where several do. A fault is
a reference that is missed, or a span that is none (at four fifths of both).

What is printed then: how many faults more there are, in either half, with a number one less and one more, and with a
sign that counts nothing or twice. One that moves nothing, here or in the golden cases, can go.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from backref.locating import among, citations, least, notes, script_signs, several, signs, unread
from backref.model import Document, Span
from backref.readers import read

ENOUGH = 0.8  # of two spans together that both must have


class Labelled(NamedTuple):
    """A document, and where its references stand in what was read."""

    document: Document
    right: tuple[Span, ...]


def labelled(folder: Path, formats: Sequence[str]) -> Iterator[tuple[int, Labelled]]:
    """Yield the documents of a folder, each with its half, 0 or 1."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for suffix in formats:
            file = path.with_name(path.name.replace(".gold.json", f".{suffix}"))
            if gold["variant"] == "embed":
                rows = [each["spans"] for each in gold["markers"] if each["kind"] == "embedded:raw"]
            else:
                rows = [each["spans"] for each in gold["references"] if each.get("spans")]
            if file.is_file():
                document = read(file.read_bytes(), file.name)
                right = tuple(Span(*row[suffix]) for row in rows)
                yield sum(map(ord, gold["id"])) % 2, Labelled(document, right)


class Counted:
    """Counts signs as `signs.score` does, by weights that can be changed: what a text has is looked for once."""

    def __init__(self) -> None:
        self.weights: dict[str, int] = {"begins": 2, "prose": -1, "marker": -1}
        self.weights |= {sign.name: 1 for sign in signs.table()} | dict.fromkeys(script_signs.NAMES, 1)
        self._had: dict[str, tuple[str, ...]] = {}

    def score(self, text: str) -> int:
        """Return the score of a text at these weights."""
        if text not in self._had:
            self._had[text] = signs.had(text)
        return sum(map(self.weights.__getitem__, self._had[text]))


def faults(documents: Sequence[Labelled]) -> int:
    """Return how many references are missed, and how many spans are none."""
    count = 0
    for document, right in documents:
        found = {document.to_source(each.span) for each in citations.find_citations(document)}
        hit = sum(any(_alike(each, other) for other in found) for each in right)
        count += len(right) + len(found) - 2 * hit
    return count


def _alike(one: Span, other: Span) -> bool:
    both = min(one.end, other.end) - max(one.start, other.start)
    return both >= ENOUGH * (max(one.end, other.end) - min(one.start, other.start))


def use(numbers: least.Least) -> None:
    """Have the finder use these numbers."""
    for module in (least, among, notes, several, unread):
        module.LEAST = numbers  # type: ignore[attr-defined]


def fitted(documents: Sequence[Labelled], passes: int) -> least.Least:
    """Return numbers of which none can be moved alone for the better."""
    numbers = least.LEAST
    best = faults(documents)
    for _ in range(passes):
        before = numbers
        for name in least.Least._fields:
            for step in (-1, 1):
                tried = numbers._replace(**{name: getattr(numbers, name) + step})
                use(tried)
                if (count := faults(documents)) < best:
                    best, numbers = count, tried
        use(numbers)
        print(f"{best} faults at {numbers}", flush=True)
        if numbers == before:
            break
    return numbers


def main() -> None:
    """Fit, and print what each number and each sign moves."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--formats", default="txt,md")
    parser.add_argument("--passes", type=int, default=3)
    given = parser.parse_args()
    halves: tuple[list[Labelled], list[Labelled]] = ([], [])
    for half, document in labelled(given.documents, given.formats.split(",")):
        halves[half].append(document)
    counted = Counted()
    signs.score = counted.score
    print(f"{faults(halves[0])} and {faults(halves[1])} faults as it is", flush=True)
    numbers = fitted(halves[0], given.passes)
    base = [faults(half) for half in halves]
    for name in least.Least._fields:
        moved = []
        for step in (-1, 1):
            use(numbers._replace(**{name: getattr(numbers, name) + step}))
            moved.append(_moved(halves, base))
        use(numbers)
        print(f"    {name}: int = {getattr(numbers, name)}  # one less: {moved[0]}, one more: {moved[1]}", flush=True)
    for name, weight in list(counted.weights.items()):
        moved = []
        for tried in (0, 2 * weight):
            counted.weights[name] = tried
            moved.append(_moved(halves, base))
        counted.weights[name] = weight
        print(f"    {name}: {weight}  # nothing: {moved[0]}, twice: {moved[1]}", flush=True)


def _moved(halves: tuple[list[Labelled], list[Labelled]], base: Sequence[int]) -> str:
    return " and ".join(f"{faults(half) - was:+}" for half, was in zip(halves, base, strict=True))


if __name__ == "__main__":
    main()
