"""Make a smaller tagger of a larger one: `python -m train.smaller --hidden 96`.

Of each direction the units are kept that tell most of what the others do: what those others gave is put into the weights of the
kept ones by least squares over some of the strings that are trained on. Then the smaller one is trained on the labels and on the scores that the larger one gives
the same tokens (distillation); the embeddings stay as they are. Epochs are those of `train.material`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from .data import corpus
from .encoded import Batch, batches, encode
from .material import FOLDER, ROOT
from .network import Tagger, start_from
from .tagger import PACKAGED, evaluated, trained

WAYS = ("", "_reverse")
LABELLED = 0.1  # what the labels weigh beside what the larger one says
TOLD, TOLD_KINDS = 5.0, 0.3  # what the mean squared difference of scores weighs, of labels and of types


class Student(Tagger):
    """A tagger that learns from labels and from what a larger one says."""

    def __init__(self, teacher: Tagger, hidden: int, dropout: float) -> None:
        super().__init__(teacher.places.embedding_dim, hidden, dropout)
        self._teacher = [teacher.eval().requires_grad_(False)]  # no part of this network
        self.features = teacher.features
        self.places = teacher.places

    def loss(self, batch: Batch, of_kinds: float) -> Tensor:
        """Return the loss of `Tagger`, and how far the scores are from the teacher's."""
        emissions, scores = self.emissions(batch)
        loss = LABELLED * self.unlikely(emissions, scores, batch, of_kinds)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            told, told_kinds = self._teacher[0].emissions(batch)
        loss = loss + TOLD * nn.functional.mse_loss(centred(emissions), centred(told.float()))
        return loss + TOLD_KINDS * nn.functional.mse_loss(centred(scores), centred(told_kinds.float()))


def centred(scores: Tensor) -> Tensor:
    """Return scores without what all of them share, which says nothing."""
    return scores - scores.mean(-1, keepdim=True)


@torch.no_grad()
def states(model: Tagger, seen: list[Batch]) -> Tensor:
    """Return what both directions make of tokens, (2, tokens, units)."""
    found = []
    for batch in seen:
        embedded = model.features(batch.flat, batch.offsets).view(*batch.places.shape, -1) + model.places(batch.places)
        hidden = model.lstm(embedded)[0]
        found.append(hidden.reshape(-1, hidden.shape[2]))
    both = torch.cat(found)
    return torch.stack(both.chunk(2, 1))


def kept(seen: Tensor, weight: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """Return the units to keep and what each unit is in terms of them, (units, size): one by one the unit goes whose
    loss hurts least what comes after, where the others stand for it as well as they can.
    """
    units = seen.shape[1]
    gram = (seen.T @ seen / len(seen)).double() + 1e-6 * torch.eye(units, dtype=torch.double)
    left = list(range(units))
    power = (weight.double() ** 2).sum(0)
    while len(left) > size:
        inverse = torch.linalg.inv(gram[left][:, left])
        hurts = power[left] / inverse.diagonal()  # the variance that the others do not explain, times what it weighs
        left.pop(int(hurts.argmin()))
    index = torch.tensor(left)
    return index, torch.linalg.solve(gram[index][:, index], gram[index]).T.float()


@torch.no_grad()
def shrink(teacher: Tagger, student: Student, some: list[Batch]) -> None:
    """Give the student the weights of the units that it keeps."""
    size = student.lstm.hidden_size
    seen = states(teacher, some)
    outs, kinds = teacher.out.weight.chunk(2, 1), teacher.kind.weight.chunk(4, 1)
    new_outs, new_means, new_greatest = [], [], []
    for way, name in enumerate(WAYS):
        recurrent = getattr(teacher.lstm, f"weight_hh_l0{name}")
        after = torch.cat([recurrent, 4 * outs[way], kinds[way], kinds[2 + way]])
        index, of_kept = kept(seen[way], after, size)
        rows = torch.cat([index + gate * teacher.lstm.hidden_size for gate in range(4)])
        getattr(student.lstm, f"weight_ih_l0{name}").copy_(getattr(teacher.lstm, f"weight_ih_l0{name}")[rows])
        getattr(student.lstm, f"weight_hh_l0{name}").copy_((recurrent @ of_kept)[rows])
        for bias in ("bias_ih_l0", "bias_hh_l0"):
            getattr(student.lstm, bias + name).copy_(getattr(teacher.lstm, bias + name)[rows])
        new_outs.append(outs[way] @ of_kept)
        new_means.append(kinds[way] @ of_kept)
        new_greatest.append(kinds[2 + way] @ of_kept)
    student.out.weight.copy_(torch.cat(new_outs, 1))
    student.kind.weight.copy_(torch.cat([*new_means, *new_greatest], 1))
    for part in ("out.bias", "kind.bias"):
        student.get_parameter(part).copy_(teacher.get_parameter(part))
    student.transitions.copy_(teacher.transitions)


def main() -> None:
    """Shrink, train, and write the model."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--teacher", type=Path, default=PACKAGED)
    options.add_argument("--out", type=Path, default=FOLDER / "smaller.npz")
    options.add_argument("--epochs", type=Path, default=FOLDER / "epochs")
    options.add_argument("--hidden", type=int, default=96)
    options.add_argument("--dropout", type=float, default=0.0)
    options.add_argument("--kinds", type=float, default=1.3)
    options.add_argument("--tokens", type=int, default=4500, help="tokens of a batch")
    options.add_argument("--rate", type=float, default=2e-3)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--minutes", type=float, default=26)
    given = options.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)
    items = list(corpus(given.data / "corpora" / "dev"))
    parts = {
        "world": [x for x in items if x.corpus.startswith("world")],
        "west": [x for x in items if not x.corpus.startswith("world")][::4],
    }
    dev = {name: encode(part) for name, part in parts.items()}
    teacher = Tagger(64, 128, 0.0)
    start_from(teacher, given.teacher)
    student = Student(teacher, given.hidden, given.dropout)
    shrink(teacher, student, list(batches(encode(list(corpus(given.data / "corpora" / "train"))[::12]), 6000, None)))
    for name, model in (("teacher", teacher), ("student", student)):
        print(name, {part: evaluated(model, data) for part, data in dev.items()}, flush=True)
    trained(student, given.epochs, dev, given)


if __name__ == "__main__":
    main()
