"""Train the tagger and write it into the package: `python -m train.tagger`.

Reads the reference data in the folder beside the checkout (or --data), prints the dev table, and writes
src/backref/data/tagger.npz. One seed, one command; the torch threads and the time it took are in the output.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from backref.parsing.features import (
    BUCKETS,
    PLACES,
    form_features,
    mark_features,
    neighbour_features,
    neighbours,
    place_features,
)
from backref.parsing.tokens import tokenise

from .csl_styles import cached
from .data import FAMILIES, Labelled, augment, corpus, transplanted
from .labels import KINDS, LABELS, OUTSIDE
from .synthetic import catalogue_rows, corpus_rows, rendered

ROOT = Path(__file__).resolve().parent.parent
PACKAGED = ROOT / "src" / "backref" / "data" / "tagger.npz"
CSL = ROOT / "checkpoints" / "csl.jsonl.gz"
THINNED = {"linkedbooks-train": 0.6}  # the largest corpus and the noisiest labels: a share of it each epoch


class Tagger(nn.Module):
    """Hashed feature embeddings, summed -> one bidirectional LSTM -> emissions -> a linear-chain CRF."""

    def __init__(self, embedding: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.features = nn.EmbeddingBag(BUCKETS, embedding, mode="sum")
        self.places = nn.Embedding(PLACES, embedding)
        nn.init.normal_(self.features.weight, std=0.1)
        nn.init.normal_(self.places.weight, std=0.1)
        self.lstm = nn.LSTM(embedding, hidden, batch_first=True, bidirectional=True)
        self.out = nn.Linear(2 * hidden, len(LABELS))
        self.kind = nn.Linear(4 * hidden, len(KINDS))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.drop = nn.Dropout(dropout)

    def emissions(self, flat: Tensor, offsets: Tensor, places: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Return scores of labels (batch, time, labels) and of types (batch, types); `flat` and `offsets` are the padded features."""
        embedded = self.features(flat, offsets).view(*places.shape, -1) + self.places(places)
        packed = nn.utils.rnn.pack_padded_sequence(self.drop(embedded), lengths, batch_first=True)
        hidden, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        mask = (torch.arange(hidden.shape[1])[None] < lengths[:, None]).unsqueeze(2)
        mean = (hidden * mask).sum(1) / lengths[:, None]
        greatest = hidden.masked_fill(~mask, -torch.inf).amax(1)
        return self.out(self.drop(hidden)), self.kind(self.drop(torch.cat([mean, greatest], 1)))

    def loss(self, emissions: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Return the mean negative log-likelihood of the gold labels of a batch."""
        steps = emissions.shape[1]
        path = emissions.gather(2, gold.unsqueeze(2)).squeeze(2)
        path[:, 1:] += self.transitions[gold[:, :-1], gold[:, 1:]]
        total = emissions[:, 0]
        for t in range(1, steps):
            new = torch.logsumexp(total.unsqueeze(2) + self.transitions, 1) + emissions[:, t]
            total = torch.where(mask[:, t : t + 1], new, total)
        return (torch.logsumexp(total, 1) - (path * mask).sum(1)).mean()

    @torch.no_grad()
    def decode(self, emissions: Tensor, lengths: Tensor) -> list[list[int]]:
        """Return the best label sequence of each row."""
        paths = []
        for row, length in zip(emissions, lengths, strict=True):
            score = row[0]
            back = []
            for t in range(1, int(length)):
                best = (score.unsqueeze(1) + self.transitions).max(0)
                back.append(best.indices)
                score = best.values + row[t]
            path = [int(score.argmax())]
            for step in reversed(back):
                path.append(int(step[path[-1]]))
            paths.append(path[::-1])
        return paths


_forms: dict[str, list[int]] = {}


def encode(item: Labelled) -> tuple[list[list[int]], list[int], list[int], int] | None:
    """Return features, places and labels of a string's tokens and its type (-1: not known), or None for one to be left out."""
    tokens = tokenise(item.raw)
    if not 2 <= len(tokens) <= 400:
        return None
    gold = []
    spans = sorted(item.spans)
    at = 0
    for token in tokens:
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        inside = at < len(spans) and spans[at][0] < token.end
        label = spans[at][2] if inside else OUTSIDE
        gold.append(LABELS.index("id" if token.form.startswith("<") and token.form not in ("<", "<url>") else label))
    features = [
        [
            *_features(token.form),
            *mark_features("lead", token.lead(item.raw)),
            *mark_features("trail", token.trail(item.raw)),
            *neighbour_features(token.form, neighbours(item.raw, token)),
        ]
        for token in tokens
    ]
    return features, place_features(item.raw, tokens), gold, KINDS.index(item.kind) if item.kind in KINDS else -1


def _features(form: str) -> list[int]:
    found = _forms.get(form)
    if found is None:
        found = _forms[form] = form_features(form)
    return found


def batches(items: list, size: int, dice: random.Random | None):
    """Yield tensors of batches of about equal lengths; words are dropped at random while training."""
    order = sorted(range(len(items)), key=lambda i: len(items[i][1]) + (dice.random() * 6 if dice else 0))
    chunks = [order[i : i + size] for i in range(0, len(order), size)]
    if dice:
        dice.shuffle(chunks)
    for chunk in chunks:
        chunk.sort(key=lambda i: -len(items[i][1]))
        width = len(items[chunk[0]][1])
        flat: list[int] = []
        offsets: list[int] = []
        for index in chunk:
            for features in items[index][0]:
                offsets.append(len(flat))
                flat += features[1:] if dice and len(features) > 6 and dice.random() < 0.12 else features
            offsets += [len(flat)] * (width - len(items[index][1]))
        places = torch.zeros(len(chunk), width, dtype=torch.long)
        gold = torch.zeros(len(chunk), width, dtype=torch.long)
        for row, index in enumerate(chunk):
            n = len(items[index][1])
            places[row, :n] = torch.tensor(items[index][1])
            gold[row, :n] = torch.tensor(items[index][2])
        lengths = torch.tensor([len(items[i][1]) for i in chunk])
        mask = torch.arange(width)[None] < lengths[:, None]
        kinds = torch.tensor([items[i][3] for i in chunk])
        yield torch.tensor(flat), torch.tensor(offsets), places, lengths, gold, mask, kinds


def export(model: nn.Module, path: Path) -> None:
    """Write the weights in half precision; the feature table, nearly all of them, as bytes with a scale for each row."""
    state = {name: value.detach().numpy() for name, value in model.state_dict().items()}
    table = state.pop("features.weight")
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-6) / 127
    arrays = {name: value.astype(np.float16) for name, value in state.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        labels=np.array(LABELS),
        kinds=np.array(KINDS),
        **arrays,
        **{"features.weight": np.round(table / scale).astype(np.int8), "features.scale": scale.astype(np.float16)},
    )


