"""The network that is trained: hashed embeddings, one bidirectional LSTM, a linear-chain CRF over labels, a head for
the type.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from backref.parsing.tagging.features import BUCKETS, PLACES

from .encoded import Batch
from .labels import KINDS, LABELS


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

    def emissions(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Return scores of labels (strings, tokens, labels) and of types (strings, types)."""
        embedded = self.features(batch.flat, batch.offsets).view(*batch.places.shape, -1) + self.places(batch.places)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            hidden = self.lstm(self.drop(embedded))[0]
        hidden = hidden.float()
        ends = torch.cat([hidden.mean(1), hidden.amax(1)], 1)
        return self.out(self.drop(hidden)), self.kind(self.drop(ends))

    def loss(self, batch: Batch, of_kinds: float) -> Tensor:
        """Return the negative log-likelihood of the labels of a string of usual length, and of its type."""
        return self.unlikely(*self.emissions(batch), batch, of_kinds)

    def unlikely(self, emissions: Tensor, scores: Tensor, batch: Batch, of_kinds: float) -> Tensor:
        """Return what `loss` does, of scores that are known."""
        labels: Tensor = _Chain.apply(emissions, self.transitions, batch.gold)  # type: ignore[no-untyped-call]
        loss = labels * (36 / batch.gold.numel())
        if of_kinds and bool((batch.kinds >= 0).any()):
            loss = loss + of_kinds * nn.functional.cross_entropy(
                scores, batch.kinds, ignore_index=-1, label_smoothing=0.05
            )
        return loss


class _Chain(torch.autograd.Function):
    """The negative log-likelihood of label sequences under a linear-chain CRF, summed; its gradient by
    forward-backward.
    """

    @staticmethod
    def forward(ctx: Any, emissions: Tensor, transitions: Tensor, gold: Tensor) -> Tensor:
        strings, steps, labels = emissions.shape
        least = emissions.amax(2, keepdim=True)
        local = (emissions - least).exp()
        shift = transitions.max()
        moves = (transitions - shift).exp()
        forward = [local[:, 0]]
        sums = [forward[0].sum(1, keepdim=True)]
        forward[0] = forward[0] / sums[0]
        for t in range(1, steps):
            reached = (forward[-1] @ moves) * local[:, t]
            sums.append(reached.sum(1, keepdim=True) + 1e-30)
            forward.append(reached / sums[-1])
        backward = [torch.ones_like(forward[0])]
        back = moves.T.contiguous()
        for t in range(steps - 1, 0, -1):
            backward.append(((backward[-1] * local[:, t]) @ back) / sums[t])
        alpha = torch.stack(forward, 1)
        beta = torch.stack(backward[::-1], 1)
        total = torch.stack(sums, 1).log().sum() + least.sum() + shift * strings * (steps - 1)
        path = emissions.gather(2, gold[:, :, None]).sum() + transitions[gold[:, :-1], gold[:, 1:]].sum()
        of_emissions = alpha * beta
        of_emissions.scatter_add_(2, gold[:, :, None], torch.full_like(emissions[:, :, :1], -1.0))
        weighed = (beta * local)[:, 1:] / torch.stack(sums, 1)[:, 1:]
        expected = (alpha[:, :-1].reshape(-1, labels).T @ weighed.reshape(-1, labels)) * moves
        seen = torch.bincount((gold[:, :-1] * labels + gold[:, 1:]).reshape(-1), minlength=labels * labels).view(
            labels, labels
        )
        ctx.save_for_backward(of_emissions, expected - seen)
        return total - path

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> tuple[Tensor, Tensor, None]:
        of_emissions, of_transitions = ctx.saved_tensors
        return grads[0] * of_emissions, grads[0] * of_transitions, None


@torch.no_grad()
def decode(emissions: Tensor, transitions: Tensor) -> Tensor:
    """Return the best labels (strings, tokens) of strings of one length."""
    score = emissions[:, 0]
    back = []
    for t in range(1, emissions.shape[1]):
        best = (score[:, :, None] + transitions).max(1)
        back.append(best.indices)
        score = best.values + emissions[:, t]
    path = [score.argmax(1)]
    for step in reversed(back):
        path.append(step.gather(1, path[-1][:, None])[:, 0])
    return torch.stack(path[::-1], 1)


def start_from(model: Tagger, path: Path) -> None:
    """Take the weights in a file; a label or type that it does not know begins from nothing."""
    with np.load(path) as stored:
        known = {name: stored[name] for name in stored.files}
    known["features.weight"] = known["features.weight"] * known.pop("features.scale").astype(np.float32)
    labels = [list(known["labels"]).index(label) if label in known["labels"] else -1 for label in LABELS]
    kinds = [list(known["kinds"]).index(kind) if kind in known["kinds"] else -1 for kind in KINDS]
    rows = {"out.weight": labels, "out.bias": labels, "transitions": labels, "kind.weight": kinds, "kind.bias": kinds}
    state = {}
    for name, value in model.state_dict().items():
        was = known[name].astype(np.float32)
        if name in rows:
            new = was[rows[name]]
            new[[at < 0 for at in rows[name]]] = -4.0 if name.endswith("bias") else 0.0
            if name == "transitions":
                new = new[:, rows[name]]
                new[:, [at < 0 for at in labels]] = 0.0
            was = new
        if was.shape != tuple(value.shape):
            raise SystemExit(f"{path}: {name} is {was.shape}, not {tuple(value.shape)}")
        state[name] = torch.from_numpy(was)
    model.load_state_dict(state)


def export(model: nn.Module, path: Path) -> None:
    """Write the weights in half precision; the feature table, nearly all of them, as bytes with a scale for each
    row.
    """
    state = {name: value.detach().float().numpy() for name, value in model.state_dict().items()}
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
