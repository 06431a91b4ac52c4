"""Train the tagger and write it into the package: `python -m train.tagger`.

Reads the reference data in the folder beside the checkout (or --data), prints dev figures after each epoch, and writes
src/backref/data/tagger.npz. The strings of each epoch are made beside it, by `train.material`, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from pathlib import Path

import torch

from .data import FAMILIES, corpus
from .encoded import Encoded, batches, encode, load
from .material import FOLDER, ROOT
from .network import Tagger, decode, export, start_from

PACKAGED = ROOT / "src" / "backref" / "data" / "tagger.npz"
EVERY = 4  # steps between two looks of the average at the weights


@torch.no_grad()
def evaluated(model: Tagger, dev: Encoded) -> dict[str, float]:
    """Return the share of dev tokens, of whole dev strings and of known types that are right."""
    model.eval()
    right = seen = whole = strings = typed = known = 0
    for batch in batches(dev, 6000, None):
        emissions, scores = model.emissions(batch)
        hits = decode(emissions, model.transitions) == batch.gold
        right += int(hits.sum())
        seen += hits.numel()
        whole += int(hits.all(1).sum())
        strings += len(hits)
        typed += int((scores.argmax(1) == batch.kinds).sum())
        known += int((batch.kinds >= 0).sum())
    return {
        "tokens": round(right / seen, 4),
        "strings": round(whole / strings, 4),
        "types": round(typed / max(known, 1), 4),
    }


def trained(model: Tagger, epochs: Path, dev: dict[str, Encoded], given: argparse.Namespace) -> None:
    """Train for the time given: the rate rises for a minute, then falls to nothing; after each epoch the average is
    written.
    """
    dice = random.Random(given.seed)
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99))
    optimiser = torch.optim.AdamW(model.parameters(), lr=given.rate, weight_decay=1e-4, fused=True)
    started = time.time()
    limit = given.minutes * 60
    step = epoch = 0
    while time.time() - started < limit - 5:
        while not (files := sorted(p for p in epochs.glob("*.npz") if ".part" not in p.name)):
            time.sleep(1)
        data = load(files[epoch % len(files)])
        began, losses = time.time(), []
        model.train()
        for batch in batches(data, given.tokens, dice):
            spent = time.time() - started
            if spent > limit:
                break
            rate = given.rate * min(1.0, spent / 60) * max(1 - spent / limit, 0.002)
            for group in optimiser.param_groups:
                group["lr"] = rate
            loss = model.loss(batch, given.kinds)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            step += 1
            if step % EVERY == 0:
                average.update_parameters(model)
            losses.append(float(loss.detach()))
            if step % 200 == 0:
                print(f"  step {step} loss {sum(losses[-200:]) / len(losses[-200:]):.3f} {spent:.0f} s", flush=True)
        epoch += 1
        said = {
            "epoch": epoch,
            "file": epoch and files[(epoch - 1) % len(files)].name,
            "loss": round(sum(losses) / max(len(losses), 1), 4),
        }
        said |= {"s": round(time.time() - began), "minutes": round((time.time() - started) / 60, 1)}
        print(json.dumps(said | {name: evaluated(average.module, part) for name, part in dev.items()}), flush=True)
        export(average.module, given.out)


def main() -> None:
    """Train, print the dev figures after each epoch, and write the model."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--out", type=Path, default=PACKAGED)
    options.add_argument("--epochs", type=Path, default=FOLDER / "epochs", help="the folder of encoded epochs")
    options.add_argument(
        "--made", type=int, default=12, help="how many epochs are made; then they come again, in another order"
    )
    options.add_argument("--seeds", nargs="*", default=["11", "12"], help="of the sets of printed strings")
    options.add_argument("--hidden", type=int, default=128)
    options.add_argument("--embedding", type=int, default=64)
    options.add_argument("--dropout", type=float, default=0.25)
    options.add_argument("--kinds", type=float, default=1.0, help="the weight of the types in the loss")
    options.add_argument("--tokens", type=int, default=4500, help="tokens of a batch")
    options.add_argument("--rate", type=float, default=4e-3)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--start", type=Path, help="go on from the weights in this file, instead of from chance")
    options.add_argument("--without", choices=sorted(FAMILIES), help="leave one corpus family out")
    given = options.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)
    command = [
        sys.executable,
        "-m",
        "train.material",
        "--data",
        str(given.data),
        "--out",
        str(given.epochs),
        "--epochs",
        str(given.made),
        "--seeds",
        *given.seeds,
    ]
    maker = subprocess.Popen([*command, *(("--without", given.without) if given.without else ())])  # noqa: S603  our own module, our own arguments
    items = list(corpus(given.data / "corpora" / "dev"))
    parts = {
        "world": [x for x in items if x.corpus.startswith("world")],
        "west": [x for x in items if not x.corpus.startswith("world")][::4],
    }
    dev = {name: encode(part) for name, part in parts.items()}
    model = Tagger(given.embedding, given.hidden, given.dropout)
    if given.start:
        start_from(model, given.start)
    try:
        trained(model, given.epochs, dev, given)
    finally:
        maker.terminate()
    if given.out == PACKAGED and not given.without:
        from . import calibrate, card

        calibrate.fit(given.data)
        print(card.write(given.data, round(given.minutes)))


if __name__ == "__main__":
    main()