def evaluated(model: Tagger, dev: list) -> tuple[float, float, float]:
    """Return the share of dev tokens, of whole dev strings and of known types that are right."""
    model.eval()
    right = seen = whole = strings = typed = known = 0
    with torch.no_grad():
        for flat, offsets, places, lengths, gold, _, kinds in batches(dev, 64, None):
            emissions, scores = model.emissions(flat, offsets, places, lengths)
            paths = model.decode(emissions, lengths)
            typed += int((scores.argmax(1) == kinds).sum())
            known += int((kinds >= 0).sum())
            for path, want in zip(paths, gold.tolist(), strict=True):
                hits = sum(a == b for a, b in zip(path, want, strict=False))
                right += hits
                seen += len(path)
                whole += hits == len(path)
                strings += 1
    return right / seen, whole / strings, typed / max(known, 1)


def main() -> None:
    """Train, print the dev figures after each epoch, and write the model."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--out", type=Path, default=PACKAGED)
    options.add_argument("--epochs", type=int, default=14)
    options.add_argument("--hidden", type=int, default=128)
    options.add_argument("--embedding", type=int, default=64)
    options.add_argument("--dropout", type=float, default=0.3)
    options.add_argument("--synthetic", type=int, default=10000)
    options.add_argument("--recomposed", type=int, default=10000)
    options.add_argument("--csl", type=int, default=14000)
    options.add_argument("--transplanted", type=int, default=14000)
    options.add_argument("--kinds", type=float, default=1.0, help="the weight of the types in the loss")
    options.add_argument("--batch", type=int, default=48)
    options.add_argument("--rate", type=float, default=3e-3)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--minutes", type=float, default=1e9, help="end the schedule early enough to stop by then")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--start", type=Path, help="go on from the weights in this file, instead of from chance")
    options.add_argument("--without", choices=sorted(FAMILIES), help="leave one corpus family out")
    given = options.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    dice = random.Random(given.seed)
    without = FAMILIES.get(given.without, ())
    real = list(corpus(given.data / "corpora" / "train", without))
    world = [item for item in real if item.corpus.startswith("world-rendered")]
    dev = [e for item in corpus(given.data / "corpora" / "dev") if (e := encode(item))]
    print(f"{len(real)} strings, {len(dev)} dev", flush=True)
    records = catalogue_rows(given.data / "matching" / "catalogue.jsonl.gz")
    recomposed = corpus_rows(real)
    print(f"{len(records)} records and {len(recomposed)} strings to print anew", flush=True)
    everything = recomposed if not without else corpus_rows(corpus(given.data / "corpora" / "train"))
    styled = [
        item for item in cached(CSL, [*everything, *records]) if not (without and item.corpus.startswith(without))
    ]
    model = Tagger(given.embedding, given.hidden, given.dropout)
    if given.start:
        with np.load(given.start) as stored:
            weights = {
                name: stored[name].astype(np.float32) for name in stored.files if name not in ("labels", "kinds")
            }
        weights["features.weight"] *= weights.pop("features.scale")
        model.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()})
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998))
    optimiser = torch.optim.AdamW(model.parameters(), lr=given.rate, weight_decay=1e-4)
    started = time.time()
    epoch_s = 0.0
    epochs = given.epochs
    epoch = 0
    while epoch < epochs:
        began = time.time()
        made = [*rendered(records, given.synthetic, dice), *rendered(recomposed, given.recomposed, dice)]
        made += dice.sample(styled, min(given.csl, len(styled)))
        made += transplanted(world, given.transplanted, dice) if world else ()
        chosen = [item for item in real if item.corpus not in THINNED or dice.random() < THINNED[item.corpus]]
        items = [e for item in chosen + made if (e := encode(augment(item, dice)))]
        model.train()
        losses = []
        steps = (len(items) + given.batch - 1) // given.batch
        for step, (flat, offsets, places, lengths, gold, mask, kinds) in enumerate(batches(items, given.batch, dice)):
            progress = (epoch + step / steps) / epochs
            for group in optimiser.param_groups:
                group["lr"] = given.rate * min(1.0, progress * epochs * 4) * (1 - progress) + 1e-5
            emissions, scores = model.emissions(flat, offsets, places, lengths)
            loss = model.loss(emissions, gold, mask)
            if (kinds >= 0).any():
                loss = loss + given.kinds * nn.functional.cross_entropy(
                    scores, kinds, ignore_index=-1, label_smoothing=0.05
                )
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            average.update_parameters(model)
            losses.append(float(loss.detach()))
            if step % 200 == 0:
                print(
                    f"  {step}/{steps} loss {sum(losses[-200:]) / len(losses[-200:]):.3f} {time.time() - began:.0f} s",
                    flush=True,
                )
        tokens, strings, types = evaluated(average.module, dev[::4])
        epoch += 1
        epoch_s = time.time() - began
        if (time.time() - started + epoch_s) / 60 > given.minutes:
            epochs = epoch
        print(
            json.dumps(
                {
                    "epoch": epoch,
                    "loss": round(sum(losses) / len(losses), 4),
                    "tokens": round(tokens, 4),
                    "strings": round(strings, 4),
                    "types": round(types, 4),
                    "epoch_s": round(epoch_s),
                }
            ),
            flush=True,
        )
        export(average.module, given.out)
    if given.out == PACKAGED and not without:
        from . import calibrate, card

        calibrate.fit(given.data)
        print(card.write(given.data, round((time.time() - started) / 60)))


if __name__ == "__main__":
    main()
