"""Print where the time of a parse goes, in microseconds of the processor for each citation, and what the products alone take.

    OPENBLAS_NUM_THREADS=1 python benchmarks/parsing_stages.py FILE [--times N]

FILE holds {"raw"} JSON lines, gzipped or not. Each stage is run again and again on what the one before gave, with all
words known, and the least of N times counts. The products alone are those of the LSTM with its weights, of as many rows
as it has: no parse is faster than they are. Which kernels BLAS has chosen is printed first, for those of AVX-512 take
about half the time of those before; `OPENBLAS_CORETYPE` may say otherwise than the processor.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

BATCH = 1024


def least(times: int, work: Callable[[], Any]) -> float:
    """Return the seconds of the processor that `work` takes at least."""
    found = []
    for _ in range(times):
        gc.collect()
        gc.disable()  # as while a batch is parsed
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
        gc.enable()
    return min(found)


def main() -> None:
    """Print the stages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--times", type=int, default=4)
    given = parser.parse_args()
    opened = gzip.open if given.file.suffix == ".gz" else open
    with opened(given.file, "rt", encoding="utf-8") as lines:
        raws = [json.loads(line)["raw"] for line in lines][: 3 * BATCH]
    for name, seconds in stages(raws, given.times):
        print(f"{name:<44}{1e6 * seconds / len(raws):6.0f}")


def stages(raws: list[str], times: int) -> list[tuple[str, float]]:
    """Return the seconds of each stage."""
    import numpy as np
    from threadpoolctl import threadpool_info

    from backref.fields import ids
    from backref.parsing import parse_many, works
    from backref.parsing.assemble import Item, assemble
    from backref.parsing.glance import shown
    from backref.parsing.tagging.packing import packed
    from backref.parsing.tagging.segments import labelled
    from backref.parsing.tagging.tagger import load

    print("BLAS:", ", ".join(sorted({str(pool.get("architecture")) for pool in threadpool_info()})))
    list(parse_many(raws))  # all words are known now
    batches = [raws[at : at + BATCH] for at in range(0, len(raws), BATCH)]
    seen = [[ids.find(raw) for raw in batch] for batch in batches]
    pairs = list(zip(batches, seen, strict=True))
    tagger = load()
    tagged = [tagger.tag(*pair) for pair in pairs]
    packs = []
    for pair in pairs:
        tokens, inputs = tagger.embedding.of(*pair)
        lengths = np.diff(tokens.bounds)
        for order in np.array_split(np.argsort(-lengths, kind="stable"), 2):
            order = order[lengths[order] > 0]
            packing = packed(tokens.bounds[:-1][order], lengths[order])
            packs.append((packing, inputs[packing.tokens]))
    weights = tagger._lstm._weights
    rows = np.zeros((2, BATCH, weights.shape[2]), dtype=np.float32)
    room = np.zeros(8 * BATCH * weights.shape[3], dtype=np.float32)

    def products() -> None:
        for packing, _ in packs:
            for begin, end in packing.steps:
                n = end - begin
                gates = room[: 8 * n * weights.shape[3]].reshape(2, 4, n, weights.shape[3])
                tagger._lstm._multiply(rows[:, None, :n], gates)

    items = [
        list(map(Item, batch, labelled(of, tagger.labels), of.kinds, at, shown(batch, at, of.tokens)))
        for batch, of, at in zip(batches, tagged, seen, strict=True)
    ]
    return [
        ("several works, identifiers", least(times, lambda: [(works(raw), ids.find(raw)) for raw in raws])),
        ("tokens, and what is seen of them", least(times, lambda: [tagger.embedding.of(*pair) for pair in pairs])),
        ("the LSTM", least(times, lambda: [tagger._lstm.read(inputs, packing) for packing, inputs in packs])),
        ("  of that, the products alone", least(times, products)),
        ("the tagger, all of it", least(times, lambda: [tagger.tag(*pair) for pair in pairs])),
        ("assembly", least(times, lambda: [assemble(batch) for batch in items])),
        ("the whole", least(times, lambda: list(parse_many(raws)))),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
