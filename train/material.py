"""What one epoch is trained on: real strings, their likes with other fields, and printed facts, as another writer might
have printed them.

`python -m train.material` writes such epochs, encoded, one after the other; training takes them as they come.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .data import FAMILIES, Labelled, augment, corpus, transplanted
from .encoded import encode
from .facts import Mixer, drawn, world_items
from .printed import printed, uses_in
from .synthetic import catalogue_rows, corpus_rows, plain, rendered

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "checkpoints"
TIMES = {
    "anystyle-core": 1.5,
    "anystyle-good": 1.5,
    "linkedbooks": 3,
    "linkedbooks-train": 1.2,
    "wikipedia-cs1": 2,
    "world-real-text2bib": 3,
    "world-real-script": 4,
    "world-real-kinds": 4,
    "world-rendered-fa": 3,
    "world-rendered-kinds": 1.5,
    "world-rendered-zh": 2.5,
}
MANY = 1.25  # of the other rendered strings, since the languages are few in the rest


class Material:
    """All that strings are made of, read once."""

    def __init__(self, data: Path, without: str | None = None, seeds: Sequence[int] = (11, 12)) -> None:
        left_out = FAMILIES.get(without or "", ())
        self.real = list(corpus(data / "corpora" / "train", left_out))
        self.world = [item for item in self.real if item.corpus.startswith("world-rendered")]
        self.records = catalogue_rows(data / "matching" / "catalogue.jsonl.gz")
        self.recomposed = corpus_rows(item for item in self.real if not item.corpus.startswith("world-rendered"))
        self.printed = list(self._printed(data, seeds)) if without != "world" else []

    def epoch(self, dice: random.Random, share: float = 1.0) -> Iterator[Labelled]:
        """Yield the strings of one epoch."""
        for item in self.real:
            times = TIMES.get(item.corpus, MANY if item.corpus.startswith("world-rendered") else 1.0) * share
            for _ in range(int(times) + (dice.random() < times % 1)):
                yield augment(item, dice)
        made = [
            *rendered(self.records, int(9000 * share), dice), *rendered(self.recomposed, int(11000 * share), dice),
            *plain([*self.records, *self.recomposed], int(5000 * share), dice), *(transplanted(self.world, int(6000 * share), dice) if self.world else ()),
        ]  # fmt: skip
        made += dice.sample(self.printed, min(int(32000 * share), len(self.printed)))
        for item in made:
            yield augment(item, dice)

    def _printed(self, data: Path, seeds: Sequence[int], each: int = 65_000) -> Iterator[Labelled]:
        """What the styles print, kept in files, since it takes a quarter of an hour."""
        for seed in seeds:
            path = FOLDER / f"printed-{seed}.jsonl.gz"
            if not path.exists():
                dice = random.Random(seed)
                mixer = Mixer(world_items(data / "corpora" / "train"), [*self.records, *self.recomposed], dice)
                with gzip.open(path, "wt", compresslevel=2, encoding="utf-8") as file:
                    for item in printed(drawn(mixer, each), uses_in(data / "corpora" / "train"), FOLDER, dice):
                        file.write(json.dumps(list(item), ensure_ascii=False) + "\n")
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for raw, spans, name, kind, manner in map(json.loads, lines):
                    yield Labelled(raw, [(s, e, label) for s, e, label in spans], name, kind, tuple(manner))


def main() -> None:
    """Write encoded epochs."""
    options: Any = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--out", type=Path, default=FOLDER / "epochs")
    options.add_argument("--epochs", type=int, default=12)
    options.add_argument("--seeds", type=int, nargs="*", default=[11, 12], help="of the sets of printed strings")
    options.add_argument("--share", type=float, default=1.0)
    options.add_argument("--without", choices=sorted(FAMILIES), help="leave one corpus family out")
    given = options.parse_args()
    material = Material(given.data, given.without, given.seeds)
    for at in range(given.epochs):
        path = given.out / f"{at:03}.npz"
        if not path.exists():
            encoded = encode(material.epoch(random.Random(1000 + at), given.share))
            encoded.save(path)
            print(path.name, len(encoded.lengths), "strings", len(encoded.counts), "tokens", flush=True)


if __name__ == "__main__":
    main()
